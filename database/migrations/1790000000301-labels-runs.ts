import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was printed: a run with everything that its document is made of, its labels, and the tags that are taken for ever. */
export class LabelsRuns1790000000301 implements MigrationInterface {
  name = 'LabelsRuns1790000000301';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE label_run (
        id uuid NOT NULL DEFAULT uuidv7(),
        kind text NOT NULL,
        state text NOT NULL,
        -- Where it is printed.
        site_id uuid NOT NULL,
        account_id uuid,
        stock_id text NOT NULL,
        -- Its numbers as they were.
        stock jsonb NOT NULL,
        arrangement text NOT NULL,
        options jsonb NOT NULL,
        printer_id uuid,
        -- Of the printer as it was.
        offset_x_tenths smallint NOT NULL DEFAULT 0,
        offset_y_tenths smallint NOT NULL DEFAULT 0,
        scale_permille smallint NOT NULL DEFAULT 1000,
        dpi smallint,
        start_at integer NOT NULL DEFAULT 1,
        copies smallint NOT NULL DEFAULT 1,
        items integer NOT NULL,
        pages integer NOT NULL,
        source jsonb NOT NULL,
        reprint_of uuid,
        job_run_id uuid,
        file_id uuid,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        finished_at timestamptz,
        voided_at timestamptz,
        voided_by uuid,
        void_reason text,
        CONSTRAINT pk_label_run PRIMARY KEY (id),
        CONSTRAINT fk_label_run_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT fk_label_run_account FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT fk_label_run_printer FOREIGN KEY (printer_id) REFERENCES label_printer (id),
        CONSTRAINT fk_label_run_reprint_of FOREIGN KEY (reprint_of) REFERENCES label_run (id),
        CONSTRAINT fk_label_run_job FOREIGN KEY (job_run_id) REFERENCES job_run (id),
        CONSTRAINT fk_label_run_file FOREIGN KEY (file_id) REFERENCES stored_file (id),
        CONSTRAINT fk_label_run_voided_by FOREIGN KEY (voided_by) REFERENCES account (id),
        CONSTRAINT ck_label_run_kind CHECK (kind IN ('device', 'serial', 'tag-range', 'room', 'cart', 'cart-slot', 'person', 'command',
          'pallet', 'ticket')),
        CONSTRAINT ck_label_run_state CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
        CONSTRAINT ck_label_run_arrangement CHECK (arrangement IN ('code128', 'qr', 'datamatrix', 'code128+qr')),
        CONSTRAINT ck_label_run_finished CHECK ((finished_at IS NULL) = (state IN ('queued', 'running'))),
        CONSTRAINT ck_label_run_job CHECK (state = 'done' OR job_run_id IS NOT NULL),
        CONSTRAINT ck_label_run_counts CHECK (start_at >= 1 AND copies >= 1 AND items >= 1 AND pages >= 1),
        CONSTRAINT ck_label_run_void CHECK ((voided_at IS NULL) = (void_reason IS NULL) AND (voided_at IS NOT NULL OR voided_by IS NULL))
      );
      CREATE INDEX ix_label_run_site ON label_run (site_id, id DESC);
      CREATE INDEX ix_label_run_account ON label_run (account_id);
      CREATE INDEX ix_label_run_printer ON label_run (printer_id) WHERE printer_id IS NOT NULL;
      CREATE INDEX ix_label_run_reprint_of ON label_run (reprint_of) WHERE reprint_of IS NOT NULL;
      CREATE INDEX ix_label_run_job ON label_run (job_run_id) WHERE job_run_id IS NOT NULL;
      CREATE INDEX ix_label_run_file ON label_run (file_id) WHERE file_id IS NOT NULL;
      CREATE INDEX ix_label_run_voided_by ON label_run (voided_by) WHERE voided_by IS NOT NULL;

      -- Names are never stored: what stands beside a code is looked up when the label is drawn. lines: of given content only.
      CREATE TABLE label_item (
        run_id uuid NOT NULL,
        position integer NOT NULL,
        subject_id uuid,
        code text NOT NULL,
        code_key text GENERATED ALWAYS AS (platform_code_key(code)) STORED,
        lines text[],
        -- When the printed label was scanned and found to be right.
        verified_at timestamptz,
        CONSTRAINT pk_label_item PRIMARY KEY (run_id, position),
        CONSTRAINT fk_label_item_run FOREIGN KEY (run_id) REFERENCES label_run (id),
        CONSTRAINT ck_label_item_position CHECK (position >= 1),
        CONSTRAINT ck_label_item_code CHECK (code <> '')
      );
      -- Printed before: a code and where.
      CREATE INDEX ix_label_item_code ON label_item (code_key, run_id);

      -- One series for each beginning and number of digits: its row is the lock that hands numbers out.
      CREATE TABLE label_tag_series (
        id uuid NOT NULL DEFAULT uuidv7(),
        prefix text NOT NULL,
        digits smallint NOT NULL,
        next_number bigint NOT NULL DEFAULT 1,
        CONSTRAINT pk_label_tag_series PRIMARY KEY (id),
        CONSTRAINT uq_label_tag_series UNIQUE (prefix, digits),
        CONSTRAINT ck_label_tag_series_digits CHECK (digits BETWEEN 1 AND 12),
        CONSTRAINT ck_label_tag_series_next CHECK (next_number BETWEEN 0 AND 1000000000000)
      );

      -- Tags that were printed ahead of their devices. For ever: a voided run's numbers stay burned.
      CREATE TABLE label_tag (
        tag text NOT NULL,
        value_key text GENERATED ALWAYS AS (platform_code_key(tag)) STORED,
        series_id uuid NOT NULL,
        number bigint NOT NULL,
        run_id uuid NOT NULL,
        CONSTRAINT pk_label_tag PRIMARY KEY (value_key),
        CONSTRAINT uq_label_tag_number UNIQUE (series_id, number),
        CONSTRAINT fk_label_tag_series FOREIGN KEY (series_id) REFERENCES label_tag_series (id),
        CONSTRAINT fk_label_tag_run FOREIGN KEY (run_id) REFERENCES label_run (id)
      );
      CREATE INDEX ix_label_tag_run ON label_tag (run_id);
      CREATE TRIGGER label_tag_append_only BEFORE UPDATE OR DELETE ON label_tag
        FOR EACH ROW EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER label_tag_no_truncate BEFORE TRUNCATE ON label_tag
        FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE label_tag, label_tag_series, label_item, label_run');
  }
}
