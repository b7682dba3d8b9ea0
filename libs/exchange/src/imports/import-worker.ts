import type { OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError, newId } from '@app/kernel';
import type { JobHandler } from '@app/platform';
import { Database, JobRegistry, JobRuns } from '@app/platform';
import { ImportCancelled } from '../exchange.errors.js';
import { failureOf } from '../shared/run-failure.js';
import { Executor } from './executor.js';
import type { ImportCounts } from './import-run.js';
import { ImportRuns } from './import-runs.js';
import type { ImportStep, ImportTask } from './imports.service.js';
import { IMPORT_QUEUE } from './imports.service.js';
import { Planner } from './planner.js';
import { Retention } from './retention.js';
import type { Progress } from './staging.js';
import type { WorkerLock } from './worker-lock.js';
import { holdingImport } from './worker-lock.js';

const TELL_EVERY_MS = 500;

/** Does the long steps of imports: as a job, or at once for the command line. */
@Injectable()
export class ImportWorker implements JobHandler<ImportTask>, OnModuleInit {
  readonly queue = IMPORT_QUEUE;
  private readonly logger = new Logger('Imports');

  constructor(
    private readonly db: Database,
    private readonly runs: ImportRuns,
    private readonly planner: Planner,
    private readonly executor: Executor,
    private readonly retention: Retention,
    private readonly jobRuns: JobRuns,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  async run(task: ImportTask): Promise<void> {
    if (task.step === 'purge') return this.retention.purge();
    await this.work(task.step, task.runId, task.jobRunId);
  }

  /** One step from its beginning to its end. What goes wrong ends up in the import, not with the caller. */
  async work(step: ImportStep, runId: string, jobRunId: string): Promise<void> {
    if (!(await this.jobRuns.start(jobRunId))) return this.end(runId, new ImportCancelled());
    const started = Date.now();
    try {
      const counts = await holdingImport(this.db, runId, (lock) => this.step(step, runId, jobRunId, lock));
      await this.jobRuns.finish(jobRunId, counts);
      const { create, change, unchanged, refuse } = counts;
      this.logger.log({ event: `import.${step}`, runId, create, change, unchanged, refuse, ms: Date.now() - started });
    } catch (error) {
      await this.end(runId, error);
      await (error instanceof ImportCancelled
        ? this.jobRuns.cancelled(jobRunId)
        : this.jobRuns.fail(jobRunId, failureOf(error, '').message));
    }
  }

  private async step(step: ImportStep, runId: string, jobRunId: string, lock: WorkerLock): Promise<ImportCounts> {
    const { kind, rowTotal } = await this.runs.load(this.db.read, runId);
    const progress = this.progressOf(jobRunId, rowTotal);
    if (step === 'run') await lock.ofKind(kind, () => progress(0));
    // Read again: another worker may have had this import before.
    const run = await this.runs.load(this.db.read, runId);
    if (run.state !== (step === 'run' ? 'running' : 'checking')) throw new ImportCancelled();
    return step === 'run' ? this.executor.execute(run, progress) : this.planner.plan(run, progress);
  }

  /** Writes how far we are now and then, and that all is done, beside the open transaction. @throws ImportCancelled when somebody asked for it */
  private progressOf(jobRunId: string, total: number): Progress {
    let told = 0;
    return async (lines) => {
      if (lines < total && Date.now() - told < TELL_EVERY_MS) return;
      told = Date.now();
      if (!(await this.jobRuns.progress(jobRunId, lines))) throw new ImportCancelled();
    };
  }

  private async end(runId: string, error: unknown): Promise<void> {
    const cancelled = error instanceof ImportCancelled;
    const errorId = newId();
    if (!(error instanceof DomainError)) {
      this.logger.error({ event: 'import.failed', runId, errorId }, error instanceof Error ? error.stack : undefined);
    }
    const failure = cancelled ? null : failureOf(error, errorId);
    await this.db.transaction((tx) => this.runs.ended(tx, runId, cancelled ? 'cancelled' : 'failed', failure));
  }
}
