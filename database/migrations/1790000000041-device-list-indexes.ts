import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The few devices that are not where they belong: a list of their own, and a part of every list that somebody of one site
 * sees, which would otherwise look through all devices of the site for them. And a model in one state: “how many spare
 * 511s are there?”.
 */
export class DeviceListIndexes1790000000041 implements MigrationInterface {
  name = 'DeviceListIndexes1790000000041';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE INDEX ix_device_elsewhere_tag ON device (asset_tag, id) WHERE home_site_id <> location_site_id;
      CREATE INDEX ix_device_home_elsewhere_tag ON device (home_site_id, asset_tag, id) WHERE home_site_id <> location_site_id;
      CREATE INDEX ix_device_model_state_tag ON device (model_id, state, asset_tag, id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX ix_device_model_state_tag;
      DROP INDEX ix_device_home_elsewhere_tag;
      DROP INDEX ix_device_elsewhere_tag;
    `);
  }
}
