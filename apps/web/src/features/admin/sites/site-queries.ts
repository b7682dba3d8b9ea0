import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { api, ask, problemOf, type Dto } from '../../../lib/api.js';
import { sessionQuery } from '../../../lib/session.js';
import { siteQuery } from '../../../lib/site-queries.js';

export type Site = Dto<'SiteDto'>;
export type Room = Dto<'RoomDto'>;

export const closedRoomsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['rooms', siteId, 'closed'],
    queryFn: async ({ signal }) => {
      const params = { path: { id: siteId }, query: { limit: 200, active: false } };
      return (await ask(api.GET('/api/v1/sites/{id}/rooms', { params, signal }))).items;
    },
  });

export const siteCodeRulesQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['site', siteId, 'code-rules'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/sites/{id}/code-rules', { params: { path: { id: siteId } }, signal })),
  });

export const yearProgramsQuery = (siteId: string, schoolYearId: string) =>
  queryOptions({
    queryKey: ['site', siteId, 'programs', schoolYearId],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/sites/{id}/programs', { params: { path: { id: siteId }, query: { schoolYearId } }, signal }),
      ),
  });

export const yearCalendarQuery = (siteId: string, schoolYear: string) =>
  queryOptions({
    queryKey: ['site', siteId, 'calendar', schoolYear],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/sites/{id}/calendar', { params: { path: { id: siteId }, query: { schoolYear } }, signal })),
  });

/** A change of a site, its programs or its calendar: they share one version, so that each reads it again. */
export function useSiteChange<Input, Answer>(
  siteId: string,
  change: (input: Input) => Promise<Answer>,
): UseMutationResult<Answer, Error, Input> {
  const client = useQueryClient();
  const again = (): void => void client.invalidateQueries({ queryKey: siteQuery(siteId).queryKey });
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      again();
      void client.invalidateQueries({ queryKey: ['sites'] });
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
    onError: (error) => {
      if (problemOf(error).status === 409) again();
    },
  });
}
