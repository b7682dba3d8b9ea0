import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../../../lib/api.js';

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/second-factor', { signal })),
});
