import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Dto } from './api.js';

export type BulkRun = Dto<'BulkRunDto'>;

const AGAIN_MS = 1_000;
const atWork = (run: BulkRun | undefined): boolean => run?.state === 'running' || run?.state === 'undoing';

/** One change of many devices; asked again while it is under way. */
export const bulkRunQuery = (id: string) =>
  queryOptions({
    queryKey: ['bulk-run', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/bulk-runs/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (atWork(state.data) ? AGAIN_MS : false),
  });

/** The preview: nothing changes before it is started. */
export const planBulk = (body: Dto<'PlanBulkDto'>): Promise<BulkRun> => ask(api.POST('/api/v1/bulk-runs', { body }));
