import { IconAlertTriangle, IconCloudOff, IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { problemOf } from '../../lib/api.js';
import { sessionQuery, signIn } from '../../lib/session.js';
import { signInWords } from '../../lib/sign-in-words.js';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';
import styles from './strips.module.css';

interface StripsProps {
  state: StationState;
  station: Station;
  email: string;
  focusField: () => void;
}

/** What is wrong with the station itself. In the page, never over it. */
export function Strips({ state, station, email, focusField }: StripsProps): ReactNode {
  return (
    <>
      {state.passive && (
        <div className={styles.strip} data-tone="red" role="alert">
          <IconAlertTriangle size={20} aria-hidden />
          <p>
            <strong>This station is open in another window.</strong> Nothing scanned here is sent.
          </p>
          <button type="button" onClick={() => window.location.reload()}>
            Use this window
          </button>
        </div>
      )}
      {state.stalled === 'signed-out' && (
        <SignInStrip waiting={state.waiting} email={email} station={station} focusField={focusField} />
      )}
      {state.storageFailed && (
        <div className={styles.strip} data-tone="amber" role="status">
          <IconAlertTriangle size={20} aria-hidden />
          <p>This browser keeps nothing: do not close the window while scans are unsent.</p>
        </div>
      )}
      {state.waiting >= 500 && (
        <div className={styles.strip} data-tone="amber" role="status">
          <IconCloudOff size={20} aria-hidden />
          <p>
            <strong>Send soon: {state.waiting} saved here.</strong> Reconnect this computer before the end of the day.
          </p>
        </div>
      )}
      {state.othersWaiting > 0 && (
        <div className={styles.strip} data-tone="amber" role="status">
          <IconLock size={20} aria-hidden />
          <p>
            {state.othersWaiting} unsent {state.othersWaiting === 1 ? 'scan' : 'scans'} of another account or desk are
            kept here until it signs in again.
          </p>
        </div>
      )}
    </>
  );
}

type SignInStripProps = Pick<StripsProps, 'email' | 'station' | 'focusField'> & { waiting: number };

/** Signing in again in place: the same session goes on and the queue is sent. */
function SignInStrip({ waiting, email, station, focusField }: SignInStripProps): ReactNode {
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [name, password] = ['email', 'password'].map((field) => (form.get(field) as string | null) ?? '');
    setBusy(true);
    try {
      const before = client.getQueryData(sessionQuery.queryKey)?.account.id;
      await signIn({ email: name.trim(), password });
      const session = await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      if (session?.account.id !== before) return window.location.reload();
      station.signedInAgain();
      focusField();
    } catch (error) {
      setProblem(signInWords(problemOf(error)));
      setBusy(false);
    }
  };
  return (
    <form
      className={styles.strip}
      data-tone="purple"
      onSubmit={(event) => void submit(event)}
      aria-label="Sign in again"
    >
      <IconLock size={20} aria-hidden />
      <p>
        <strong>
          Sign in to send {waiting} {waiting === 1 ? 'scan' : 'scans'}.
        </strong>{' '}
        {problem ?? 'Go on scanning, everything is saved here.'}
      </p>
      <input name="email" type="email" aria-label="E-mail" autoComplete="username" defaultValue={email} required />
      <input
        name="password"
        type="password"
        aria-label="Password"
        placeholder="Password"
        autoComplete="current-password"
        required
      />
      <button type="submit" disabled={busy}>
        Sign in
      </button>
    </form>
  );
}
