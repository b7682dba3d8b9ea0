import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A package of the watched folder that cannot be read is a run as well: failed, and without a file. */
export class ExchangeRosterRefused1790000000483 implements MigrationInterface {
  name = 'ExchangeRosterRefused1790000000483';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- {name, bytes, files: [{name, bytes, sha256}]}: what came. Nothing of it is kept, and nobody knows what it was.
      ALTER TABLE roster_run ADD COLUMN refused jsonb, ALTER COLUMN file_id DROP NOT NULL, ALTER COLUMN dialect DROP NOT NULL,
        ADD CONSTRAINT ck_roster_run_refused CHECK ((refused IS NULL) = (file_id IS NOT NULL) AND (refused IS NULL) = (dialect IS NOT NULL)
          AND (refused IS NULL OR (state = 'failed' AND failure IS NOT NULL)));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DELETE FROM roster_run WHERE refused IS NOT NULL;
      ALTER TABLE roster_run DROP CONSTRAINT ck_roster_run_refused, DROP COLUMN refused, ALTER COLUMN file_id SET NOT NULL, ALTER COLUMN dialect SET NOT NULL;
    `);
  }
}
