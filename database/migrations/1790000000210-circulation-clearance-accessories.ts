import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A clearance names what went with a device too: a charger that is owed keeps it open. */
export class CirculationClearanceAccessories1790000000210 implements MigrationInterface {
  name = 'CirculationClearanceAccessories1790000000210';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE clearance_item ADD COLUMN line_id uuid,
        ADD CONSTRAINT fk_clearance_item_line FOREIGN KEY (line_id) REFERENCES loan_accessory (id),
        DROP CONSTRAINT ck_clearance_item_kind,
        ADD CONSTRAINT ck_clearance_item_kind CHECK (kind IN ('device', 'accessory') AND (kind = 'accessory') = (line_id IS NOT NULL)),
        DROP CONSTRAINT uq_clearance_item_loan;
      CREATE UNIQUE INDEX uq_clearance_item_loan ON clearance_item (clearance_id, loan_id) WHERE kind = 'device';
      CREATE UNIQUE INDEX uq_clearance_item_line ON clearance_item (line_id, clearance_id) WHERE kind = 'accessory';

      CREATE FUNCTION circulation_settle_accessory() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'not installed'; END $f$;
      CREATE TRIGGER accessory_settles_clearance AFTER INSERT OR UPDATE ON accessory_return
        FOR EACH ROW EXECUTE FUNCTION circulation_settle_accessory();

      -- Whoever has left and still owes a charger: their clearance says so from now on.
      INSERT INTO clearance_item (clearance_id, kind, device_id, loan_id, line_id)
        SELECT c.id, 'accessory', l.device_id, l.id, a.id
        FROM clearance c JOIN person p ON p.id = c.person_id AND p.state = 'withdrawn' AND p.withdrawn_on = c.due_on
        JOIN person r ON coalesce(r.merged_into_id, r.id) = p.id
        JOIN loan l ON l.person_id = r.id AND NOT l.corrected
        JOIN loan_accessory a ON a.loan_id = l.id
        LEFT JOIN loan g ON g.id = a.tag_loan_id AND NOT g.corrected
        WHERE c.state IN ('open', 'cleared') AND g.id IS NULL AND a.given > coalesce(
          (SELECT sum(count) FROM accessory_return WHERE line_id = a.id AND withdrawn_at IS NULL AND missing_scan_id IS NULL), 0);
      UPDATE clearance SET state = 'open', closed_at = NULL, closed_by = NULL, version = version + 1
        WHERE state = 'cleared' AND id IN (SELECT clearance_id FROM clearance_item WHERE kind = 'accessory');
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER accessory_settles_clearance ON accessory_return;
      DROP FUNCTION circulation_settle_accessory();
      DELETE FROM clearance_item WHERE kind = 'accessory';
      DROP INDEX uq_clearance_item_loan;
      ALTER TABLE clearance_item DROP CONSTRAINT ck_clearance_item_kind, DROP COLUMN line_id,
        ADD CONSTRAINT ck_clearance_item_kind CHECK (kind = 'device'),
        ADD CONSTRAINT uq_clearance_item_loan UNIQUE (clearance_id, loan_id);
    `);
  }
}
