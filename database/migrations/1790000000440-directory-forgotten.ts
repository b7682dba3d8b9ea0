import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person whose years are over keeps the record and the history of devices, and nothing that says who it was. */
export class DirectoryForgotten1790000000440 implements MigrationInterface {
  name = 'DirectoryForgotten1790000000440';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE person
        ADD COLUMN forgotten_at timestamptz,
        ADD CONSTRAINT ck_person_forgotten CHECK (forgotten_at IS NULL OR ((state = 'withdrawn' OR merged_into_id IS NOT NULL)
          AND kind = 'student' AND number LIKE 'FORMER-%' AND NOT temporary
          AND num_nonnulls(grade, homeroom, language, email, known_number, do_not_contact_reason) = 0));
      -- Who left and is not forgotten yet: what retention looks at.
      CREATE INDEX ix_person_left ON person (withdrawn_on, id)
        WHERE state = 'withdrawn' AND kind = 'student' AND merged_into_id IS NULL AND forgotten_at IS NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER IF EXISTS loan_person_remembered ON loan;
      DROP TRIGGER IF EXISTS person_stays_forgotten ON person;
      DROP TRIGGER IF EXISTS guardian_of_remembered ON guardian;
      DROP TRIGGER IF EXISTS person_identifier_of_remembered ON person_identifier;
      ALTER TABLE person DROP CONSTRAINT ck_person_forgotten;
      DROP INDEX ix_person_left;
      ALTER TABLE person DROP COLUMN forgotten_at;
    `);
  }
}
