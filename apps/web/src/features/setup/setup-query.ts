import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../../lib/api.js';

/** Whether the first run is still to come. Asked again only by a reload: once done, it stays done. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/setup', { signal })),
  staleTime: Infinity,
  retry: false,
});
