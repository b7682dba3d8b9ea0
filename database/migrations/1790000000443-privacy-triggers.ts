import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Triggers stand with the functions, which are applied again only when their text changes: those that went back with their tables would
 * stay away when these come forward again, and disclosures could be changed.
 */
export class PrivacyTriggers1790000000443 implements MigrationInterface {
  name = 'PrivacyTriggers1790000000443';

  async up(q: QueryRunner): Promise<void> {
    // A new database has no functions yet.
    await q.query(`DO $$ BEGIN
      IF to_regclass('sql_function_checksum') IS NOT NULL THEN
        DELETE FROM sql_function_checksum WHERE lib = 'directory-forget';
      END IF;
    END $$`);
  }

  async down(): Promise<void> {
    // Nothing to take back.
  }
}
