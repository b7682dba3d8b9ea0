import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A part of a name has as many characters as rosters may send, 255: the forms and files had 200, the table no limit. */
export class DirectoryNameLength1790000000631 implements MigrationInterface {
  name = 'DirectoryNameLength1790000000631';

  async up(q: QueryRunner): Promise<void> {
    await q.query(
      'ALTER TABLE person ADD CONSTRAINT ck_person_name_length CHECK (length(given_name) <= 255 AND length(family_name) <= 255)',
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE person DROP CONSTRAINT ck_person_name_length');
  }
}
