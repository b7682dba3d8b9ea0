import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Returns under an amnesty, and what a site decides about loaners, back-dating, late returns and swapped devices. */
export class DeskSubModes1790000000111 implements MigrationInterface {
  name = 'DeskSubModes1790000000111';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE loan
        ADD COLUMN amnesty boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT ck_loan_amnesty CHECK (NOT amnesty OR returned_at IS NOT NULL);
      ALTER TABLE policy_desk
        ADD COLUMN non_loaner text NOT NULL DEFAULT 'refuse',
        ADD COLUMN back_date_days smallint NOT NULL DEFAULT 30,
        ADD COLUMN late_return text NOT NULL DEFAULT 'warn',
        ADD COLUMN swapped_devices text NOT NULL DEFAULT 'offer',
        ADD CONSTRAINT ck_policy_desk_non_loaner CHECK (non_loaner IN ('refuse', 'warn')),
        ADD CONSTRAINT ck_policy_desk_back_date CHECK (back_date_days BETWEEN 0 AND 366),
        ADD CONSTRAINT ck_policy_desk_late CHECK (late_return IN ('warn', 'off')),
        ADD CONSTRAINT ck_policy_desk_swapped CHECK (swapped_devices IN ('offer', 'off'));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE policy_desk DROP COLUMN non_loaner, DROP COLUMN back_date_days, DROP COLUMN late_return, DROP COLUMN swapped_devices;
      ALTER TABLE loan DROP COLUMN amnesty;
    `);
  }
}
