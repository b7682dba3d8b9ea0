import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An account's person is one of the directory. */
export class DirectoryAccountPerson1790000000417 implements MigrationInterface {
  name = 'DirectoryAccountPerson1790000000417';

  async up(q: QueryRunner): Promise<void> {
    await q.query(
      'ALTER TABLE account ADD CONSTRAINT fk_account_person FOREIGN KEY (person_id) REFERENCES person (id)',
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE account DROP CONSTRAINT fk_account_person');
  }
}
