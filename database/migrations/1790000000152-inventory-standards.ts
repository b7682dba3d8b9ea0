import type { MigrationInterface, QueryRunner } from 'typeorm';

const CLASSES = `'chromebook', 'laptop', 'desktop', 'tablet', 'hotspot', 'panel', 'projector', 'access-point', 'switch', 'camera',
          'phone', 'printer', 'other'`;

/** Peripherals and assistive technology on the standards list, the committee's decisions, and who may read the list. */
export class InventoryStandards1790000000152 implements MigrationInterface {
  name = 'InventoryStandards1790000000152';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE model DROP CONSTRAINT ck_model_class,
        ADD CONSTRAINT ck_model_class CHECK (device_class IN (${CLASSES}, 'peripheral', 'assistive-technology'));

      CREATE TABLE model_decision (
        id uuid NOT NULL DEFAULT uuidv7(),
        model_id uuid NOT NULL,
        decision text NOT NULL,
        decided_on date NOT NULL,
        decided_by text NOT NULL,
        note text,
        recorded_by uuid,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_model_decision PRIMARY KEY (id),
        CONSTRAINT fk_model_decision_model FOREIGN KEY (model_id) REFERENCES model (id),
        CONSTRAINT ck_model_decision_decision CHECK (decision IN ('approved', 'not-approved'))
      );
      CREATE INDEX ix_model_decision_model ON model_decision (model_id, decided_on DESC, id DESC);

      CREATE TABLE policy_standards (
        id uuid NOT NULL DEFAULT uuidv7(),
        page text NOT NULL,
        effective daterange NOT NULL,
        audience text NOT NULL,
        made_by uuid,
        made_at timestamptz,
        CONSTRAINT pk_policy_standards PRIMARY KEY (id),
        CONSTRAINT ck_policy_standards_page CHECK (page = 'standards'),
        CONSTRAINT ck_policy_standards_audience CHECK (audience IN ('staff', 'public')),
        CONSTRAINT ex_policy_standards_overlap EXCLUDE USING gist (page WITH =, effective WITH &&)
      );
      INSERT INTO policy_standards (page, effective, audience) VALUES ('standards', '[2000-01-01,)', 'staff');
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TABLE policy_standards, model_decision;
      UPDATE model SET device_class = 'other' WHERE device_class IN ('peripheral', 'assistive-technology');
      ALTER TABLE model DROP CONSTRAINT ck_model_class, ADD CONSTRAINT ck_model_class CHECK (device_class IN (${CLASSES}));
    `);
  }
}
