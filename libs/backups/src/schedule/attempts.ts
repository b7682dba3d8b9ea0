import { rm } from 'node:fs/promises';
import type { Database, Db, JobRuns, Tx } from '@app/platform';
import { besideTransaction } from '@app/platform';
import { BackupUnderWay } from '../backups.errors.js';

/** Kind of the runs in `job_run`. */
export const TAKE_BACKUP = 'backups.take';

/** `scheduled` by the clock, `asked` on the page, `command` at a terminal. */
export type BackupCause = 'scheduled' | 'asked' | 'command';

export interface NewAttempt {
  cause: BackupCause;
  requestedBy: string | null;
  /** Its run in `job_run`. */
  jobRunId?: string;
}

/** A backup that has begun. */
export interface Attempt extends NewAttempt {
  id: string;
  begunAt: string;
}

/** Any number that only we use: held from its first moment to its last by whoever takes a backup of this database. */
const BACKUP_LOCK = 6_386_531;

/** What becomes of a backup whose process is gone. */
export const KILLED = 'Its process ended before it did: it was killed, or the machine went down';

/** SQL: whether somebody takes a backup; looks only. */
export const IS_UNDER_WAY = `EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
  WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.classid = 0 AND l.objid = ${BACKUP_LOCK} AND l.granted)`;

/** SQL: backups that were taken or failed, those whose process is gone among them. */
export const RUNS = `(SELECT id, cause, state, begun_at, ended_at, taken_at, file_name, byte_size, sha256, encrypted, row_count, file_count,
    files_missing, error, removed_at FROM backup_run
  UNION ALL
  SELECT id, cause, 'failed', begun_at, begun_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '${KILLED}', NULL
  FROM backup_attempt WHERE NOT ${IS_UNDER_WAY})`;

const TRY_LOCK = `SELECT pg_try_advisory_xact_lock(${BACKUP_LOCK}) AS held`;

/** Whether somebody takes one; if nobody does, nobody begins before the caller's transaction ends. */
export async function isBackupUnderWay(tx: Tx): Promise<boolean> {
  const [{ held }] = await tx.query<{ held: boolean }>(TRY_LOCK);
  return !held;
}

/** Runs `work` as the only backup of this database. @throws BackupUnderWay */
export const whileAlone = <T>(db: Database, work: () => Promise<T>): Promise<T> =>
  besideTransaction(db, async (client) => {
    const { rows } = await client.query<{ held: boolean }>(TRY_LOCK);
    if (!rows[0].held) throw new BackupUnderWay();
    return work();
  });

/** Written before anything else is, so that a kill leaves a trace. */
export async function beginAttempt(
  db: Database,
  { cause, requestedBy, jobRunId }: NewAttempt,
  path: string,
): Promise<Attempt> {
  const [row] = await db.transaction((tx) =>
    tx.query<{ id: string; begunAt: string }>(
      `INSERT INTO backup_attempt (cause, requested_by, path, job_run_id) VALUES ($1, $2, $3, $4)
       RETURNING id, begun_at AS "begunAt"`,
      [cause, requestedBy, path, jobRunId ?? null],
    ),
  );
  return { cause, requestedBy, ...row };
}

export const endAttempt = (tx: Tx, { id }: Attempt): Promise<number> =>
  tx.execute('DELETE FROM backup_attempt WHERE id = $1', [id]);

const SETTLE = `
WITH dead AS (DELETE FROM backup_attempt RETURNING cause, begun_at, requested_by, path),
failed AS (
  INSERT INTO backup_run (cause, begun_at, ended_at, requested_by, state, error)
  SELECT cause, begun_at, begun_at, requested_by, 'failed', $1 FROM dead)
SELECT cause, path FROM dead`;

export interface Killed {
  cause: BackupCause;
  /** Of the file that it wrote. */
  path: string;
}

/** The caller knows that no other backup is under way than `except`, its own. @returns what was killed */
export async function settleKilled(tx: Tx, runs: JobRuns, except?: string): Promise<Killed[]> {
  const open = await tx.query<{ id: string }>(`SELECT id FROM job_run WHERE kind = $1 AND state = 'running'`, [
    TAKE_BACKUP,
  ]);
  for (const { id } of open) if (id !== except) await runs.giveUp(tx, id, KILLED);
  return tx.query<Killed>(SETTLE, [KILLED]);
}

/** Half a file is nothing. */
export async function removeHalves(killed: readonly Killed[]): Promise<void> {
  for (const { path } of killed) await rm(`${path}.part`, { force: true });
}

/** Backups whose process is gone fail, and leave nothing; while one is under way nothing is done. */
export async function failKilled(db: Database, runs: JobRuns): Promise<Killed[]> {
  const killed = await db.transaction(async (tx) => ((await isBackupUnderWay(tx)) ? [] : settleKilled(tx, runs)));
  await removeHalves(killed);
  return killed;
}

/** The run that the page shows: one that waits, or works. */
export async function runUnderWay(db: Db): Promise<string | null> {
  const [run] = await db.query<{ id: string }>(
    `SELECT id FROM job_run WHERE kind = $1 AND (state = 'queued' OR state = 'running' AND ${IS_UNDER_WAY})
     ORDER BY created_at DESC LIMIT 1`,
    [TAKE_BACKUP],
  );
  return run?.id ?? null;
}
