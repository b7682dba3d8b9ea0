import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask, type Dto } from '../../lib/api.js';
import { usePagedQuery, type PagedQuery } from '../../lib/use-paged-query.js';
import type { LabelRequest } from './choice.rules.js';
import type { LabelRun } from './label-words.js';
import { lastRunsOf, type LastRuns } from './last-runs.rules.js';

export const stockQuery = (archived = false) =>
  queryOptions({
    queryKey: ['label-stock', archived],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/label-stock', { params: { query: { archived } }, signal }))).items,
    staleTime: 60_000,
  });

/** Of one site, or of all where the account prints. */
export const printersQuery = (siteId?: string, archived = false) =>
  queryOptions({
    queryKey: ['label-printers', siteId ?? null, archived],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/label-printers', { params: { query: { siteId, archived } }, signal }))).items,
    staleTime: 60_000,
  });

/** Of the district's series of new tags the one that was used last. */
export const lastSeriesQuery = () =>
  queryOptions({
    queryKey: ['label-tag-series', 'last'],
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/label-tag-series', { signal }))).items.at(0) ?? null,
    staleTime: 60_000,
  });

/** The last runs of a site, one's own alone where there are some: what was printed on, and by which printer. */
export const lastRunsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['label-runs', 'last', siteId],
    queryFn: ({ signal }): Promise<LastRuns> =>
      lastRunsOf(async (own) => {
        const query = { siteId, limit: 20, ...(own && { own }) };
        return (await ask(api.GET('/api/v1/label-runs', { params: { query }, signal }))).items;
      }),
    staleTime: 60_000,
  });

/** What would be printed; the old preview stays until the new one is there. */
export const planQuery = (request: LabelRequest | null) =>
  queryOptions({
    queryKey: ['label-plan', request],
    queryFn: ({ signal }) => ask(api.POST('/api/v1/label-plans', { body: request as LabelRequest, signal })),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
  });

/** A page of what would be printed; of a roll six labels. */
export const pageQuery = (request: LabelRequest, page: number, enabled: boolean) =>
  queryOptions({
    queryKey: ['label-plan', request, page],
    queryFn: async ({ signal }) =>
      (await ask(api.POST('/api/v1/label-plans/pages', { body: { ...request, page }, signal }))).sheets,
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
  });

export interface RunFilter {
  kind?: Dto<'LabelKind'>[];
  siteId?: string;
}

export const useRuns = (filter: RunFilter): PagedQuery<LabelRun> =>
  usePagedQuery<LabelRun>(['label-runs', filter], (after, signal) =>
    ask(api.GET('/api/v1/label-runs', { params: { query: { ...filter, limit: 20, after } }, signal })),
  );

const AGAIN_MS = 700;
export const atWork = (run: LabelRun | undefined): boolean => run?.state === 'queued' || run?.state === 'running';

/** One run; asked again while it is drawn. */
export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['label-run', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/label-runs/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (atWork(state.data) ? AGAIN_MS : false),
  });

/** What goes with a run that is voided; asked when somebody is about to. */
export const voidEffectsQuery = (id: string) =>
  queryOptions({
    queryKey: ['label-run', id, 'void-effects'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/label-runs/{id}/void-effects', { params: { path: { id } }, signal })),
  });

/** Makes a run, and lets whatever lists runs know. */
export function useMakeRun(done: (run: LabelRun) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Dto<'CreateLabelRunDto'>) => ask(api.POST('/api/v1/label-runs', { body })),
    onSuccess: async (run) => {
      client.setQueryData(runQuery(run.id).queryKey, run);
      done(run);
      await client.invalidateQueries({ queryKey: ['label-runs'] });
      await client.invalidateQueries({ queryKey: ['label-plan'] });
    },
  });
}
