import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `'everybody', 'local', 'state', 'federal', 'e-rate', 'ecf', 'bond', 'donation', 'none'`;

/** Who was told about a student (34 CFR 99.32), what a family wants corrected (99.20), and for how many years people are known. */
export class Privacy1790000000441 implements MigrationInterface {
  name = 'Privacy1790000000441';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE disclosure (
        id uuid NOT NULL DEFAULT uuidv7(),
        origin text NOT NULL,
        disclosed_on date NOT NULL,
        -- To whom, what for, and what: words.
        recipient text NOT NULL,
        purpose text NOT NULL,
        described text NOT NULL,
        basis text NOT NULL,
        -- Of an export with names: its run.
        export_id uuid,
        recorded_by uuid,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_disclosure PRIMARY KEY (id),
        CONSTRAINT fk_disclosure_recorded_by FOREIGN KEY (recorded_by) REFERENCES account (id),
        CONSTRAINT ck_disclosure_origin CHECK (origin IN ('record', 'export', 'by-hand')),
        CONSTRAINT ck_disclosure_basis CHECK (basis IN ('family', 'consent', 'school-official', 'other-school', 'audit', 'court-order',
          'emergency', 'other')),
        CONSTRAINT ck_disclosure_export CHECK (export_id IS NULL OR origin = 'export')
      );
      CREATE INDEX ix_disclosure_recorded_by ON disclosure (recorded_by) WHERE recorded_by IS NOT NULL;
      CREATE TABLE disclosure_person (
        disclosure_id uuid NOT NULL,
        person_id uuid NOT NULL,
        CONSTRAINT pk_disclosure_person PRIMARY KEY (person_id, disclosure_id),
        CONSTRAINT fk_disclosure_person_disclosure FOREIGN KEY (disclosure_id) REFERENCES disclosure (id),
        CONSTRAINT fk_disclosure_person_person FOREIGN KEY (person_id) REFERENCES person (id)
      );
      CREATE INDEX ix_disclosure_person_disclosure ON disclosure_person (disclosure_id);
      CREATE TRIGGER disclosure_no_delete BEFORE DELETE ON disclosure FOR EACH ROW EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER disclosure_no_truncate BEFORE TRUNCATE ON disclosure FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER disclosure_person_append_only BEFORE UPDATE OR DELETE ON disclosure_person
        FOR EACH ROW EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER disclosure_person_no_truncate BEFORE TRUNCATE ON disclosure_person
        FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();

      CREATE TABLE record_correction (
        id uuid NOT NULL DEFAULT uuidv7(),
        person_id uuid NOT NULL,
        asked_on date NOT NULL,
        asked_by text NOT NULL,
        wrong text NOT NULL,
        state text NOT NULL DEFAULT 'open',
        answer text,
        -- Who is refused is told of the right to a hearing (34 CFR 99.20(c)), and may put a statement beside the record (99.21(b)).
        hearing_told_on date,
        statement text,
        recorded_by uuid NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        answered_by uuid,
        answered_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_record_correction PRIMARY KEY (id),
        CONSTRAINT fk_record_correction_person FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT fk_record_correction_recorded_by FOREIGN KEY (recorded_by) REFERENCES account (id),
        CONSTRAINT fk_record_correction_answered_by FOREIGN KEY (answered_by) REFERENCES account (id),
        CONSTRAINT ck_record_correction_state CHECK (state IN ('open', 'corrected', 'declined')),
        CONSTRAINT ck_record_correction_answered CHECK ((state = 'open') = (answered_at IS NULL) AND (state = 'open') = (answered_by IS NULL)
          AND (state = 'open') = (answer IS NULL)),
        CONSTRAINT ck_record_correction_hearing CHECK ((state = 'declined') = (hearing_told_on IS NOT NULL)),
        CONSTRAINT ck_record_correction_statement CHECK (statement IS NULL OR state = 'declined')
      );
      CREATE INDEX ix_record_correction_person ON record_correction (person_id, recorded_at DESC);
      CREATE INDEX ix_record_correction_recorded_by ON record_correction (recorded_by);
      CREATE INDEX ix_record_correction_answered_by ON record_correction (answered_by) WHERE answered_by IS NOT NULL;

      CREATE TABLE policy_retention (
        id uuid NOT NULL DEFAULT uuidv7(),
        -- 'everybody': whoever left, with a device or without; 'none': a device whose money is not on record.
        funding_kind text NOT NULL,
        effective daterange NOT NULL,
        years smallint NOT NULL,
        counted_from text NOT NULL,
        made_by uuid,
        made_at timestamptz,
        CONSTRAINT pk_policy_retention PRIMARY KEY (id),
        CONSTRAINT ck_policy_retention_kind CHECK (funding_kind IN (${KINDS})),
        CONSTRAINT ck_policy_retention_years CHECK (years BETWEEN 0 AND 50),
        CONSTRAINT ck_policy_retention_counted CHECK (counted_from IN ('left', 'returned', 'received', 'disposed')),
        CONSTRAINT ck_policy_retention_everybody CHECK (funding_kind <> 'everybody' OR counted_from = 'left'),
        CONSTRAINT ex_policy_retention_overlap EXCLUDE USING gist (funding_kind WITH =, effective WITH &&)
      );
      -- 47 CFR 54.516 and 54.1715: ten years from the purchase. 2 CFR 200.334: three from the disposal. Others: three.
      INSERT INTO policy_retention (funding_kind, effective, years, counted_from) VALUES
        ('everybody', '[2000-01-01,)', 3, 'left'),
        ('e-rate', '[2000-01-01,)', 10, 'received'), ('ecf', '[2000-01-01,)', 10, 'received'),
        ('federal', '[2000-01-01,)', 3, 'disposed'),
        ('state', '[2000-01-01,)', 3, 'returned'), ('local', '[2000-01-01,)', 3, 'returned'),
        ('bond', '[2000-01-01,)', 3, 'returned'), ('donation', '[2000-01-01,)', 3, 'returned'),
        ('none', '[2000-01-01,)', 3, 'returned');

      CREATE TABLE retention_run (
        id uuid NOT NULL DEFAULT uuidv7(),
        state text NOT NULL DEFAULT 'planned',
        -- The day whose policies and facts it goes by.
        on_day date NOT NULL,
        policy_ids uuid[] NOT NULL,
        to_forget integer NOT NULL,
        to_keep integer NOT NULL,
        -- [{year, people}]: when the years of those who are kept end.
        by_year jsonb NOT NULL,
        planned_by uuid NOT NULL,
        planned_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        decided_by uuid,
        decided_at timestamptz,
        finished_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_retention_run PRIMARY KEY (id),
        CONSTRAINT fk_retention_run_planned_by FOREIGN KEY (planned_by) REFERENCES account (id),
        CONSTRAINT fk_retention_run_decided_by FOREIGN KEY (decided_by) REFERENCES account (id),
        CONSTRAINT ck_retention_run_state CHECK (state IN ('planned', 'running', 'done', 'cancelled')),
        CONSTRAINT ck_retention_run_decided CHECK ((state = 'planned') = (decided_by IS NULL) AND (state = 'planned') = (decided_at IS NULL)),
        CONSTRAINT ck_retention_run_finished CHECK ((state IN ('done', 'cancelled')) = (finished_at IS NOT NULL)),
        CONSTRAINT ck_retention_run_two_persons CHECK (state NOT IN ('running', 'done') OR decided_by <> planned_by)
      );
      -- One at a time: a plan waits for its decision, or is carried out.
      CREATE UNIQUE INDEX uq_retention_run_open ON retention_run ((true)) WHERE state IN ('planned', 'running');
      CREATE INDEX ix_retention_run_planned_by ON retention_run (planned_by);
      CREATE INDEX ix_retention_run_decided_by ON retention_run (decided_by) WHERE decided_by IS NOT NULL;

      CREATE TABLE retention_item (
        run_id uuid NOT NULL,
        person_id uuid NOT NULL,
        left_on date NOT NULL,
        planned text NOT NULL,
        -- When the years are over; NULL: nobody can say yet.
        until date,
        reasons jsonb NOT NULL,
        -- What became of it; the reasons of one that was kept after all are those of that moment.
        outcome text,
        settled_at timestamptz,
        CONSTRAINT pk_retention_item PRIMARY KEY (run_id, person_id),
        CONSTRAINT fk_retention_item_run FOREIGN KEY (run_id) REFERENCES retention_run (id),
        CONSTRAINT fk_retention_item_person FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT ck_retention_item_planned CHECK (planned IN ('forget', 'keep')),
        CONSTRAINT ck_retention_item_outcome CHECK (outcome IN ('forgotten', 'kept')),
        CONSTRAINT ck_retention_item_settled CHECK ((outcome IS NULL) = (settled_at IS NULL) AND (outcome IS NULL OR planned = 'forget'))
      );
      CREATE INDEX ix_retention_item_person ON retention_item (person_id);
      CREATE INDEX ix_retention_item_list ON retention_item (run_id, planned, left_on, person_id);
      CREATE INDEX ix_retention_item_waiting ON retention_item (run_id, person_id) WHERE planned = 'forget' AND outcome IS NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TABLE retention_item, retention_run, policy_retention, record_correction, disclosure_person, disclosure;
      DROP FUNCTION IF EXISTS privacy_disclosure_stays();
    `);
  }
}
