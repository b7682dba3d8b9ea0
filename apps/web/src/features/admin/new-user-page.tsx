import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Page } from '../../components/page.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { useForm } from '../../lib/use-form.js';
import { useProof } from '../../lib/use-proof.js';
import { accountQuery, accountRefusals, rolesQuery } from './account-queries.js';
import styles from './admin.module.css';
import { GrantsFields } from './grants-fields.js';
import { grantProblems, grantsOf, newRow } from './grants.js';

const problemsOf = ({ displayName, email }: Record<string, string>): FieldProblem[] => [
  ...(displayName ? [] : [{ field: 'displayName', message: 'Give the name' }]),
  ...(/^\S+@\S+\.\S+$/.test(email) ? [] : [{ field: 'email', message: 'Give the e-mail address' }]),
];

/** An account begins with a name, an address and roles; its password is set on its page. */
export function NewUserPage(): ReactNode {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data: roles = [] } = useQuery(rolesQuery);
  const [rows, setRows] = useState(() => [newRow()]);
  const { proven, asking } = useProof();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Dto<'CreateAccountDto'>) => proven(() => ask(api.POST('/api/v1/accounts', { body }))),
    onSuccess: (account) => {
      client.setQueryData(accountQuery(account.id).queryKey, account);
      void client.invalidateQueries({ queryKey: ['accounts'] });
      void navigate({ to: '/admin/users/$id', params: { id: account.id } });
    },
  });
  const taken = error !== null && problemOf(error).code === 'account.email-taken';
  const { onSubmit, problems, field } = useForm<Dto<'CreateAccountDto'>>({
    read: ({ displayName, email }) => ({
      body: { displayName, email, grants: grantsOf(rows) },
      problems: [...problemsOf({ displayName, email }), ...grantProblems(rows)],
    }),
    send: mutate,
    refused: accountRefusals(error, taken ? 'email' : 'displayName'),
  });
  return (
    <Page
      title="Add a user"
      area="Users"
      crumbs={[{ label: 'Users', href: '/admin/users' }]}
      lead="The account signs in with the district’s provider, or once it has a password: set one on the next page."
      narrow
    >
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <FormProblems problems={problems} />
        <TextInput {...field('displayName')} label="Name" maxLength={200} autoComplete="off" />
        <TextInput {...field('email')} type="email" label="E-mail" maxLength={254} autoComplete="off" />
        <GrantsFields rows={rows} roles={roles} problems={problems} onChange={setRows} />
        {!asking && (
          <Button type="submit" loading={isPending}>
            Add
          </Button>
        )}
      </form>
      {asking}
    </Page>
  );
}
