import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two records of one device: which record goes on for which. Look-alikes of serials by index. */
export class InventoryMerges1790000000133 implements MigrationInterface {
  name = 'InventoryMerges1790000000133';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE device_merge (
        device_id uuid NOT NULL,
        survivor_id uuid NOT NULL,
        -- The ledger entry of each that says so.
        seq integer NOT NULL,
        survivor_seq integer NOT NULL,
        merged_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_device_merge PRIMARY KEY (device_id),
        CONSTRAINT fk_device_merge_event FOREIGN KEY (device_id, seq) REFERENCES device_event (device_id, seq),
        CONSTRAINT fk_device_merge_survivor FOREIGN KEY (survivor_id) REFERENCES device (id),
        CONSTRAINT ck_device_merge_two CHECK (device_id <> survivor_id)
      );
      CREATE INDEX ix_device_merge_survivor ON device_merge (survivor_id);

      -- A record that goes on for others is itself no merged one, and a merged one is out of use.
      CREATE FUNCTION inventory_check_merge() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        IF EXISTS (SELECT 1 FROM device_merge m WHERE m.device_id = NEW.survivor_id)
           OR EXISTS (SELECT 1 FROM device_merge m WHERE m.survivor_id = NEW.device_id)
           OR NOT EXISTS (SELECT 1 FROM device d WHERE d.id = NEW.device_id AND d.state = 'void') THEN
          RAISE EXCEPTION 'device % cannot be merged into %', NEW.device_id, NEW.survivor_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_device_merge_chain', TABLE = 'device_merge';
        END IF;
        RETURN NULL;
      END $f$;
      CREATE CONSTRAINT TRIGGER device_merge_chain AFTER INSERT OR UPDATE ON device_merge
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION inventory_check_merge();

      -- 0 and O, 1 and I and L: the same on a worn label.
      CREATE INDEX ix_device_identifier_look ON device_identifier (translate(value_key, 'OIL', '011'), device_id)
        WHERE kind IN ('serial', 'former-serial');
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX ix_device_identifier_look;
      DROP TABLE device_merge CASCADE;
      DROP FUNCTION inventory_check_merge();
    `);
  }
}
