import { Injectable } from '@nestjs/common';
import { Database, StoredFiles } from '@app/platform';

/** How long the lines and the file of an import are kept: they hold names. */
export const KEEP_DAYS = 30;
const DELETE_MAY_TAKE_MS = 600_000;

/** Takes away what imports no longer need: old lines and files, and staging that nobody will run. */
@Injectable()
export class Retention {
  constructor(
    private readonly db: Database,
    private readonly files: StoredFiles,
  ) {}

  /** Safe to repeat. The counts of old imports stay; their lines and bytes go. */
  async purge(keepDays = KEEP_DAYS): Promise<void> {
    const old = `created_at < clock_timestamp() - make_interval(days => $1)`;
    const files = await this.db.transaction(
      async (tx) => {
        await tx.execute(`DELETE FROM import_row WHERE run_id IN (SELECT id FROM import_run WHERE ${old})`, [keepDays]);
        const idle = `SELECT id FROM import_run WHERE state NOT IN ('checking', 'running') AND created_at < clock_timestamp() - interval '2 days'`;
        await tx.execute(`DELETE FROM import_person WHERE run_id IN (${idle})`);
        await tx.execute(`DELETE FROM import_device WHERE run_id IN (${idle})`);
        await tx.execute(`DELETE FROM import_agreement WHERE run_id IN (${idle})`);
        await tx.execute(
          `UPDATE import_run SET state = 'cancelled' WHERE ${old} AND state NOT IN ('done', 'failed', 'cancelled')`,
          [keepDays],
        );
        const runs = await tx.query<{ id: string }>(`SELECT file_id AS id FROM import_run WHERE ${old}`, [keepDays]);
        return this.files.retire(
          tx,
          runs.map(({ id }) => id),
        );
      },
      { statementTimeoutMs: DELETE_MAY_TAKE_MS },
    );
    for (const file of files) await this.files.discard(file);
  }
}
