import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Loans that stay in school and loans over the summer, with limits of their own. */
export class LoanTypes1790000000110 implements MigrationInterface {
  name = 'LoanTypes1790000000110';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE loan DROP CONSTRAINT ck_loan_type,
        ADD CONSTRAINT ck_loan_type CHECK (type IN ('one-to-one', 'daily', 'long', 'in-school', 'summer'));
      ALTER TABLE program
        ADD COLUMN limit_in_school smallint NOT NULL DEFAULT 1,
        ADD COLUMN limit_summer smallint NOT NULL DEFAULT 1,
        ADD CONSTRAINT ck_program_more_limits CHECK (limit_in_school >= 0 AND limit_summer >= 0);
      ALTER TABLE policy_loan_limit
        ADD COLUMN limit_in_school smallint NOT NULL DEFAULT 1,
        ADD COLUMN limit_summer smallint NOT NULL DEFAULT 1;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE policy_loan_limit DROP COLUMN limit_in_school, DROP COLUMN limit_summer;
      ALTER TABLE program DROP COLUMN limit_in_school, DROP COLUMN limit_summer;
      ALTER TABLE loan DROP CONSTRAINT ck_loan_type,
        ADD CONSTRAINT ck_loan_type CHECK (type IN ('one-to-one', 'daily', 'long'));
    `);
  }
}
