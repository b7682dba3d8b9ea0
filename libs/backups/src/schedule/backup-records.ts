import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Database, Db, Tx } from '@app/platform';
import type { TakenBackup } from '../dump/take-backup.js';
import type { Attempt, BackupCause } from './attempts.js';
import { endAttempt, RUNS } from './attempts.js';
import type { BackupFolder } from './backup-folder.js';
import { whyNoFolder } from './backup-folder.js';
import type { BackupPolicy, BackupProblem } from './backup.rules.js';
import { problemsOf } from './backup.rules.js';

/** A backup that was taken, or failed. Instants are ISO 8601. */
export interface BackupRun {
  id: string;
  cause: BackupCause;
  state: 'done' | 'failed';
  begunAt: string;
  endedAt: string;
  takenAt: string | null;
  fileName: string | null;
  byteSize: number | null;
  encrypted: boolean | null;
  rowCount: number | null;
  fileCount: number | null;
  filesMissing: number | null;
  error: string | null;
  removedAt: string | null;
  /** When `restore --verify` proved it last. */
  provenAt: string | null;
}

const COLUMNS = `r.id, r.cause, r.state, r.begun_at AS "begunAt", r.ended_at AS "endedAt", r.taken_at AS "takenAt",
  r.file_name AS "fileName", r.byte_size AS "byteSize", r.encrypted, r.row_count AS "rowCount", r.file_count AS "fileCount",
  r.files_missing AS "filesMissing", r.error, r.removed_at AS "removedAt",
  (SELECT max(p.proven_at) FROM backup_proof p WHERE p.sha256 = r.sha256 AND p.error IS NULL) AS "provenAt"`;

type Outcome = { taken: TakenBackup; encrypted: boolean } | { error: string };

/** What became of an attempt: its own short transaction, after the backup. */
export const recordBackup = (db: Database, attempt: Attempt, outcome: Outcome): Promise<void> =>
  db.transaction(async (tx) => {
    await endAttempt(tx, attempt);
    await insertRun(tx, attempt, outcome);
  });

async function insertRun(tx: Tx, { cause, begunAt, requestedBy }: Attempt, outcome: Outcome): Promise<void> {
  const values: unknown[] = [cause, begunAt, requestedBy];
  if ('error' in outcome) {
    await tx.execute(
      `INSERT INTO backup_run (cause, begun_at, requested_by, state, error) VALUES ($1, $2, $3, 'failed', $4)`,
      [...values, outcome.error],
    );
    return;
  }
  const { taken, encrypted } = outcome;
  const rows = taken.manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  await tx.execute(
    `INSERT INTO backup_run (cause, begun_at, requested_by, state, taken_at, file_name, byte_size, sha256, encrypted, row_count,
         file_count, files_missing, folder)
       VALUES ($1, $2, $3, 'done', $4, $5, $6, decode($7, 'hex'), $8, $9, $10, $11, $12)`,
    [
      ...values,
      ...[taken.manifest.takenAt, basename(taken.path), taken.bytes, taken.sha256, encrypted, rows],
      ...[taken.manifest.files.length, taken.manifest.filesMissing.length, dirname(taken.path)],
    ],
  );
}

/** The newest first. */
export const backupRuns = (db: Db, limit: number): Promise<BackupRun[]> =>
  db.query<BackupRun>(`SELECT ${COLUMNS} FROM ${RUNS} r ORDER BY r.ended_at DESC, r.id DESC LIMIT $1`, [limit]);

/** Those whose file should be there. */
export const keptBackups = (db: Db): Promise<(BackupRun & { fileName: string; takenAt: string })[]> =>
  db.query(`SELECT ${COLUMNS} FROM backup_run r WHERE state = 'done' AND removed_at IS NULL ORDER BY taken_at DESC`);

/** After a restore: the folder of those backups was that of another machine. */
export const forgetFolders = (tx: Tx): Promise<number> => tx.execute('UPDATE backup_run SET folder = NULL');

export const markRemoved = (tx: Tx, id: string): Promise<number> =>
  tx.execute('UPDATE backup_run SET removed_at = clock_timestamp() WHERE id = $1 AND removed_at IS NULL', [id]);

/** The last restore for proof. */
export interface BackupProof {
  /** When it ended. */
  at: string;
  fileName: string;
  seconds: number;
  /** Why it failed. */
  error: string | null;
}

export interface BackupHealth {
  now: string;
  newest: BackupRun | null;
  provenAt: string | null;
  lastProof: BackupProof | null;
  failures: number;
  proofFailures: number;
  policy: StoredPolicy;
  problems: BackupProblem[];
  /** Why the next backup cannot be written, in words. */
  folderProblem: string | null;
}

interface HealthRow {
  now: string;
  lastFailed: boolean;
  inUseSince: string | null;
  provenAt: string | null;
  failures: number;
  proofFailures: number;
  firstTakenAt: string | null;
}

/** What `/metrics`, `/health/ready`, `doctor` and the pages say about backups. */
export async function backupHealth(db: Db, settings: BackupFolder): Promise<BackupHealth> {
  const [row] = await db.query<HealthRow>(
    `SELECT clock_timestamp() AS now,
       coalesce((SELECT state = 'failed' FROM ${RUNS} r ORDER BY ended_at DESC, id DESC LIMIT 1), false) AS "lastFailed",
       (SELECT min(created_at) FROM account WHERE NOT EXISTS (SELECT 1 FROM district WHERE sample)) AS "inUseSince",
       (SELECT max(proven_at) FROM backup_proof WHERE error IS NULL) AS "provenAt",
       (SELECT min(taken_at) FROM backup_run) AS "firstTakenAt",
       (SELECT count(*) FROM ${RUNS} r WHERE state = 'failed') AS failures,
       (SELECT count(*) FROM backup_proof WHERE error IS NOT NULL) AS "proofFailures"`,
  );
  const [newest] = await keptBackups(db);
  const [lastProof] = await db.query<BackupProof>(
    `SELECT proven_at AS at, file_name AS "fileName", seconds, error FROM backup_proof ORDER BY proven_at DESC, id DESC LIMIT 1`,
  );
  const policy = await policyNow(db);
  const folderProblem = await whyNoFolder(db, settings);
  const date = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);
  const problems = problemsOf({
    now: new Date(row.now),
    newestTakenAt: date(newest?.takenAt),
    lastFailed: row.lastFailed,
    hasFolder: folderProblem === null,
    inUseSince: date(row.inUseSince),
    proveDays: policy.proveDays,
    provenAt: date(row.provenAt),
    proofFailed: typeof lastProof?.error === 'string',
    firstTakenAt: date(row.firstTakenAt),
  });
  const { now, provenAt, failures, proofFailures } = row;
  const known = { now, provenAt, failures, proofFailures, policy, problems, folderProblem };
  return { ...known, newest: newest ?? null, lastProof: lastProof ?? null };
}

export type StoredPolicy = BackupPolicy & { version: number };

export async function policyNow(db: Db): Promise<StoredPolicy> {
  const [policy] = await db.query<StoredPolicy>(
    `SELECT hour, keep_newest AS "keepNewest", keep_months AS "keepMonths", prove_days AS "proveDays", version FROM policy_backup
     WHERE effective @> clock_timestamp()`,
  );
  return policy;
}

/** Whether this installation took the backup in this file. */
export async function isKnownBackup(db: Db, path: string): Promise<boolean> {
  const [{ there }] = await db.query<{ there: boolean }>(
    `SELECT to_regclass('public.backup_run') IS NOT NULL AS there`,
  );
  if (!there) return false;
  const [{ known }] = await db.query<{ known: boolean }>(
    `SELECT EXISTS (SELECT FROM backup_run WHERE sha256 = decode($1, 'hex')) AS known`,
    [await fileHash(path)],
  );
  return known;
}

/** "The backup of then was restored, and every table was the same." A machine without a district has nowhere to write it. */
export async function recordProof(
  db: Database,
  proof: { path: string; fileName: string; takenAt: string; seconds: number },
): Promise<void> {
  const [{ known }] = await db.read.query<{ known: boolean }>(
    `SELECT to_regclass('public.backup_proof') IS NOT NULL AS known`,
  );
  if (!known) return;
  const sha256 = await fileHash(proof.path);
  await db.transaction((tx) =>
    tx.execute(
      `INSERT INTO backup_proof (file_name, sha256, taken_at, seconds) VALUES ($1, decode($2, 'hex'), $3, $4)`,
      [proof.fileName, sha256, proof.takenAt, Math.round(proof.seconds)],
    ),
  );
}

/** "The backup of then could not be restored." */
export async function recordFailedProof(
  db: Database,
  backupId: string,
  { error, seconds }: { error: string; seconds: number },
): Promise<void> {
  await db.transaction((tx) =>
    tx.execute(
      `INSERT INTO backup_proof (file_name, sha256, taken_at, seconds, error)
       SELECT file_name, sha256, taken_at, $2, $3 FROM backup_run WHERE id = $1`,
      [backupId, Math.round(seconds), error],
    ),
  );
}

export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
