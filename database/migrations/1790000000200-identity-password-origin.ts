import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a password is the account's own: who else set it, and when the account has chosen one itself since. */
export class IdentityPasswordOrigin1790000000200 implements MigrationInterface {
  name = 'IdentityPasswordOrigin1790000000200';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE account ADD COLUMN password_set_by uuid, ADD COLUMN password_set_at timestamptz, ADD COLUMN password_chosen_at timestamptz,
        ADD CONSTRAINT fk_account_password_set_by FOREIGN KEY (password_set_by) REFERENCES account (id),
        ADD CONSTRAINT ck_account_password_set CHECK ((password_set_by IS NULL) = (password_set_at IS NULL) AND password_set_by <> id);
      CREATE INDEX ix_account_password_set_by ON account (password_set_by);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      'ALTER TABLE account DROP COLUMN password_set_by, DROP COLUMN password_set_at, DROP COLUMN password_chosen_at',
    );
  }
}
