import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a desk says when a device of the loaner pool goes out for the year: the mirror of `non_loaner`. */
export class DeskPoolDevice1790000000271 implements MigrationInterface {
  name = 'DeskPoolDevice1790000000271';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE policy_desk
        ADD COLUMN pool_device text DEFAULT 'warn',
        ADD CONSTRAINT ck_policy_desk_pool_device CHECK (pool_device IN ('warn', 'off'));
      UPDATE policy_desk SET pool_device = NULL WHERE site_id IS NOT NULL;
      ALTER TABLE policy_desk ADD CONSTRAINT ck_policy_desk_pool_device_whole CHECK (site_id IS NOT NULL OR pool_device IS NOT NULL);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE policy_desk DROP COLUMN pool_device');
  }
}
