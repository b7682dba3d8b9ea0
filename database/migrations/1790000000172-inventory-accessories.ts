import type { MigrationInterface, QueryRunner } from 'typeorm';

const CLASSES = `'chromebook', 'laptop', 'desktop', 'tablet', 'hotspot', 'panel', 'projector', 'access-point', 'switch', 'camera', 'phone', 'printer',
  'peripheral', 'assistive-technology'`;

/** Kinds of chargers, cases and the like; what a model comes with and what else fits; tagged ones are devices of a class of their own. */
export class InventoryAccessories1790000000172 implements MigrationInterface {
  name = 'InventoryAccessories1790000000172';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE accessory_type (
        id uuid NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        name_key text GENERATED ALWAYS AS (platform_fold(name)) STORED,
        connector text,
        watts smallint,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_accessory_type PRIMARY KEY (id),
        CONSTRAINT uq_accessory_type_name UNIQUE (name_key),
        CONSTRAINT ck_accessory_type_kind CHECK (kind IN ('charger', 'case', 'hotspot', 'stylus', 'other')),
        CONSTRAINT ck_accessory_type_watts CHECK (watts BETWEEN 1 AND 500)
      );

      -- Given with each loan of the model (comes-with, so many), or taken in its place (compatible).
      CREATE TABLE model_accessory (
        model_id uuid NOT NULL,
        accessory_type_id uuid NOT NULL,
        relation text NOT NULL,
        count smallint NOT NULL DEFAULT 1,
        CONSTRAINT pk_model_accessory PRIMARY KEY (model_id, accessory_type_id),
        CONSTRAINT fk_model_accessory_model FOREIGN KEY (model_id) REFERENCES model (id),
        CONSTRAINT fk_model_accessory_type FOREIGN KEY (accessory_type_id) REFERENCES accessory_type (id),
        CONSTRAINT ck_model_accessory_relation CHECK (relation IN ('comes-with', 'compatible')),
        CONSTRAINT ck_model_accessory_count CHECK (count BETWEEN 1 AND 9)
      );
      CREATE INDEX ix_model_accessory_type ON model_accessory (accessory_type_id);

      ALTER TABLE model DROP CONSTRAINT ck_model_class,
        ADD CONSTRAINT ck_model_class CHECK (device_class IN (${CLASSES}, 'accessory', 'other')),
        ADD COLUMN accessory_type_id uuid,
        ADD CONSTRAINT fk_model_is_accessory FOREIGN KEY (accessory_type_id) REFERENCES accessory_type (id),
        ADD CONSTRAINT ck_model_is_accessory CHECK (accessory_type_id IS NULL OR device_class = 'accessory');
      CREATE INDEX ix_model_is_accessory ON model (accessory_type_id) WHERE accessory_type_id IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      UPDATE model SET accessory_type_id = NULL, device_class = 'other' WHERE device_class = 'accessory';
      ALTER TABLE model DROP COLUMN accessory_type_id, DROP CONSTRAINT ck_model_class,
        ADD CONSTRAINT ck_model_class CHECK (device_class IN (${CLASSES}, 'other'));
      DROP TABLE model_accessory, accessory_type;
    `);
  }
}
