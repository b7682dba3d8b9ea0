import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People of the files who are nobody here are rows of the run as well, not a number alone. */
export class ExchangeLeftOutRows1790000000522 implements MigrationInterface {
  name = 'ExchangeLeftOutRows1790000000522';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE roster_row DROP CONSTRAINT ck_roster_row_outcome,
        ADD CONSTRAINT ck_roster_row_outcome CHECK (outcome IN ('create', 'change', 'unchanged', 'withdraw', 'ask', 'refuse', 'left-out'));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DELETE FROM roster_row WHERE outcome = 'left-out';
      ALTER TABLE roster_row DROP CONSTRAINT ck_roster_row_outcome,
        ADD CONSTRAINT ck_roster_row_outcome CHECK (outcome IN ('create', 'change', 'unchanged', 'withdraw', 'ask', 'refuse'));
    `);
  }
}
