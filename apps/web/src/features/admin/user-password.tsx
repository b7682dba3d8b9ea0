import { Button, PasswordInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { CalmNote } from '../../components/calm-note.js';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { PasswordRules } from '../../components/password-rules.js';
import { passwordProblems } from '../../lib/password-problems.js';
import { useProof } from '../../lib/use-proof.js';
import { accountRefusals, useAccountChange, type Account } from './account-queries.js';
import styles from './admin.module.css';

/** A first or a forgotten password; it ends the account's sessions. One's own is changed with the present one. */
export function UserPassword({ account, self }: { account: Account; self: boolean }): ReactNode {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { proven, asking } = useProof();
  const { mutate, isPending, isSuccess, error } = useAccountChange(account.id, (body: Dto<'SetPasswordDto'>) =>
    proven(() => ask(api.PUT('/api/v1/accounts/{id}/password', { params: { path: { id: account.id } }, body }))),
  );
  if (self)
    return (
      <p className={styles.muted}>
        This is your own account. <Link to="/account/password">Change your password</Link> with the present one.
      </p>
    );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const [password, again] = ['password', 'again'].map((name) => {
      const value = data.get(name);
      return typeof value === 'string' ? value : '';
    });
    const wrong = passwordProblems(password, again);
    setProblems(wrong);
    if (wrong.length === 0) mutate({ version: account.version, password }, { onSuccess: () => form.reset() });
  };
  const shown = problems.length > 0 ? problems : accountRefusals(error, 'password');
  const errorOf = (field: string): string | undefined => shown.find((each) => each.field === field)?.message;
  return (
    <>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormProblems problems={shown} />
        {isSuccess && <HandOver />}
        <PasswordInput
          id="password"
          name="password"
          label={account.hasPassword ? 'New password' : 'First password'}
          description={<PasswordRules />}
          autoComplete="new-password"
          error={errorOf('password')}
        />
        <PasswordInput
          id="again"
          name="again"
          label="The same again"
          autoComplete="new-password"
          error={errorOf('again')}
        />
        {!asking && (
          <Button type="submit" variant="default" loading={isPending}>
            Set password
          </Button>
        )}
      </form>
      {asking}
    </>
  );
}

const HandOver = (): ReactNode => (
  <CalmNote>
    The password is set, and the account is signed out everywhere. Hand it over in person: at the next sign-in the
    account chooses its own.
  </CalmNote>
);
