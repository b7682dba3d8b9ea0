import { Injectable, Logger } from '@nestjs/common';
import PgBoss from 'pg-boss';
import { Database } from '../database/database.js';
import type { Tx } from '../database/db.js';
import type { DomainEvent } from './domain-event.js';

export interface SendOptions {
  /** Not before this many seconds from now, or this instant. */
  startAfter?: number | Date;
  /** Higher goes first. */
  priority?: number;
  /** With `everySeconds`: a second job of this key within the span is not put into the queue. */
  singletonKey?: string;
  everySeconds?: number;
}

const PUBLISH = 'SELECT platform_publish($1, $2::jsonb)';

/**
 * News and work, put into the queues in the caller's transaction: a job exists if and only if the change does.
 * The queues themselves are made by migrate from `database/events.ts`.
 */
@Injectable()
export class Jobs {
  private readonly logger = new Logger('Jobs');
  private readonly boss: PgBoss;
  private readonly running = new Set<Promise<unknown>>();

  constructor(private readonly database: Database) {
    this.boss = new PgBoss({
      db: { executeSql: (text, values) => this.execute(text, values as unknown[]) as Promise<{ rows: unknown[] }> },
      migrate: false,
      cronMonitorIntervalSeconds: 45,
      archiveCompletedAfterSeconds: 12 * 3600,
      deleteAfterDays: 14,
    });
    this.boss.on('error', (error) => this.logger.error({ event: 'jobs.error', reason: error.message }));
  }

  /** Tells every handler that subscribes to the event, after commit. Throws for a type that is not listed. */
  async publish(tx: Tx, event: DomainEvent): Promise<void> {
    await tx.prepared('platform_publish', PUBLISH, [event.type, JSON.stringify(event.payload)]);
  }

  /**
   * Puts one job into a queue.
   * @returns its id; `null` when the same `singletonKey` is there already
   */
  async send(tx: Tx, queue: string, data: object, options: SendOptions = {}): Promise<string | null> {
    const { everySeconds, ...rest } = options;
    const id = await this.boss.send(queue, data, {
      ...rest,
      ...(everySeconds === undefined ? {} : { singletonSeconds: everySeconds }),
      db: { executeSql: async (text, values) => ({ rows: await tx.query(text, values as unknown[]) }) },
    });
    if (id === null && everySeconds === undefined) {
      throw new Error(`There is no queue ${queue}: list it in database/events.ts and run migrate`);
    }
    return id;
  }

  /** The schedules follow this time zone (IANA name) from now on: the district's. */
  async setTimeZone(tx: Tx, timeZone: string): Promise<void> {
    await tx.execute('UPDATE pgboss.schedule SET timezone = $1 WHERE timezone IS DISTINCT FROM $1', [timeZone]);
  }

  /** For the worker alone. Started and stopped once: pg-boss does not let go of its timers a second time. */
  get engine(): PgBoss {
    return this.boss;
  }

  /** Until the bookkeeping that was under way is written. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.running]);
  }

  /**
   * pg-boss's own statements. It does not wait for some of them (a finished job's bookkeeping), so that a failure here
   * would end the process: it is logged, and "no answer" is what pg-boss then reads. The job runs again.
   */
  private async execute(text: string, values: unknown[]): Promise<{ rows: unknown[] } | undefined> {
    // Its timekeeper asks for its queue at every start; migrate has made it, and the runtime role may not.
    if (text.includes('create_queue')) return undefined;
    const answer = this.database.pool.query<Record<string, unknown>>(text, values);
    this.running.add(answer);
    try {
      return await answer;
    } catch (error) {
      this.logger.error({ event: 'jobs.statement-failed', reason: (error as Error).message });
      return undefined;
    } finally {
      this.running.delete(answer);
    }
  }
}
