import { isDue, isProofDue, lastDue, problemsOf, superfluous } from './backup.rules.js';
import { roomFor } from './provable.js';

const LA = 'America/Los_Angeles';
const at = (text: string): Date => new Date(text);

it.each([
  ['before the hour: yesterday’s', '2026-11-26T08:59:00Z', 1, '2026-11-25T09:00:00.000Z'],
  ['at the hour: today’s', '2026-11-26T09:00:00Z', 1, '2026-11-26T09:00:00.000Z'],
  ['late in the day: today’s', '2026-11-27T07:59:00Z', 1, '2026-11-26T09:00:00.000Z'],
  ['the hour that summer time skips is the next one', '2026-03-08T11:00:00Z', 2, '2026-03-08T10:00:00.000Z'],
  ['the hour that comes twice is the first', '2026-11-01T12:00:00Z', 1, '2026-11-01T08:00:00.000Z'],
])('due %s', (_what, now, hour, due) => {
  expect(lastDue(at(now), hour, LA).toISOString()).toBe(due);
});

it('is due once a night, again after a failure, and after nights that were missed', () => {
  const now = at('2026-11-26T09:05:00Z');
  expect(isDue(now, 1, LA, null)).toBe(true);
  expect(isDue(now, 1, LA, at('2026-11-26T09:00:01Z'))).toBe(false);
  expect(isDue(now, 1, LA, at('2026-11-25T22:00:00Z'))).toBe(true);
  expect(isDue(at('2026-11-26T20:05:00Z'), 1, LA, at('2026-11-25T09:05:00Z'))).toBe(true);
});

it('keeps the newest, the first of each month, and the newest that was proven', () => {
  const days = ['2026-08-31', '2026-09-01', '2026-09-15', '2026-10-02', '2026-10-30', '2026-11-24', '2026-11-25'];
  const backups = days.map((day) => ({ id: day, takenAt: `${day}T09:00:00.000Z` }));
  const gone = (keepNewest: number, keepMonths: number, proven: string[] = []): string[] =>
    superfluous(backups, { keepNewest, keepMonths }, proven)
      .map(({ id }) => id)
      .sort();
  expect(gone(2, 3)).toEqual(['2026-08-31', '2026-09-15', '2026-10-30']);
  expect(gone(2, 0)).toEqual(days.slice(0, 5));
  expect(gone(2, 0, ['2026-09-15', '2026-08-31'])).toEqual(days.slice(0, 5).filter((day) => day !== '2026-09-15'));
  expect(gone(14, 6)).toEqual([]);
});

it('is a problem when the last one failed, or when none is young enough', () => {
  const now = at('2026-11-26T12:00:00Z');
  const facts = {
    now,
    newestTakenAt: at('2026-11-26T09:00:00Z'),
    lastFailed: false,
    hasFolder: true,
    inUseSince: at('2026-01-01T00:00:00Z'),
    proveDays: 7,
    provenAt: at('2026-11-24T09:00:00Z'),
    proofFailed: false,
    firstTakenAt: at('2026-01-01T09:00:00Z'),
  };
  expect(problemsOf(facts)).toEqual([]);
  expect(problemsOf({ ...facts, lastFailed: true })).toEqual(['backup-failed']);
  expect(problemsOf({ ...facts, hasFolder: false })).toEqual(['backup-folder']);
  expect(problemsOf({ ...facts, newestTakenAt: at('2026-11-25T09:59:00Z') })).toEqual(['backup-overdue']);
  expect(problemsOf({ ...facts, newestTakenAt: null, lastFailed: true })).toEqual(['backup-failed', 'backup-overdue']);
  expect(problemsOf({ ...facts, newestTakenAt: null, inUseSince: at('2026-11-26T08:00:00Z') })).toEqual([]);
  expect(problemsOf({ ...facts, newestTakenAt: null, inUseSince: null })).toEqual([]);
});

it('restores for proof every so many nights, again after a failure, never with 0', () => {
  const now = at('2026-11-26T09:05:00Z');
  expect(isProofDue(now, 7, null)).toBe(true);
  expect(isProofDue(now, 7, at('2026-11-20T09:10:00Z'))).toBe(false);
  // The nightly backup is not to the minute.
  expect(isProofDue(now, 7, at('2026-11-19T09:40:00Z'))).toBe(true);
  expect(isProofDue(now, 1, at('2026-11-25T10:00:00Z'))).toBe(true);
  expect(isProofDue(now, 0, null)).toBe(false);
});

it('is a problem when the last proof failed, or none came for two nights longer than the policy says', () => {
  const facts = {
    now: at('2026-11-26T12:00:00Z'),
    newestTakenAt: at('2026-11-26T09:00:00Z'),
    lastFailed: false,
    hasFolder: true,
    inUseSince: null,
    proveDays: 7,
    provenAt: at('2026-11-18T09:00:00Z'),
    proofFailed: false,
    firstTakenAt: at('2026-01-01T09:00:00Z'),
  };
  expect(problemsOf(facts)).toEqual([]);
  expect(problemsOf({ ...facts, proofFailed: true })).toEqual(['proof-failed']);
  expect(problemsOf({ ...facts, provenAt: at('2026-11-17T09:00:00Z') })).toEqual(['proof-overdue']);
  expect(problemsOf({ ...facts, proveDays: 0, provenAt: null })).toEqual([]);
  expect(problemsOf({ ...facts, provenAt: null })).toEqual(['proof-overdue']);
  expect(problemsOf({ ...facts, provenAt: null, firstTakenAt: at('2026-11-25T09:00:00Z') })).toEqual([]);
});

it('needs room for the district once more, and says how much', () => {
  expect(roomFor(2 ** 30, 3 * 2 ** 30)).toBeNull();
  expect(roomFor(2 ** 30, 3 * 2 ** 30 - 1)).toBe('It would need 3.0 GB in DATA_DIR, of which 3.0 GB are free');
});
