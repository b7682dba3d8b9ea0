import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Loans in the order of their list, the last handed out first: of the district, and of a site. */
export class CirculationLoansList1790000000500 implements MigrationInterface {
  name = 'CirculationLoansList1790000000500';

  async up(q: QueryRunner): Promise<void> {
    await q.query('CREATE INDEX ix_loan_out ON loan (loaned_at, id)');
    await q.query('CREATE INDEX ix_loan_site_out ON loan (site_id, loaned_at, id)');
    // The new one begins with the same column.
    await q.query('DROP INDEX ix_loan_site');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('CREATE INDEX ix_loan_site ON loan (site_id)');
    await q.query('DROP INDEX ix_loan_site_out, ix_loan_out');
  }
}
