import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which quick answer said a finding, and which took it back: an undo of one answer must find just what that answer did. */
export class CirculationFindingsOfAnswers1790000000270 implements MigrationInterface {
  name = 'CirculationFindingsOfAnswers1790000000270';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE condition_report ADD COLUMN answer_scan_id uuid, ADD COLUMN withdrawn_by_scan_id uuid;
      CREATE INDEX ix_condition_report_answer ON condition_report (answer_scan_id) WHERE answer_scan_id IS NOT NULL;
      CREATE INDEX ix_condition_report_withdrawn_by ON condition_report (withdrawn_by_scan_id) WHERE withdrawn_by_scan_id IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE condition_report DROP COLUMN answer_scan_id, DROP COLUMN withdrawn_by_scan_id');
  }
}
