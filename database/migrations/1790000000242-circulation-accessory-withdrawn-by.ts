import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which answer made a later return the same as the one with the device, so that its undo can make it count again. */
export class CirculationAccessoryWithdrawnBy1790000000242 implements MigrationInterface {
  name = 'CirculationAccessoryWithdrawnBy1790000000242';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE accessory_return ADD COLUMN withdrawn_scan_id uuid,
        ADD CONSTRAINT ck_accessory_return_withdrawn CHECK (withdrawn_scan_id IS NULL OR withdrawn_at IS NOT NULL);
      CREATE INDEX ix_accessory_return_withdrawn ON accessory_return (withdrawn_scan_id) WHERE withdrawn_scan_id IS NOT NULL;
      -- Its successor has one parameter more.
      DROP FUNCTION IF EXISTS circulation_accessory_came(uuid[]);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE accessory_return DROP COLUMN withdrawn_scan_id`);
  }
}
