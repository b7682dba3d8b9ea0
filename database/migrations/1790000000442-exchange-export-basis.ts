import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A list with names that leaves the district is a disclosure: on what ground (34 CFR 99.31). Empty: it stays in the house. */
export class ExchangeExportBasis1790000000442 implements MigrationInterface {
  name = 'ExchangeExportBasis1790000000442';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE export_run ADD COLUMN basis text,
        ADD CONSTRAINT ck_export_run_basis CHECK (basis IS NULL OR (variant = 'names' AND basis IN ('family', 'consent', 'other-school',
          'audit', 'court-order', 'emergency', 'other')));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE export_run DROP CONSTRAINT ck_export_run_basis, DROP COLUMN basis');
  }
}
