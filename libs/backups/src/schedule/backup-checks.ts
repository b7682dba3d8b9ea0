import { dirname } from 'node:path';
import type { Db, Finding, Settings } from '@app/platform';
import { advice, ok, problem } from '@app/platform';
import type { BackupFolder } from './backup-folder.js';
import { freeIn } from './backup-folder.js';
import type { BackupHealth } from './backup-records.js';
import { backupHealth } from './backup-records.js';
import { roomWanted } from './backup.rules.js';
import { whyNotProvable } from './provable.js';

const DAY_MS = 86_400_000;
/** A backup that nobody ever restored is a hope. */
const PROOF_WANTED_DAYS = 90;

/** What `doctor` and the system page say about backups. */
export async function backupChecks(
  db: Db,
  settings: Pick<Settings, 'backupFolder' | 'BACKUP_DIR' | 'BACKUP_PASSPHRASE' | 'DATA_DIR'>,
): Promise<Finding[]> {
  const health = await backupHealth(db, settings).catch(() => null);
  if (!health) return [problem('Nothing is known about backups: run cubby migrate.')];
  return [
    ageOf(health),
    proofOf(health),
    await proofsOf(db, health, settings),
    await folderOf(health, settings),
    keptWhere(settings),
  ];
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

function proofOf({ provenAt, newest, now, lastProof, problems }: BackupHealth): Finding {
  if (problems.includes('proof-failed'))
    return problem(
      `The last restore for proof failed (${lastProof?.fileName}): ${lastProof?.error}. Look at /admin/backups.`,
    );
  if (problems.includes('proof-overdue'))
    return problem('No backup was proven for longer than the policy wants. Look at /admin/backups.');
  if (provenAt === null)
    return newest
      ? advice('No backup was ever proven: run cubby restore --verify FILE.')
      : ok('No backup to prove yet');
  const days = Math.floor((Date.parse(now) - Date.parse(provenAt)) / DAY_MS);
  return days > PROOF_WANTED_DAYS
    ? advice(`The last backup was proven ${days} days ago: run cubby restore --verify FILE.`)
    : ok(`A backup was proven ${days === 0 ? 'today' : `${days} days ago`}`);
}

/** Whether it happens by itself. */
async function proofsOf(
  db: Db,
  { policy: { proveDays } }: BackupHealth,
  settings: Pick<Settings, 'DATA_DIR'>,
): Promise<Finding> {
  if (proveDays === 0) return advice('No backup is proven by itself: the policy of backups says never.');
  const why = await whyNotProvable(db, settings);
  return why === null
    ? ok(`A backup is proven every ${proveDays} days`)
    : advice(
        `No backup can be proven on this machine. ${why}. Run cubby restore --verify FILE on another one, and set the days of the ` +
          'policy to 0.',
      );
}

async function folderOf({ folderProblem, newest }: BackupHealth, { backupFolder }: BackupFolder): Promise<Finding> {
  if (folderProblem !== null) return problem(`No backup can go to ${backupFolder}. ${folderProblem}.`);
  const free = await freeIn(backupFolder);
  const wanted = roomWanted(newest?.byteSize ?? 0);
  if (free < wanted)
    return problem(
      `The next backup does not fit into ${backupFolder}: ${size(free)} free, and it needs about ${size(wanted)}. Make room there, ` +
        'or keep fewer backups (/admin/backups).',
    );
  return ok(`Backups go to ${backupFolder}: ${size(free)} free`);
}

const size = (bytes: number): string =>
  bytes < 2 ** 30 ? `${(bytes / 2 ** 20).toFixed(0)} MB` : `${(bytes / 2 ** 30).toFixed(1)} GB`;

function keptWhere({ BACKUP_DIR, BACKUP_PASSPHRASE, backupFolder }: Parameters<typeof backupChecks>[1]): Finding {
  if (BACKUP_DIR === undefined)
    return advice(`Backups lie beside the data (${dirname(backupFolder)}): a lost disk takes both. Set BACKUP_DIR.`);
  return BACKUP_PASSPHRASE === undefined
    ? advice('Backups are not encrypted: whoever reads BACKUP_DIR reads student data. Set BACKUP_PASSPHRASE.')
    : ok('Backups are encrypted');
}

const hours = (ms: number): string => `${(ms / 3_600_000).toFixed(1)} hours`;
