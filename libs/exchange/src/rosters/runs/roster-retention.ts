import { join } from 'node:path';
import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { JobHandler } from '@app/platform';
import { Database, JobRegistry, Settings, StoredFiles } from '@app/platform';
import { KEEP_DAYS } from '../../imports/retention.js';
import { RosterSourcesService } from '../sources/roster-sources.service.js';
import { clean } from './clean-folder.js';
import { DONE, REFUSED } from '../sources/watched-folder.js';

const DAY_MS = 86_400_000;
const DELETE_MAY_TAKE_MS = 600_000;

/** Every night: rows and files of old rosters, which hold names; staging that nobody will run. */
@Injectable()
export class RosterRetention implements JobHandler, OnModuleInit {
  readonly queue = 'exchange.purge-rosters';

  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    private readonly files: StoredFiles,
    private readonly sources: RosterSourcesService,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  /** Safe to repeat. What the runs came to, who approved them and the questions stay. */
  async run(): Promise<void> {
    const files = await this.db.transaction(
      async (tx) => {
        const idle = `SELECT id FROM roster_run WHERE state NOT IN ('checking', 'running') AND created_at < clock_timestamp() - interval '2 days'`;
        await tx.execute(`DELETE FROM roster_line WHERE run_id IN (${idle})`);
        await tx.execute(`DELETE FROM roster_person WHERE run_id IN (${idle})`);
        const old = `created_at < clock_timestamp() - make_interval(days => $1) AND purged_at IS NULL`;
        await tx.execute(
          `UPDATE roster_run SET state = 'cancelled', finished_at = clock_timestamp() WHERE ${old} AND state IN ('checking', 'checked', 'stopped', 'running')`,
          [KEEP_DAYS],
        );
        await tx.execute(`DELETE FROM roster_row WHERE run_id IN (SELECT id FROM roster_run WHERE ${old})`, [
          KEEP_DAYS,
        ]);
        const runs = await tx.query<{ id: string | null }>(
          `UPDATE roster_run SET purged_at = clock_timestamp() WHERE ${old} RETURNING file_id AS id`,
          [KEEP_DAYS],
        );
        return this.files.retire(
          tx,
          runs.map(({ id }) => id).filter((id) => id !== null),
        );
      },
      { statementTimeoutMs: DELETE_MAY_TAKE_MS },
    );
    for (const file of files) await this.files.discard(file);
    for (const { code } of await this.sources.list()) {
      for (const name of [DONE, REFUSED])
        await clean(join(this.settings.DATA_DIR, 'rosters', code, name), KEEP_DAYS * DAY_MS);
    }
  }
}
