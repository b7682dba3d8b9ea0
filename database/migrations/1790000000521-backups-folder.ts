import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a backup lies, so that a mount point without its share is told from the folder that has it. */
export class BackupsFolder1790000000521 implements MigrationInterface {
  name = 'BackupsFolder1790000000521';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- NULL: of a failed one, of one from before this was written down, and of those of the machine that a backup was restored from.
      ALTER TABLE backup_run ADD COLUMN folder text;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE backup_run DROP COLUMN folder');
  }
}
