import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a source has no more and another one lists is a row of the run as well. */
export class ExchangeKeptRows1790000000610 implements MigrationInterface {
  name = 'ExchangeKeptRows1790000000610';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE roster_row DROP CONSTRAINT ck_roster_row_outcome,
        ADD CONSTRAINT ck_roster_row_outcome CHECK (outcome IN ('create', 'change', 'unchanged', 'withdraw', 'ask', 'refuse', 'kept', 'left-out'));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DELETE FROM roster_row WHERE outcome = 'kept';
      ALTER TABLE roster_row DROP CONSTRAINT ck_roster_row_outcome,
        ADD CONSTRAINT ck_roster_row_outcome CHECK (outcome IN ('create', 'change', 'unchanged', 'withdraw', 'ask', 'refuse', 'left-out'));
    `);
  }
}
