import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists as files: who took what along, for whom and why, and the key that makes pseudonyms of people. */
export class ExchangeExports1790000000320 implements MigrationInterface {
  name = 'ExchangeExports1790000000320';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE export_run (
        id uuid NOT NULL DEFAULT uuidv7(),
        list text NOT NULL,
        -- The list's filters as its address has them, and the same in the reader's words.
        query text NOT NULL,
        words text,
        columns text[] NOT NULL,
        format text NOT NULL,
        variant text NOT NULL,
        recipient text,
        purpose text,
        language text NOT NULL,
        account_id uuid NOT NULL,
        -- Whose list it is, when it is one site's.
        site_id uuid,
        -- {permission: 'all' | [site]} of who asked: a token may do less than its account.
        rights jsonb NOT NULL,
        -- NULL: it was short, and done at once.
        job_run_id uuid,
        file_id uuid,
        row_count integer,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz,
        purged_at timestamptz,
        CONSTRAINT pk_export_run PRIMARY KEY (id),
        CONSTRAINT fk_export_run_account FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT fk_export_run_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT fk_export_run_job FOREIGN KEY (job_run_id) REFERENCES job_run (id),
        CONSTRAINT fk_export_run_file FOREIGN KEY (file_id) REFERENCES stored_file (id),
        CONSTRAINT ck_export_run_format CHECK (format IN ('csv', 'xlsx', 'pdf')),
        CONSTRAINT ck_export_run_variant CHECK (variant IN ('plain', 'names', 'pseudonyms')),
        -- Names go out with a recipient and a purpose, or not at all.
        CONSTRAINT ck_export_run_disclosed CHECK ((variant = 'names') = (recipient IS NOT NULL)
          AND (recipient IS NULL) = (purpose IS NULL)),
        CONSTRAINT ck_export_run_file CHECK ((file_id IS NULL) = (row_count IS NULL) AND (file_id IS NULL) = (expires_at IS NULL)),
        CONSTRAINT ck_export_run_job CHECK (file_id IS NOT NULL OR job_run_id IS NOT NULL),
        CONSTRAINT ck_export_run_purged CHECK (purged_at IS NULL OR file_id IS NOT NULL)
      );
      CREATE INDEX ix_export_run_account ON export_run (account_id, created_at DESC, id DESC);
      CREATE INDEX ix_export_run_site ON export_run (site_id);
      CREATE INDEX ix_export_run_job ON export_run (job_run_id);
      CREATE INDEX ix_export_run_file ON export_run (file_id);
      CREATE INDEX ix_export_run_expires_at ON export_run (expires_at) WHERE purged_at IS NULL;

      -- One row. Whoever has it can find out whom a pseudonym stands for; without it nobody can.
      CREATE TABLE pseudonym_key (
        singleton boolean NOT NULL DEFAULT true,
        key bytea NOT NULL,
        CONSTRAINT pk_pseudonym_key PRIMARY KEY (singleton),
        CONSTRAINT ck_pseudonym_key_singleton CHECK (singleton),
        CONSTRAINT ck_pseudonym_key_length CHECK (octet_length(key) = 32)
      );
      INSERT INTO pseudonym_key (key) VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE pseudonym_key, export_run');
  }
}
