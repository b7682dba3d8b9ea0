import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The order in which people write numbered names: 9-01 before 10-01. */
export class DirectoryNaturalOrder1790000000334 implements MigrationInterface {
  name = 'DirectoryNaturalOrder1790000000334';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE COLLATION natural_order (provider = icu, locale = 'und-u-kn-true')`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP COLLATION natural_order');
  }
}
