import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why the groups that a provider names cannot be read, of the newest sign-in that named any. */
export class IdentityGroupsFault1790000000600 implements MigrationInterface {
  name = 'IdentityGroupsFault1790000000600';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE identity_provider ADD COLUMN groups_fault text,
        ADD CONSTRAINT ck_identity_provider_groups_fault CHECK (groups_fault IN ('not-names', 'elsewhere'));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE identity_provider DROP COLUMN groups_fault');
  }
}
