import { queryOptions } from '@tanstack/react-query';
import { api, ask } from './api.js';

/** School years of the district, the newest first. */
export const schoolYearsQuery = queryOptions({
  queryKey: ['school-years'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/school-years', { signal }))).items,
});
