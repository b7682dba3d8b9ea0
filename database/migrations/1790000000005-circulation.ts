import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Loans and condition reports. */
export class Circulation1790000000005 implements MigrationInterface {
  name = 'Circulation1790000000005';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE SCHEMA circulation;

      CREATE TABLE loan (
        id uuid NOT NULL DEFAULT uuidv7(),
        device_id uuid NOT NULL,
        person_id uuid,
        room_id uuid,
        -- Full name as of the day of the loan: some grants ask for it (47 CFR 54.1715).
        borrower_name text NOT NULL,
        type text NOT NULL,
        site_id uuid NOT NULL,
        loaned_at timestamptz NOT NULL,
        due_on date,
        due_at timestamptz,
        returned_at timestamptz,
        closed_as text,
        corrected boolean NOT NULL DEFAULT false,
        opened_seq integer NOT NULL,
        closed_seq integer,
        opened_by uuid,
        opened_station_id uuid,
        closed_by uuid,
        closed_station_id uuid,
        CONSTRAINT pk_loan PRIMARY KEY (id),
        CONSTRAINT fk_loan_opened FOREIGN KEY (device_id, opened_seq) REFERENCES device_event (device_id, seq),
        CONSTRAINT fk_loan_closed FOREIGN KEY (device_id, closed_seq) REFERENCES device_event (device_id, seq),
        CONSTRAINT fk_loan_person FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT fk_loan_room FOREIGN KEY (room_id) REFERENCES room (id),
        CONSTRAINT fk_loan_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT ck_loan_type CHECK (type IN ('one-to-one', 'daily', 'long')),
        CONSTRAINT ck_loan_borrower CHECK ((person_id IS NULL) <> (room_id IS NULL)),
        CONSTRAINT ck_loan_closed CHECK ((returned_at IS NULL) = (closed_as IS NULL) AND (returned_at IS NULL) = (closed_seq IS NULL)),
        CONSTRAINT ck_loan_closed_as CHECK (closed_as IN ('returned', 'forced', 'lost', 'corrected')),
        CONSTRAINT ck_loan_corrected CHECK (corrected = (closed_as IS NOT DISTINCT FROM 'corrected')),
        CONSTRAINT ck_loan_order CHECK (returned_at IS NULL OR returned_at >= loaned_at),
        CONSTRAINT ck_loan_due CHECK (corrected OR due_at IS NULL OR due_on IS NOT NULL),
        CONSTRAINT ex_loan_overlap EXCLUDE USING gist (device_id WITH =, tstzrange(loaned_at, returned_at, '[)') WITH &&) WHERE (NOT corrected)
      );
      CREATE UNIQUE INDEX uq_loan_open ON loan (device_id) WHERE returned_at IS NULL;
      CREATE INDEX ix_loan_device ON loan (device_id, opened_seq);
      CREATE INDEX ix_loan_device_closed ON loan (device_id, closed_seq) WHERE closed_seq IS NOT NULL;
      CREATE INDEX ix_loan_person ON loan (person_id, loaned_at DESC) WHERE person_id IS NOT NULL;
      CREATE INDEX ix_loan_person_open ON loan (person_id) WHERE returned_at IS NULL AND person_id IS NOT NULL;
      CREATE INDEX ix_loan_room_open ON loan (room_id) WHERE returned_at IS NULL AND room_id IS NOT NULL;
      CREATE INDEX ix_loan_room ON loan (room_id) WHERE room_id IS NOT NULL;
      CREATE INDEX ix_loan_site_due ON loan (site_id, due_on) WHERE returned_at IS NULL;

      -- A finding kept with a return; whether anybody owes anything is decided later and elsewhere.
      CREATE TABLE condition_report (
        id uuid NOT NULL DEFAULT uuidv7(),
        device_id uuid NOT NULL,
        loan_id uuid,
        scan_id uuid NOT NULL,
        finding text NOT NULL,
        event_seq integer,
        reported_by uuid,
        reported_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        withdrawn_at timestamptz,
        CONSTRAINT pk_condition_report PRIMARY KEY (id),
        CONSTRAINT fk_condition_report_device FOREIGN KEY (device_id) REFERENCES device (id),
        CONSTRAINT fk_condition_report_loan FOREIGN KEY (loan_id) REFERENCES loan (id),
        CONSTRAINT ck_condition_report_finding CHECK (finding IN ('ok', 'cosmetic', 'screen', 'keyboard', 'will-not-start', 'other', 'charger-missing'))
      );
      CREATE UNIQUE INDEX uq_condition_report_live ON condition_report (scan_id, finding) WHERE withdrawn_at IS NULL;
      CREATE INDEX ix_condition_report_device ON condition_report (device_id, reported_at DESC);
      CREATE INDEX ix_condition_report_loan ON condition_report (loan_id) WHERE loan_id IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE condition_report, loan CASCADE; DROP SCHEMA circulation;`);
  }
}
