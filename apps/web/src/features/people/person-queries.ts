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

/** A look of its own in the access log: fetched when it is shown, and not kept once it is covered again. */
export const guardiansQueryOf = (id: string) =>
  queryOptions({
    queryKey: ['person', id, 'guardians'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/people/{id}/guardians', { params: { path: { id } }, signal })),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
