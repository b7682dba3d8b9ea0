import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contacts that the roster sends are the roster's; those that somebody typed are never touched by it. */
export class DirectoryGuardianOrigin1790000000401 implements MigrationInterface {
  name = 'DirectoryGuardianOrigin1790000000401';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE guardian ADD COLUMN origin text NOT NULL DEFAULT 'hand',
        ADD CONSTRAINT ck_guardian_origin CHECK (origin IN ('hand', 'roster'));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE guardian DROP COLUMN origin');
  }
}
