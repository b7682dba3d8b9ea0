import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { usePageTitle } from '../../components/page.js';
import { problemOf } from '../../lib/api.js';
import { landingPage } from '../../lib/landing-page.js';
import { sessionQuery, signIn } from '../../lib/session.js';
import { safeNext } from '../../lib/safe-next.js';
import { asksForPasswords, signInOptionsQuery } from '../../lib/sign-in-options.js';
import { signInWords } from '../../lib/sign-in-words.js';
import { ProviderButtons } from './provider-buttons.js';
import styles from './sign-in.module.css';

/** Drawn once it is known what the district offers, so that nothing moves under the hand. */
export function SignInPage(): ReactNode {
  usePageTitle('Sign in');
  const { next } = useSearch({ from: '/sign-in' });
  const { data, isPending } = useQuery(signInOptionsQuery);
  const [problem, setProblem] = useState<string | null>(null);
  const [emergency, setEmergency] = useState(false);
  const summary = useRef<HTMLParagraphElement>(null);
  const show = (words: string | null): void => {
    setProblem(words);
    if (words) requestAnimationFrame(() => summary.current?.focus());
  };
  if (isPending) return <main className={styles.page} aria-busy />;
  const providers = data?.providers ?? [];
  const ordinary = asksForPasswords(data);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <img src="/favicon.svg" alt="" width={40} height={40} />
        <h1>Sign in to Cubby</h1>
        <p className={styles.lead}>A cubby for every device.</p>
        {problem && (
          <p ref={summary} tabIndex={-1} role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        {providers.length > 0 && <ProviderButtons providers={providers} next={safeNext(next)} onProblem={show} />}
        {ordinary || emergency ? (
          <>
            {providers.length > 0 && (
              <p className={styles.or}>{ordinary ? 'or with a password' : 'with an emergency account'}</p>
            )}
            <PasswordForm
              next={safeNext(next)}
              first={providers.length === 0 || emergency}
              providers={providers.length > 0}
              refused={problem !== null}
              onProblem={show}
            />
          </>
        ) : (
          <button type="button" className={styles.quiet} onClick={() => setEmergency(true)}>
            Emergency account
          </button>
        )}
      </div>
    </main>
  );
}

interface PasswordFormProps {
  next: string;
  /** It has the focus: nothing stands above it, or it was asked for. */
  first: boolean;
  /** Buttons of single sign-on stand above it. */
  providers: boolean;
  refused: boolean;
  onProblem: (words: string | null) => void;
}

function PasswordForm({ next, first, providers, refused, onProblem }: PasswordFormProps): ReactNode {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = text(form.get('email')).trim();
    const password = text(form.get('password'));
    setBusy(true);
    onProblem(null);
    try {
      if (!email || !password) throw new Error('Enter your e-mail address and your password.');
      await signIn({ email, password });
      client.removeQueries({ queryKey: sessionQuery.queryKey });
      window.location.assign(await landingPage(next, await client.fetchQuery(sessionQuery)));
    } catch (error) {
      onProblem(signInWords(problemOf(error), providers));
      setBusy(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextInput
        name="email"
        type="email"
        label="E-mail"
        autoComplete="username"
        size="md"
        autoFocus={first}
        aria-invalid={refused}
      />
      <PasswordInput
        name="password"
        label="Password"
        autoComplete="current-password"
        size="md"
        aria-invalid={refused}
      />
      <Button type="submit" size="md" loading={busy} fullWidth>
        Sign in
      </Button>
    </form>
  );
}

const text = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value : '');
