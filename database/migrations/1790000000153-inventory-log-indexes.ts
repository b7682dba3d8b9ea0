import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The one log walks each of its parts backwards in time, from whichever filter leads. */
export class InventoryLogIndexes1790000000153 implements MigrationInterface {
  name = 'InventoryLogIndexes1790000000153';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE INDEX ix_device_event_account ON device_event (account_id, recorded_at) WHERE account_id IS NOT NULL;
      CREATE INDEX ix_device_event_site ON device_event (site_id, recorded_at) WHERE site_id IS NOT NULL;
      -- What happens all the time is found soon by walking back; the rest is too rare for that.
      CREATE INDEX ix_device_event_rare ON device_event (type, recorded_at)
        WHERE type NOT IN ('registered', 'checked-out', 'checked-in', 'condition-reported', 'moved', 'state-changed');
      CREATE INDEX ix_device_event_override ON device_event (recorded_at)
        WHERE type = 'transferred-in-hand' OR evidence @> '{"forced": true}';
      CREATE INDEX ix_admin_log_at ON admin_log (at);
      CREATE INDEX ix_access_log_at ON access_log (at);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX ix_device_event_account, ix_device_event_site, ix_device_event_rare,
        ix_device_event_override, ix_admin_log_at, ix_access_log_at;
    `);
  }
}
