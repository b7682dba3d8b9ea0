import type { ReactNode } from 'react';
import { CardRows } from '../../../components/card-rows.js';
import table from '../../../components/plain-table.module.css';
import { Badge } from '../../../components/state-badge.js';
import { RelativeTime } from '../../../components/time.js';
import type { Backups } from '../../../lib/backup-queries.js';
import { useSession } from '../../../lib/session.js';
import admin from '../admin.module.css';
import styles from './backups.module.css';
import { byteText } from './sizes.js';

type Run = Backups['items'][number];

const CAUSES: Record<Run['cause'], string> = { scheduled: 'nightly', asked: 'from this page', command: 'by command' };

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
                <th scope="col">When</th>
                <th scope="col">Outcome</th>
                <th scope="col">File</th>
                <th scope="col" data-align="right">
                  Size
                </th>
                <th scope="col" data-align="right">
                  Rows
                </th>
                <th scope="col">Proven</th>
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
        <RelativeTime at={run.endedAt} timeZone={timeZone} /> <span>{CAUSES[run.cause]}</span>
      </th>
      <td>
        <Outcome run={run} />
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

const Outcome = ({ run }: { run: Run }): ReactNode =>
  run.state === 'failed' ? (
    <Badge tone="red">Failed</Badge>
  ) : run.removedAt ? (
    <Badge tone="grey">Taken away</Badge>
  ) : run.filesMissing ? (
    <Badge tone="amber">{`${run.filesMissing} files missing`}</Badge>
  ) : (
    <Badge tone="green">Good</Badge>
  );
