/** A session that nobody scans in for so long is over. */
export const SESSION_IDLE_MS = 30 * 60_000;

export interface SessionTimes {
  startedAt: string;
  /** When somebody ended it. */
  endedAt: string | null;
  lastScanAt: string | null;
}

/** When the session ended; null while it runs. Instants are ISO 8601. */
export function endOf({ startedAt, endedAt, lastScanAt }: SessionTimes, now: Date): string | null {
  if (endedAt) return endedAt;
  const idleSince = Date.parse(lastScanAt ?? startedAt) + SESSION_IDLE_MS;
  return idleSince <= now.getTime() ? new Date(idleSince).toISOString() : null;
}
