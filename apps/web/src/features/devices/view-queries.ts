import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask, type Dto } from '../../lib/api.js';
import type { DeviceQuery } from './device-filter.js';

export const viewsQuery = queryOptions({
  queryKey: ['device-views'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/device-views', { signal }))).items,
  staleTime: 60_000,
});

/** One bulk change has no more devices, and nothing is counted further. */
export const MOST_COUNTED = 50_000;

export const countText = (total: number): string =>
  total > MOST_COUNTED ? `${MOST_COUNTED.toLocaleString('en-US')}+` : total.toLocaleString('en-US');

/** How many devices a view has, counted up to 50,001: some 20 ms in a district of 40,000, and no more in a larger one. */
export const countQuery = (query: DeviceQuery) =>
  queryOptions({
    queryKey: ['devices', 'count', query],
    queryFn: async ({ signal }) => {
      const { sort: _sort, ...filter } = query;
      return (await ask(api.GET('/api/v1/device-count', { params: { query: { ...filter, exact: true } }, signal })))
        .total;
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
