import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Extensions, folding of text and codes, idempotency keys, events, job runs, stored files, throttles. */
export class Platform1790000000001 implements MigrationInterface {
  name = 'Platform1790000000001';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      CREATE EXTENSION IF NOT EXISTS unaccent;
      CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

      -- unaccent() is only STABLE; with a fixed dictionary it is immutable, so that it can be indexed.
      CREATE FUNCTION platform_fold(p_text text) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
        AS $f$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(p_text, NFKC))) $f$;

      -- The same folding as codeKey() and codeCore() of the scan engine.
      CREATE FUNCTION platform_code_key(p_code text) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
        AS $f$ SELECT upper(regexp_replace(btrim(normalize(p_code, NFKC), E' \\t\\r\\n'), '\\s+', ' ', 'g')) $f$;
      CREATE FUNCTION platform_code_core(p_code text) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
        AS $f$ SELECT regexp_replace(platform_code_key(p_code), '^0+(?=.)', '') $f$;

      CREATE FUNCTION platform_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $f$;

      CREATE TABLE idempotency_key (
        account_id uuid NOT NULL,
        key text NOT NULL,
        route text NOT NULL,
        body_hash bytea NOT NULL,
        result jsonb,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_idempotency_key PRIMARY KEY (account_id, key),
        CONSTRAINT ck_idempotency_key_length CHECK (length(key) BETWEEN 1 AND 255)
      );
      CREATE INDEX ix_idempotency_key_created_at ON idempotency_key (created_at);

      CREATE TABLE event_type (
        type text NOT NULL,
        CONSTRAINT pk_event_type PRIMARY KEY (type)
      );
      CREATE TABLE event_subscription (
        event_type text NOT NULL,
        queue text NOT NULL,
        CONSTRAINT pk_event_subscription PRIMARY KEY (event_type, queue),
        CONSTRAINT fk_event_subscription_type FOREIGN KEY (event_type) REFERENCES event_type (type) ON DELETE CASCADE
      );

      CREATE TABLE job_run (
        id uuid NOT NULL DEFAULT uuidv7(),
        kind text NOT NULL,
        state text NOT NULL DEFAULT 'queued',
        total integer,
        done integer NOT NULL DEFAULT 0,
        result jsonb,
        error text,
        requested_by uuid,
        site_id uuid,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        started_at timestamptz,
        finished_at timestamptz,
        cancel_requested_at timestamptz,
        CONSTRAINT pk_job_run PRIMARY KEY (id),
        CONSTRAINT ck_job_run_state CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled'))
      );
      CREATE INDEX ix_job_run_created_at ON job_run (created_at DESC, id DESC);

      CREATE TABLE stored_file (
        id uuid NOT NULL DEFAULT uuidv7(),
        purpose text NOT NULL,
        file_name text NOT NULL,
        media_type text NOT NULL,
        byte_size bigint NOT NULL,
        sha256 bytea NOT NULL,
        created_by uuid,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_stored_file PRIMARY KEY (id)
      );

      -- The shape that rate-limiter-flexible expects.
      CREATE TABLE throttle (
        key varchar(255) NOT NULL,
        points integer NOT NULL DEFAULT 0,
        expire bigint,
        CONSTRAINT pk_throttle PRIMARY KEY (key)
      );
      CREATE INDEX ix_throttle_expire ON throttle (expire);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TABLE throttle, stored_file, job_run, event_subscription, event_type, idempotency_key;
      DROP FUNCTION platform_refuse_change();
      DROP FUNCTION platform_code_core(text);
      DROP FUNCTION platform_code_key(text);
      DROP FUNCTION platform_fold(text);
    `);
  }
}
