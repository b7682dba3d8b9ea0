import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { api, ask, type Dto } from '../../lib/api.js';
import { ROSTERS, sourcesQuery } from '../../lib/roster-sources.js';
import { usePagedQuery, type PagedQuery } from '../../lib/use-paged-query.js';
import type { Run, Tile } from './run-words.js';

export type Source = Dto<'RosterSourceDto'>;
export type Org = Dto<'RosterOrgDto'>;
export type Question = Dto<'RosterQuestionDto'>;

const POLL_MS = 1_000;
const path = (id: string) => ({ path: { id } });

export { ROSTERS, sourcesQuery };

export const sourceQuery = (id: string) =>
  queryOptions({
    queryKey: [...ROSTERS, 'source', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/roster-sources/{id}', { params: path(id), signal })),
    staleTime: 0,
  });

export const orgsQuery = (sourceId: string) =>
  queryOptions({
    queryKey: [...ROSTERS, 'orgs', sourceId],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/roster-sources/{id}/orgs', { params: path(sourceId), signal }))).items,
    staleTime: 0,
  });

/** The newest run of a source. */
export const lastRunQuery = (sourceId: string) =>
  queryOptions({
    queryKey: [...ROSTERS, 'last', sourceId],
    queryFn: async ({ signal }) => {
      const query = { sourceId, limit: 1 };
      return (await ask(api.GET('/api/v1/roster-runs', { params: { query }, signal }))).items.at(0) ?? null;
    },
  });

/** One run; asked again every second while a step of it goes on. */
export const runQuery = (id: string) =>
  queryOptions({
    queryKey: [...ROSTERS, 'run', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/roster-runs/{id}', { params: path(id), signal })),
    refetchInterval: ({ state: { data } }) =>
      data && (data.state === 'checking' || data.state === 'running') ? POLL_MS : false,
    staleTime: 0,
  });

export const useRuns = (): PagedQuery<Run> =>
  usePagedQuery<Run>([...ROSTERS, 'runs'], (after, signal) =>
    ask(api.GET('/api/v1/roster-runs', { params: { query: { limit: 50, after } }, signal })),
  );

/** People of a run by what becomes of them. The state renews them after another look. */
export const useRows = (run: Run, { outcome, field }: Tile['filter']): PagedQuery<Dto<'RosterRowDto'>> =>
  usePagedQuery<Dto<'RosterRowDto'>>(
    [...ROSTERS, 'rows', run.id, run.version, run.state, outcome, field],
    (after, signal) => {
      const query = { outcome, limit: 50, ...(field && { field }), ...(after && { after }) };
      return ask(api.GET('/api/v1/roster-runs/{id}/rows', { params: { ...path(run.id), query }, signal }));
    },
  );

/** A step of a run: its answer replaces what is shown; a refusal leaves the page as it is. */
export function useStep<Input = void>(
  run: Run,
  step: (input: Input) => Promise<Run>,
): UseMutationResult<Run, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSuccess: async (answer) => {
      client.setQueryData(runQuery(run.id).queryKey, answer);
      await client.invalidateQueries({ queryKey: ROSTERS, predicate: ({ queryKey }) => queryKey[1] !== 'run' });
    },
  });
}

export const startCheck = (run: Run): Promise<Run> =>
  ask(api.POST('/api/v1/roster-runs/{id}/check', { params: path(run.id) }));
export const startRun = (run: Run): Promise<Run> =>
  ask(api.POST('/api/v1/roster-runs/{id}/run', { params: path(run.id) }));
export const cancelRun = (run: Run): Promise<Run> =>
  ask(api.POST('/api/v1/roster-runs/{id}/cancel', { params: path(run.id) }));
export const approveRun = (run: Run, number: number): Promise<Run> =>
  ask(api.PUT('/api/v1/roster-runs/{id}/approval', { params: path(run.id), body: { version: run.version, number } }));

/** Sends the files as they are; the source stands before them, so that the server knows whose they are when the bytes come. */
export function uploadRoster(sourceId: string, files: readonly File[]): Promise<Run> {
  const form = new FormData();
  form.set('sourceId', sourceId);
  for (const file of files) form.append('file', file);
  const body = { sourceId, file: files.map(({ name }) => name) };
  return ask(api.POST('/api/v1/roster-runs', { body, bodySerializer: () => form }));
}
