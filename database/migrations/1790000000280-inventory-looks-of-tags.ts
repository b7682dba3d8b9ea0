import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tags look alike as serials do: the look of every code, not of serials alone. */
export class InventoryLooksOfTags1790000000280 implements MigrationInterface {
  name = 'InventoryLooksOfTags1790000000280';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX ix_device_identifier_look;
      CREATE INDEX ix_device_identifier_look ON device_identifier (translate(value_key, 'OIL', '011'), device_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX ix_device_identifier_look;
      CREATE INDEX ix_device_identifier_look ON device_identifier (translate(value_key, 'OIL', '011'), device_id)
        WHERE kind IN ('serial', 'former-serial');
    `);
  }
}
