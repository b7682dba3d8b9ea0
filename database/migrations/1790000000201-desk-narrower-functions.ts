import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The functions that take fewer arguments now would stay beside the new ones. */
export class DeskNarrowerFunctions1790000000201 implements MigrationInterface {
  name = 'DeskNarrowerFunctions1790000000201';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION IF EXISTS desk_device_card(uuid, uuid, date, uuid[], uuid[]);
      DROP FUNCTION IF EXISTS desk_swap(uuid, integer, uuid, uuid, date, uuid[]);
    `);
  }

  async down(): Promise<void> {
    // They come back with the functions of the release that had them.
  }
}
