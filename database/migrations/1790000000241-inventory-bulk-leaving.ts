import type { MigrationInterface, QueryRunner } from 'typeorm';

/** E23: devices of a bulk change that leave the program whose money bought them, as the preview names them. */
export class InventoryBulkLeaving1790000000241 implements MigrationInterface {
  name = 'InventoryBulkLeaving1790000000241';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE bulk_run ADD COLUMN leaving integer NOT NULL DEFAULT 0,
        ADD CONSTRAINT ck_bulk_run_leaving CHECK (leaving = 0 OR reason IS NOT NULL OR state = 'planned');
      ALTER TABLE bulk_run_item ADD COLUMN leaves_funding text;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE bulk_run_item DROP COLUMN leaves_funding;
      ALTER TABLE bulk_run DROP CONSTRAINT ck_bulk_run_leaving, DROP COLUMN leaving;
    `);
  }
}
