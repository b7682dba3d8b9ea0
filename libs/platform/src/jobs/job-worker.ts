import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import type PgBoss from 'pg-boss';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { runInContext } from '../database/request-context.js';
import type { JobHandler } from './job-registry.js';
import { JobRegistry } from './job-registry.js';
import { Jobs } from './jobs.js';

/** A queue is asked this often; one job of each queue at a time in each process. */
const POLL_SECONDS = 2;
/** What runs at the end of the process gets this long; the rest is done again by the next one. */
const LAST_JOBS_MS = 6_000;

/** Runs the registered handlers in processes whose role has jobs. */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('JobWorker');
  private started = false;

  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly registry: JobRegistry,
    private readonly jobs: Jobs,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.runsJobs) await this.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop();
  }

  /** @throws when a handler's queue was not made by migrate */
  async start(): Promise<void> {
    if (this.started) return;
    await this.refuseUnknownQueues();
    await this.jobs.engine.start();
    this.started = true;
    for (const handler of this.registry.all()) {
      await this.jobs.engine.work<object>(
        handler.queue,
        { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 },
        (batch) => this.runAll(handler, batch),
      );
    }
  }

  /** Takes no more jobs, and waits a moment for those that run. */
  async stop(): Promise<void> {
    if (!this.started) return;
    this.started = false;
    await this.jobs.engine.stop({ graceful: true, timeout: LAST_JOBS_MS, close: false });
    await this.jobs.settled();
  }

  private async runAll(handler: JobHandler, batch: PgBoss.Job[]): Promise<void> {
    for (const { id, data } of batch) {
      try {
        await runInContext({ requestId: id }, () => handler.run(data, id));
      } catch (error) {
        this.logger.error({ event: 'jobs.failed', queue: handler.queue, jobId: id }, (error as Error).stack);
        throw error;
      }
    }
  }

  private async refuseUnknownQueues(): Promise<void> {
    const known = await this.database.read.query<{ name: string }>('SELECT name FROM pgboss.queue');
    const names = new Set(known.map(({ name }) => name));
    const unknown = this.registry.all().filter(({ queue }) => !names.has(queue));
    if (unknown.length === 0) return;
    const list = unknown.map(({ queue }) => queue).join(', ');
    throw new Error(`No queue for ${list}: list it in database/events.ts and run migrate`);
  }
}
