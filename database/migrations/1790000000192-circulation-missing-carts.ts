import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The cart, and the slot in it, where a device was when it went missing: kept with its case as a person or a room is. */
export class CirculationMissingCarts1790000000192 implements MigrationInterface {
  name = 'CirculationMissingCarts1790000000192';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE missing_case
        ADD COLUMN holder_cart_id uuid,
        ADD COLUMN holder_cart_slot smallint,
        ADD CONSTRAINT fk_missing_case_holder_cart FOREIGN KEY (holder_cart_id) REFERENCES cart (id),
        DROP CONSTRAINT ck_missing_case_holder,
        ADD CONSTRAINT ck_missing_case_holder CHECK (num_nonnulls(holder_person_id, holder_room_id, holder_cart_id) <= 1
          AND (holder_cart_slot IS NULL OR holder_cart_id IS NOT NULL));
      CREATE INDEX ix_missing_case_holder_cart ON missing_case (holder_cart_id) WHERE holder_cart_id IS NOT NULL;
      UPDATE missing_case c SET holder_cart_id = l.cart_id,
          holder_cart_slot = (SELECT (e.after ->> 'cart_slot')::smallint FROM device_event e WHERE e.device_id = l.device_id AND e.seq = l.opened_seq)
        FROM loan l WHERE l.id = c.loan_id AND l.cart_id IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE missing_case DROP CONSTRAINT ck_missing_case_holder, DROP COLUMN holder_cart_slot, DROP COLUMN holder_cart_id,
        ADD CONSTRAINT ck_missing_case_holder CHECK (holder_person_id IS NULL OR holder_room_id IS NULL);
    `);
  }
}
