import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Cases of devices that are missing, stolen or lost: their clock, its dated policy, and write-offs by two persons.
 * The trigger functions' bodies live in libs/circulation/src/sql.
 */
export class CirculationMissing1790000000070 implements MigrationInterface {
  name = 'CirculationMissing1790000000070';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE policy_missing_step (
        id uuid NOT NULL DEFAULT uuidv7(),
        step text NOT NULL,
        effective daterange NOT NULL,
        after_days smallint NOT NULL,
        counted text NOT NULL DEFAULT 'calendar',
        CONSTRAINT pk_policy_missing_step PRIMARY KEY (id),
        CONSTRAINT ck_policy_missing_step_step CHECK (step IN ('lock', 'family-notice', 'demand', 'review', 'write-off')),
        CONSTRAINT ck_policy_missing_step_days CHECK (after_days BETWEEN 0 AND 400),
        CONSTRAINT ck_policy_missing_step_counted CHECK (counted IN ('calendar', 'school')),
        CONSTRAINT ex_policy_missing_step_overlap EXCLUDE USING gist (step WITH =, effective WITH &&)
      );
      INSERT INTO policy_missing_step (step, effective, after_days) VALUES
        ('lock', '[2000-01-01,)', 0), ('family-notice', '[2000-01-01,)', 10), ('demand', '[2000-01-01,)', 30),
        ('review', '[2000-01-01,)', 60), ('write-off', '[2000-01-01,)', 90);

      CREATE TABLE missing_case (
        id uuid NOT NULL DEFAULT uuidv7(),
        device_id uuid NOT NULL,
        kind text NOT NULL,
        state text NOT NULL DEFAULT 'open',
        -- imported: it was missing before Cubby knew it, so nobody can say when its clock began.
        opened_as text NOT NULL DEFAULT 'reported',
        site_id uuid NOT NULL,
        loan_id uuid,
        holder_person_id uuid,
        holder_room_id uuid,
        -- The day whose policy the clock follows.
        policy_on date NOT NULL,
        reported_at timestamptz NOT NULL,
        reported_by uuid,
        -- When the school heard of it (47 CFR 54.1715): the clock counts from here.
        notified_on date NOT NULL,
        reason text,
        last_seen_on date,
        last_seen_room_id uuid,
        last_seen_place text,
        told_by text,
        police_agency text,
        police_report_number text,
        police_reported_on date,
        finding text,
        opened_seq integer NOT NULL,
        closed_at timestamptz,
        closed_as text,
        closed_by uuid,
        closed_seq integer,
        found_site_id uuid,
        found_place text,
        brought_by text,
        found_condition text,
        found_note text,
        -- The first step that is due; kept by the triggers.
        next_step text,
        next_due_on date NOT NULL DEFAULT 'infinity',
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_missing_case PRIMARY KEY (id),
        CONSTRAINT fk_missing_case_opened FOREIGN KEY (device_id, opened_seq) REFERENCES device_event (device_id, seq),
        CONSTRAINT fk_missing_case_closed FOREIGN KEY (device_id, closed_seq) REFERENCES device_event (device_id, seq),
        CONSTRAINT fk_missing_case_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT fk_missing_case_loan FOREIGN KEY (loan_id) REFERENCES loan (id),
        CONSTRAINT fk_missing_case_holder_person FOREIGN KEY (holder_person_id) REFERENCES person (id),
        CONSTRAINT fk_missing_case_holder_room FOREIGN KEY (holder_room_id) REFERENCES room (id),
        CONSTRAINT fk_missing_case_last_seen_room FOREIGN KEY (last_seen_room_id) REFERENCES room (id),
        CONSTRAINT fk_missing_case_found_site FOREIGN KEY (found_site_id) REFERENCES site (id),
        CONSTRAINT ck_missing_case_kind CHECK (kind IN ('missing', 'stolen')),
        CONSTRAINT ck_missing_case_state CHECK (state IN ('open', 'recovered', 'written-off')),
        CONSTRAINT ck_missing_case_opened_as CHECK (opened_as IN ('reported', 'imported', 'imported-as-lost')),
        CONSTRAINT ck_missing_case_holder CHECK (holder_person_id IS NULL OR holder_room_id IS NULL),
        CONSTRAINT ck_missing_case_closed CHECK ((state = 'open') = (closed_at IS NULL) AND (state = 'open') = (closed_as IS NULL)
          AND (state = 'open') = (closed_seq IS NULL) AND (state = 'written-off') = (closed_as IS NOT DISTINCT FROM 'written-off')),
        CONSTRAINT ck_missing_case_closed_as CHECK (closed_as IN ('scanned', 'returned', 'found-on-site', 'recovered-by-police',
          'reported-in-error', 'over-at-vendor', 'written-off')),
        CONSTRAINT ck_missing_case_condition CHECK (found_condition IN ('A', 'B', 'C', 'D', 'F')),
        CONSTRAINT ck_missing_case_days CHECK (last_seen_on <= notified_on),
        CONSTRAINT ck_missing_case_theft CHECK (kind = 'missing' OR opened_as <> 'reported' OR finding IS NOT NULL
          OR (police_agency IS NOT NULL AND police_report_number IS NOT NULL))
      );
      -- Whatever happens at once, a device has one case that is not over.
      CREATE UNIQUE INDEX uq_missing_case_live ON missing_case (device_id) WHERE state <> 'recovered';
      CREATE INDEX ix_missing_case_opened ON missing_case (device_id, opened_seq);
      CREATE INDEX ix_missing_case_closed ON missing_case (device_id, closed_seq) WHERE closed_seq IS NOT NULL;
      CREATE INDEX ix_missing_case_due ON missing_case (next_due_on, id DESC);
      CREATE INDEX ix_missing_case_state_due ON missing_case (state, next_due_on, id DESC);
      CREATE INDEX ix_missing_case_site_due ON missing_case (site_id, next_due_on, id DESC);
      CREATE INDEX ix_missing_case_loan ON missing_case (loan_id) WHERE loan_id IS NOT NULL;
      CREATE INDEX ix_missing_case_holder_person ON missing_case (holder_person_id, reported_at DESC) WHERE holder_person_id IS NOT NULL;
      CREATE INDEX ix_missing_case_holder_room ON missing_case (holder_room_id) WHERE holder_room_id IS NOT NULL;
      CREATE INDEX ix_missing_case_last_seen_room ON missing_case (last_seen_room_id) WHERE last_seen_room_id IS NOT NULL;
      CREATE INDEX ix_missing_case_found_site ON missing_case (found_site_id) WHERE found_site_id IS NOT NULL;

      CREATE TABLE missing_case_step (
        case_id uuid NOT NULL,
        step text NOT NULL,
        due_on date NOT NULL,
        policy_id uuid NOT NULL,
        not_needed_as text,
        -- The day on which it was done, as told; done_at is when that was written down.
        done_on date,
        done_at timestamptz,
        done_by uuid,
        note text,
        CONSTRAINT pk_missing_case_step PRIMARY KEY (case_id, step),
        CONSTRAINT fk_missing_case_step_case FOREIGN KEY (case_id) REFERENCES missing_case (id),
        CONSTRAINT fk_missing_case_step_policy FOREIGN KEY (policy_id) REFERENCES policy_missing_step (id),
        CONSTRAINT ck_missing_case_step_step CHECK (step IN ('lock', 'family-notice', 'demand', 'review', 'write-off')),
        CONSTRAINT ck_missing_case_step_not_needed CHECK (not_needed_as IN ('stolen', 'no-holder', 'not-a-student', 'imported')),
        CONSTRAINT ck_missing_case_step_done CHECK ((done_at IS NULL) = (done_on IS NULL) AND (done_at IS NULL OR not_needed_as IS NULL)),
        CONSTRAINT ck_missing_case_step_review CHECK (step <> 'review' OR done_at IS NULL OR note IS NOT NULL)
      );
      CREATE INDEX ix_missing_case_step_policy ON missing_case_step (policy_id);
      CREATE INDEX ix_missing_case_step_due ON missing_case_step (due_on) WHERE done_at IS NULL AND not_needed_as IS NULL;

      CREATE TABLE write_off (
        id uuid NOT NULL DEFAULT uuidv7(),
        case_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'proposed',
        reason text NOT NULL,
        note text,
        investigation_note text,
        proposed_by uuid NOT NULL,
        proposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        decided_by uuid,
        decided_at timestamptz,
        decision_note text,
        event_seq integer,
        CONSTRAINT pk_write_off PRIMARY KEY (id),
        CONSTRAINT fk_write_off_case FOREIGN KEY (case_id) REFERENCES missing_case (id),
        CONSTRAINT fk_write_off_proposed_by FOREIGN KEY (proposed_by) REFERENCES account (id),
        CONSTRAINT fk_write_off_decided_by FOREIGN KEY (decided_by) REFERENCES account (id),
        CONSTRAINT ck_write_off_state CHECK (state IN ('proposed', 'approved', 'declined')),
        CONSTRAINT ck_write_off_reason CHECK (reason IN ('not-returned', 'not-found', 'destroyed', 'other')),
        CONSTRAINT ck_write_off_decided CHECK ((state = 'proposed') = (decided_by IS NULL) AND (state = 'proposed') = (decided_at IS NULL)
          AND (state = 'approved') = (event_seq IS NOT NULL)),
        CONSTRAINT ck_write_off_declined CHECK (state <> 'declined' OR decision_note IS NOT NULL),
        CONSTRAINT ck_write_off_two_persons CHECK (decided_by <> proposed_by)
      );
      CREATE UNIQUE INDEX uq_write_off_pending ON write_off (case_id) WHERE state = 'proposed';
      CREATE UNIQUE INDEX uq_write_off_approved ON write_off (case_id) WHERE state = 'approved';
      CREATE INDEX ix_write_off_case ON write_off (case_id, proposed_at);
      CREATE INDEX ix_write_off_proposed_by ON write_off (proposed_by);
      CREATE INDEX ix_write_off_decided_by ON write_off (decided_by) WHERE decided_by IS NOT NULL;

      -- Devices that are astray already: their clock is unknown, so review and write-off are due at once.
      INSERT INTO missing_case (device_id, kind, opened_as, site_id, loan_id, holder_person_id, holder_room_id, policy_on, reported_at, notified_on,
        opened_seq, state, closed_at, closed_as, closed_seq, next_step, next_due_on)
      SELECT d.id, CASE WHEN d.state = 'stolen' THEN 'stolen' ELSE 'missing' END, CASE WHEN d.state = 'lost' THEN 'imported-as-lost' ELSE 'imported' END,
        d.location_site_id, l.id, d.holder_person_id, d.holder_room_id, current_date, d.state_since, d.state_since::date, d.last_seq,
        CASE WHEN d.state = 'lost' THEN 'written-off' ELSE 'open' END, CASE WHEN d.state = 'lost' THEN d.state_since END,
        CASE WHEN d.state = 'lost' THEN 'written-off' END, CASE WHEN d.state = 'lost' THEN d.last_seq END,
        CASE WHEN d.state <> 'lost' THEN 'review' END, CASE WHEN d.state = 'lost' THEN 'infinity' ELSE current_date END
      FROM device d LEFT JOIN loan l ON l.device_id = d.id AND l.returned_at IS NULL
      WHERE d.state IN ('missing', 'stolen', 'lost');
      INSERT INTO missing_case_step (case_id, step, due_on, policy_id, not_needed_as)
      SELECT c.id, p.step, current_date, p.id, CASE WHEN p.step IN ('lock', 'family-notice', 'demand') THEN 'imported'
        WHEN p.step = 'write-off' AND c.kind = 'stolen' THEN 'stolen' END
      FROM missing_case c CROSS JOIN policy_missing_step p WHERE c.state = 'open';

      CREATE FUNCTION circulation_check_case() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'not installed'; END $f$;
      CREATE FUNCTION circulation_check_write_off() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'not installed'; END $f$;
      CREATE FUNCTION circulation_set_next_step() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'not installed'; END $f$;
      -- A device is astray if and only if it has a case that says so; checked at commit, so that both can be written in any order.
      CREATE CONSTRAINT TRIGGER missing_case_fits_device AFTER INSERT OR UPDATE OF state, kind, device_id ON missing_case
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION circulation_check_case();
      CREATE CONSTRAINT TRIGGER device_fits_missing_case AFTER UPDATE OF state ON device
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (NEW.state IS DISTINCT FROM OLD.state AND (NEW.state IN ('missing', 'stolen', 'lost') OR OLD.state IN ('missing', 'stolen', 'lost')))
        EXECUTE FUNCTION circulation_check_case();
      CREATE TRIGGER write_off_persons BEFORE INSERT OR UPDATE ON write_off
        FOR EACH ROW EXECUTE FUNCTION circulation_check_write_off();
      CREATE TRIGGER missing_case_step_added AFTER INSERT ON missing_case_step
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION circulation_set_next_step();
      CREATE TRIGGER missing_case_step_changed AFTER UPDATE ON missing_case_step
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION circulation_set_next_step();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER device_fits_missing_case ON device;
      DROP TABLE write_off, missing_case_step, missing_case, policy_missing_step;
      DROP FUNCTION circulation_check_case();
      DROP FUNCTION circulation_check_write_off();
      DROP FUNCTION circulation_set_next_step();
    `);
  }
}
