import type { LabelRun } from './label-words.js';

export interface LastRuns {
  /** Newest first. */
  runs: LabelRun[];
  /** Somebody else made them: what is chosen after them is said to be so. */
  ofOthers: boolean;
}

/** What a choice begins with: somebody's own runs; those of others only for whoever has printed nothing there yet. */
export async function lastRunsOf(ask: (own: boolean) => Promise<LabelRun[]>): Promise<LastRuns> {
  const own = await ask(true);
  if (own.length > 0) return { runs: own, ofOthers: false };
  const runs = await ask(false);
  return { runs, ofOthers: runs.length > 0 };
}
