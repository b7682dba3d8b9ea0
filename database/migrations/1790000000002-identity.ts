import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, sessions, roles as sets of permissions, grants by site, the access log, the first-run code. */
export class Identity1790000000002 implements MigrationInterface {
  name = 'Identity1790000000002';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE account (
        id uuid NOT NULL DEFAULT uuidv7(),
        email text NOT NULL,
        email_key text GENERATED ALWAYS AS (lower(normalize(email, NFKC))) STORED,
        display_name text COLLATE "und-x-icu" NOT NULL,
        password_hash text,
        state text NOT NULL DEFAULT 'active',
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_sign_in_at timestamptz,
        CONSTRAINT pk_account PRIMARY KEY (id),
        CONSTRAINT uq_account_email UNIQUE (email_key),
        CONSTRAINT ck_account_state CHECK (state IN ('active', 'disabled'))
      );
      CREATE INDEX ix_account_display_name ON account (display_name, id);

      CREATE TABLE session (
        id uuid NOT NULL DEFAULT uuidv7(),
        token_hash bytea NOT NULL,
        account_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        user_agent text,
        CONSTRAINT pk_session PRIMARY KEY (id),
        CONSTRAINT uq_session_token UNIQUE (token_hash),
        CONSTRAINT fk_session_account FOREIGN KEY (account_id) REFERENCES account (id)
      );
      CREATE INDEX ix_session_account ON session (account_id, created_at DESC);

      CREATE TABLE permission (
        code text NOT NULL,
        label text NOT NULL,
        CONSTRAINT pk_permission PRIMARY KEY (code)
      );
      CREATE TABLE role (
        id uuid NOT NULL DEFAULT uuidv7(),
        code text NOT NULL,
        label text NOT NULL,
        built_in boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_role PRIMARY KEY (id),
        CONSTRAINT uq_role_code UNIQUE (code)
      );
      CREATE TABLE role_permission (
        role_id uuid NOT NULL,
        permission_code text NOT NULL,
        CONSTRAINT pk_role_permission PRIMARY KEY (role_id, permission_code),
        CONSTRAINT fk_role_permission_role FOREIGN KEY (role_id) REFERENCES role (id),
        CONSTRAINT fk_role_permission_permission FOREIGN KEY (permission_code) REFERENCES permission (code)
      );
      CREATE INDEX ix_role_permission_permission ON role_permission (permission_code);

      -- site_id empty: the whole district. Its foreign key to site follows with the directory.
      CREATE TABLE role_grant (
        id uuid NOT NULL DEFAULT uuidv7(),
        account_id uuid NOT NULL,
        role_id uuid NOT NULL,
        site_id uuid,
        granted_by uuid,
        granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_role_grant PRIMARY KEY (id),
        CONSTRAINT uq_role_grant UNIQUE NULLS NOT DISTINCT (account_id, role_id, site_id),
        CONSTRAINT fk_role_grant_account FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT fk_role_grant_role FOREIGN KEY (role_id) REFERENCES role (id),
        CONSTRAINT fk_role_grant_granted_by FOREIGN KEY (granted_by) REFERENCES account (id)
      );
      CREATE INDEX ix_role_grant_role ON role_grant (role_id);
      CREATE INDEX ix_role_grant_site ON role_grant (site_id);
      CREATE INDEX ix_role_grant_granted_by ON role_grant (granted_by);

      CREATE TABLE access_log (
        id bigint GENERATED ALWAYS AS IDENTITY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        account_id uuid,
        action text NOT NULL,
        person_id uuid,
        site_id uuid,
        route text,
        row_count integer,
        detail jsonb NOT NULL DEFAULT '{}',
        CONSTRAINT pk_access_log PRIMARY KEY (id)
      );
      CREATE INDEX ix_access_log_person ON access_log (person_id, id DESC) WHERE person_id IS NOT NULL;
      CREATE INDEX ix_access_log_account ON access_log (account_id, id DESC);
      CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE ON access_log
        FOR EACH ROW EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER access_log_no_truncate BEFORE TRUNCATE ON access_log
        FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();

      -- What administrators change: who, what, before and after.
      CREATE TABLE admin_log (
        id bigint GENERATED ALWAYS AS IDENTITY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        account_id uuid,
        action text NOT NULL,
        subject_kind text NOT NULL,
        subject_id uuid,
        before jsonb,
        after jsonb,
        CONSTRAINT pk_admin_log PRIMARY KEY (id)
      );
      CREATE INDEX ix_admin_log_subject ON admin_log (subject_kind, subject_id, id DESC);
      CREATE TRIGGER admin_log_append_only BEFORE UPDATE OR DELETE ON admin_log
        FOR EACH ROW EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER admin_log_no_truncate BEFORE TRUNCATE ON admin_log
        FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();

      CREATE TABLE setup_code (
        singleton boolean NOT NULL DEFAULT true,
        code_hash bytea NOT NULL,
        expires_at timestamptz NOT NULL,
        failures integer NOT NULL DEFAULT 0,
        CONSTRAINT pk_setup_code PRIMARY KEY (singleton),
        CONSTRAINT ck_setup_code_singleton CHECK (singleton)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TABLE setup_code, admin_log, access_log, role_grant, role_permission, role, permission, session, account;
    `);
  }
}
