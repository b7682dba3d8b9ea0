import type { Language, Wording } from './language.js';
import { said } from './language.js';

/** Who began a backup. */
export const BACKUP_CAUSE_WORDS = {
  scheduled: ['nightly', 'nocturna'],
  asked: ['from this page', 'desde esta página'],
  command: ['by command', 'por comando'],
} as const satisfies Record<string, Wording>;

export type BackupStanding = 'failed' | 'gone' | 'missing' | 'good';

interface BackupFacts {
  state: 'done' | 'failed';
  removedAt: string | null;
  filesMissing: number | null;
}

/** What a backup is worth today. `gone`: the policy took its file away. */
export function backupStanding({ state, removedAt, filesMissing }: BackupFacts): BackupStanding {
  if (state === 'failed') return 'failed';
  if (removedAt) return 'gone';
  return filesMissing ? 'missing' : 'good';
}

const STANDINGS = {
  failed: ['Failed', 'Fallida'],
  gone: ['Taken away', 'Retirada'],
  missing: ['{n} files missing', 'Faltan {n} archivos'],
  good: ['Good', 'Buena'],
} as const satisfies Record<BackupStanding, Wording>;

/** "Good", "3 files missing". */
export const backupLabel = (backup: BackupFacts, language?: Language): string =>
  said(STANDINGS[backupStanding(backup)], language).replace('{n}', String(backup.filesMissing));

/** "1.4 GB", "32 MB" */
export function byteText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const at = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const value = bytes / 2 ** (10 * at);
  return `${value < 10 && at > 0 ? value.toFixed(1) : Math.round(value)} ${units[at]}`;
}
