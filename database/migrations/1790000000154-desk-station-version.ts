import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stations are renamed and closed by administrators: of two at once one wins. */
export class DeskStationVersion1790000000154 implements MigrationInterface {
  name = 'DeskStationVersion1790000000154';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE station ADD COLUMN version integer NOT NULL DEFAULT 1;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE station DROP COLUMN version;`);
  }
}
