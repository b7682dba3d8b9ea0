import { join } from 'node:path';
import type { Db } from '@app/platform';
import { fileHash } from '../schedule/backup-records.js';

/** A backup or an export of everything, whose file was looked at. */
export interface TakenAlong {
  kind: 'backup' | 'export';
  path: string;
  sha256: string;
  at: string;
}

/** The newest first. Of an export only the checksum is known. */
const OF_THE_LAST_DAY = `
SELECT * FROM (
  SELECT 'backup' AS kind, file_name AS "fileName", encode(sha256, 'hex') AS sha256, taken_at AS at
  FROM backup_run WHERE state = 'done' AND removed_at IS NULL
  UNION ALL
  SELECT 'export', NULL, detail ->> 'sha256', at
  FROM access_log WHERE action = 'people.exported' AND detail ->> 'list' = 'everything') t
WHERE at > clock_timestamp() - interval '24 hours' ORDER BY at DESC`;

/**
 * What was taken along in the last day and is there as it was written: a record may have come with a restore, without the file.
 * @param shown a file elsewhere than in the folder of backups
 */
export async function takenAlong(db: Db, folder: string, shown: string | undefined): Promise<TakenAlong | null> {
  const known = await db.query<Omit<TakenAlong, 'path'> & { fileName: string | null }>(OF_THE_LAST_DAY);
  const shownHash = shown === undefined ? null : await fileHash(shown).catch(() => null);
  for (const { fileName, ...facts } of known) {
    if (shown !== undefined && shownHash === facts.sha256) return { ...facts, path: shown };
    const path = fileName === null ? null : join(folder, fileName);
    if (path !== null && (await fileHash(path).catch(() => null)) === facts.sha256) return { ...facts, path };
  }
  return null;
}
