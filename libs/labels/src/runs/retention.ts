import type { Database, StoredFiles } from '@app/platform';

const KEEP_DAYS = 7;

/** Files of large runs go after a week: the record draws them again for whoever asks. */
export async function purgeLabelFiles(db: Database, files: StoredFiles, keepDays = KEEP_DAYS): Promise<void> {
  const old = await db.transaction((tx) =>
    tx.query<{ id: string; purpose: string }>(
      `WITH gone AS (UPDATE label_run SET file_id = NULL
         WHERE file_id IS NOT NULL AND finished_at < clock_timestamp() - make_interval(days => $1) RETURNING old.file_id)
       SELECT f.id, f.purpose FROM gone JOIN stored_file f ON f.id = gone.file_id`,
      [keepDays],
    ),
  );
  for (const file of old) await files.discard(file);
}
