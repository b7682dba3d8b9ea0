import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { formValues } from '../../lib/form.js';
import { accountRefusals, useAccountChange, type Account } from './account-queries.js';
import styles from './admin.module.css';
import { Saved } from './saved.js';

/** Name and whether the account may sign in. Accounts are never deleted: the history names them. */
export function UserDetails({ account }: { account: Account }): ReactNode {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, isSuccess, error, reset } = useAccountChange(account.id, (body: Dto<'EditAccountDto'>) =>
    ask(api.PATCH('/api/v1/accounts/{id}', { params: { path: { id: account.id } }, body })),
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { displayName, state } = formValues(event.currentTarget);
    const wrong = displayName ? [] : [{ field: 'displayName', message: 'Give the name' }];
    setProblems(wrong);
    if (wrong.length === 0) mutate({ version: account.version, displayName, state: state as Account['state'] });
  };
  const shown = problems.length > 0 ? problems : accountRefusals(error, 'displayName');
  return (
    <form className={styles.form} onSubmit={submit} onInput={() => isSuccess && reset()} noValidate>
      <FormProblems problems={shown} />
      <TextInput
        id="displayName"
        name="displayName"
        label="Name"
        maxLength={200}
        autoComplete="off"
        defaultValue={account.displayName}
        error={shown.find(({ field }) => field === 'displayName')?.message}
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
