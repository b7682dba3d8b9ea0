import type { MigrationInterface, QueryRunner } from 'typeorm';

const HOLDER_STATES = `state IN ('deployed', 'missing', 'stolen', 'lost', 'in-repair')`;

/** A device in a slot of a cart: two more facts of the ledger, and the loan that says so. */
export class InventoryCartSlots1790000000122 implements MigrationInterface {
  name = 'InventoryCartSlots1790000000122';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE device
        ADD COLUMN holder_cart_id uuid,
        ADD COLUMN cart_slot smallint,
        ADD CONSTRAINT fk_device_holder_cart FOREIGN KEY (holder_cart_id) REFERENCES cart (id),
        ADD CONSTRAINT ck_device_cart_slot CHECK ((holder_cart_id IS NULL) = (cart_slot IS NULL) AND cart_slot > 0),
        DROP CONSTRAINT ck_device_one_holder,
        ADD CONSTRAINT ck_device_one_holder CHECK (num_nonnulls(holder_person_id, holder_room_id, holder_cart_id) <= 1),
        DROP CONSTRAINT ck_device_holder_deployed,
        ADD CONSTRAINT ck_device_holder_deployed
          CHECK (num_nonnulls(holder_person_id, holder_room_id, holder_cart_id) = 0 OR ${HOLDER_STATES});
      CREATE UNIQUE INDEX uq_device_cart_slot ON device (holder_cart_id, cart_slot) WHERE holder_cart_id IS NOT NULL;
      ALTER TABLE loan
        ADD COLUMN cart_id uuid,
        ADD CONSTRAINT fk_loan_cart FOREIGN KEY (cart_id) REFERENCES cart (id),
        DROP CONSTRAINT ck_loan_borrower,
        ADD CONSTRAINT ck_loan_borrower CHECK (num_nonnulls(person_id, room_id, cart_id) = 1);
      CREATE INDEX ix_loan_cart ON loan (cart_id) WHERE cart_id IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE loan DROP CONSTRAINT ck_loan_borrower, DROP COLUMN cart_id,
        ADD CONSTRAINT ck_loan_borrower CHECK ((person_id IS NULL) <> (room_id IS NULL));
      ALTER TABLE device DROP CONSTRAINT ck_device_one_holder, DROP CONSTRAINT ck_device_holder_deployed,
        DROP COLUMN holder_cart_id, DROP COLUMN cart_slot,
        ADD CONSTRAINT ck_device_one_holder CHECK (holder_person_id IS NULL OR holder_room_id IS NULL),
        ADD CONSTRAINT ck_device_holder_deployed
          CHECK ((holder_person_id IS NULL AND holder_room_id IS NULL) OR ${HOLDER_STATES});
    `);
  }
}
