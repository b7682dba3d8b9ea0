import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useProof } from '../../lib/use-proof.js';
import { accountRefusals, rolesQuery, useAccountChange, type Account } from './account-queries.js';
import styles from './admin.module.css';
import { Saved } from './saved.js';
import { GrantsFields } from './grants-fields.js';
import { grantProblems, grantsOf, rowsOf, type GrantRow } from './grants.js';

/** All roles of an account, replaced as a whole. Afterwards the form shows what it has: what waits is not among it. */
export function UserRoles({ account }: { account: Account }): ReactNode {
  const { data: roles = [] } = useQuery(rolesQuery);
  const [rows, setRows] = useState(() => rowsOf(account.grants));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { proven, asking } = useProof();
  const { mutate, isPending, isSuccess, error, reset } = useAccountChange(account.id, (body: Dto<'SetGrantsDto'>) =>
    proven(() => ask(api.PUT('/api/v1/accounts/{id}/grants', { params: { path: { id: account.id } }, body }))),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = grantProblems(rows);
    setProblems(wrong);
    if (wrong.length === 0)
      mutate(
        { version: account.version, grants: grantsOf(rows) },
        { onSuccess: (saved) => setRows(rowsOf(saved.grants)) },
      );
  };
  const change = (changed: GrantRow[]): void => {
    setRows(changed);
    if (isSuccess) reset();
  };
  const shown = problems.length > 0 ? problems : accountRefusals(error, 'add-role');
  return (
    <>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormProblems problems={shown} />
        <GrantsFields rows={rows} roles={roles} problems={shown} onChange={change} />
        <Saved when={isSuccess} />
        {!asking && (
          <Button type="submit" loading={isPending}>
            Save roles
          </Button>
        )}
      </form>
      {asking}
    </>
  );
}
