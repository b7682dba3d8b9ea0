import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an undo restored began when it began, not when it was restored. */
export class StateSince1790000000080 implements MigrationInterface {
  name = 'StateSince1790000000080';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE device DISABLE TRIGGER device_guard;
      UPDATE device d SET state_since = s.at
        FROM (SELECT e.device_id, (array_agg(e.occurred_at ORDER BY e.seq DESC))[1] AS at
                FROM device_event e
               WHERE e.device_id IN (SELECT device_id FROM device_event WHERE reverses_seq IS NOT NULL)
                 AND e.reverses_seq IS NULL AND e.after -> 'state' IS DISTINCT FROM e.before -> 'state'
                 AND NOT EXISTS (SELECT 1 FROM device_event r WHERE r.device_id = e.device_id AND r.reverses_seq = e.seq)
               GROUP BY e.device_id) s
       WHERE s.device_id = d.id AND d.state_since IS DISTINCT FROM s.at;
      ALTER TABLE device ENABLE TRIGGER device_guard;
    `);
  }

  async down(): Promise<void> {
    // The days that stood there before were wrong.
  }
}
