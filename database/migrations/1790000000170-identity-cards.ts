import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Supervisors' cards, and how often a desk scanned one that was nobody's. */
export class IdentityCards1790000000170 implements MigrationInterface {
  name = 'IdentityCards1790000000170';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE account_card (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        card_hash bytea NOT NULL,
        issued_by uuid NOT NULL,
        issued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        withdrawn_by uuid,
        withdrawn_at timestamptz,
        CONSTRAINT pk_account_card PRIMARY KEY (id),
        CONSTRAINT uq_account_card_hash UNIQUE (card_hash),
        CONSTRAINT fk_account_card_account FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT fk_account_card_issued_by FOREIGN KEY (issued_by) REFERENCES account (id),
        CONSTRAINT fk_account_card_withdrawn_by FOREIGN KEY (withdrawn_by) REFERENCES account (id),
        CONSTRAINT ck_account_card_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
      );
      CREATE UNIQUE INDEX uq_account_card_valid ON account_card (account_id) WHERE withdrawn_at IS NULL;
      CREATE INDEX ix_account_card_account ON account_card (account_id);
      CREATE INDEX ix_account_card_issued_by ON account_card (issued_by);
      CREATE INDEX ix_account_card_withdrawn_by ON account_card (withdrawn_by);

      -- Cards that were nobody's, by the account whose desk scanned them.
      CREATE TABLE card_guess (
        account_id uuid NOT NULL,
        misses smallint NOT NULL DEFAULT 0,
        until timestamptz NOT NULL,
        CONSTRAINT pk_card_guess PRIMARY KEY (account_id),
        CONSTRAINT fk_card_guess_account FOREIGN KEY (account_id) REFERENCES account (id)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE card_guess, account_card;`);
  }
}
