import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Charging carts with numbered slots, and who is responsible for each (47 CFR 54.1715 asks for the employee). */
export class DirectoryCarts1790000000121 implements MigrationInterface {
  name = 'DirectoryCarts1790000000121';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE cart (
        id uuid NOT NULL DEFAULT uuidv7(),
        site_id uuid NOT NULL,
        room_id uuid,
        code text NOT NULL,
        code_key text GENERATED ALWAYS AS (platform_code_key(code)) STORED,
        code_core text GENERATED ALWAYS AS (platform_code_core(code)) STORED,
        name text COLLATE "und-x-icu" NOT NULL,
        slots smallint NOT NULL,
        active boolean NOT NULL DEFAULT true,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_cart PRIMARY KEY (id),
        CONSTRAINT uq_cart_code UNIQUE (code_key),
        CONSTRAINT fk_cart_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT fk_cart_room FOREIGN KEY (room_id) REFERENCES room (id),
        CONSTRAINT ck_cart_slots CHECK (slots BETWEEN 1 AND 100),
        CONSTRAINT ck_cart_code CHECK (code_key NOT LIKE 'CMD-%' AND code_key NOT LIKE '/%')
      );
      CREATE INDEX ix_cart_site ON cart (site_id, name, id);
      CREATE INDEX ix_cart_room ON cart (room_id) WHERE room_id IS NOT NULL;
      CREATE INDEX ix_cart_code_core ON cart (code_core);

      CREATE TABLE cart_responsibility (
        cart_id uuid NOT NULL,
        person_id uuid NOT NULL,
        effective daterange NOT NULL,
        CONSTRAINT fk_cart_responsibility_cart FOREIGN KEY (cart_id) REFERENCES cart (id),
        CONSTRAINT fk_cart_responsibility_person FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT ck_cart_responsibility_days CHECK (NOT isempty(effective)),
        CONSTRAINT ex_cart_responsibility_overlap EXCLUDE USING gist (cart_id WITH =, effective WITH &&)
      );
      CREATE INDEX ix_cart_responsibility_person ON cart_responsibility (person_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE cart_responsibility, cart;`);
  }
}
