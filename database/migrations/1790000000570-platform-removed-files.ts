import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A file whose time is over keeps its record, which says when the bytes went: otherwise they count as lost. */
export class PlatformRemovedFiles1790000000570 implements MigrationInterface {
  name = 'PlatformRemovedFiles1790000000570';

  async up(q: QueryRunner): Promise<void> {
    // Imports have no such mark of their own: the next night finds theirs again.
    await q.query(`
      ALTER TABLE stored_file ADD COLUMN removed_at timestamptz;
      UPDATE stored_file f SET removed_at = r.purged_at FROM roster_run r WHERE r.file_id = f.id AND r.purged_at IS NOT NULL;
      UPDATE stored_file f SET removed_at = r.purged_at FROM export_run r WHERE r.file_id = f.id AND r.purged_at IS NOT NULL;
      UPDATE stored_file f SET removed_at = clock_timestamp()
        WHERE f.purpose = 'labels' AND NOT EXISTS (SELECT 1 FROM label_run r WHERE r.file_id = f.id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE stored_file DROP COLUMN removed_at');
  }
}
