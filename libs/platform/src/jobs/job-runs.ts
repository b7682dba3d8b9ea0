import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Db, Tx } from '../database/db.js';

export type JobRunState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** One piece of long work, as the page that waits for it sees it. Instants are ISO 8601. */
export interface JobRun {
  id: string;
  kind: string;
  state: JobRunState;
  /** Rows, labels, pages…; `null` while nobody knows. */
  total: number | null;
  done: number;
  result: unknown;
  /** Words for the user; never a stack. */
  error: string | null;
  requestedBy: string | null;
  siteId: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  cancelRequestedAt: string | null;
}

export interface NewJobRun {
  /** `exchange.import`, … */
  kind: string;
  total?: number;
  requestedBy: string | null;
  siteId?: string | null;
}

const COLUMNS = `id, kind, state, total, done, result, error, requested_by AS "requestedBy", site_id AS "siteId",
  created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt",
  cancel_requested_at AS "cancelRequestedAt"`;

/**
 * Progress of long work (table `job_run`). `create` belongs to the transaction that sends the job; everything a running
 * job reports is its own short statement, seen at once by others, also while the job's own transaction is still open.
 */
@Injectable()
export class JobRuns {
  constructor(private readonly database: Database) {}

  /** @returns its id */
  async create(tx: Tx, run: NewJobRun): Promise<string> {
    const [row] = await tx.query<{ id: string }>(
      'INSERT INTO job_run (kind, total, requested_by, site_id) VALUES ($1, $2, $3, $4) RETURNING id',
      [run.kind, run.total ?? null, run.requestedBy, run.siteId ?? null],
    );
    return row.id;
  }

  async find(db: Db, id: string): Promise<JobRun | null> {
    const [row] = await db.query<JobRun>(`SELECT ${COLUMNS} FROM job_run WHERE id = $1`, [id]);
    return row ?? null;
  }

  /** @returns `false` when the run must not begin: it was cancelled or has ended. A second delivery may begin it again */
  start(id: string): Promise<boolean> {
    return this.change(
      `state = 'running', started_at = coalesce(started_at, clock_timestamp())`,
      `state IN ('queued', 'running') AND cancel_requested_at IS NULL`,
      [id],
    );
  }

  /** @returns `false` when somebody asked to cancel: the job then rolls back or stops, and calls `cancelled` */
  progress(id: string, done: number, total: number | null = null): Promise<boolean> {
    return this.change(`done = $2, total = coalesce($3, total)`, `state = 'running' AND cancel_requested_at IS NULL`, [
      id,
      done,
      total,
    ]);
  }

  finish(id: string, result: unknown): Promise<boolean> {
    return this.end(id, 'done', { result: JSON.stringify(result ?? null) });
  }

  /** `error`: words for the user; `done`: how far it came. */
  fail(id: string, error: string, done?: number): Promise<boolean> {
    return this.end(id, 'failed', { error, done });
  }

  cancelled(id: string, done?: number): Promise<boolean> {
    return this.end(id, 'cancelled', { done });
  }

  /** Within a transaction: of a run whose process is gone. */
  giveUp(tx: Tx, id: string, error: string): Promise<number> {
    return tx.execute(
      `UPDATE job_run SET state = 'failed', error = $2, finished_at = clock_timestamp()
       WHERE id = $1 AND state IN ('queued', 'running')`,
      [id, error],
    );
  }

  /** Asks the job to stop. One that has not begun is cancelled at once. @returns `false` when it has ended already */
  async cancel(tx: Tx, id: string): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE job_run SET cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp()),
         state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END,
         finished_at = CASE state WHEN 'queued' THEN clock_timestamp() END
       WHERE id = $1 AND state IN ('queued', 'running')`,
      [id],
    );
    return changed === 1;
  }

  async cancelRequested(id: string): Promise<boolean> {
    const { rows } = await this.database.pool.query<{ asked: boolean }>(
      'SELECT cancel_requested_at IS NOT NULL AS asked FROM job_run WHERE id = $1',
      [id],
    );
    return rows[0]?.asked ?? true;
  }

  private end(
    id: string,
    state: JobRunState,
    end: { result?: string; error?: string; done?: number },
  ): Promise<boolean> {
    return this.change(
      'state = $2, result = $3::jsonb, error = $4, done = coalesce($5, done), finished_at = clock_timestamp()',
      `state IN ('queued', 'running')`,
      [id, state, end.result ?? null, end.error ?? null, end.done ?? null],
    );
  }

  /** Past `Database.transaction` on purpose: the job's own transaction may be open, and others must see this now. */
  private async change(set: string, where: string, values: unknown[]): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(`UPDATE job_run SET ${set} WHERE id = $1 AND ${where}`, values);
    return rowCount === 1;
  }
}
