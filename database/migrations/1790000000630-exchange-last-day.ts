import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last day of attendance, as the enrolments of a roster say it: of whom a run deletes, and of whom it asks about. */
export class ExchangeLastDay1790000000630 implements MigrationInterface {
  name = 'ExchangeLastDay1790000000630';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE roster_person ADD COLUMN left_on date;
      -- Of missing: offered to whoever answers.
      ALTER TABLE roster_question ADD COLUMN left_on date;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE roster_question DROP COLUMN left_on; ALTER TABLE roster_person DROP COLUMN left_on');
  }
}
