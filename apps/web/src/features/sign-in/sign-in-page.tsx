import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { usePageTitle } from '../../components/page.js';
import { api, ask, problemOf } from '../../lib/api.js';
import { isCollectionSeason, landingOf } from '../../lib/landing.js';
import { sessionQuery, signIn, type Session } from '../../lib/session.js';
import { todayIn } from '../../lib/time.js';
import { safeNext } from '../../lib/safe-next.js';
import { signInWords } from '../../lib/sign-in-words.js';
import styles from './sign-in.module.css';

/** Where they wanted to go, else where their work is. */
async function landing(to: string, session: Session | null): Promise<string> {
  if (to !== '/' || !session) return to;
  const years = await ask(api.GET('/api/v1/school-years')).catch(() => ({ items: [] }));
  return landingOf(session, isCollectionSeason(years.items, todayIn(session.district.timeZone)));
}

export function SignInPage(): ReactNode {
  usePageTitle('Sign in');
  const { next } = useSearch({ from: '/sign-in' });
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const summary = useRef<HTMLParagraphElement>(null);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = text(form.get('email')).trim();
    const password = text(form.get('password'));
    setBusy(true);
    setProblem(null);
    try {
      if (!email || !password) throw new Error('Enter your e-mail address and your password.');
      await signIn({ email, password });
      client.removeQueries({ queryKey: sessionQuery.queryKey });
      window.location.assign(await landing(safeNext(next), await client.fetchQuery(sessionQuery)));
    } catch (error) {
      setProblem(signInWords(problemOf(error)));
      setBusy(false);
      requestAnimationFrame(() => summary.current?.focus());
    }
  };
  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={(event) => void submit(event)} noValidate>
        <img src="/favicon.svg" alt="" width={40} height={40} />
        <h1>Sign in to Cubby</h1>
        <p className={styles.lead}>A cubby for every device.</p>
        {problem && (
          <p ref={summary} tabIndex={-1} role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <TextInput
          name="email"
          type="email"
          label="E-mail"
          autoComplete="username"
          size="md"
          autoFocus
          aria-invalid={Boolean(problem)}
        />
        <PasswordInput
          name="password"
          label="Password"
          autoComplete="current-password"
          size="md"
          aria-invalid={Boolean(problem)}
        />
        <Button type="submit" size="md" loading={busy} fullWidth>
          Sign in
        </Button>
      </form>
    </main>
  );
}

const text = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value : '');
