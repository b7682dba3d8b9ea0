import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts of people: whose an account is, whether it ended when they left, and which grants follow the role rules. */
export class IdentityStaffAccounts1790000000416 implements MigrationInterface {
  name = 'IdentityStaffAccounts1790000000416';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE account ADD COLUMN person_id uuid, ADD COLUMN left_at timestamptz,
        ADD CONSTRAINT uq_account_person UNIQUE (person_id),
        ADD CONSTRAINT ck_account_left CHECK (left_at IS NULL OR state = 'disabled');
      ALTER TABLE role_grant ADD COLUMN by_rule boolean NOT NULL DEFAULT false;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE role_grant DROP COLUMN by_rule;
      ALTER TABLE account DROP COLUMN person_id, DROP COLUMN left_at;
    `);
  }
}
