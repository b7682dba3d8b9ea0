import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A clearance of a student who moves to another school of the district, and of each school that they leave on a day. */
export class CirculationMovedClearances1790000000450 implements MigrationInterface {
  name = 'CirculationMovedClearances1790000000450';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- Where the student is now, for a clearance of a school that they left; null when they left the district.
      ALTER TABLE clearance ADD COLUMN moved_to_site_id uuid,
        ADD CONSTRAINT fk_clearance_moved_to FOREIGN KEY (moved_to_site_id) REFERENCES site (id),
        ADD CONSTRAINT ck_clearance_moved CHECK (moved_to_site_id <> site_id);
      CREATE INDEX ix_clearance_moved_to ON clearance (moved_to_site_id, state, due_on, id) WHERE moved_to_site_id IS NOT NULL;
      DROP INDEX uq_clearance_exit;
      CREATE UNIQUE INDEX uq_clearance_exit ON clearance (person_id, due_on) WHERE state <> 'cancelled' AND moved_to_site_id IS NULL;
      CREATE UNIQUE INDEX uq_clearance_move ON clearance (person_id, site_id, due_on) WHERE state <> 'cancelled' AND moved_to_site_id IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP VIEW IF EXISTS circulation.v_moved_clearance;
      DELETE FROM sql_function_checksum WHERE lib = 'circulation-clearances';
      DELETE FROM clearance_item WHERE clearance_id IN (SELECT id FROM clearance WHERE moved_to_site_id IS NOT NULL);
      DELETE FROM clearance WHERE moved_to_site_id IS NOT NULL;
      DROP INDEX uq_clearance_move, uq_clearance_exit;
      ALTER TABLE clearance DROP COLUMN moved_to_site_id;
      CREATE UNIQUE INDEX uq_clearance_exit ON clearance (person_id, due_on) WHERE state <> 'cancelled';
    `);
  }
}
