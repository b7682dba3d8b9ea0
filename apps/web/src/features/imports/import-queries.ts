import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { api, ask, type Dto } from '../../lib/api.js';
import { usePagedQuery, type PagedQuery } from '../../lib/use-paged-query.js';
import type { Import, ImportSummary, Outcome } from './import-words.js';

const POLL_MS = 1_000;

const underWay = ({ state }: { state: Dto<'ImportState'> }): boolean => state === 'checking' || state === 'running';

/** One import; asked again every second while a step of it runs. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/imports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state: { data } }) => (data && underWay(data) ? POLL_MS : false),
    staleTime: 0,
  });

export const useImports = (): PagedQuery<ImportSummary> =>
  usePagedQuery<ImportSummary>(['imports'], (after, signal) =>
    ask(api.GET('/api/v1/imports', { params: { query: { limit: 50, after } }, signal })),
  );

export interface RowFilter {
  outcome: Outcome;
  field?: string;
}

/** Lines of the file by what they do. `version` renews them after another dry run. */
export const useImportRows = (run: Import, { outcome, field }: RowFilter): PagedQuery<Dto<'ImportRowDto'>> =>
  usePagedQuery<Dto<'ImportRowDto'>>(['import', run.id, 'rows', run.version, outcome, field], (after, signal) => {
    const query = { outcome, limit: 50, ...(field && { field }), ...(after && { after }) };
    return ask(api.GET('/api/v1/imports/{id}/rows', { params: { path: { id: run.id }, query }, signal }));
  });

/** A step of an import: its answer replaces what is shown; a refusal leaves the page as it is. */
export function useStep<Input>(
  run: Import,
  step: (input: Input) => Promise<Import>,
): UseMutationResult<Import, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSuccess: (answer) => {
      client.setQueryData(importQuery(run.id).queryKey, answer);
      void client.invalidateQueries({ queryKey: ['imports'] });
    },
  });
}

const path = (id: string) => ({ path: { id } });

export const saveMapping = (run: Import, body: Dto<'MapImportDto'>): Promise<Import> =>
  ask(api.PUT('/api/v1/imports/{id}/mapping', { params: path(run.id), body }));

export const startDryRun = (run: Import): Promise<Import> =>
  ask(api.POST('/api/v1/imports/{id}/dry-run', { params: path(run.id) }));

export const startRun = (run: Import, read: string[]): Promise<Import> =>
  ask(api.POST('/api/v1/imports/{id}/run', { params: path(run.id), body: { read } }));

export const cancelStep = (run: Import): Promise<Import> =>
  ask(api.POST('/api/v1/imports/{id}/cancel', { params: path(run.id) }));

export interface NewFile {
  kind: Dto<'ImportKind'>;
  file: File;
  /** Of a workbook; `''`: nobody has chosen one yet. */
  sheet: string;
}

/** Sends the file as it is; the server reads it once and guesses its columns. */
export function uploadFile({ kind, file, sheet }: NewFile): Promise<Import> {
  const form = new FormData();
  form.set('kind', kind);
  form.set('sheet', sheet);
  form.set('file', file);
  const body = { kind, sheet, file: file.name };
  return ask(api.POST('/api/v1/imports', { body, bodySerializer: () => form }));
}
