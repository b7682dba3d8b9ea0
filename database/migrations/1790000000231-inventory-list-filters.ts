import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Filters of the list of devices by room, program and funding, in the order of tags. Two of the indexes take the place of
 * those of the foreign keys; few devices have a program.
 */
export class InventoryListFilters1790000000231 implements MigrationInterface {
  name = 'InventoryListFilters1790000000231';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE INDEX ix_device_room_tag ON device (location_room_id, asset_tag, id) WHERE location_room_id IS NOT NULL;
      CREATE INDEX ix_device_funding_tag ON device (funding_split_id, asset_tag, id) WHERE funding_split_id IS NOT NULL;
      CREATE INDEX ix_device_program_tag ON device (program, asset_tag, id) WHERE program IS NOT NULL;
      DROP INDEX ix_device_location_room, ix_device_funding_split;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE INDEX ix_device_location_room ON device (location_room_id) WHERE location_room_id IS NOT NULL;
      CREATE INDEX ix_device_funding_split ON device (funding_split_id) WHERE funding_split_id IS NOT NULL;
      DROP INDEX ix_device_room_tag, ix_device_funding_tag, ix_device_program_tag;
    `);
  }
}
