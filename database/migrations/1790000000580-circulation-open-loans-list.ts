import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Loans that are still out or overdue, in the order of their list: those of a long-past year are few among many that are over. */
export class CirculationOpenLoansList1790000000580 implements MigrationInterface {
  name = 'CirculationOpenLoansList1790000000580';

  async up(q: QueryRunner): Promise<void> {
    await q.query('CREATE INDEX ix_loan_open_out ON loan (loaned_at, id) WHERE returned_at IS NULL');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP INDEX ix_loan_open_out');
  }
}
