import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Refused } from '../../../components/refused.js';
import { RelativeTime } from '../../../components/time.js';
import { api, ask, type Dto } from '../../../lib/api.js';
import { sessionQuery, useSession } from '../../../lib/session.js';
import { useProof } from '../../../lib/use-proof.js';
import { secondFactorQuery } from './second-factor-queries.js';
import styles from './second-factor.module.css';

/** Fewer are worth a word. */
const FEW = 3;

interface FactorOverviewProps {
  factor: Dto<'SecondFactorDto'>;
  onSetUp: () => void;
  onCodes: (codes: string[]) => void;
}

/** Whether there is one, and what can be done with it. */
export function FactorOverview({ factor, onSetUp, onCodes }: FactorOverviewProps): ReactNode {
  const client = useQueryClient();
  const { proven, asking } = useProof();
  const renew = useMutation({
    mutationFn: () => proven(() => ask(api.PUT('/api/v1/second-factor/backup-codes'))),
    onSuccess: ({ codes }) => onCodes(codes),
  });
  const remove = useMutation({
    mutationFn: () => proven(() => ask(api.DELETE('/api/v1/second-factor'))),
    onSuccess: () =>
      Promise.all(
        [secondFactorQuery, sessionQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey: [...queryKey] })),
      ),
  });
  const refused = renew.error ?? remove.error;
  if (factor.enrolledAt === null)
    return (
      <div className={styles.stack}>
        <p>It is off: whoever knows your password can sign in as you.</p>
        <div className={styles.buttons}>
          <Button onClick={onSetUp}>Set it up</Button>
        </div>
      </div>
    );
  return (
    <div className={styles.stack}>
      <Since at={factor.enrolledAt} left={factor.backupCodesLeft} />
      <Refused error={refused} />
      {asking ?? (
        <div className={styles.buttons}>
          <Button variant="default" onClick={onSetUp}>
            Set up another phone
          </Button>
          <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
            Make new backup codes
          </Button>
          {!factor.needed && (
            <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
              Turn it off
            </Button>
          )}
        </div>
      )}
      {factor.needed && <p className={styles.muted}>Your roles need it, so it can be replaced but not turned off.</p>}
    </div>
  );
}

function Since({ at, left }: { at: string; left: number }): ReactNode {
  const { district } = useSession();
  return (
    <p>
      It is on, set up <RelativeTime at={at} timeZone={district.timeZone} />.{' '}
      {left === 0 ? 'No backup code is left' : `${left} backup ${left === 1 ? 'code is' : 'codes are'} left`}
      {left < FEW ? ': make new ones.' : '.'}
    </p>
  );
}
