import { queryOptions } from '@tanstack/react-query';
import { api, ask } from './api.js';

/** Roles that wait for a second person. */
export const proposalsQuery = queryOptions({
  queryKey: ['grant-proposals'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/grant-proposals', { signal }))).items,
});
