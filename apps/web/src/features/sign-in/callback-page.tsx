import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { usePageTitle } from '../../components/page.js';
import { api, ask, problemOf, type Dto, type Problem } from '../../lib/api.js';
import { landingPage } from '../../lib/landing-page.js';
import { safeNext } from '../../lib/safe-next.js';
import { sessionQuery } from '../../lib/session.js';
import { signInWords } from '../../lib/sign-in-words.js';
import { arrivalOf } from './callback.js';
import styles from './sign-in.module.css';

interface Refusal {
  words: string;
  problem?: Problem;
}

const OVER = 'sign-in.attempt-over';

/** Finishes a sign-in once: code and state leave the address at once, so that neither is kept in the history. */
function useFinish(): Refusal | null {
  const client = useQueryClient();
  const [arrival] = useState(() => arrivalOf(window.location.search));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const begun = useRef(false);
  useEffect(() => {
    // An effect may run twice; a code works once.
    if (begun.current) return;
    begun.current = true;
    window.history.replaceState(window.history.state, '', window.location.pathname);
    if ('refusal' in arrival) return;
    const finish = async (): Promise<void> => {
      const { next } = await ask<Dto<'FinishedSignInDto'>>(
        api.POST('/api/v1/session/provider', { body: arrival.sent }),
      );
      client.removeQueries({ queryKey: sessionQuery.queryKey });
      window.location.replace(await landingPage(safeNext(next), await client.fetchQuery(sessionQuery)));
    };
    finish().catch(async (error: unknown) => {
      const problem = problemOf(error);
      // The address opened once more, from the history, by somebody whose sign-in went well.
      const session = problem.code === OVER ? await client.fetchQuery(sessionQuery).catch(() => null) : null;
      if (session) window.location.replace(await landingPage('/', session));
      else setRefusal({ words: signInWords(problem), problem });
    });
  }, [client, arrival]);
  return 'refusal' in arrival ? { words: arrival.refusal } : refusal;
}

/** Where a provider sends people back to. */
export function CallbackPage(): ReactNode {
  usePageTitle('Sign in');
  const refusal = useFinish();
  const heading = useRef<HTMLHeadingElement>(null);
  const refused = refusal !== null;
  useEffect(() => {
    if (refused) heading.current?.focus();
  }, [refused]);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <img src="/favicon.svg" alt="" width={40} height={40} />
        <h1 ref={heading} tabIndex={-1}>
          {refusal ? 'You are not signed in' : 'Signing you in…'}
        </h1>
        {refusal ? <Refused {...refusal} /> : <p role="status">One moment: your account is looked up.</p>}
      </div>
    </main>
  );
}

const Refused = ({ words, problem }: Refusal): ReactNode => (
  <>
    <p role="alert" className={styles.problem}>
      {words}
    </p>
    <Button component="a" href="/sign-in" size="md" fullWidth>
      Back to the sign-in page
    </Button>
    {problem && problem.status > 0 && (
      <p className={styles.fault}>
        For your IT: <code>{[problem.code, problem.details?.fault].filter(Boolean).join(', ')}</code>
      </p>
    )}
  </>
);
