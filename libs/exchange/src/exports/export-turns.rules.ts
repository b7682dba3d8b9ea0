/** Rows a second, about: only the order of the jobs follows from it. */
const PACE = 5_000;
/** Of a list that nobody counts. */
const UNCOUNTED = 100_000;
/** Turns are kept as seconds since then, so that they fit an integer for a lifetime. */
const SINCE = 1_700_000_000;

export interface Waiting {
  now: Date;
  /** The last turn of the same account that is not over; `null`: it has nothing under way. */
  last: number | null;
  /** `null`: more than are counted. */
  rows: number | null;
}

/**
 * When a job would be done if every account had the machine for itself; whose turn is least goes first. A short file
 * passes a long one, nobody passes by asking for three at once, and a long one is not passed for ever: later ones have
 * later turns.
 */
export const turnOf = ({ now, last, rows }: Waiting): number =>
  Math.max(Math.floor(now.getTime() / 1_000) - SINCE, last ?? 0) + Math.ceil((rows ?? UNCOUNTED) / PACE);
