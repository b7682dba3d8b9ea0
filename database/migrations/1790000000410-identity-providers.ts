import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Single sign-on: who vouches for people, as whom they vouched, sign-ins under way, roles by rule, the way into a session. */
export class IdentityProviders1790000000410 implements MigrationInterface {
  name = 'IdentityProviders1790000000410';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE identity_provider (
        id uuid NOT NULL,
        kind text NOT NULL,
        label text COLLATE "und-x-icu" NOT NULL,
        issuer text NOT NULL,
        client_id text NOT NULL,
        client_secret bytea NOT NULL,
        allowed_domains text[] NOT NULL,
        groups_claim text NOT NULL DEFAULT 'groups',
        enabled boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_identity_provider PRIMARY KEY (id),
        CONSTRAINT uq_identity_provider_issuer UNIQUE (issuer),
        CONSTRAINT ck_identity_provider_kind CHECK (kind IN ('google', 'microsoft', 'oidc')),
        CONSTRAINT ck_identity_provider_domains CHECK (cardinality(allowed_domains) > 0)
      );

      -- Issuer and subject are who somebody is; the address is what it was when they were linked, from a session of the account or not.
      CREATE TABLE account_identity (
        id uuid NOT NULL DEFAULT uuidv7(),
        account_id uuid NOT NULL,
        provider_id uuid NOT NULL,
        issuer text NOT NULL,
        subject text NOT NULL,
        email text NOT NULL,
        from_session boolean NOT NULL,
        linked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_account_identity PRIMARY KEY (id),
        CONSTRAINT uq_account_identity_subject UNIQUE (issuer, subject),
        CONSTRAINT uq_account_identity_account UNIQUE (account_id, issuer),
        CONSTRAINT fk_account_identity_account FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT fk_account_identity_provider FOREIGN KEY (provider_id) REFERENCES identity_provider (id)
      );
      CREATE INDEX ix_account_identity_provider ON account_identity (provider_id);

      CREATE TABLE sign_in_attempt (
        token_hash bytea NOT NULL,
        provider_id uuid NOT NULL,
        provider_version integer NOT NULL,
        next_path text NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT pk_sign_in_attempt PRIMARY KEY (token_hash),
        CONSTRAINT fk_sign_in_attempt_provider FOREIGN KEY (provider_id) REFERENCES identity_provider (id)
      );
      CREATE INDEX ix_sign_in_attempt_provider ON sign_in_attempt (provider_id);
      CREATE INDEX ix_sign_in_attempt_expires ON sign_in_attempt (expires_at);

      -- site_id: for the scope of one site. The roster's word for what somebody does, a group's id or an e-mail domain.
      CREATE TABLE role_rule (
        id uuid NOT NULL DEFAULT uuidv7(),
        matches text NOT NULL,
        value text NOT NULL,
        role_id uuid NOT NULL,
        scope text NOT NULL,
        site_id uuid,
        CONSTRAINT pk_role_rule PRIMARY KEY (id),
        CONSTRAINT uq_role_rule UNIQUE NULLS NOT DISTINCT (matches, value, role_id, scope, site_id),
        CONSTRAINT fk_role_rule_role FOREIGN KEY (role_id) REFERENCES role (id),
        CONSTRAINT fk_role_rule_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT ck_role_rule_matches CHECK (matches IN ('domain', 'group', 'roster')),
        CONSTRAINT ck_role_rule_scope CHECK (scope IN ('own-sites', 'district', 'site') AND (scope = 'site') = (site_id IS NOT NULL))
      );
      CREATE INDEX ix_role_rule_role ON role_rule (role_id);
      CREATE INDEX ix_role_rule_site ON role_rule (site_id);

      ALTER TABLE session ADD COLUMN way text NOT NULL DEFAULT 'password',
        ADD CONSTRAINT ck_session_way CHECK (way IN ('password', 'provider'));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE session DROP COLUMN way;
      DROP TABLE role_rule, sign_in_attempt, account_identity, identity_provider;
    `);
  }
}
