import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of devices sorted by their last entry, or filtered by year of purchase; codes by their beginning. */
export class InventoryIndexes1790000000010 implements MigrationInterface {
  name = 'InventoryIndexes1790000000010';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- Both columns in one direction: a row comparison steps through it either way.
      DROP INDEX ix_device_last_event;
      CREATE INDEX ix_device_last_event ON device (last_event_at, id);
      CREATE INDEX ix_device_site_last_event ON device (location_site_id, last_event_at, id);
      CREATE INDEX ix_device_state_last_event ON device (state, last_event_at, id);

      -- A fiscal year is twelve of these, whatever month it begins in.
      CREATE INDEX ix_device_purchase_month_tag ON device
        ((extract(year FROM purchased_on)::integer * 12 + extract(month FROM purchased_on)::integer - 1), asset_tag, id);

      -- Serves equality as before, and LIKE 'CB-04%' under any collation.
      DROP INDEX ix_device_identifier_key;
      CREATE INDEX ix_device_identifier_key ON device_identifier (value_key text_pattern_ops);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX ix_device_identifier_key;
      CREATE INDEX ix_device_identifier_key ON device_identifier (value_key);
      DROP INDEX ix_device_purchase_month_tag;
      DROP INDEX ix_device_state_last_event;
      DROP INDEX ix_device_site_last_event;
      DROP INDEX ix_device_last_event;
      CREATE INDEX ix_device_last_event ON device (last_event_at DESC, id);
    `);
  }
}
