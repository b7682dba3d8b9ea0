import { Button, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { CalmNote } from '../../components/calm-note.js';
import { Refused } from '../../components/refused.js';
import { api, ask } from '../../lib/api.js';
import { useProof } from '../../lib/use-proof.js';
import { accountQuery, useAccountChange, type Account } from './account-queries.js';
import styles from './admin.module.css';

/** Whether the account is asked for a code, and the way out for a lost phone. */
export function UserFactor({ account, self }: { account: Account; self: boolean }): ReactNode {
  const client = useQueryClient();
  const { proven, asking } = useProof();
  const [asked, setAsked] = useState(false);
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () =>
      proven(() => ask(api.DELETE('/api/v1/accounts/{id}/second-factor', { params: { path: { id: account.id } } }))),
    onSuccess: () => client.invalidateQueries({ queryKey: accountQuery(account.id).queryKey }),
    onSettled: () => setAsked(false),
  });
  return (
    <div className={styles.form}>
      <p className={styles.plain}>
        {account.hasSecondFactor ? 'Asked for a code of an authenticator app at sign-in.' : 'None set up.'}
      </p>
      {isSuccess && !account.hasSecondFactor && (
        <CalmNote>
          Reset: the account is signed out everywhere and sets up a new one at the next sign-in where its roles need it.
        </CalmNote>
      )}
      <Refused error={error} />
      {asking}
      {self && (
        <p className={styles.muted}>
          This is your own account: <Link to="/account/second-factor">change it on your own page</Link>.
        </p>
      )}
      {account.hasSecondFactor && !self && !asking && (
        <Reset asked={asked} busy={isPending} onAsk={setAsked} onReset={() => mutate()} />
      )}
    </div>
  );
}

interface ResetProps {
  asked: boolean;
  busy: boolean;
  onAsk: (asked: boolean) => void;
  onReset: () => void;
}

function Reset({ asked, busy, onAsk, onReset }: ResetProps): ReactNode {
  if (!asked)
    return (
      <Button variant="default" onClick={() => onAsk(true)}>
        Reset
      </Button>
    );
  return (
    <>
      <p className={styles.muted}>
        For a lost phone without backup codes. Make sure that it is them who ask, in person or by a number you know.
      </p>
      <div className={styles.buttons}>
        <Button loading={busy} onClick={onReset} data-autofocus>
          Reset the second factor
        </Button>
        <Button variant="default" onClick={() => onAsk(false)}>
          Cancel
        </Button>
      </div>
    </>
  );
}

const ADMIN = 'it-admin';

/** An administrator's account that gets in with its password when the provider is down. */
export function UserBreakGlass({ account }: { account: Account }): ReactNode {
  const { proven, asking } = useProof();
  const { mutate, isPending, error } = useAccountChange(account.id, (breakGlass: boolean) =>
    proven(() =>
      ask(
        api.PUT('/api/v1/accounts/{id}/break-glass', {
          params: { path: { id: account.id } },
          body: { version: account.version, breakGlass },
        }),
      ),
    ),
  );
  const mayBe = account.grants.some(({ role, siteId }) => role === ADMIN && siteId === null);
  if (!mayBe && !account.breakGlass) return null;
  return (
    <div className={styles.form}>
      <Switch
        label="Emergency account"
        description="Signs in with password and second factor though single sign-on is demanded. Each use is shown to all administrators."
        checked={account.breakGlass}
        disabled={isPending}
        onChange={(event) => mutate(event.currentTarget.checked)}
      />
      {asking}
      <Refused error={error} />
    </div>
  );
}
