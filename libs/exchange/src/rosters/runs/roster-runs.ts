import { Injectable } from '@nestjs/common';
import type { Page } from '@app/kernel';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import type { Db, Tx } from '@app/platform';
import { invalidField } from '@app/platform';
import type { RunFailure } from '../../shared/run-failure.js';
import { RosterNotFound } from '../roster.errors.js';
import type { Guard } from './roster-guard.rules.js';
import type { RefusedPackage, RosterCounts, RosterRun, RosterState, RosterWay } from './roster-run.js';
import { RUN_COLUMNS, RUN_TABLES } from './roster-run.js';

type NewRun = Pick<
  RosterRun,
  'sourceId' | 'cameBy' | 'unattended' | 'fileId' | 'dialect' | 'manifest' | 'files' | 'accountId'
>;

/** What came by itself and could not be read. */
export interface RefusedDelivery {
  sourceId: string;
  refused: RefusedPackage;
  failure: RunFailure;
}

export interface RunFilter {
  sourceId?: string;
  after?: string;
  limit: number;
}

/** The table `roster_run`. */
@Injectable()
export class RosterRuns {
  async insert(tx: Tx, run: NewRun): Promise<string> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO roster_run (source_id, came_by, unattended, file_id, dialect, manifest, files, account_id)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8) RETURNING id`,
      [
        run.sourceId,
        run.cameBy,
        run.unattended,
        run.fileId,
        run.dialect,
        JSON.stringify(run.manifest),
        JSON.stringify(run.files),
        run.accountId,
      ],
    );
    return row.id;
  }

  async insertRefused(tx: Tx, { sourceId, refused, failure }: RefusedDelivery): Promise<void> {
    await tx.execute(
      `INSERT INTO roster_run (source_id, state, came_by, unattended, refused, failure, files, finished_at)
       VALUES ($1, 'failed', 'folder', true, $2::jsonb, $3::jsonb, '[]', clock_timestamp())`,
      [sourceId, JSON.stringify(refused), JSON.stringify(failure)],
    );
  }

  /** @throws RosterNotFound */
  async load(db: Db, id: string): Promise<RosterRun> {
    const [run] = await db.query<RosterRun>(`SELECT ${RUN_COLUMNS} FROM ${RUN_TABLES} WHERE r.id = $1`, [id]);
    if (!run) throw new RosterNotFound();
    return run;
  }

  /** The same, locked until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<RosterRun> {
    await tx.query('SELECT 1 FROM roster_run WHERE id = $1 FOR NO KEY UPDATE', [id]);
    return this.load(tx, id);
  }

  /** Runs of the source that were looked at and wait for somebody, in their order. */
  async lockWaiting(tx: Tx, sourceId: string): Promise<RosterRun[]> {
    const waiting = await tx.query<{ id: string }>(
      `SELECT id FROM roster_run WHERE source_id = $1 AND state IN ('checked', 'stopped') AND file_id IS NOT NULL ORDER BY id FOR NO KEY UPDATE`,
      [sourceId],
    );
    return Promise.all(waiting.map(({ id }) => this.load(tx, id)));
  }

  /** Newest first. */
  async list(db: Db, { sourceId, after, limit }: RunFilter): Promise<Page<RosterRun>> {
    const [at, id] = after === undefined ? [null, null] : cursorOf(after);
    const runs = await db.query<RosterRun>(
      `SELECT ${RUN_COLUMNS} FROM ${RUN_TABLES}
       WHERE ($1::uuid IS NULL OR r.source_id = $1) AND ($2::timestamptz IS NULL OR (r.created_at, r.id) < ($2, $3::uuid))
       ORDER BY r.created_at DESC, r.id DESC LIMIT $4`,
      [sourceId ?? null, at, id, limit + 1],
    );
    const last = runs.length > limit ? runs[limit - 1] : undefined;
    return { items: runs.slice(0, limit), next: last ? encodeCursor([last.createdAt, last.id]) : null };
  }

  /** The same bytes of the same sender that nobody has begun to use: a repeat of the request. */
  async sameUpload(db: Db, sourceId: string, cameBy: RosterWay, sha256: Buffer): Promise<string | null> {
    const [run] = await db.query<{ id: string }>(
      `SELECT r.id FROM roster_run r JOIN stored_file f ON f.id = r.file_id
       WHERE r.source_id = $1 AND r.came_by = $2 AND f.sha256 = $3 AND r.state IN ('checking', 'checked', 'stopped')
         AND r.created_at > clock_timestamp() - interval '1 day' ORDER BY r.created_at DESC LIMIT 1`,
      [sourceId, cameBy, sha256],
    );
    return run?.id ?? null;
  }

  /** An approval is of what was seen: a look anew takes it back. */
  async begin(tx: Tx, id: string, state: 'checking' | 'running', jobRunId: string): Promise<void> {
    await tx.execute(
      `UPDATE roster_run SET state = $2, job_run_id = $3, failure = NULL, finished_at = NULL, version = version + 1 WHERE id = $1`,
      [id, state, jobRunId],
    );
    if (state === 'running') return;
    await tx.execute(
      'UPDATE roster_run SET approved_by = NULL, approved_at = NULL, approved_number = NULL WHERE id = $1 AND approved_by IS NOT NULL',
      [id],
    );
  }

  /** What the plan says; with a guard the run waits for an approval, another one when it had one of another number. */
  async planned(tx: Tx, id: string, predicted: RosterCounts, guard: Guard | null): Promise<void> {
    await tx.execute(
      `UPDATE roster_run SET state = CASE WHEN $3::jsonb IS NULL THEN 'checked' ELSE 'stopped' END, predicted = $2::jsonb, guard = $3::jsonb,
         version = version + 1 WHERE id = $1`,
      [id, JSON.stringify(predicted), guard && JSON.stringify(guard)],
    );
  }

  async approved(tx: Tx, id: string, accountId: string, number: number): Promise<void> {
    await tx.execute(
      `UPDATE roster_run SET approved_by = $2, approved_at = clock_timestamp(), approved_number = $3, version = version + 1 WHERE id = $1`,
      [id, accountId, number],
    );
  }

  async done(tx: Tx, id: string, result: RosterCounts): Promise<void> {
    await tx.execute(
      `UPDATE roster_run SET state = 'done', result = $2::jsonb, finished_at = clock_timestamp(), version = version + 1 WHERE id = $1`,
      [id, JSON.stringify(result)],
    );
  }

  /** `from`: the states that it may end from. */
  async ended(
    tx: Tx,
    id: string,
    state: 'failed' | 'cancelled',
    failure: RunFailure | null,
    from: readonly RosterState[] = ['checking', 'running'],
  ): Promise<void> {
    await tx.execute(
      `UPDATE roster_run SET state = $2, failure = $3::jsonb, finished_at = clock_timestamp(), version = version + 1 WHERE id = $1 AND state = ANY ($4)`,
      [id, state, failure && JSON.stringify(failure), from],
    );
  }
}

function cursorOf(after: string): [string, string] {
  const [at, id] = decodeCursor(after, 2) ?? [];
  if (typeof at === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) && isId(id)) return [at, id];
  throw invalidField('after', 'must be the `next` of a page');
}
