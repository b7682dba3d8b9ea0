import { queryOptions } from '@tanstack/react-query';
import { api, ask } from './api.js';

/** Everything of the rosters is renewed together. */
export const ROSTERS = ['rosters'] as const;

export const sourcesQuery = queryOptions({
  queryKey: [...ROSTERS, 'sources'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/roster-sources', { signal }))).items,
});
