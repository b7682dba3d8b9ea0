import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../lib/api.js';

const AGAIN_MS = 1_000;

/** Policies, what stays, and the plans; asked again while one is carried out. */
export const retentionQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/retention', { signal })),
  refetchInterval: ({ state }) => (state.data?.runs.some((run) => run.state === 'running') ? AGAIN_MS : false),
});

export function useRetentionStep<Body>(send: (body: Body) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => client.invalidateQueries({ queryKey: retentionQuery.queryKey }),
  });
}

export const usePlan = () => useRetentionStep((_: null) => ask(api.POST('/api/v1/retention-runs', {})));

export const useApprove = (id: string, version: number) =>
  useRetentionStep((people: number) =>
    ask(api.POST('/api/v1/retention-runs/{id}/approve', { params: { path: { id } }, body: { version, people } })),
  );

export const useCancel = (id: string, version: number) =>
  useRetentionStep((_: null) =>
    ask(api.POST('/api/v1/retention-runs/{id}/cancel', { params: { path: { id } }, body: { version } })),
  );
