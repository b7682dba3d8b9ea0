import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask, problemOf, type Dto } from '../../../lib/api.js';

export type Change = Dto<'NewPolicyChangeDto'>;

export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/policies', { signal })),
});

/** The two halves of a change: what it would reach, and planning it. A conflict loads the policies again. */
export function usePolicyChange(kind: string, onPlanned: () => void) {
  const client = useQueryClient();
  const params = { path: { kind } };
  const reload = (): Promise<void> => client.invalidateQueries({ queryKey: policiesQuery.queryKey });
  const onError = (error: Error): void => {
    if (problemOf(error).status === 409) void reload();
  };
  const preview = useMutation({
    mutationFn: (body: Change) => ask(api.POST('/api/v1/policies/{kind}/preview', { params, body })),
    onError,
  });
  const save = useMutation({
    mutationFn: (body: Change) => ask(api.POST('/api/v1/policies/{kind}/changes', { params, body })),
    onSuccess: async () => {
      await reload();
      onPlanned();
    },
    onError,
  });
  return { preview, save };
}
