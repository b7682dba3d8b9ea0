import type { PagedQuery } from '../../lib/use-paged-query.js';

/** A list that comes whole, for the table. */
export function wholeList<T>(query: {
  data: T[] | undefined;
  isPending: boolean;
  isFetching: boolean;
  error: Error | null;
  refetch: () => unknown;
}): PagedQuery<T> {
  const { data, isPending, isFetching, error, refetch } = query;
  return {
    ...{ rows: data ?? [], total: null, loading: isPending, refreshing: isFetching && !isPending, loadingMore: false },
    ...{ hasMore: false, error, loadMore: () => undefined, retry: () => void refetch() },
  };
}
