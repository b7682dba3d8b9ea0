import { BACKUP_CAUSE_WORDS, backupLabel, backupStanding, byteText, said, type BackupStanding } from '@app/kernel';
import type { ReactNode } from 'react';
import { CardRows } from '../../../components/card-rows.js';
import table from '../../../components/plain-table.module.css';
import { Badge, type Tone } from '../../../components/state-badge.js';
import { RelativeTime } from '../../../components/time.js';
import type { Backups } from '../../../lib/backup-queries.js';
import type { Shown } from '../../../lib/export-keys.js';
import { useSession } from '../../../lib/session.js';
import admin from '../admin.module.css';
import styles from './backups.module.css';

type Run = Backups['items'][number];

/** Why one failed stands in the cells that it has nothing for. */
export const BACKUP_HEADS = [
  { id: 'when', file: ['when', 'cause'], head: 'When' },
  { id: 'outcome', file: ['outcome', 'error'], head: 'Outcome' },
  { id: 'file', head: 'File' },
  { id: 'size', head: 'Size', align: 'right' },
  { id: 'rows', head: 'Rows', align: 'right' },
  { id: 'proven', head: 'Proven' },
] as const satisfies readonly (Shown<'backups'> & { head: string; align?: 'right' })[];

const TONES: Record<BackupStanding, Tone> = { failed: 'red', gone: 'grey', missing: 'amber', good: 'green' };

/** The last attempts; what failed stays to be seen. */
export function BackupRuns({ runs }: { runs: Run[] }): ReactNode {
  if (runs.length === 0) return null;
  return (
    <section className={admin.block} aria-labelledby="runs-heading">
      <h2 id="runs-heading">Last backups</h2>
      <div className={table.scroll} tabIndex={0} role="group" aria-label="Last backups">
        <CardRows>
          <table className={table.table}>
            <thead>
              <tr>
                {BACKUP_HEADS.map((column) => (
                  <th key={column.id} scope="col" data-align={'align' in column ? column.align : undefined}>
                    {column.head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <Row key={run.id} run={run} />
              ))}
            </tbody>
          </table>
        </CardRows>
      </div>
    </section>
  );
}

function Row({ run }: { run: Run }): ReactNode {
  const { timeZone } = useSession().district;
  return (
    <tr data-failed={run.state === 'failed' || undefined}>
      <th scope="row" className={styles.when}>
        <RelativeTime at={run.endedAt} timeZone={timeZone} /> <span>{said(BACKUP_CAUSE_WORDS[run.cause])}</span>
      </th>
      <td>
        <Badge tone={TONES[backupStanding(run)]}>{backupLabel(run)}</Badge>
      </td>
      {run.state === 'failed' ? (
        <td colSpan={4}>{run.error}</td>
      ) : (
        <>
          <td className={styles.file}>{run.fileName}</td>
          <td data-align="right">{run.byteSize === null ? '–' : byteText(run.byteSize)}</td>
          <td data-align="right">{run.rowCount?.toLocaleString('en-US')}</td>
          <td>
            <RelativeTime at={run.provenAt} timeZone={timeZone} />
          </td>
        </>
      )}
    </tr>
  );
}
