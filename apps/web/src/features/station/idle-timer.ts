export interface IdleState {
  /** Seconds until the person clears; `null` outside the last 20 s. */
  warning: number | null;
  /** Ten seconds without a scan: the card asks whether it is still the same person. */
  stillThere: boolean;
  expired: boolean;
}

export const IDLE_WARNING_MS = 20_000;
const STILL_THERE_MS = 10_000;

/** What the idle clock says. `limitMs` 0 turns it off; while scans are queued it stands still. */
export function idleState(sinceMs: number, limitMs: number, queued: boolean): IdleState {
  const stillThere = sinceMs >= STILL_THERE_MS;
  if (limitMs === 0 || queued) return { warning: null, stillThere, expired: false };
  const left = limitMs - sinceMs;
  return {
    warning: left > 0 && left <= IDLE_WARNING_MS ? Math.ceil(left / 1000) : null,
    stillThere,
    expired: left <= 0,
  };
}
