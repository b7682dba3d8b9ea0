import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that only partial indexes began with: the lines of a clearance were found by reading those of all others. */
export class PlatformForeignKeyIndexes1790000000292 implements MigrationInterface {
  name = 'PlatformForeignKeyIndexes1790000000292';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE INDEX ix_clearance_item_clearance ON clearance_item (clearance_id);
      CREATE INDEX ix_clearance_item_line ON clearance_item (line_id) WHERE line_id IS NOT NULL;
      CREATE INDEX ix_loan_site ON loan (site_id);
      CREATE INDEX ix_saved_view_site ON saved_view (site_id) WHERE site_id IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP INDEX ix_clearance_item_clearance, ix_clearance_item_line, ix_loan_site, ix_saved_view_site');
  }
}
