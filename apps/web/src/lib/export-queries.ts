import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Dto } from './api.js';

export type Export = Dto<'ExportDto'>;
export type ExportFormat = Dto<'FileFormat'>;

const AGAIN_MS = 1_000;

export const atWork = ({ state }: Export): boolean => state === 'queued' || state === 'running';

/** Which lists the account may take along, with their columns. */
export const exportListsQuery = queryOptions({
  queryKey: ['export-lists'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/export-lists', { signal })),
  staleTime: Infinity,
});

/** One export; asked again while it is under way. */
export const exportQuery = (id: string) =>
  queryOptions({
    queryKey: ['export', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/exports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && atWork(state.data) ? AGAIN_MS : false),
  });

export const fileAddress = ({ id }: Export): string => `/api/v1/exports/${id}/file`;
