import { Injectable, Logger } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Database, JobRegistry, Jobs } from '@app/platform';
import type { JobHandler } from '@app/platform';
import { MissingStepsDue } from '../circulation.events.js';

interface SiteSteps {
  siteId: string;
  on: string;
  cases: number;
  steps: Record<string, number>;
}

const DUE = `SELECT "siteId", on_day AS "on", sum(cases)::int AS cases, jsonb_object_agg(step, cases) AS steps
  FROM (SELECT c.site_id AS "siteId", s.due_on AS on_day, s.step, count(*)::int AS cases
        FROM missing_case_step s JOIN missing_case c ON c.id = s.case_id
        WHERE s.due_on = directory_day(clock_timestamp()) AND s.done_at IS NULL AND s.not_needed_as IS NULL AND c.state = 'open'
        GROUP BY 1, 2, 3) AS due
  GROUP BY 1, 2 ORDER BY 1`;

/** Every night: which sites have steps of their cases to do on the day that begins. */
@Injectable()
export class MissingStepsJob implements JobHandler, OnModuleInit {
  readonly queue = 'circulation.missing-steps';
  private readonly logger = new Logger('MissingSteps');

  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  async run(): Promise<void> {
    const sites = await this.db.transaction(async (tx) => {
      const due = await tx.query<SiteSteps>(DUE);
      for (const site of due) await this.jobs.publish(tx, new MissingStepsDue(site));
      return due;
    });
    const cases = sites.reduce((sum, site) => sum + site.cases, 0);
    this.logger.log({ event: 'missing.steps-due', sites: sites.length, cases });
  }
}
