import type { OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { IdentityFacade } from '@app/identity';
import type { JobHandler, Viewer } from '@app/platform';
import { Database, JobRegistry, Jobs } from '@app/platform';
import { BulkChunk } from './bulk-chunk.js';
import type { BulkAction } from './bulk-action.js';
import type { BulkState } from './bulk-run.js';
import { BulkUndoChunk } from './bulk-undo-chunk.js';

export const BULK_QUEUE = 'inventory.bulk';
/** Chunks of one job; the rest goes to the next. */
const CHUNKS_A_JOB = 20;

export interface BulkTask {
  runId: string;
}

interface WorkedRun {
  id: string;
  state: BulkState;
  action: BulkAction;
  reason: string | null;
  accountId: string;
}

/** Does runs and their undo part by part. What a killed worker leaves is taken up by the next: chunks are whole. */
@Injectable()
export class BulkWorker implements JobHandler<BulkTask>, OnModuleInit {
  readonly queue = BULK_QUEUE;
  private readonly logger = new Logger('Bulk');

  constructor(
    private readonly db: Database,
    private readonly identity: IdentityFacade,
    private readonly chunks: BulkChunk,
    private readonly undo: BulkUndoChunk,
    private readonly jobs: Jobs,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  async run({ runId }: BulkTask): Promise<void> {
    const [run] = await this.db.read.query<WorkedRun>(
      `SELECT id, state, action, reason, account_id AS "accountId" FROM bulk_run WHERE id = $1 AND state IN ('running', 'undoing')`,
      [runId],
    );
    if (!run) return;
    const viewer = await this.identity.viewerOf(this.db.read, run.accountId);
    if (!viewer) return this.end(run, 'failed');
    for (let chunk = 0; chunk < CHUNKS_A_JOB; chunk += 1) {
      if ((await this.part(viewer, run)) > 0) continue;
      return this.end(run, run.state === 'running' ? 'done' : 'undone');
    }
    await this.db.transaction(async (tx) => {
      await this.jobs.send(tx, BULK_QUEUE, { runId } satisfies BulkTask);
    });
  }

  private part(viewer: Viewer, run: WorkedRun): Promise<number> {
    return run.state === 'running' ? this.chunks.apply(viewer, run) : this.undo.apply(viewer, run);
  }

  /** Nothing is left to do, unless somebody cancelled meanwhile: then it stays cancelled. */
  private async end({ id, state }: WorkedRun, as: BulkState): Promise<void> {
    await this.db.transaction((tx) =>
      tx.execute(
        `UPDATE bulk_run SET state = $3, finished_at = coalesce(finished_at, clock_timestamp()) WHERE id = $1 AND state = $2`,
        [id, state, as],
      ),
    );
    this.logger.log({ event: `bulk.${as}`, runId: id });
  }
}
