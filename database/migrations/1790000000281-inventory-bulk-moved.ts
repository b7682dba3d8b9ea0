import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a run last went on: a bar that only rests for a moment is told from one whose worker is gone. */
export class InventoryBulkMoved1790000000281 implements MigrationInterface {
  name = 'InventoryBulkMoved1790000000281';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE bulk_run ADD COLUMN moved_at timestamptz NOT NULL DEFAULT clock_timestamp()`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE bulk_run DROP COLUMN moved_at`);
  }
}
