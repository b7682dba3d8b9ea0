import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exports that are jobs have a turn, so that nobody waits for all files of somebody else. */
export class ExchangeExportTurns1790000000337 implements MigrationInterface {
  name = 'ExchangeExportTurns1790000000337';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- The least goes first: seconds, see export-turns.rules.ts.
      ALTER TABLE export_run ADD COLUMN turn integer;
      UPDATE export_run SET turn = extract(epoch FROM created_at)::bigint - 1700000000 WHERE job_run_id IS NOT NULL;
      ALTER TABLE export_run ADD CONSTRAINT ck_export_run_turn CHECK ((turn IS NULL) = (job_run_id IS NULL));
      CREATE INDEX ix_export_run_turn ON export_run (turn) WHERE file_id IS NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE export_run DROP COLUMN turn');
  }
}
