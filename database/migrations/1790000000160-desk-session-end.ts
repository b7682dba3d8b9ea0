import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When somebody ended a session; a session that was left ends by itself. */
export class DeskSessionEnd1790000000160 implements MigrationInterface {
  name = 'DeskSessionEnd1790000000160';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE desk_session ADD COLUMN ended_at timestamptz,
        ADD CONSTRAINT ck_desk_session_ended CHECK (ended_at >= started_at);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE desk_session DROP COLUMN ended_at');
  }
}
