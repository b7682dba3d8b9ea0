import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the station says to an account. */
export class IdentityLanguage1790000000161 implements MigrationInterface {
  name = 'IdentityLanguage1790000000161';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE account ADD COLUMN language text NOT NULL DEFAULT 'en',
        ADD CONSTRAINT ck_account_language CHECK (language IN ('en', 'es'));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE account DROP COLUMN language');
  }
}
