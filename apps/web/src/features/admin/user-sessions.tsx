import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CalmNote } from '../../components/calm-note.js';
import { Refused } from '../../components/refused.js';
import { api, ask } from '../../lib/api.js';
import type { Account } from './account-queries.js';
import styles from './admin.module.css';

/** Signs an account out everywhere. */
export function UserSessions({ account, self }: { account: Account; self: boolean }): ReactNode {
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/accounts/{id}/sessions', { params: { path: { id: account.id } } })),
  });
  if (self)
    return (
      <p className={styles.muted}>
        End your own on <Link to="/account/sessions">My sessions</Link>.
      </p>
    );
  return (
    <div className={styles.form}>
      <p className={styles.muted}>For a lost laptop or a shared browser: the account must sign in again everywhere.</p>
      {isSuccess && <CalmNote>Signed out everywhere.</CalmNote>}
      <Refused error={error} />
      <Button variant="default" loading={isPending} onClick={() => mutate()}>
        Sign out everywhere
      </Button>
    </div>
  );
}
