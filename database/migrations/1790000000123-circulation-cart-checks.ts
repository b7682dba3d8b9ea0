import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was found when somebody scanned all that stood in a cart. */
export class CirculationCartChecks1790000000123 implements MigrationInterface {
  name = 'CirculationCartChecks1790000000123';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE cart_check (
        id uuid NOT NULL DEFAULT uuidv7(),
        cart_id uuid NOT NULL,
        checked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        checked_by uuid NOT NULL,
        slots smallint NOT NULL,
        seen smallint NOT NULL,
        -- [{slot, deviceId, tag}], [{deviceId, tag, belongsTo}]: as they were at the time.
        missing jsonb NOT NULL,
        strays jsonb NOT NULL,
        CONSTRAINT pk_cart_check PRIMARY KEY (id),
        CONSTRAINT fk_cart_check_cart FOREIGN KEY (cart_id) REFERENCES cart (id),
        CONSTRAINT fk_cart_check_account FOREIGN KEY (checked_by) REFERENCES account (id)
      );
      CREATE INDEX ix_cart_check_cart ON cart_check (cart_id, checked_at DESC);
      CREATE INDEX ix_cart_check_account ON cart_check (checked_by);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE cart_check;`);
  }
}
