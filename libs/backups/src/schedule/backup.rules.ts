import { dayIn, instantAt } from '@app/kernel';

/** Nightly with two hours to spare: an older one means that a night was missed. */
export const OVERDUE_AFTER_MS = 26 * 3_600_000;

export interface BackupPolicy {
  hour: number;
  keepNewest: number;
  keepMonths: number;
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

export interface KeptBackup {
  id: string;
  takenAt: string;
}

/** Of good backups those that may go: neither among the newest, nor the first of a month that counts, nor needed as proof. */
export function superfluous(
  backups: readonly KeptBackup[],
  { keepNewest, keepMonths }: BackupPolicy,
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

export interface BackupFacts {
  now: Date;
  /** The newest good one that is still there. */
  newestTakenAt: Date | null;
  /** Whether the last attempt failed. */
  lastFailed: boolean;
  /** Since when there is somebody to back up. */
  inUseSince: Date | null;
}

export type BackupProblem = 'backup-failed' | 'backup-overdue';

/** What must be put right about backups; nothing in an installation of yesterday's evening. */
export function problemsOf({ now, newestTakenAt, lastFailed, inUseSince }: BackupFacts): BackupProblem[] {
  const since = newestTakenAt ?? inUseSince;
  const overdue = since !== null && now.getTime() - since.getTime() > OVERDUE_AFTER_MS;
  return [...(lastFailed ? (['backup-failed'] as const) : []), ...(overdue ? (['backup-overdue'] as const) : [])];
}
