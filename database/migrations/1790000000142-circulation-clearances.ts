import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exit clearances, and people whose families nobody writes to. */
export class CirculationClearances1790000000142 implements MigrationInterface {
  name = 'CirculationClearances1790000000142';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE person
        ADD COLUMN do_not_contact_reason text,
        ADD COLUMN do_not_contact_at timestamptz,
        ADD COLUMN do_not_contact_by uuid,
        ADD CONSTRAINT fk_person_do_not_contact_by FOREIGN KEY (do_not_contact_by) REFERENCES account (id),
        ADD CONSTRAINT ck_person_do_not_contact CHECK ((do_not_contact_reason IS NULL) = (do_not_contact_at IS NULL)
          AND (do_not_contact_at IS NOT NULL OR do_not_contact_by IS NULL));
      CREATE INDEX ix_person_do_not_contact_by ON person (do_not_contact_by) WHERE do_not_contact_by IS NOT NULL;

      -- overdue_on: the first day on which it is late by the rule of school days, as the calendar stood when it was opened.
      CREATE TABLE clearance (
        id uuid NOT NULL DEFAULT uuidv7(),
        person_id uuid NOT NULL,
        site_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'open',
        opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        due_on date NOT NULL,
        overdue_on date NOT NULL,
        closed_at timestamptz,
        closed_by uuid,
        note text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_clearance PRIMARY KEY (id),
        CONSTRAINT fk_clearance_person FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT fk_clearance_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT fk_clearance_closed_by FOREIGN KEY (closed_by) REFERENCES account (id),
        CONSTRAINT ck_clearance_state CHECK (state IN ('open', 'cleared', 'excepted', 'cancelled')),
        CONSTRAINT ck_clearance_closed CHECK ((state = 'open') = (closed_at IS NULL)),
        CONSTRAINT ck_clearance_order CHECK (overdue_on > due_on)
      );
      CREATE UNIQUE INDEX uq_clearance_exit ON clearance (person_id, due_on) WHERE state <> 'cancelled';
      CREATE INDEX ix_clearance_person ON clearance (person_id, opened_at DESC);
      CREATE INDEX ix_clearance_due ON clearance (state, due_on, id);
      CREATE INDEX ix_clearance_site_due ON clearance (site_id, state, due_on, id);
      CREATE INDEX ix_clearance_closed_by ON clearance (closed_by) WHERE closed_by IS NOT NULL;

      CREATE TABLE clearance_item (
        id uuid NOT NULL DEFAULT uuidv7(),
        clearance_id uuid NOT NULL,
        kind text NOT NULL DEFAULT 'device',
        device_id uuid NOT NULL,
        loan_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'owed',
        settled_at timestamptz,
        CONSTRAINT pk_clearance_item PRIMARY KEY (id),
        CONSTRAINT uq_clearance_item_loan UNIQUE (clearance_id, loan_id),
        CONSTRAINT fk_clearance_item_clearance FOREIGN KEY (clearance_id) REFERENCES clearance (id),
        CONSTRAINT fk_clearance_item_device FOREIGN KEY (device_id) REFERENCES device (id),
        CONSTRAINT fk_clearance_item_loan FOREIGN KEY (loan_id) REFERENCES loan (id),
        CONSTRAINT ck_clearance_item_kind CHECK (kind = 'device'),
        CONSTRAINT ck_clearance_item_state CHECK (state IN ('owed', 'returned', 'lost', 'excepted')),
        CONSTRAINT ck_clearance_item_settled CHECK ((state = 'owed') = (settled_at IS NULL))
      );
      CREATE INDEX ix_clearance_item_loan ON clearance_item (loan_id);
      CREATE INDEX ix_clearance_item_device ON clearance_item (device_id);

      CREATE FUNCTION circulation_settle_clearance() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'not installed'; END $f$;
      CREATE TRIGGER loan_settles_clearance AFTER UPDATE OF returned_at ON loan FOR EACH ROW
        WHEN (OLD.returned_at IS DISTINCT FROM NEW.returned_at AND NEW.person_id IS NOT NULL) EXECUTE FUNCTION circulation_settle_clearance();

      -- Whoever left before with a device: due on the last day, late a week after it.
      INSERT INTO clearance (person_id, site_id, due_on, overdue_on)
        SELECT p.id, p.primary_site_id, p.withdrawn_on, p.withdrawn_on + 7 FROM person p
         WHERE p.state = 'withdrawn' AND p.merged_into_id IS NULL AND p.primary_site_id IS NOT NULL
           AND EXISTS (SELECT 1 FROM loan l WHERE l.person_id = p.id AND l.returned_at IS NULL);
      INSERT INTO clearance_item (clearance_id, device_id, loan_id)
        SELECT c.id, l.device_id, l.id FROM clearance c JOIN loan l ON l.person_id = c.person_id AND l.returned_at IS NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER loan_settles_clearance ON loan;
      DROP FUNCTION circulation_settle_clearance();
      DROP TABLE clearance_item, clearance CASCADE;
      ALTER TABLE person DROP COLUMN do_not_contact_by, DROP COLUMN do_not_contact_at, DROP COLUMN do_not_contact_reason;
    `);
  }
}
