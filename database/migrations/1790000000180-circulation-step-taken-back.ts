import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A step of a case that was ticked by mistake: what had been written down stays, with who took it back and when. */
export class CirculationStepTakenBack1790000000180 implements MigrationInterface {
  name = 'CirculationStepTakenBack1790000000180';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE missing_case_step_taken_back (
        id uuid NOT NULL DEFAULT uuidv7(),
        case_id uuid NOT NULL,
        step text NOT NULL,
        done_on date NOT NULL,
        done_at timestamptz NOT NULL,
        done_by uuid,
        note text,
        taken_back_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        taken_back_by uuid,
        CONSTRAINT pk_missing_case_step_taken_back PRIMARY KEY (id),
        CONSTRAINT fk_missing_case_step_taken_back_step FOREIGN KEY (case_id, step) REFERENCES missing_case_step (case_id, step)
      );
      CREATE INDEX ix_missing_case_step_taken_back_step ON missing_case_step_taken_back (case_id, step);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE missing_case_step_taken_back');
  }
}
