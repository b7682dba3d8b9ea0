import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { FieldProblem } from '../../components/form-problems.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { proposalsQuery } from '../../lib/proposal-queries.js';
import { usePagedQuery, type PagedQuery } from '../../lib/use-paged-query.js';

export type Account = Dto<'AccountDto'>;
export type Role = Dto<'RoleDto'>;

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['account', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/accounts/{id}', { params: { path: { id } }, signal })),
  });

export const allRolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/roles', { signal })),
  staleTime: 5 * 60_000,
});

export const rolesQuery = { ...allRolesQuery, select: ({ items }: Dto<'RolesDto'>): Role[] => items };

/** Roles that wait for a second person. */
export interface AccountFilter {
  state?: Account['state'];
  role?: string;
  siteId?: string;
}

/** @param q words of a name or an e-mail address: they go in the body, and into no address */
export const useAccounts = (filter: AccountFilter, q: string): PagedQuery<Account> =>
  usePagedQuery<Account>(['accounts', filter, q], (after, signal) => {
    const query = { ...filter, limit: 100, ...(after && { after }) };
    return q
      ? ask(api.POST('/api/v1/accounts/search', { body: { ...query, q }, signal }))
      : ask(api.GET('/api/v1/accounts', { params: { query }, signal }));
  });

/** A change of one account: its answer is shown at once. */
export function useAccountChange<Input>(
  id: string,
  change: (input: Input) => Promise<Account>,
): UseMutationResult<Account, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (account) => {
      client.setQueryData(accountQuery(id).queryKey, account);
      void client.invalidateQueries({ queryKey: ['accounts'] });
      void client.invalidateQueries({ queryKey: proposalsQuery.queryKey });
    },
    onError: (error) => {
      if (problemOf(error).code === 'account.version')
        void client.invalidateQueries({ queryKey: accountQuery(id).queryKey });
    },
  });
}

/** What the server refused; two people at one account is said in full. */
export function accountRefusals(error: unknown, fallback: string): FieldProblem[] {
  if (error && problemOf(error).code === 'account.version')
    return [
      {
        field: fallback,
        message:
          'Somebody else changed this account meanwhile. What you entered is kept: save again to put it in the place of theirs, or load the page again to see theirs.',
      },
    ];
  return refusedFields(error, fallback);
}
