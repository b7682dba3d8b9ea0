import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../../lib/api.js';

/** Each look is written to the access log: kept for as long as the page is open, not fetched again on every focus. */
export const personQueryOf = (id: string) =>
  queryOptions({
    queryKey: ['person', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/people/{id}', { params: { path: { id } }, signal })),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
