import { byteText } from '@app/kernel';
import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ExportMenu } from '../../../components/exports/export-menu.js';
import { Facts } from '../../../components/facts.js';
import problemBox from '../../../components/form-problems.module.css';
import { Page } from '../../../components/page.js';
import { Badge } from '../../../components/state-badge.js';
import { ErrorState, SkeletonRows } from '../../../components/states.js';
import { RelativeTime } from '../../../components/time.js';
import { api, ask, refusalOf } from '../../../lib/api.js';
import { BACKUP_PROBLEMS, backupsQuery, type Backups } from '../../../lib/backup-queries.js';
import { useSession } from '../../../lib/session.js';
import admin from '../admin.module.css';
import { BACKUP_HEADS, BackupRuns } from './backup-runs.js';
import styles from './backups.module.css';
import { BackupPolicyForm } from './policy-form.js';

/** Whether the district would survive the loss of its machine today, and one more backup at once. */
export function BackupsPage(): ReactNode {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(backupsQuery);
  const begin = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/backups')),
    onSettled: () => client.invalidateQueries({ queryKey: backupsQuery.queryKey }),
  });
  return (
    <Page
      title="Backups"
      area="Admin"
      lead="One file with everything: records, ledger, files and keys. Restoring is a command on the server."
      actions={
        <>
          <ExportMenu list="backups" query={{}} columns={BACKUP_HEADS} />
          <Button loading={begin.isPending} disabled={!data || data.running !== null} onClick={() => begin.mutate()}>
            Back up now
          </Button>
        </>
      }
    >
      {begin.error && (
        <div role="alert" className={problemBox.box}>
          <p>{refusalOf(begin.error)}</p>
        </div>
      )}
      {data ? (
        <Content backups={data} />
      ) : error ? (
        <ErrorState error={error} what="The backups" onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows height={40} />
      )}
    </Page>
  );
}

const Content = ({ backups }: { backups: Backups }): ReactNode => (
  <>
    <Problems backups={backups} />
    {backups.running && <Running run={backups.running} />}
    <div className={admin.blocks}>
      <section className={admin.block} aria-labelledby="state-heading">
        <h2 id="state-heading">State</h2>
        <State backups={backups} />
      </section>
      <section className={admin.block} aria-labelledby="policy-heading">
        <h2 id="policy-heading">Every night</h2>
        <BackupPolicyForm policy={backups.policy} />
      </section>
    </div>
    <BackupRuns runs={backups.items} />
  </>
);

/** In red, and first: a district without a backup does not know it. */
function Problems({ backups }: { backups: Backups }): ReactNode {
  const { problems, items, lastProof, folder, folderProblem, notProvable } = backups;
  if (problems.length === 0) return null;
  const failed = items.find(({ state }) => state === 'failed');
  return (
    <div role="alert" className={problemBox.box}>
      <p>{problems.map((problem) => BACKUP_PROBLEMS[problem]).join('. ')}.</p>
      <ul>
        {problems.includes('backup-failed') && failed && (
          <li>{failed.error}. It is tried again every hour; the log of the server says more.</li>
        )}
        {folderProblem !== null && folderProblem !== failed?.error && (
          <li>
            {folderProblem}: <code>{folder}</code>
          </li>
        )}
        {problems.includes('backup-overdue') && (
          <li>See that a process with ROLE=all or worker is running, then back up now.</li>
        )}
        {problems.includes('proof-failed') && (
          <li>{lastProof?.error}. It is tried again after the next nightly backup; the log of the server says more.</li>
        )}
        {problems.includes('proof-overdue') && (
          <li>{notProvable ?? 'It is done after the nightly backup, by a process with ROLE=all or worker.'}</li>
        )}
      </ul>
    </div>
  );
}

function State({ backups }: { backups: Backups }): ReactNode {
  const { newest, provenAt, lastProof, notProvable, folder, encrypts } = backups;
  const { timeZone } = useSession().district;
  return (
    <>
      <Facts
        rows={[
          [
            'Newest backup',
            newest ? (
              <RelativeTime at={newest.takenAt} timeZone={timeZone} />
            ) : (
              'None yet: the first one is taken tonight'
            ),
          ],
          ['Size', newest?.byteSize ? byteText(newest.byteSize) : null],
          [
            'Last proven restore',
            provenAt ? <RelativeTime at={provenAt} timeZone={timeZone} /> : <Badge tone="amber">Never</Badge>,
          ],
          ...(lastProof?.error ? [failedProof(lastProof.at, timeZone)] : []),
          [
            'Encrypted',
            encrypts ? (
              <Badge tone="green">Yes</Badge>
            ) : (
              <span key="encrypted">
                <Badge tone="amber">No</Badge> set <code>BACKUP_PASSPHRASE</code>
              </span>
            ),
          ],
          ['Folder on the server', <code key="folder">{folder}</code>],
        ]}
      />
      {notProvable && (
        <p className={styles.hint}>
          No restore can be proven on this machine. {notProvable}. Do it on another one, and say 0 days here.
        </p>
      )}
      <p className={styles.hint}>Prove at once that a backup can be restored, beside a running Cubby:</p>
      <code className={styles.command}>npm run cubby -- restore --verify FILE</code>
      <p className={styles.hint}>On a new machine, bring the district back:</p>
      <code className={styles.command}>npm run cubby -- restore FILE</code>
    </>
  );
}

const failedProof = (at: string, timeZone: string): [string, ReactNode] => [
  'Last attempt to prove one',
  <span key="attempt">
    <Badge tone="red">Failed</Badge> <RelativeTime at={at} timeZone={timeZone} />
  </span>,
];

function Running({ run: { done, total } }: { run: NonNullable<Backups['running']> }): ReactNode {
  const share = total ? Math.round((done / total) * 100) : 0;
  return (
    <div className={styles.running}>
      <Progress.Root size="lg">
        <Progress.Section value={share} aria-label="Backup" />
      </Progress.Root>
      <span role="status">
        {total ? `A backup is being taken: ${done} of ${total} tables` : 'A backup begins within seconds'}
      </span>
    </div>
  );
}
