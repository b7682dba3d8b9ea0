import { keepPreviousData, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiError } from './api.js';

/** A keyset page of the API. */
export interface Page<T> {
  items: T[];
  /** Cursor of the next page; `null` on the last. */
  next: string | null;
  /** Only where the API counts: capped, so `1000` may mean more. */
  total?: number | { count: number };
}

export interface PagedQuery<T> {
  rows: T[];
  total: number | null;
  /** From here on nobody counted: 1,000 unless the list says otherwise. */
  countedTo?: number;
  /** First rows are not there yet. */
  loading: boolean;
  /** Old rows are shown while new ones come. */
  refreshing: boolean;
  loadingMore: boolean;
  hasMore: boolean;
  error: Error | null;
  loadMore: () => void;
  retry: () => void;
}

/**
 * A list that grows page by page. `key` holds everything the list depends on; a new key cancels the old request (the signal)
 * and keeps the old rows on screen until the new ones are there.
 */
export function usePagedQuery<T>(
  key: readonly unknown[],
  load: (after: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
  options: { enabled?: boolean } = {},
): PagedQuery<T> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total ?? null;
  return { rows, total: typeof total === 'object' ? (total?.count ?? null) : total, ...flags(query) };
}

function flags<T>(query: UseInfiniteQueryResult<T>): Omit<PagedQuery<never>, 'rows' | 'total'> {
  return {
    loading: query.isPending && query.fetchStatus !== 'idle',
    refreshing: query.isFetching && !query.isPending && !query.isFetchingNextPage,
    loadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    error: query.error,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}

/** For `QueryClient`: another try helps only when the server could not be reached or failed. */
export const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 2 && error instanceof ApiError && (error.problem.status === 0 || error.problem.status >= 500);
