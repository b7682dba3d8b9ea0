import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Open loans by the day when they end, of all sites: the devices that are overdue. */
export class CirculationOverdue1790000000131 implements MigrationInterface {
  name = 'CirculationOverdue1790000000131';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE INDEX ix_loan_due_open ON loan (due_on, device_id) WHERE returned_at IS NULL`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP INDEX ix_loan_due_open`);
  }
}
