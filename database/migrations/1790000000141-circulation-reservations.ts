import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devices set aside for a person before the hand-out, and what a desk does with one in other hands. */
export class CirculationReservations1790000000141 implements MigrationInterface {
  name = 'CirculationReservations1790000000141';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE reservation (
        id uuid NOT NULL DEFAULT uuidv7(),
        device_id uuid NOT NULL,
        person_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'live',
        reserved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        reserved_by uuid,
        ended_at timestamptz,
        ended_by uuid,
        -- The loan that fulfilled it: undo of the hand-out makes the reservation live again.
        loan_id uuid,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_reservation PRIMARY KEY (id),
        CONSTRAINT fk_reservation_device FOREIGN KEY (device_id) REFERENCES device (id),
        CONSTRAINT fk_reservation_person FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT fk_reservation_loan FOREIGN KEY (loan_id) REFERENCES loan (id),
        CONSTRAINT fk_reservation_reserved_by FOREIGN KEY (reserved_by) REFERENCES account (id),
        CONSTRAINT fk_reservation_ended_by FOREIGN KEY (ended_by) REFERENCES account (id),
        CONSTRAINT ck_reservation_state CHECK (state IN ('live', 'fulfilled', 'cancelled')),
        CONSTRAINT ck_reservation_ended CHECK ((state = 'live') = (ended_at IS NULL) AND (state = 'fulfilled') = (loan_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX uq_reservation_live ON reservation (device_id) WHERE state = 'live';
      CREATE INDEX ix_reservation_device ON reservation (device_id, reserved_at DESC);
      CREATE INDEX ix_reservation_person ON reservation (person_id, reserved_at DESC);
      CREATE INDEX ix_reservation_loan ON reservation (loan_id) WHERE loan_id IS NOT NULL;
      CREATE INDEX ix_reservation_reserved_by ON reservation (reserved_by);
      CREATE INDEX ix_reservation_ended_by ON reservation (ended_by) WHERE ended_by IS NOT NULL;

      -- Whoever opens a loan (desk, swap, import) fulfils with it; whoever corrects one takes it back.
      CREATE FUNCTION circulation_fulfil_reservation() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'not installed'; END $f$;
      CREATE FUNCTION circulation_restore_reservation() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'not installed'; END $f$;
      CREATE TRIGGER loan_fulfils_reservation AFTER INSERT ON loan FOR EACH ROW
        WHEN (NEW.person_id IS NOT NULL AND NEW.returned_at IS NULL) EXECUTE FUNCTION circulation_fulfil_reservation();
      CREATE TRIGGER loan_restores_reservation AFTER UPDATE OF corrected ON loan FOR EACH ROW
        WHEN (NEW.corrected AND NOT OLD.corrected) EXECUTE FUNCTION circulation_restore_reservation();

      ALTER TABLE policy_desk ADD COLUMN reserved_device text NOT NULL DEFAULT 'refuse',
        ADD CONSTRAINT ck_policy_desk_reserved CHECK (reserved_device IN ('warn', 'refuse'));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE policy_desk DROP COLUMN reserved_device;
      DROP TRIGGER loan_restores_reservation ON loan;
      DROP TRIGGER loan_fulfils_reservation ON loan;
      DROP TABLE reservation CASCADE;
      DROP FUNCTION circulation_fulfil_reservation();
      DROP FUNCTION circulation_restore_reservation();
    `);
  }
}
