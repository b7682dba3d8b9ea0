import { access, constants, mkdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Db, Settings } from '@app/platform';
import { BackupNotWritten } from '../backups.errors.js';

export type BackupFolder = Pick<Settings, 'backupFolder' | 'BACKUP_DIR'>;

/** Why no backup can go to its folder, in words; `null` when it can. Looks only. */
export async function whyNoFolder(db: Db, { backupFolder, BACKUP_DIR }: BackupFolder): Promise<string | null> {
  try {
    if (!(await stat(backupFolder)).isDirectory()) return 'The place of backups is not a folder';
    await access(backupFolder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EROFS') return 'The folder of backups may not be written to';
    // The default is made when it is needed.
    return BACKUP_DIR === undefined ? null : 'The folder of BACKUP_DIR is not there: mount its share, or make it';
  }
  return BACKUP_DIR === undefined ? null : whyOther(db, backupFolder);
}

/** A mount point without its share is a folder like any other; the last backup that was written there tells the two apart. */
async function whyOther(db: Db, folder: string): Promise<string | null> {
  const [last] = await db.query<{ fileName: string }>(
    `SELECT file_name AS "fileName" FROM backup_run WHERE state = 'done' AND folder = $1 ORDER BY taken_at DESC LIMIT 1`,
    [folder],
  );
  if (!last || (await stat(join(folder, last.fileName)).catch(() => null))) return null;
  return `The folder of BACKUP_DIR does not hold the last backup, ${last.fileName}: mount its share. If it was taken away, run cubby backup --to the folder`;
}

/** Bytes that may still be written to the folder, or to where it will be made. */
export async function freeIn(folder: string): Promise<number> {
  const found = await statfs(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && dirname(folder) !== folder) return null;
    throw error;
  });
  return found ? found.bavail * found.bsize : freeIn(dirname(folder));
}

/**
 * The folder, ready to be written to. Only the default below `DATA_DIR` is made when it is missing: a configured one that is
 * not there, or does not hold what was written to it, is a share that is not mounted, and would fill the local disk.
 * @throws BackupNotWritten
 */
export async function needFolder(db: Db, folder: BackupFolder): Promise<void> {
  if (folder.BACKUP_DIR === undefined) await mkdir(folder.backupFolder, { recursive: true, mode: 0o700 });
  const why = await whyNoFolder(db, folder);
  if (why !== null) throw new BackupNotWritten(why);
}
