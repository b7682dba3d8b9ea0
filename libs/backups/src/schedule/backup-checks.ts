import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Db, Finding, Settings } from '@app/platform';
import { advice, ok, problem } from '@app/platform';
import type { BackupHealth } from './backup-records.js';
import { backupHealth } from './backup-records.js';

const DAY_MS = 86_400_000;
/** A backup that nobody ever restored is a hope. */
const PROOF_WANTED_DAYS = 90;

/** What `doctor` and the system page say about backups. */
export async function backupChecks(
  db: Db,
  settings: Pick<Settings, 'backupFolder' | 'BACKUP_DIR' | 'BACKUP_PASSPHRASE'>,
): Promise<Finding[]> {
  const health = await backupHealth(db).catch(() => null);
  if (!health) return [problem('Nothing is known about backups: run cubby migrate.')];
  return [ageOf(health), proofOf(health), await folderOf(settings), keptWhere(settings)];
}

function ageOf({ newest, problems, now }: BackupHealth): Finding {
  const age = newest?.takenAt ? `${hours(Date.parse(now) - Date.parse(newest.takenAt))} old` : 'none yet';
  if (problems.includes('backup-failed'))
    return problem(`The last backup failed (the newest good one: ${age}). Look at /admin/backups.`);
  if (problems.includes('backup-overdue'))
    return problem(
      `No backup for more than 26 hours (the newest: ${age}). Is a process with ROLE=all or worker running?`,
    );
  return newest ? ok(`The newest backup is ${age}`) : ok('No backup yet: the first one is taken tonight');
}

function proofOf({ provenAt, newest, now }: BackupHealth): Finding {
  if (provenAt === null)
    return newest
      ? advice('No backup was ever proven: run cubby restore --verify FILE.')
      : ok('No backup to prove yet');
  const days = Math.floor((Date.parse(now) - Date.parse(provenAt)) / DAY_MS);
  return days > PROOF_WANTED_DAYS
    ? advice(`The last backup was proven ${days} days ago: run cubby restore --verify FILE.`)
    : ok(`A backup was proven ${days === 0 ? 'today' : `${days} days ago`}`);
}

async function folderOf({ backupFolder }: Pick<Settings, 'backupFolder'>): Promise<Finding> {
  try {
    await mkdir(backupFolder, { recursive: true, mode: 0o700 });
    await access(backupFolder, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(backupFolder);
    return ok(`Backups go to ${backupFolder}: ${((bavail * bsize) / 2 ** 30).toFixed(1)} GB free`);
  } catch (error) {
    return problem(`Backups cannot go to ${backupFolder}: ${(error as Error).message}. Set BACKUP_DIR.`);
  }
}

function keptWhere({ BACKUP_DIR, BACKUP_PASSPHRASE, backupFolder }: Parameters<typeof backupChecks>[1]): Finding {
  if (BACKUP_DIR === undefined)
    return advice(`Backups lie beside the data (${dirname(backupFolder)}): a lost disk takes both. Set BACKUP_DIR.`);
  return BACKUP_PASSPHRASE === undefined
    ? advice('Backups are not encrypted: whoever reads BACKUP_DIR reads student data. Set BACKUP_PASSPHRASE.')
    : ok('Backups are encrypted');
}

const hours = (ms: number): string => `${(ms / 3_600_000).toFixed(1)} hours`;
