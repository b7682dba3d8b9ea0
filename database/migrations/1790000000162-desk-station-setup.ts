import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the check of a desk found, so that an admin can see it from afar. */
export class DeskStationSetup1790000000162 implements MigrationInterface {
  name = 'DeskStationSetup1790000000162';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE station ADD COLUMN setup jsonb, ADD COLUMN setup_at timestamptz, ADD COLUMN setup_by uuid,
        ADD CONSTRAINT ck_station_setup CHECK ((setup IS NULL) = (setup_at IS NULL) AND (setup IS NULL OR jsonb_typeof(setup) = 'object'));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE station DROP COLUMN setup, DROP COLUMN setup_at, DROP COLUMN setup_by');
  }
}
