import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-time codes of an authenticator app, backup codes, roles that need them, and when a session proved itself last. */
export class IdentitySecondFactor1790000000415 implements MigrationInterface {
  name = 'IdentitySecondFactor1790000000415';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE role ADD COLUMN second_factor boolean NOT NULL DEFAULT false;
      UPDATE role SET second_factor = true WHERE code IN ('it-admin', 'finance');

      -- The secret is sealed. Of the codes that were used the newest time step is kept: none is taken twice.
      CREATE TABLE second_factor (
        account_id uuid NOT NULL,
        secret bytea NOT NULL,
        last_step bigint NOT NULL,
        failures integer NOT NULL DEFAULT 0,
        backup_salt bytea NOT NULL,
        enrolled_at timestamptz NOT NULL,
        CONSTRAINT pk_second_factor PRIMARY KEY (account_id),
        CONSTRAINT fk_second_factor_account FOREIGN KEY (account_id) REFERENCES account (id)
      );

      -- A secret that the app has got, perhaps: it counts once a code of it has come back.
      CREATE TABLE second_factor_offer (
        account_id uuid NOT NULL,
        secret bytea NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT pk_second_factor_offer PRIMARY KEY (account_id),
        CONSTRAINT fk_second_factor_offer_account FOREIGN KEY (account_id) REFERENCES account (id)
      );

      CREATE TABLE second_factor_code (
        account_id uuid NOT NULL,
        code_hash bytea NOT NULL,
        used_at timestamptz,
        CONSTRAINT pk_second_factor_code PRIMARY KEY (account_id, code_hash),
        CONSTRAINT fk_second_factor_code_factor FOREIGN KEY (account_id) REFERENCES second_factor (account_id) ON DELETE CASCADE
      );

      ALTER TABLE session ADD COLUMN factor_at timestamptz, ADD COLUMN proven_at timestamptz;
      UPDATE session SET proven_at = created_at;
      ALTER TABLE session ALTER COLUMN proven_at SET NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE session DROP COLUMN factor_at, DROP COLUMN proven_at;
      DROP TABLE second_factor_code, second_factor_offer, second_factor;
      ALTER TABLE role DROP COLUMN second_factor;
    `);
  }
}
