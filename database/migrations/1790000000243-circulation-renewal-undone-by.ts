import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who took a renewal back, for the timeline. */
export class CirculationRenewalUndoneBy1790000000243 implements MigrationInterface {
  name = 'CirculationRenewalUndoneBy1790000000243';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE loan_renewal ADD COLUMN withdrawn_by uuid, ADD COLUMN withdrawn_station_id uuid;
      -- Its successor has one parameter more.
      DROP FUNCTION IF EXISTS circulation_undo_renewals(uuid[]);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE loan_renewal DROP COLUMN withdrawn_by, DROP COLUMN withdrawn_station_id`);
  }
}
