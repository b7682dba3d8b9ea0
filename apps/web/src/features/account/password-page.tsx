import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Page } from '../../components/page.js';
import { api, ask, refusalOf } from '../../lib/api.js';
import { safeNext } from '../../lib/safe-next.js';
import { useSession } from '../../lib/session.js';
import styles from './password.module.css';

const LENGTH = 15;

/** One's own password; whoever has one of somebody else gets nowhere else before. */
export function PasswordPage(): ReactNode {
  const { mustChangePassword } = useSession().account;
  return (
    <Page
      title={mustChangePassword ? 'Choose your own password' : 'Change password'}
      area="Account"
      lead={
        mustChangePassword &&
        'Somebody else set the present one and may know it. Cubby opens once you have chosen your own.'
      }
      narrow
    >
      <PasswordForm first={mustChangePassword} />
    </Page>
  );
}

function PasswordForm({ first }: { first: boolean }): ReactNode {
  const { next } = useSearch({ strict: false });
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) => ask(api.PUT('/api/v1/password', { body })),
    // The rights are others from here on, so everything is loaded anew.
    onSuccess: () => first && window.location.assign(safeNext(next)),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [currentPassword, newPassword, again] = ['current', 'new', 'again'].map(
      (name) => (form.get(name) as string | null) ?? '',
    );
    const found: FieldProblem[] = [];
    if (!currentPassword) found.push({ field: 'current', message: 'Enter your present password' });
    if (newPassword.length < LENGTH) found.push({ field: 'new', message: `Enter at least ${LENGTH} characters` });
    else if (newPassword !== again) found.push({ field: 'again', message: 'Repeat the new password exactly' });
    setProblems(found);
    if (found.length === 0) mutate({ currentPassword, newPassword });
  };
  const errorOf = (field: string): string | undefined => problems.find((problem) => problem.field === field)?.message;
  const shown = problems.length > 0 ? problems : error ? [{ field: 'new', message: refusalOf(error) }] : [];
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormProblems problems={shown} />
      {isSuccess && <p role="status">Your password is changed.</p>}
      <PasswordInput
        id="current"
        name="current"
        label="Present password"
        autoComplete="current-password"
        error={errorOf('current')}
      />
      <PasswordInput
        id="new"
        name="new"
        label="New password"
        description={`At least ${LENGTH} characters. A few unrelated words work well.`}
        autoComplete="new-password"
        error={errorOf('new')}
      />
      <PasswordInput
        id="again"
        name="again"
        label="New password again"
        autoComplete="new-password"
        error={errorOf('again')}
      />
      <Button type="submit" loading={isPending}>
        Change password
      </Button>
    </form>
  );
}
