import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Grants that wait for a second person, and tokens for programs. */
export class IdentityTokens1790000000151 implements MigrationInterface {
  name = 'IdentityTokens1790000000151';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE grant_proposal (
        id uuid NOT NULL DEFAULT uuidv7(),
        account_id uuid NOT NULL,
        role_id uuid NOT NULL,
        site_id uuid,
        state text NOT NULL DEFAULT 'open',
        proposed_by uuid NOT NULL,
        proposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        decided_by uuid,
        decided_at timestamptz,
        CONSTRAINT pk_grant_proposal PRIMARY KEY (id),
        CONSTRAINT fk_grant_proposal_account FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT fk_grant_proposal_role FOREIGN KEY (role_id) REFERENCES role (id),
        CONSTRAINT fk_grant_proposal_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT fk_grant_proposal_proposed_by FOREIGN KEY (proposed_by) REFERENCES account (id),
        CONSTRAINT fk_grant_proposal_decided_by FOREIGN KEY (decided_by) REFERENCES account (id),
        CONSTRAINT ck_grant_proposal_state CHECK (state IN ('open', 'approved', 'declined')),
        CONSTRAINT ck_grant_proposal_decided CHECK ((state = 'open') = (decided_at IS NULL) AND (state = 'open') = (decided_by IS NULL)),
        CONSTRAINT ck_grant_proposal_second_person CHECK (state <> 'approved' OR decided_by NOT IN (proposed_by, account_id))
      );
      CREATE UNIQUE INDEX uq_grant_proposal_open ON grant_proposal (account_id, role_id, site_id) NULLS NOT DISTINCT WHERE state = 'open';
      CREATE INDEX ix_grant_proposal_account ON grant_proposal (account_id);
      CREATE INDEX ix_grant_proposal_role ON grant_proposal (role_id);
      CREATE INDEX ix_grant_proposal_site ON grant_proposal (site_id);
      CREATE INDEX ix_grant_proposal_proposed_by ON grant_proposal (proposed_by);
      CREATE INDEX ix_grant_proposal_decided_by ON grant_proposal (decided_by);

      -- site_ids empty: wherever the account holds the permission.
      CREATE TABLE api_token (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        name text NOT NULL,
        token_hash bytea NOT NULL,
        permissions text[] NOT NULL,
        site_ids uuid[],
        expires_on date NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_used_at timestamptz,
        revoked_at timestamptz,
        revoked_by uuid,
        CONSTRAINT pk_api_token PRIMARY KEY (id),
        CONSTRAINT uq_api_token_hash UNIQUE (token_hash),
        CONSTRAINT fk_api_token_account FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT fk_api_token_revoked_by FOREIGN KEY (revoked_by) REFERENCES account (id),
        CONSTRAINT ck_api_token_life CHECK (expires_on <= (created_at AT TIME ZONE 'UTC')::date + 366),
        CONSTRAINT ck_api_token_permissions CHECK (cardinality(permissions) > 0 AND NOT 'account:manage' = ANY (permissions)),
        CONSTRAINT ck_api_token_sites CHECK (cardinality(site_ids) > 0),
        CONSTRAINT ck_api_token_revoked CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
      );
      CREATE INDEX ix_api_token_account ON api_token (account_id, id DESC);
      CREATE INDEX ix_api_token_revoked_by ON api_token (revoked_by);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE api_token, grant_proposal;`);
  }
}
