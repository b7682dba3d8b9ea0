import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Restores for proof are made by the clock, and one that failed is kept. */
export class BackupsProofs1790000000470 implements MigrationInterface {
  name = 'BackupsProofs1790000000470';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE policy_backup
        -- After the nightly backup; 0: never.
        ADD COLUMN prove_days smallint NOT NULL DEFAULT 7,
        ADD CONSTRAINT ck_policy_backup_prove CHECK (prove_days BETWEEN 0 AND 365);
      -- Words for the administrator; NULL: it was proven.
      ALTER TABLE backup_proof ADD COLUMN error text;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DELETE FROM backup_proof WHERE error IS NOT NULL;
      ALTER TABLE backup_proof DROP COLUMN error;
      ALTER TABLE policy_backup DROP COLUMN prove_days;
    `);
  }
}
