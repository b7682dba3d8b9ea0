import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log of administration by kind of record, walked backwards in time: refusals that a card lifted are few among many. */
export class IdentityLogKinds1790000000230 implements MigrationInterface {
  name = 'IdentityLogKinds1790000000230';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE INDEX ix_admin_log_kind ON admin_log (subject_kind, at)`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP INDEX ix_admin_log_kind`);
  }
}
