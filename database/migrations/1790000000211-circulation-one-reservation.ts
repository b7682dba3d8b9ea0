import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One device at a time is set aside for somebody; of several the first promise stands. */
export class CirculationOneReservation1790000000211 implements MigrationInterface {
  name = 'CirculationOneReservation1790000000211';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      UPDATE reservation r SET state = 'cancelled', ended_at = clock_timestamp(), version = version + 1
        WHERE state = 'live' AND EXISTS (SELECT 1 FROM reservation o WHERE o.person_id = r.person_id AND o.state = 'live'
          AND (o.reserved_at, o.id) < (r.reserved_at, r.id));
      CREATE UNIQUE INDEX uq_reservation_person ON reservation (person_id) WHERE state = 'live';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP INDEX uq_reservation_person`);
  }
}
