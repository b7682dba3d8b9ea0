import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems } from '../components/form-problems.js';
import { api, ApiError, ask, problemOf, refusalOf } from './api.js';
import { useSignOut } from './session.js';
import styles from './use-proof.module.css';

type By = 'password' | 'code' | 'sign-in';

interface Wanted {
  by: By;
  proven: () => void;
  cancelled: (error: ApiError) => void;
}

/**
 * For changes of what an account signs in with: the server asks again who is there when the last proof is some minutes
 * old. `proven` does the work, and once more after the answer; `asking` is where the page asks, outside of any form.
 */
export function useProof(): { proven: <T>(work: () => Promise<T>) => Promise<T>; asking: ReactNode } {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const proven = async <T,>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const { code, details } = problemOf(error);
      if (code !== 'session.proof-needed') throw error;
      const by = (details?.['by'] as By | undefined) ?? 'password';
      await new Promise<void>((resolve, reject) => setWanted({ by, proven: resolve, cancelled: reject })).finally(() =>
        setWanted(null),
      );
      return work();
    }
  };
  return { proven, asking: wanted && <Ask {...wanted} /> };
}

function Ask({ by, proven, cancelled }: Wanted): ReactNode {
  const signOut = useSignOut();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('input, button')?.focus(), []);
  const cancel = (): void =>
    cancelled(new ApiError({ status: 0, code: 'client.cancelled', title: 'Nothing was changed.' }));
  return (
    <section ref={box} aria-label="Is it still you?" className={styles.box}>
      <h3>Is it still you?</h3>
      {by === 'sign-in' ? (
        <>
          <p>This account has neither a password nor a second factor yet. Sign in again, then change it right away.</p>
          <div className={styles.buttons}>
            <Button onClick={() => void signOut()}>Sign out</Button>
            <Button variant="default" onClick={cancel}>
              Cancel
            </Button>
          </div>
        </>
      ) : (
        <ProofForm by={by} onProven={proven} onCancel={cancel} />
      )}
    </section>
  );
}

interface ProofFormProps {
  by: 'password' | 'code';
  onProven: () => void;
  onCancel: () => void;
}

function ProofForm({ by, onProven, onCancel }: ProofFormProps): ReactNode {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('proof');
    if (typeof typed !== 'string' || typed === '') return setProblem(EMPTY[by]);
    setBusy(true);
    try {
      await ask(api.PUT('/api/v1/session/proof', { body: by === 'password' ? { password: typed } : { code: typed } }));
      onProven();
    } catch (error) {
      setProblem(refusalOf(error));
      setBusy(false);
    }
  };
  const field = { id: 'proof', name: 'proof', error: problem !== null };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <FormProblems problems={problem ? [{ field: 'proof', message: problem }] : []} />
      {by === 'password' ? (
        <PasswordInput {...field} label="Your password" autoComplete="current-password" />
      ) : (
        <TextInput {...field} label="Code of your authenticator app" autoComplete="one-time-code" maxLength={40} />
      )}
      <div className={styles.buttons}>
        <Button type="submit" loading={busy}>
          Go on
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

const EMPTY = { password: 'Enter your password', code: 'Enter the code' } as const;
