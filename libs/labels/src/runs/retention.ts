import type { Database, StoredFiles } from '@app/platform';

const KEEP_DAYS = 7;

/** Files of large runs go after a week: the record draws them again for whoever asks. */
export async function purgeLabelFiles(db: Database, files: StoredFiles, keepDays = KEEP_DAYS): Promise<void> {
  const old = await db.transaction(async (tx) => {
    const runs = await tx.query<{ fileId: string }>(
      `UPDATE label_run SET file_id = NULL
       WHERE file_id IS NOT NULL AND finished_at < clock_timestamp() - make_interval(days => $1) RETURNING old.file_id AS "fileId"`,
      [keepDays],
    );
    return files.retire(
      tx,
      runs.map(({ fileId }) => fileId),
    );
  });
  for (const file of old) await files.discard(file);
}
