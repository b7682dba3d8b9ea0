import { access, constants, mkdir, stat } from 'node:fs/promises';
import type { Settings } from '@app/platform';
import { BackupNotWritten } from '../backups.errors.js';

export type BackupFolder = Pick<Settings, 'backupFolder' | 'BACKUP_DIR'>;

/** Why no backup can go to its folder, in words; `null` when it can. Looks only. */
export async function whyNoFolder({ backupFolder, BACKUP_DIR }: BackupFolder): Promise<string | null> {
  try {
    if (!(await stat(backupFolder)).isDirectory()) return 'The place of backups is not a folder';
    await access(backupFolder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EROFS') return 'The folder of backups may not be written to';
    // The default is made when it is needed.
    return BACKUP_DIR === undefined ? null : 'The folder of BACKUP_DIR is not there: mount its share, or make it';
  }
}

/**
 * The folder, ready to be written to. Only the default below `DATA_DIR` is made when it is missing: a configured one that is
 * not there is a share that is not mounted, and a folder made in its place fills the local disk.
 * @throws BackupNotWritten
 */
export async function needFolder(folder: BackupFolder): Promise<void> {
  if (folder.BACKUP_DIR === undefined) await mkdir(folder.backupFolder, { recursive: true, mode: 0o700 });
  const why = await whyNoFolder(folder);
  if (why !== null) throw new BackupNotWritten(why);
}
