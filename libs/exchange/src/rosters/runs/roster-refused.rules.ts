import type { RosterCounts, RosterOutcome } from './roster-run.js';

/** Whether so much of a roster was refused that it is no roster any more. One line alone never is. */
export function isMostlyRefused(
  { create, change, unchanged, withdraw, ask, refuse }: Pick<RosterCounts, RosterOutcome>,
  limitPercent: number,
): boolean {
  const all = create + change + unchanged + withdraw + ask + refuse;
  return refuse > 1 && refuse * 100 > limitPercent * all;
}
