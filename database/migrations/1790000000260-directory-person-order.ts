import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People in the order of a printed roll: the whole family name first, then the given name. U+FFFE is the character that
 * collation puts before every other, for keys made of several fields: with a comma "Abdi, Zoe" came after "Abdi-Adams".
 * The indexes that end in the key are built anew by the same statement.
 */
export class DirectoryPersonOrder1790000000260 implements MigrationInterface {
  name = 'DirectoryPersonOrder1790000000260';

  async up(q: QueryRunner): Promise<void> {
    await q.query(
      `ALTER TABLE person ALTER COLUMN sort_name SET EXPRESSION AS (family_name || U&'\\FFFE' || given_name)`,
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE person ALTER COLUMN sort_name SET EXPRESSION AS (family_name || ', ' || given_name)`);
  }
}
