import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A batch is a scan of its own: one id, one transaction, one undo. */
export class DeskBatch1790000000120 implements MigrationInterface {
  name = 'DeskBatch1790000000120';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE scan_event DROP CONSTRAINT ck_scan_event_act,
        ADD CONSTRAINT ck_scan_event_act CHECK (act IN ('code', 'pick', 'answer', 'undo', 'batch'));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE scan_event DROP CONSTRAINT ck_scan_event_act,
        ADD CONSTRAINT ck_scan_event_act CHECK (act IN ('code', 'pick', 'answer', 'undo'));
    `);
  }
}
