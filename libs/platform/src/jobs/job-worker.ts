import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import type PgBoss from 'pg-boss';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { runInContext } from '../database/request-context.js';
import type { JobHandler } from './job-registry.js';
import { JobRegistry } from './job-registry.js';
import { Jobs } from './jobs.js';

/** All queues are looked at together this often: a look at each of them was half of what an idle server does. */
const LOOK_MS = 2_000;
/** And each worker at its own queue, whatever became of the look; one job of each queue at a time in each process. */
const POLL_SECONDS = 60;
/** What runs at the end of the process gets this long; the rest is done again by the next one. */
const LAST_JOBS_MS = 6_000;

const DUE = `SELECT q.name FROM unnest($1::text[]) AS q (name) WHERE EXISTS (
  SELECT FROM pgboss.job j WHERE j.name = q.name AND j.state < 'active' AND j.start_after < now())`;

/** Runs the registered handlers in processes whose role has jobs. */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('JobWorker');
  /** By queue. */
  private readonly workers = new Map<string, string>();
  private started = false;
  private nextLook: NodeJS.Timeout | undefined;
  private looking = Promise.resolve();

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
      const worker = await this.jobs.engine.work<object>(
        handler.queue,
        { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 },
        (batch) => this.runAll(handler, batch),
      );
      this.workers.set(handler.queue, worker);
    }
    this.lookSoon();
  }

  /** Takes no more jobs, and waits a moment for those that run. */
  async stop(): Promise<void> {
    if (!this.started) return;
    this.started = false;
    clearTimeout(this.nextLook);
    await Promise.all([this.looking, this.jobs.engine.stop({ graceful: true, timeout: LAST_JOBS_MS, close: false })]);
    await this.jobs.settled();
  }

  private lookSoon(): void {
    if (!this.started) return;
    this.nextLook = setTimeout(() => {
      this.looking = this.wakeWorkers();
    }, LOOK_MS);
  }

  private async wakeWorkers(): Promise<void> {
    try {
      const due = await this.database.read.prepared<{ name: string }>('jobs_due', DUE, [[...this.workers.keys()]]);
      for (const { name } of due) this.jobs.engine.notifyWorker(this.workers.get(name)!);
    } catch (error) {
      this.logger.error({ event: 'jobs.look-failed', reason: (error as Error).message });
    } finally {
      this.lookSoon();
    }
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
