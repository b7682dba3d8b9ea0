import { Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useForm } from '../../lib/use-form.js';
import { useProof } from '../../lib/use-proof.js';
import { accountRefusals, useAccountChange, type Account } from './account-queries.js';
import styles from './admin.module.css';
import { Saved } from './saved.js';

/** The address that somebody signs in with, and by which a provider finds the account once. */
export function UserEmail({ account }: { account: Account }): ReactNode {
  const { proven, asking } = useProof();
  const { mutate, isPending, isSuccess, error, reset } = useAccountChange(account.id, (body: Dto<'SetEmailDto'>) =>
    proven(() => ask(api.PUT('/api/v1/accounts/{id}/email', { params: { path: { id: account.id } }, body }))),
  );
  const { onSubmit, problems, field } = useForm<Dto<'SetEmailDto'>>({
    read: ({ email }) => ({
      body: { version: account.version, email },
      problems: email.includes('@') ? [] : [{ field: 'email', message: 'Give the e-mail address' }],
    }),
    send: mutate,
    refused: accountRefusals(error, 'email'),
  });
  return (
    <div className={styles.form}>
      <form className={styles.form} onSubmit={onSubmit} onInput={() => isSuccess && reset()} noValidate>
        <FormProblems problems={problems} />
        <TextInput
          {...field('email')}
          key={account.email}
          type="email"
          label="E-mail address"
          description="A change signs the account out everywhere."
          maxLength={254}
          autoComplete="off"
          defaultValue={account.email}
        />
        <Saved when={isSuccess} />
        {!asking && (
          <Button type="submit" variant="default" loading={isPending}>
            Change e-mail
          </Button>
        )}
      </form>
      {asking}
    </div>
  );
}
