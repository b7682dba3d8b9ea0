import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../../lib/api.js';

export const districtQuery = queryOptions({
  queryKey: ['district'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/district', { signal })),
});

export const districtCalendarQuery = (schoolYear: string) =>
  queryOptions({
    queryKey: ['district', 'calendar', schoolYear],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/district/calendar', { params: { query: { schoolYear } }, signal })),
  });

export const districtCodeRulesQuery = queryOptions({
  queryKey: ['district', 'code-rules'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/district/code-rules', { signal })),
});
