import type { OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError, newId } from '@app/kernel';
import type { JobHandler } from '@app/platform';
import { Database, JobRegistry, JobRuns } from '@app/platform';
import type { Progress } from '../../imports/staging.js';
import type { WorkerLock } from '../../imports/worker-lock.js';
import { holdingImport } from '../../imports/worker-lock.js';
import { failureOf } from '../../shared/run-failure.js';
import { RosterCancelled } from '../roster.errors.js';
import { RosterExecutor } from './roster-executor.js';
import type { Plan } from './roster-planner.js';
import type { RosterRun } from './roster-run.js';
import { isMostlyRefused } from './roster-refused.rules.js';
import { RosterRuns } from './roster-runs.js';
import { RosterStaging } from './roster-staging.js';

export const ROSTER_QUEUE = 'exchange.roster';
export type RosterStep = 'check' | 'run';
export interface RosterTask {
  step: RosterStep;
  runId: string;
  jobRunId: string;
}

const TELL_EVERY_MS = 500;

/**
 * Does the steps of rosters: as a job, or at once for the command line. Runs of one source go one after the other. A job
 * that comes again, because its worker was killed, finds the run where the last commit left it and does the step anew.
 */
@Injectable()
export class RosterWorker implements JobHandler<RosterTask>, OnModuleInit {
  readonly queue = ROSTER_QUEUE;
  private readonly logger = new Logger('Rosters');

  constructor(
    private readonly db: Database,
    private readonly runs: RosterRuns,
    private readonly staging: RosterStaging,
    private readonly executor: RosterExecutor,
    private readonly jobRuns: JobRuns,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  run({ step, runId, jobRunId }: RosterTask): Promise<void> {
    return this.work(step, runId, jobRunId);
  }

  /** One step from its beginning to its end. What goes wrong ends up in the run, not with the caller. */
  async work(step: RosterStep, runId: string, jobRunId: string): Promise<void> {
    if (!(await this.jobRuns.start(jobRunId))) return this.end(runId, new RosterCancelled());
    const started = Date.now();
    try {
      const { counts, guard } = await holdingImport(this.db, runId, (lock) => this.step(step, runId, jobRunId, lock));
      await this.jobRuns.finish(jobRunId, counts);
      const { byField: _fields, leftOut: _others, ...numbers } = counts;
      this.logger.log({
        event: `roster.${step}`,
        runId,
        stopped: guard?.reason ?? null,
        ...numbers,
        ms: Date.now() - started,
      });
    } catch (error) {
      await this.end(runId, error);
      await (error instanceof RosterCancelled
        ? this.jobRuns.cancelled(jobRunId)
        : this.jobRuns.fail(jobRunId, failureOf(error, '').message));
    }
  }

  private async step(step: RosterStep, runId: string, jobRunId: string, lock: WorkerLock): Promise<Plan> {
    const progress = this.progressOf(jobRunId);
    const before = await this.runs.load(this.db.read, runId);
    await lock.ofKind(`roster:${before.sourceId}`, () => progress(0));
    // Read again: another worker may have had this run before.
    const run = await this.runs.load(this.db.read, runId);
    if (run.state !== (step === 'run' ? 'running' : 'checking')) throw new RosterCancelled();
    if (step === 'check') return this.check(run, progress, jobRunId);
    if (!(await this.staging.isFilled(run))) await this.staging.fill(run, progress);
    return this.executor.execute(runId, () => progress(Infinity));
  }

  /** A run that nobody looks at goes on when nothing stops it; one of which much is refused waits for somebody. */
  private async check(run: RosterRun, progress: Progress, jobRunId: string): Promise<Plan> {
    await this.staging.fill(run, progress);
    const plan = await this.executor.check(run);
    if (!run.unattended || plan.guard || isMostlyRefused(plan.counts, run.limitPercent)) return plan;
    await this.db.transaction((tx) => this.runs.begin(tx, run.id, 'running', jobRunId));
    return this.executor.execute(run.id, () => progress(Infinity));
  }

  /** Writes how far we are now and then, beside the open transaction. @throws RosterCancelled when somebody asked for it */
  private progressOf(jobRunId: string): Progress {
    let told = 0;
    return async (lines) => {
      if (!Number.isFinite(lines)) {
        if (await this.jobRuns.cancelRequested(jobRunId)) throw new RosterCancelled();
        return;
      }
      if (Date.now() - told < TELL_EVERY_MS) return;
      told = Date.now();
      if (!(await this.jobRuns.progress(jobRunId, lines))) throw new RosterCancelled();
    };
  }

  private async end(runId: string, error: unknown): Promise<void> {
    const cancelled = error instanceof RosterCancelled;
    const errorId = newId();
    if (!(error instanceof DomainError)) {
      this.logger.error({ event: 'roster.failed', runId, errorId }, error instanceof Error ? error.stack : undefined);
    }
    const failure = cancelled ? null : failureOf(error, errorId);
    await this.db.transaction((tx) => this.runs.ended(tx, runId, cancelled ? 'cancelled' : 'failed', failure));
  }
}
