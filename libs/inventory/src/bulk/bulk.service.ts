import { Injectable } from '@nestjs/common';
import { Database, Jobs } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import type { BulkRun } from './bulk-run.js';
import { lockRun } from './bulk-run.js';
import { BulkReasonNeeded, BulkStateConflict, TransferReasonNeeded } from './bulk.errors.js';
import type { BulkTask } from './bulk-worker.js';
import { BULK_QUEUE } from './bulk-worker.js';

/** Above how many devices the policy asks for a reason today. */
export const REASON_ABOVE = `SELECT reason_above AS "reasonAbove" FROM policy_bulk
  WHERE effective @> directory_day(clock_timestamp())`;

/** Start, cancel, resume and undo of a run; the worker does the rest. */
@Injectable()
export class BulkService {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
  ) {}

  /** @throws BulkRunNotFound, BulkStateConflict, BulkReasonNeeded, TransferReasonNeeded */
  start(viewer: Viewer, id: string, reason: string | undefined): Promise<void> {
    return this.step(viewer, id, ['planned'], async (tx, run) => {
      const [policy] = await tx.query<{ reasonAbove: number }>(REASON_ABOVE);
      const above = policy?.reasonAbove ?? 0;
      if (reason === undefined && run.leaving > 0) throw new TransferReasonNeeded(run.leaving);
      if (reason === undefined && run.toChange > above) throw new BulkReasonNeeded(above);
      await tx.execute(
        `UPDATE bulk_run SET state = 'running', reason = $2, started_at = clock_timestamp(), moved_at = clock_timestamp() WHERE id = $1`,
        [id, reason ?? null],
      );
      await this.send(tx, id);
    });
  }

  /** Ends between two chunks; what is changed stays, and the undo is open. @throws BulkRunNotFound, BulkStateConflict */
  cancel(viewer: Viewer, id: string): Promise<void> {
    return this.step(viewer, id, ['running'], (tx) =>
      tx.execute(`UPDATE bulk_run SET state = 'cancelled', finished_at = clock_timestamp() WHERE id = $1`, [id]),
    );
  }

  /** Goes on with a cancelled run, or with one whose worker is gone. @throws BulkRunNotFound, BulkStateConflict */
  resume(viewer: Viewer, id: string): Promise<void> {
    return this.step(viewer, id, ['running', 'cancelled', 'undoing'], async (tx, run) => {
      const cancelled = run.state === 'cancelled' ? `, state = 'running', finished_at = NULL` : '';
      await tx.execute(`UPDATE bulk_run SET moved_at = clock_timestamp()${cancelled} WHERE id = $1`, [id]);
      await this.send(tx, id);
    });
  }

  /** Within 24 hours. @throws BulkRunNotFound, BulkStateConflict */
  undo(viewer: Viewer, id: string): Promise<void> {
    return this.step(viewer, id, ['done', 'cancelled', 'failed'], async (tx, run) => {
      if (!run.undoable) throw new BulkStateConflict(run.state);
      await tx.execute(`UPDATE bulk_run SET state = 'undoing', moved_at = clock_timestamp() WHERE id = $1`, [id]);
      await this.send(tx, id);
    });
  }

  private step(
    viewer: Viewer,
    id: string,
    from: readonly BulkRun['state'][],
    work: (tx: Tx, run: BulkRun) => Promise<unknown>,
  ): Promise<void> {
    return this.db.transaction(async (tx) => {
      const run = await lockRun(tx, viewer, id);
      if (!from.includes(run.state)) throw new BulkStateConflict(run.state);
      await work(tx, run);
    });
  }

  private send(tx: Tx, runId: string): Promise<unknown> {
    return this.jobs.send(tx, BULK_QUEUE, { runId } satisfies BulkTask);
  }
}
