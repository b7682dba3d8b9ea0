import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The token that a session had before its last proof: requests that were on their way with it may still read. */
export class IdentityFormerToken1790000000461 implements MigrationInterface {
  name = 'IdentityFormerToken1790000000461';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE session ADD COLUMN former_hash bytea, ADD COLUMN former_until timestamptz,
        ADD CONSTRAINT ck_session_former CHECK ((former_hash IS NULL) = (former_until IS NULL));
      CREATE UNIQUE INDEX uq_session_former ON session (former_hash) WHERE former_hash IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE session DROP COLUMN former_hash, DROP COLUMN former_until');
  }
}
