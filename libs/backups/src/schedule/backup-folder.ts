import { access, constants, mkdir, stat } from 'node:fs/promises';
import type { Settings } from '@app/platform';
import { BackupNotWritten } from '../backups.errors.js';

export type BackupFolder = Pick<Settings, 'backupFolder' | 'BACKUP_DIR'>;

/**
 * Why no backup can go to its folder, in words; `null` when it can. Only the default below `DATA_DIR` is made when it is
 * missing: a configured folder that is not there is a share that is not mounted, and one made in its place fills the local disk.
 */
export async function whyNoFolder({ backupFolder, BACKUP_DIR }: BackupFolder): Promise<string | null> {
  try {
    if (BACKUP_DIR === undefined) await mkdir(backupFolder, { recursive: true, mode: 0o700 });
    const found = await stat(backupFolder);
    if (!found.isDirectory()) return 'BACKUP_DIR is not a folder';
    await access(backupFolder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EROFS') return 'The folder of backups may not be written to';
    return BACKUP_DIR === undefined
      ? `The folder of backups cannot be made (${code})`
      : 'The folder of BACKUP_DIR is not there: mount its share, or make it';
  }
}

/** @throws BackupNotWritten */
export async function needFolder(folder: BackupFolder): Promise<void> {
  const why = await whyNoFolder(folder);
  if (why !== null) throw new BackupNotWritten(why);
}
