import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a device was last in hand, apart from its last entry: a bulk run or an import is no look at it. Lists sort by it, so the
 * three indexes of the last entry, which nothing else read, make room. The rule is that of libs/inventory/src/sql/seen.sql.ts.
 */
export class InventoryLastSeen1790000000190 implements MigrationInterface {
  name = 'InventoryLastSeen1790000000190';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- What device management reported is no sighting; nothing but the sample wrote it here.
      DELETE FROM device_sighting WHERE source <> 'scan';
      ALTER TABLE device_sighting ADD CONSTRAINT ck_device_sighting_source CHECK (source IN ('scan', 'audit'));

      -- Never seen sorts before every instant, and needs no part of its own in a list.
      ALTER TABLE device ADD COLUMN last_seen_at timestamptz NOT NULL DEFAULT '-infinity';
      DROP INDEX ix_device_state_last_event;
      DROP INDEX ix_device_site_last_event;
      DROP INDEX ix_device_last_event;
      ALTER TABLE device DISABLE TRIGGER device_guard;
      UPDATE device d SET last_seen_at = s.at
        FROM (SELECT device_id, max(at) AS at FROM (
            SELECT e.device_id, e.occurred_at AS at FROM device_event e
             WHERE e.reverses_seq IS NULL AND (e.station_id IS NOT NULL OR (e.source IN ('page', 'case')
                 AND (e.type IN ('found', 'received') OR e.evidence ->> 'action' = 'receive-order')))
               AND NOT EXISTS (SELECT 1 FROM device_event r WHERE r.device_id = e.device_id AND r.reverses_seq = e.seq)
            UNION ALL SELECT device_id, seen_at FROM device_sighting) AS each_time
           GROUP BY device_id) AS s
       WHERE s.device_id = d.id;
      ALTER TABLE device ENABLE TRIGGER device_guard;
      CREATE INDEX ix_device_last_seen ON device (last_seen_at, id);
      CREATE INDEX ix_device_site_last_seen ON device (location_site_id, last_seen_at, id);
      CREATE INDEX ix_device_state_last_seen ON device (state, last_seen_at, id);

      UPDATE saved_view SET query = regexp_replace(query, '(^|&)sort=(-?)lastEvent(&|$)', '\\1sort=\\2lastSeen\\3')
       WHERE query ~ '(^|&)sort=-?lastEvent(&|$)';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      UPDATE saved_view SET query = regexp_replace(query, '(^|&)sort=(-?)lastSeen(&|$)', '\\1sort=\\2lastEvent\\3')
       WHERE query ~ '(^|&)sort=-?lastSeen(&|$)';
      DROP VIEW IF EXISTS inventory.v_device;
      ALTER TABLE device DROP COLUMN last_seen_at;
      CREATE INDEX ix_device_last_event ON device (last_event_at, id);
      CREATE INDEX ix_device_site_last_event ON device (location_site_id, last_event_at, id);
      CREATE INDEX ix_device_state_last_event ON device (state, last_event_at, id);
      ALTER TABLE device_sighting DROP CONSTRAINT ck_device_sighting_source;
    `);
  }
}
