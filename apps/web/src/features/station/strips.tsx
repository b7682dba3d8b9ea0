import { IconAlertTriangle, IconClock, IconCloudOff, IconLock } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { problemOf } from '../../lib/api.js';
import { sessionQuery, signIn } from '../../lib/session.js';
import { asksForPasswords, leaveFor, signInOptionsQuery, type OfferedProvider } from '../../lib/sign-in-options.js';
import { signInWords } from '../../lib/sign-in-words.js';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';
import styles from './strips.module.css';
import { say } from './words.js';

interface StripsProps {
  state: StationState;
  station: Station;
  email: string;
  endedBefore?: string | null;
  focusField: () => void;
}

/** What is wrong with the station itself. In the page, never over it. */
export function Strips({ state, station, email, endedBefore = null, focusField }: StripsProps): ReactNode {
  return (
    <>
      {state.passive && (
        <div className={styles.strip} data-tone="red" role="alert">
          <IconAlertTriangle size={20} aria-hidden />
          <p>
            <strong>{say('strip.passive')}</strong> {say('strip.passive-more')}
          </p>
          <button type="button" onClick={() => window.location.reload()}>
            {say('strip.use')}
          </button>
        </div>
      )}
      {state.stalled === 'signed-out' && (
        <SignInStrip waiting={state.waiting} email={email} station={station} focusField={focusField} />
      )}
      {state.storageFailed && (
        <div className={styles.strip} data-tone="amber" role="status">
          <IconAlertTriangle size={20} aria-hidden />
          <p>{say('strip.storage')}</p>
        </div>
      )}
      {state.waiting >= 500 && (
        <div className={styles.strip} data-tone="amber" role="status">
          <IconCloudOff size={20} aria-hidden />
          <p>
            <strong>{say('strip.many', { n: state.waiting })}</strong> {say('strip.many-more')}
          </p>
        </div>
      )}
      {endedBefore && state.rows.list.length === 0 && (
        <div className={styles.strip} data-tone="purple" role="status">
          <IconClock size={20} aria-hidden />
          <p>
            {say('end.before')}{' '}
            <Link to="/scan/sessions/$id" params={{ id: endedBefore }}>
              {say('end.totals')}
            </Link>
          </p>
        </div>
      )}
      {state.othersWaiting > 0 && (
        <div className={styles.strip} data-tone="amber" role="status">
          <IconLock size={20} aria-hidden />
          <p>{say('strip.others', { n: state.othersWaiting })}</p>
        </div>
      )}
    </>
  );
}

type SignInStripProps = Pick<StripsProps, 'email' | 'station' | 'focusField'> & { waiting: number };

/**
 * Signing in again in place: the same session goes on and the queue is sent. By a provider the page is left and comes back;
 * what waits to be sent is kept by the browser.
 */
function SignInStrip({ waiting, email, station, focusField }: SignInStripProps): ReactNode {
  const client = useQueryClient();
  const { data } = useQuery(signInOptionsQuery);
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
      aria-label={say('sign-in.again')}
    >
      <IconLock size={20} aria-hidden />
      <p>
        <strong>{say('strip.sign-in', { n: waiting })}</strong> {problem ?? say('strip.go-on')}
      </p>
      {asksForPasswords(data) && <PasswordFields email={email} busy={busy} />}
      <ProviderKeys providers={data?.providers ?? []} onProblem={setProblem} />
    </form>
  );
}

const PasswordFields = ({ email, busy }: { email: string; busy: boolean }): ReactNode => (
  <>
    <input name="email" type="email" aria-label={say('e-mail')} autoComplete="username" defaultValue={email} required />
    <input
      name="password"
      type="password"
      aria-label={say('password')}
      placeholder={say('password')}
      autoComplete="current-password"
      required
    />
    <button type="submit" disabled={busy}>
      {say('sign-in')}
    </button>
  </>
);

interface ProviderKeysProps {
  providers: OfferedProvider[];
  onProblem: (words: string) => void;
}

/** The district's other ways to sign in; they come back to this desk. */
function ProviderKeys({ providers, onProblem }: ProviderKeysProps): ReactNode {
  const leave = (provider: OfferedProvider): void => {
    const { pathname, search } = window.location;
    leaveFor(provider, pathname + search).catch((error: unknown) => onProblem(signInWords(problemOf(error))));
  };
  return providers.map((provider) => (
    <button key={provider.id} type="button" onClick={() => leave(provider)}>
      {say('sign-in.with', { label: provider.label })}
    </button>
  ));
}
