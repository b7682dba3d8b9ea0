import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { usePageTitle } from '../../components/page.js';
import { api, ask, refusalOf } from '../../lib/api.js';
import { landingPage } from '../../lib/landing-page.js';
import { safeNext } from '../../lib/safe-next.js';
import { sessionQuery, useSignOut } from '../../lib/session.js';
import styles from './sign-in.module.css';

/** The second step of a sign-in. */
export function CodePage(): ReactNode {
  usePageTitle('Enter your code');
  const { next } = useSearch({ strict: false });
  const client = useQueryClient();
  const signOut = useSignOut();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const code = field.current?.value.trim() ?? '';
    setBusy(true);
    setProblem(null);
    try {
      if (code === '') throw new Error('Enter the code that the app shows, or a backup code.');
      await ask(api.PUT('/api/v1/session/second-factor', { body: { code } }));
      client.removeQueries({ queryKey: sessionQuery.queryKey });
      window.location.assign(await landingPage(safeNext(next), await client.fetchQuery(sessionQuery)));
    } catch (error) {
      setProblem(refusalOf(error));
      setBusy(false);
      requestAnimationFrame(() => field.current?.select());
    }
  };
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <img src="/favicon.svg" alt="" width={40} height={40} />
        <h1>Enter your code</h1>
        <p className={styles.lead}>Open your authenticator app.</p>
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          <TextInput
            ref={field}
            name="code"
            label="Six digits of Cubby"
            description="Or one of your backup codes"
            autoComplete="one-time-code"
            size="md"
            maxLength={40}
            autoFocus
            aria-invalid={Boolean(problem)}
          />
          <Button type="submit" size="md" loading={busy} fullWidth>
            Go on
          </Button>
          <Button variant="subtle" size="md" fullWidth onClick={() => void signOut()}>
            Sign in as somebody else
          </Button>
        </form>
        <p className={styles.help}>Phone lost, no backup code? Another administrator can reset your second factor.</p>
      </div>
    </main>
  );
}
