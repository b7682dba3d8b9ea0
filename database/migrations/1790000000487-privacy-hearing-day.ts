import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody is told of a hearing before they asked. A trigger: rows of before stay as they were written down, and can be forgotten. */
export class PrivacyHearingDay1790000000487 implements MigrationInterface {
  name = 'PrivacyHearingDay1790000000487';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- The body follows in libs/privacy/src/sql, re-applied by each migrate.
      CREATE FUNCTION privacy_refuse_hearing() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'not installed'; END $f$;
      CREATE TRIGGER record_correction_hearing BEFORE INSERT OR UPDATE OF asked_on, hearing_told_on ON record_correction
        FOR EACH ROW WHEN (NEW.hearing_told_on < NEW.asked_on) EXECUTE FUNCTION privacy_refuse_hearing();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER record_correction_hearing ON record_correction;
      DROP FUNCTION privacy_refuse_hearing();
    `);
  }
}
