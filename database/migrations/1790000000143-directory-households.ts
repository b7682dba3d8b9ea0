import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Siblings are found by a guardian's address or telephone, however it is written. */
export class Households1790000000143 implements MigrationInterface {
  name = 'Households1790000000143';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE guardian
        ADD COLUMN email_key text GENERATED ALWAYS AS (lower(email)) STORED,
        ADD COLUMN phone_key text GENERATED ALWAYS AS (nullif(right(regexp_replace(phone, '\\D', '', 'g'), 10), '')) STORED;
      CREATE INDEX ix_guardian_email_key ON guardian (email_key) WHERE email_key IS NOT NULL;
      CREATE INDEX ix_guardian_phone_key ON guardian (phone_key) WHERE phone_key IS NOT NULL;
      -- The loaners of a school that are still out.
      CREATE INDEX ix_loan_site_open_type ON loan (site_id, type) WHERE returned_at IS NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX ix_loan_site_open_type;
      ALTER TABLE guardian DROP COLUMN phone_key, DROP COLUMN email_key;
    `);
  }
}
