import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A note that the desk puts on a row: a scan of its own that points to the row's. Its text stands here, never in the ledger. */
export class DeskNotes1790000000193 implements MigrationInterface {
  name = 'DeskNotes1790000000193';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- A domain: a CHECK of the table is read anew in each statement of a scan.
      CREATE DOMAIN scan_note AS text CONSTRAINT ck_scan_note CHECK (length(VALUE) BETWEEN 1 AND 500);
      ALTER TABLE scan_event ADD COLUMN note scan_note,
        DROP CONSTRAINT ck_scan_event_act,
        ADD CONSTRAINT ck_scan_event_act CHECK (act IN ('code', 'pick', 'answer', 'undo', 'batch', 'note') AND (act = 'note') = (note IS NOT NULL));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DELETE FROM scan_event WHERE act = 'note';
      ALTER TABLE scan_event DROP CONSTRAINT ck_scan_event_act, DROP COLUMN note,
        ADD CONSTRAINT ck_scan_event_act CHECK (act IN ('code', 'pick', 'answer', 'undo', 'batch'));
      DROP DOMAIN scan_note;
    `);
  }
}
