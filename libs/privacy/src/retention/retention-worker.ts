import type { OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { AdminLog } from '@app/identity';
import type { JobHandler } from '@app/platform';
import { Database, JobRegistry, Jobs, Viewer } from '@app/platform';
import { ForgetPeopleService } from './forget-people.service.js';
import type { RetentionTask } from './retention.service.js';
import { RETENTION_QUEUE } from './retention.service.js';

/** Parts of one job; the rest goes to the next. */
const PARTS_A_JOB = 20;

/** Carries out an approved plan. What a killed worker leaves is taken up by the next: parts are whole. */
@Injectable()
export class RetentionWorker implements JobHandler<RetentionTask>, OnModuleInit {
  readonly queue = RETENTION_QUEUE;
  private readonly logger = new Logger('Retention');

  constructor(
    private readonly db: Database,
    private readonly people: ForgetPeopleService,
    private readonly jobs: Jobs,
    private readonly registry: JobRegistry,
    private readonly log: AdminLog,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  async run({ runId }: RetentionTask): Promise<void> {
    for (let part = 0; part < PARTS_A_JOB; part += 1) {
      const { forgotten, kept, more } = await this.people.next(runId);
      if (!more) return this.end(runId);
      this.logger.log({ event: 'retention.part', runId, forgotten, kept });
    }
    await this.db.transaction(async (tx) => {
      await this.jobs.send(tx, RETENTION_QUEUE, { runId } satisfies RetentionTask);
    });
  }

  /** Unless somebody stopped it meanwhile. */
  private async end(runId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const ended = await tx.execute(
        `UPDATE retention_run SET state = 'done', finished_at = clock_timestamp(), version = version + 1 WHERE id = $1 AND state = 'running'`,
        [runId],
      );
      if (ended === 0) return;
      const [after] = await tx.query<Record<string, unknown>>(
        `SELECT r.on_day AS name, count(*) FILTER (WHERE i.outcome = 'forgotten')::int AS forgotten,
           count(*) FILTER (WHERE i.outcome = 'kept')::int AS kept
         FROM retention_run r LEFT JOIN retention_item i ON i.run_id = r.id AND i.planned = 'forget' WHERE r.id = $1 GROUP BY r.on_day`,
        [runId],
      );
      const subject = { subjectKind: 'retention-run', subjectId: runId };
      await this.log.record(tx, {
        viewer: Viewer.system(RETENTION_QUEUE),
        action: 'retention.done',
        ...subject,
        after,
      });
      this.logger.log({ event: 'retention.done', runId });
    });
  }
}
