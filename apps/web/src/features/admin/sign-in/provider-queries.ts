import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { api, ask, problemOf, type Dto } from '../../../lib/api.js';

export type Provider = Dto<'ProviderDto'>;
export type RoleRule = Dto<'RoleRuleDto'>;

export const providersQuery = queryOptions({
  queryKey: ['identity-providers'],
  queryFn: ({ signal }) => ask<Dto<'ProvidersDto'>>(api.GET('/api/v1/identity-providers', { signal })),
});

export const roleRulesQuery = queryOptions({
  queryKey: ['role-rules'],
  queryFn: async ({ signal }) => (await ask<Dto<'RoleRulesDto'>>(api.GET('/api/v1/role-rules', { signal }))).items,
});

/** Sets a provider up, changes or removes one. A conflict loads it again. */
export function useSaveProvider<Body, Saved = Provider>(
  save: (body: Body) => Promise<Saved>,
  onSaved?: (saved: Saved) => void,
): UseMutationResult<Saved, Error, Body> {
  const client = useQueryClient();
  const load = (): Promise<void> => client.invalidateQueries({ queryKey: providersQuery.queryKey });
  return useMutation({
    mutationFn: save,
    onSuccess: async (saved) => {
      await load();
      onSaved?.(saved);
    },
    onError: (error) => {
      if (problemOf(error).status === 409) void load();
    },
  });
}

export const editProvider = (id: string, body: Dto<'EditProviderDto'>): Promise<Provider> =>
  ask(api.PATCH('/api/v1/identity-providers/{id}', { params: { path: { id } }, body }));

export const createProvider = (body: Dto<'NewProviderDto'>): Promise<Provider> =>
  ask(api.POST('/api/v1/identity-providers', { body }));

export const removeProvider = (id: string): Promise<unknown> =>
  ask(api.DELETE('/api/v1/identity-providers/{id}', { params: { path: { id } } }));
