import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@app/kernel';
import type { Database, Settings } from '@app/platform';
import { JobRuns } from '@app/platform';
import { BackupNotWritten } from '../backups.errors.js';
import type { TakenBackup } from '../dump/take-backup.js';
import { takeBackup } from '../dump/take-backup.js';
import type { NewAttempt } from './attempts.js';
import { beginAttempt, removeHalves, settleKilled, whileAlone } from './attempts.js';
import { needFolder } from './backup-folder.js';
import { keptBackups, markRemoved, policyNow, recordBackup } from './backup-records.js';
import { superfluous } from './backup.rules.js';

export interface BackupPlace {
  path: string;
  /** Somebody at a terminal named it, who sees what becomes of it. */
  isNamed?: boolean;
  passphrase: string | undefined;
  onProgress?: (done: number, total: number) => void;
}

type Folders = Pick<Settings, 'DATA_DIR' | 'backupFolder' | 'BACKUP_DIR' | 'SECRET_KEY'>;

/**
 * Takes a backup and writes down what became of it, and of one before it that was killed.
 * @throws BackupUnderWay; what the backup threw, once that is written down
 */
export const runBackup = (
  db: Database,
  settings: Folders,
  attempt: NewAttempt,
  place: BackupPlace,
): Promise<TakenBackup> =>
  whileAlone(db, async () => {
    await removeHalves(await db.transaction((tx) => settleKilled(tx, new JobRuns(db), attempt.jobRunId)));
    return runAlone(db, settings, attempt, place);
  });

async function runAlone(
  db: Database,
  settings: Folders,
  attempt: NewAttempt,
  { path, isNamed = false, passphrase, onProgress }: BackupPlace,
): Promise<TakenBackup> {
  const begun = await beginAttempt(db, attempt, path);
  try {
    if (!isNamed) await needFolder(db.read, settings);
    const order = {
      path,
      dataDir: settings.DATA_DIR,
      keyInEnvironment: settings.SECRET_KEY !== undefined,
      ...(passphrase && { passphrase }),
      ...(onProgress && { onProgress }),
    };
    const taken = await takeBackup(db, order);
    await recordBackup(db, begun, { taken, encrypted: passphrase !== undefined });
    return taken;
  } catch (failure) {
    const error = refusalOf(failure);
    // A database that is away keeps no record: then its attempt is found as one that was killed, and the log has it.
    await recordBackup(db, begun, { error: wordsOf(error) }).catch(() => undefined);
    throw error;
  }
}

/** Deletes files that the policy no longer wants, of those that lie in the folder of backups. @returns their names */
export async function removeSuperfluous(
  db: Database,
  { backupFolder }: Pick<Folders, 'backupFolder'>,
): Promise<string[]> {
  const kept = await keptBackups(db.read);
  const proven = kept.filter(({ provenAt }) => provenAt !== null).map(({ id }) => id);
  const doomed = superfluous(kept, await policyNow(db.read), proven).map(({ id }) => id);
  const names: string[] = [];
  for (const { id, fileName } of kept.filter((run) => doomed.includes(run.id))) {
    await rm(join(backupFolder, fileName), { force: true });
    await db.transaction((tx) => markRemoved(tx, id));
    names.push(fileName);
  }
  return names;
}

const KNOWN: Record<string, string> = {
  ENOSPC: 'The disk is full',
  EDQUOT: 'The quota of the folder is used up',
  EACCES: 'The folder of backups may not be written to',
  EROFS: 'The folder of backups may not be written to',
  ENOENT: 'The folder of backups cannot be reached',
  ENOTDIR: 'The folder of backups cannot be reached',
  EIO: 'The disk failed',
};

/** What a disk refuses is no riddle. */
function refusalOf(error: unknown): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  return code in KNOWN ? Object.assign(new BackupNotWritten(KNOWN[code]), { cause: error }) : error;
}

/** For the administrator; what nobody foresaw is in the log. */
export function wordsOf(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === '53100') return 'The disk of the database is full';
  return /permission denied/.test(message)
    ? 'A table may not be read: run cubby migrate'
    : `Unforeseen: ${code ?? 'see the log'}`;
}
