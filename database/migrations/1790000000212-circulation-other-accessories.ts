import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What came instead of the accessory that was given: its type when the catalogue has it, the tagged one itself when it had a tag. */
export class CirculationOtherAccessories1790000000212 implements MigrationInterface {
  name = 'CirculationOtherAccessories1790000000212';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE accessory_return
        ADD COLUMN came_type_id uuid,
        ADD COLUMN tag_device_id uuid,
        -- The answer "missing" that taking another one lifted: an undo of the latter brings it back.
        ADD COLUMN lifted_scan_id uuid,
        ADD CONSTRAINT fk_accessory_return_came_type FOREIGN KEY (came_type_id) REFERENCES accessory_type (id),
        ADD CONSTRAINT fk_accessory_return_tag_device FOREIGN KEY (tag_device_id) REFERENCES device (id),
        ADD CONSTRAINT ck_accessory_return_came CHECK (how = 'substitute' OR came_type_id IS NULL);
      CREATE INDEX ix_accessory_return_came_type ON accessory_return (came_type_id) WHERE came_type_id IS NOT NULL;
      CREATE INDEX ix_accessory_return_tag_device ON accessory_return (tag_device_id) WHERE tag_device_id IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `ALTER TABLE accessory_return DROP COLUMN came_type_id, DROP COLUMN tag_device_id, DROP COLUMN lifted_scan_id`,
    );
  }
}
