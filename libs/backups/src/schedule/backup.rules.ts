import { dayIn, instantAt } from '@app/kernel';

/** Nightly with two hours to spare: an older one means that a night was missed. */
export const OVERDUE_AFTER_MS = 26 * 3_600_000;

export interface BackupPolicy {
  hour: number;
  keepNewest: number;
  keepMonths: number;
  /** Days from one restore for proof to the next; 0: never. */
  proveDays: number;
}

const hourOn = (day: string, hour: number, timeZone: string): number =>
  Date.parse(instantAt(day, `${String(hour).padStart(2, '0')}:00`, timeZone));

/** The last time at which a nightly backup should have begun. */
export function lastDue(now: Date, hour: number, timeZone: string): Date {
  const today = hourOn(dayIn(timeZone, now), hour, timeZone);
  if (today <= now.getTime()) return new Date(today);
  return new Date(hourOn(dayIn(timeZone, new Date(now.getTime() - 86_400_000)), hour, timeZone));
}

/** Due: none that began since then has succeeded. A failed one is tried again each hour. */
export const isDue = (now: Date, hour: number, timeZone: string, lastGoodBegunAt: Date | null): boolean =>
  lastGoodBegunAt === null || lastGoodBegunAt < lastDue(now, hour, timeZone);

/** Older ones are deleted after the next one is written, and that one is a little larger. */
export const roomWanted = (lastBytes: number): number => Math.ceil(lastBytes * 1.1) + 2 ** 24;

export interface KeptBackup {
  id: string;
  takenAt: string;
}

/** Of good backups those that may go: neither among the newest, nor the first of a month that counts, nor needed as proof. */
export function superfluous(
  backups: readonly KeptBackup[],
  { keepNewest, keepMonths }: Pick<BackupPolicy, 'keepNewest' | 'keepMonths'>,
  provenIds: readonly string[],
): KeptBackup[] {
  const newestFirst = [...backups].sort((a, b) => b.takenAt.localeCompare(a.takenAt));
  const monthOf = (backup: KeptBackup): string => backup.takenAt.slice(0, 7);
  const firsts = new Map<string, string>();
  for (const backup of newestFirst) firsts.set(monthOf(backup), backup.id);
  const months = [...firsts.keys()].slice(0, keepMonths);
  const kept = new Set([
    ...newestFirst.slice(0, keepNewest).map(({ id }) => id),
    ...months.map((month) => firsts.get(month)),
    ...newestFirst
      .filter(({ id }) => provenIds.includes(id))
      .slice(0, 1)
      .map(({ id }) => id),
  ]);
  return newestFirst.filter(({ id }) => !kept.has(id));
}

const DAY_MS = 86_400_000;

/** Asked after a nightly backup, which is not to the minute: half a day early is in time. One that failed is due again. */
export const isProofDue = (now: Date, proveDays: number, provenAt: Date | null): boolean =>
  proveDays > 0 && (provenAt === null || now.getTime() - provenAt.getTime() >= (proveDays - 0.5) * DAY_MS);

/** Two nights may go wrong before anybody is alarmed. */
const PROOF_GRACE_DAYS = 2;

export interface BackupFacts {
  now: Date;
  /** The newest good one that is still there. */
  newestTakenAt: Date | null;
  /** Whether the last attempt failed. */
  lastFailed: boolean;
  /** Whether one can be written. */
  hasFolder: boolean;
  /** Since when there is somebody to back up. */
  inUseSince: Date | null;
  proveDays: number;
  provenAt: Date | null;
  /** Whether the last restore for proof failed. */
  proofFailed: boolean;
  /** When there was the first backup to prove. */
  firstTakenAt: Date | null;
}

/** `backup-folder`: the next one will fail. */
export const BACKUP_PROBLEMS = [
  'backup-failed',
  'backup-overdue',
  'backup-folder',
  'proof-failed',
  'proof-overdue',
] as const;
export type BackupProblem = (typeof BACKUP_PROBLEMS)[number];

/** What must be put right about backups; nothing in an installation of yesterday's evening. */
export function problemsOf(facts: BackupFacts): BackupProblem[] {
  const { lastFailed, hasFolder, proofFailed, newestTakenAt, inUseSince, provenAt, firstTakenAt, proveDays } = facts;
  const older = (since: Date | null, ms: number): boolean =>
    since !== null && facts.now.getTime() - since.getTime() > ms;
  const wrong: Record<BackupProblem, boolean> = {
    'backup-failed': lastFailed,
    'backup-overdue': older(newestTakenAt ?? inUseSince, OVERDUE_AFTER_MS),
    'backup-folder': !hasFolder,
    'proof-failed': proofFailed,
    'proof-overdue': proveDays > 0 && older(provenAt ?? firstTakenAt, (proveDays + PROOF_GRACE_DAYS) * DAY_MS),
  };
  return (Object.keys(wrong) as BackupProblem[]).filter((problem) => wrong[problem]);
}
