import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts for the day when single sign-on is down, and whether anybody else signs in with a password. */
export class IdentityBreakGlass1790000000418 implements MigrationInterface {
  name = 'IdentityBreakGlass1790000000418';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE account ADD COLUMN break_glass boolean NOT NULL DEFAULT false;
      CREATE TABLE sign_in_policy (
        singleton boolean NOT NULL DEFAULT true,
        passwords text NOT NULL DEFAULT 'everybody',
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_sign_in_policy PRIMARY KEY (singleton),
        CONSTRAINT ck_sign_in_policy_singleton CHECK (singleton),
        CONSTRAINT ck_sign_in_policy_passwords CHECK (passwords IN ('everybody', 'break-glass'))
      );
      INSERT INTO sign_in_policy DEFAULT VALUES;
      CREATE INDEX ix_admin_log_break_glass ON admin_log (at) WHERE action = 'account.break-glass-used';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX ix_admin_log_break_glass;
      DROP TABLE sign_in_policy;
      ALTER TABLE account DROP COLUMN break_glass;
    `);
  }
}
