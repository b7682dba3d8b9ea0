import type { MigrationInterface, QueryRunner } from 'typeorm';

/** E23: why a device leaves the program that bought it, on the scan that says so and on the answers that follow it. */
export class DeskTransferReasons1790000000240 implements MigrationInterface {
  name = 'DeskTransferReasons1790000000240';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE DOMAIN transfer_reason AS text CONSTRAINT ck_transfer_reason
        CHECK (VALUE IN ('same-program', 'came-along', 'not-needed', 'recorded-wrongly', 'other'));
      -- 'other' is said in words, which stand in the note and never in the ledger.
      ALTER TABLE scan_event ADD COLUMN transfer_reason transfer_reason,
        DROP CONSTRAINT ck_scan_event_act,
        ADD CONSTRAINT ck_scan_event_act CHECK (act IN ('code', 'pick', 'answer', 'undo', 'batch', 'note')
          AND (act = 'note' OR coalesce(transfer_reason = 'other', false)) = (note IS NOT NULL));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      UPDATE scan_event SET note = NULL, transfer_reason = NULL WHERE transfer_reason IS NOT NULL;
      ALTER TABLE scan_event DROP CONSTRAINT ck_scan_event_act, DROP COLUMN transfer_reason,
        ADD CONSTRAINT ck_scan_event_act CHECK (act IN ('code', 'pick', 'answer', 'undo', 'batch', 'note') AND (act = 'note') = (note IS NOT NULL));
      DROP DOMAIN transfer_reason;
    `);
  }
}
