import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The useful life of a class of devices, where a model has none of its own. */
export class InventoryCycles1790000000134 implements MigrationInterface {
  name = 'InventoryCycles1790000000134';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE policy_cycle (
        id uuid NOT NULL DEFAULT uuidv7(),
        device_class text NOT NULL,
        effective daterange NOT NULL,
        cycle_years smallint NOT NULL,
        CONSTRAINT pk_policy_cycle PRIMARY KEY (id),
        CONSTRAINT ck_policy_cycle_years CHECK (cycle_years BETWEEN 1 AND 20),
        CONSTRAINT ex_policy_cycle_overlap EXCLUDE USING gist (device_class WITH =, effective WITH &&)
      );
      INSERT INTO policy_cycle (device_class, effective, cycle_years) VALUES
        ('chromebook', '[2000-01-01,)', 4), ('tablet', '[2000-01-01,)', 4), ('laptop', '[2000-01-01,)', 5), ('desktop', '[2000-01-01,)', 5);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE policy_cycle');
  }
}
