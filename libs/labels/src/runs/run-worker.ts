import type { OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@app/kernel';
import { IdentityFacade } from '@app/identity';
import type { JobHandler, KeptBytes } from '@app/platform';
import { Database, JobRegistry, JobRuns, StoredFiles, Viewer } from '@app/platform';
import { DrawingStopped, LabelDrawer } from '../drawing/label-drawer.js';
import type { LabelTask } from './new-run.service.js';
import { LABELS_QUEUE } from './new-run.service.js';
import { purgeLabelFiles } from './retention.js';
import { outputOf } from './run.js';
import { RunViewService } from './run-view.service.js';

const SYSTEM = Viewer.system('labels');

/** Draws large runs into files. A second delivery draws again: the same record is the same document. */
@Injectable()
export class LabelRunWorker implements JobHandler<LabelTask | { step: 'purge' }>, OnModuleInit {
  readonly queue = LABELS_QUEUE;
  private readonly logger = new Logger('Labels');

  constructor(
    private readonly db: Database,
    private readonly identity: IdentityFacade,
    private readonly runs: RunViewService,
    private readonly drawer: LabelDrawer,
    private readonly files: StoredFiles,
    private readonly jobRuns: JobRuns,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  async run(task: LabelTask | { step: 'purge' }): Promise<void> {
    if ('step' in task) return purgeLabelFiles(this.db, this.files);
    const { runId, jobRunId } = task;
    if (!(await this.jobRuns.start(jobRunId))) return void (await this.jobRuns.cancelled(jobRunId));
    const begun = await this.db.transaction((tx) =>
      tx.execute(`UPDATE label_run SET state = 'running' WHERE id = $1 AND state IN ('queued', 'running')`, [runId]),
    );
    if (begun === 0) return void (await this.jobRuns.cancelled(jobRunId));
    try {
      const kept = await this.drawn(runId, jobRunId);
      await this.finish(runId, jobRunId, kept);
    } catch (error) {
      if (error instanceof DrawingStopped) return void (await this.stopped(runId, jobRunId));
      await this.failed(runId, jobRunId, error);
    }
  }

  private async drawn(runId: string, jobRunId: string): Promise<KeptBytes> {
    const run = await this.runs.find(this.db.read, SYSTEM, runId);
    const [{ accountId }] = await this.db.read.query<{ accountId: string | null }>(
      'SELECT account_id AS "accountId" FROM label_run WHERE id = $1',
      [runId],
    );
    // What the account may see now: who has lost the right to names prints none.
    const viewer = accountId === null ? SYSTEM : await this.identity.viewerOf(this.db.read, accountId);
    if (!viewer) throw new DrawingStopped();
    const stream = await this.drawer.draw(viewer, run, (labels) => this.jobRuns.progress(jobRunId, labels));
    return this.files.keep(stream, 'labels');
  }

  private async finish(runId: string, jobRunId: string, kept: KeptBytes): Promise<void> {
    const recorded = await this.db.transaction(async (tx) => {
      const [run] = await tx.query<{ dpi: 203 | 300 | null; accountId: string | null }>(
        `SELECT dpi, account_id AS "accountId" FROM label_run WHERE id = $1 AND state = 'running' FOR NO KEY UPDATE`,
        [runId],
      );
      if (!run) return false;
      const output = outputOf(run);
      const mediaType = output === 'pdf' ? 'application/pdf' : 'application/zpl';
      await this.files.record(tx, kept, { fileName: `labels.${output}`, mediaType, createdBy: run.accountId });
      await tx.execute(
        `UPDATE label_run SET state = 'done', file_id = $2, finished_at = clock_timestamp() WHERE id = $1`,
        [runId, kept.id],
      );
      return true;
    });
    if (!recorded) {
      await this.files.discard(kept);
      return void (await this.jobRuns.cancelled(jobRunId));
    }
    await this.jobRuns.finish(jobRunId, { bytes: kept.byteSize });
    this.logger.log({ event: 'labels.drawn', runId, bytes: kept.byteSize });
  }

  private async failed(runId: string, jobRunId: string, error: unknown): Promise<void> {
    const message = error instanceof DomainError ? error.message : 'Something went wrong on our side';
    if (!(error instanceof DomainError)) this.logger.error({ event: 'labels.failed', runId }, (error as Error).stack);
    await this.jobRuns.fail(jobRunId, message);
    await this.end(runId, 'failed');
  }

  /** Somebody cancelled it, which the run says already; or its account is gone, which nobody has said yet. */
  private async stopped(runId: string, jobRunId: string): Promise<void> {
    await this.jobRuns.cancelled(jobRunId);
    await this.end(runId, 'cancelled');
  }

  private async end(runId: string, state: 'failed' | 'cancelled'): Promise<void> {
    await this.db.transaction((tx) =>
      tx.execute(
        `UPDATE label_run SET state = $2, finished_at = clock_timestamp() WHERE id = $1 AND state = 'running'`,
        [runId, state],
      ),
    );
  }
}
