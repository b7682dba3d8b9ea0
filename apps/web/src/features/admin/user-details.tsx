import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useForm } from '../../lib/use-form.js';
import { accountRefusals, useAccountChange, type Account } from './account-queries.js';
import styles from './admin.module.css';
import { Saved } from './saved.js';

/** Name and whether the account may sign in. Accounts are never deleted: the history names them. */
export function UserDetails({ account }: { account: Account }): ReactNode {
  const { mutate, isPending, isSuccess, error, reset } = useAccountChange(account.id, (body: Dto<'EditAccountDto'>) =>
    ask(api.PATCH('/api/v1/accounts/{id}', { params: { path: { id: account.id } }, body })),
  );
  const { onSubmit, problems, field } = useForm<Dto<'EditAccountDto'>>({
    read: ({ displayName, state }) => ({
      body: { version: account.version, displayName, state: state as Account['state'] },
      problems: displayName ? [] : [{ field: 'displayName', message: 'Give the name' }],
    }),
    send: mutate,
    refused: accountRefusals(error, 'displayName'),
  });
  return (
    <form className={styles.form} onSubmit={onSubmit} onInput={() => isSuccess && reset()} noValidate>
      <FormProblems problems={problems} />
      <TextInput
        {...field('displayName')}
        label="Name"
        maxLength={200}
        autoComplete="off"
        defaultValue={account.displayName}
      />
      <NativeSelect
        name="state"
        label="Status"
        description="A disabled account is signed out at once and cannot sign in."
        defaultValue={account.state}
        data={[
          { value: 'active', label: 'Active' },
          { value: 'disabled', label: 'Disabled' },
        ]}
      />
      <Saved when={isSuccess} />
      <Button type="submit" variant="default" loading={isPending}>
        Save
      </Button>
    </form>
  );
}
