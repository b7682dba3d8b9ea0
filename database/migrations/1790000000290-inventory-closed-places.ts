import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `inventory_closed_places` takes its place: lines whose site was closed are refused by themselves too. */
export class InventoryClosedPlaces1790000000290 implements MigrationInterface {
  name = 'InventoryClosedPlaces1790000000290';

  async up(q: QueryRunner): Promise<void> {
    await q.query('DROP FUNCTION IF EXISTS inventory_closed_rooms(uuid, integer, integer)');
  }

  async down(): Promise<void> {
    // It comes back with the functions of the release that had it.
  }
}
