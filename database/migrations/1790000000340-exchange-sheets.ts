import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of an import from a workbook: which of its sheets was read, what others there are, and what of it is easily overlooked. */
export class ExchangeSheets1790000000340 implements MigrationInterface {
  name = 'ExchangeSheets1790000000340';

  async up(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE import_run ADD COLUMN sheet jsonb');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE import_run DROP COLUMN sheet');
  }
}
