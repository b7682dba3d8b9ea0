import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask, type Dto } from '../../lib/api.js';
import type { DeviceQuery } from './device-filter.js';

export const viewsQuery = queryOptions({
  queryKey: ['device-views'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/device-views', { signal }))).items,
  staleTime: 60_000,
});

/** How many devices a view has, counted up to 1,001. */
export const countQuery = (query: DeviceQuery) =>
  queryOptions({
    queryKey: ['devices', 'count', query],
    queryFn: async ({ signal }) => {
      const { sort: _sort, ...filter } = query;
      return (await ask(api.GET('/api/v1/device-count', { params: { query: filter }, signal }))).total;
    },
    staleTime: 30_000,
  });

export type ViewChange =
  | { kind: 'add'; body: Dto<'SaveViewDto'> }
  | { kind: 'edit'; id: string; body: Dto<'EditViewDto'> }
  | { kind: 'remove'; id: string };

/** Saves, changes or throws away a view; the tabs follow. */
export function useViewChange(onDone: (view: Dto<'SavedViewDto'> | null) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: ViewChange): Promise<Dto<'SavedViewDto'> | null> => {
      if (change.kind === 'add') return ask(api.POST('/api/v1/device-views', { body: change.body }));
      const params = { path: { id: change.id } };
      if (change.kind === 'remove') {
        await ask(api.DELETE('/api/v1/device-views/{id}', { params }));
        return null;
      }
      return ask(api.PATCH('/api/v1/device-views/{id}', { params, body: change.body }));
    },
    onSuccess: async (view) => {
      await client.invalidateQueries({ queryKey: viewsQuery.queryKey });
      onDone(view);
    },
  });
}
