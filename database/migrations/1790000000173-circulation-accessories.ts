import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What goes out with a loan besides the device, and what of it came back. */
export class CirculationAccessories1790000000173 implements MigrationInterface {
  name = 'CirculationAccessories1790000000173';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- tag_loan_id: the loan of the tagged one that was given; while it stands, it says whether the line is returned.
      CREATE TABLE loan_accessory (
        id uuid NOT NULL DEFAULT uuidv7(),
        loan_id uuid NOT NULL,
        accessory_type_id uuid NOT NULL,
        given smallint NOT NULL,
        tag_loan_id uuid,
        CONSTRAINT pk_loan_accessory PRIMARY KEY (id),
        CONSTRAINT uq_loan_accessory_type UNIQUE (loan_id, accessory_type_id),
        CONSTRAINT fk_loan_accessory_loan FOREIGN KEY (loan_id) REFERENCES loan (id),
        CONSTRAINT fk_loan_accessory_type FOREIGN KEY (accessory_type_id) REFERENCES accessory_type (id),
        CONSTRAINT fk_loan_accessory_tag_loan FOREIGN KEY (tag_loan_id) REFERENCES loan (id),
        CONSTRAINT ck_loan_accessory_given CHECK (given BETWEEN 1 AND 9),
        CONSTRAINT ck_loan_accessory_tagged CHECK (tag_loan_id IS NULL OR tag_loan_id <> loan_id)
      );
      CREATE UNIQUE INDEX uq_loan_accessory_tag_loan ON loan_accessory (tag_loan_id) WHERE tag_loan_id IS NOT NULL;
      CREATE INDEX ix_loan_accessory_type ON loan_accessory (accessory_type_id);

      -- missing_scan_id: the answer that said that it did not come after all. how_scan_id: the one that took another in its place.
      CREATE TABLE accessory_return (
        id uuid NOT NULL DEFAULT uuidv7(),
        line_id uuid NOT NULL,
        count smallint NOT NULL,
        how text NOT NULL DEFAULT 'returned',
        scan_id uuid,
        how_scan_id uuid,
        missing_scan_id uuid,
        returned_by uuid,
        returned_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        withdrawn_at timestamptz,
        CONSTRAINT pk_accessory_return PRIMARY KEY (id),
        CONSTRAINT fk_accessory_return_line FOREIGN KEY (line_id) REFERENCES loan_accessory (id),
        CONSTRAINT ck_accessory_return_count CHECK (count >= 1),
        CONSTRAINT ck_accessory_return_how CHECK (how IN ('returned', 'substitute'))
      );
      CREATE INDEX ix_accessory_return_line ON accessory_return (line_id);
      CREATE INDEX ix_accessory_return_scan ON accessory_return (scan_id) WHERE scan_id IS NOT NULL;
      CREATE INDEX ix_accessory_return_missing ON accessory_return (missing_scan_id) WHERE missing_scan_id IS NOT NULL;
      CREATE INDEX ix_accessory_return_how ON accessory_return (how_scan_id) WHERE how_scan_id IS NOT NULL;

      -- Nobody returns more than was given; two who write to one line do it one after the other.
      CREATE FUNCTION circulation_check_accessory_return() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
      DECLARE
        v_given smallint;
      BEGIN
        SELECT given INTO v_given FROM loan_accessory WHERE id = NEW.line_id FOR NO KEY UPDATE;
        IF (SELECT sum(count) FROM accessory_return WHERE line_id = NEW.line_id AND withdrawn_at IS NULL AND missing_scan_id IS NULL) > v_given THEN
          RAISE EXCEPTION 'more came back than was given' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_accessory_return_given';
        END IF;
        RETURN NULL;
      END $f$;
      CREATE TRIGGER tr_accessory_return_given AFTER INSERT OR UPDATE ON accessory_return
        FOR EACH ROW EXECUTE FUNCTION circulation_check_accessory_return();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `DROP TABLE accessory_return, loan_accessory CASCADE; DROP FUNCTION circulation_check_accessory_return();`,
    );
  }
}
