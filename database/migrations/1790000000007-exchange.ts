import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Imports: a run, the plan and outcome of each of its lines, and the staging tables. A staging table is the argument of
 * the lower lib's import functions: exchange fills it, they read it. Staging is unlogged: after a crash of the server it
 * is empty and is filled again from the file.
 */
export class Exchange1790000000007 implements MigrationInterface {
  name = 'Exchange1790000000007';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE import_run (
        id uuid NOT NULL DEFAULT uuidv7(),
        kind text NOT NULL,
        state text NOT NULL DEFAULT 'mapping',
        file_id uuid NOT NULL,
        encoding text NOT NULL,
        row_total integer NOT NULL,
        -- [{position, header, field, confidence, problem, filled, samples}]
        columns jsonb NOT NULL,
        options jsonb NOT NULL DEFAULT '{}',
        job_run_id uuid,
        predicted jsonb,
        result jsonb,
        -- Lines up to this one are applied: an interrupted run goes on behind it.
        applied_to integer NOT NULL DEFAULT 0,
        -- {code, message, details}
        failure jsonb,
        account_id uuid,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        finished_at timestamptz,
        CONSTRAINT pk_import_run PRIMARY KEY (id),
        CONSTRAINT fk_import_run_file FOREIGN KEY (file_id) REFERENCES stored_file (id),
        CONSTRAINT fk_import_run_job FOREIGN KEY (job_run_id) REFERENCES job_run (id),
        CONSTRAINT ck_import_run_kind CHECK (kind IN ('people', 'devices')),
        CONSTRAINT ck_import_run_state CHECK (state IN ('mapping', 'checking', 'checked', 'running', 'done', 'failed', 'cancelled'))
      );
      CREATE INDEX ix_import_run_created_at ON import_run (created_at DESC, id DESC);
      CREATE INDEX ix_import_run_file ON import_run (file_id);
      CREATE INDEX ix_import_run_job ON import_run (job_run_id);

      CREATE TABLE import_row (
        run_id uuid NOT NULL,
        line integer NOT NULL,
        outcome text NOT NULL,
        -- What exists or, for a new one, what it will be called.
        record_id uuid,
        key text,
        label text,
        -- {field: [old, new]}, in words that people read.
        changes jsonb,
        -- [{field, value, code, …}]
        problems jsonb,
        CONSTRAINT pk_import_row PRIMARY KEY (run_id, line),
        CONSTRAINT fk_import_row_run FOREIGN KEY (run_id) REFERENCES import_run (id) ON DELETE CASCADE,
        CONSTRAINT ck_import_row_outcome CHECK (outcome IN ('create', 'change', 'unchanged', 'refuse'))
      );
      CREATE INDEX ix_import_row_outcome ON import_row (run_id, outcome, line) WHERE outcome <> 'unchanged';

      CREATE UNLOGGED TABLE import_person (
        run_id uuid NOT NULL,
        line integer NOT NULL,
        number text,
        given_name text,
        family_name text,
        kind text,
        grade text,
        homeroom text,
        site text,
        email text,
        language text,
        state text,
        withdrawn_on date,
        guardian_name text,
        guardian_email text,
        guardian_phone text,
        problems jsonb,
        number_key text GENERATED ALWAYS AS (platform_code_key(number)) STORED,
        CONSTRAINT pk_import_person PRIMARY KEY (run_id, line)
      );
      CREATE UNLOGGED TABLE import_device (
        run_id uuid NOT NULL,
        line integer NOT NULL,
        tag text,
        serial text,
        maker text,
        model text,
        class text,
        site text,
        room text,
        state text,
        condition text,
        purchase_order text,
        vendor text,
        purchased_on date,
        received_on date,
        in_service_on date,
        cost_cents bigint,
        funding text,
        warranty_ends_on date,
        holder text,
        notes text,
        problems jsonb,
        tag_key text GENERATED ALWAYS AS (platform_code_key(tag)) STORED,
        serial_key text GENERATED ALWAYS AS (platform_code_key(serial)) STORED,
        holder_key text GENERATED ALWAYS AS (platform_code_key(holder)) STORED,
        CONSTRAINT pk_import_device PRIMARY KEY (run_id, line)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE import_device, import_person, import_row, import_run;`);
  }
}
