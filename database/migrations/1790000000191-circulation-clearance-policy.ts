import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long after their last day people may bring back what they have: a dated decision, no constant. Empty: as it was before, five. */
export class CirculationClearancePolicy1790000000191 implements MigrationInterface {
  name = 'CirculationClearancePolicy1790000000191';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE policy_clearance (
        id uuid NOT NULL DEFAULT uuidv7(),
        person_kind text NOT NULL,
        effective daterange NOT NULL,
        grace_school_days smallint DEFAULT 5,
        made_by uuid,
        made_at timestamptz,
        CONSTRAINT pk_policy_clearance PRIMARY KEY (id),
        CONSTRAINT ck_policy_clearance_kind CHECK (person_kind IN ('student', 'staff')),
        CONSTRAINT ck_policy_clearance_days CHECK (grace_school_days BETWEEN 0 AND 60),
        CONSTRAINT ex_policy_clearance_overlap EXCLUDE USING gist (person_kind WITH =, effective WITH &&)
      );
      INSERT INTO policy_clearance (person_kind, effective) VALUES ('student', '[2000-01-01,)'), ('staff', '[2000-01-01,)');
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE policy_clearance');
  }
}
