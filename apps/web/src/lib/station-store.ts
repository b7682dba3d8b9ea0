import type { SiteRef } from '@app/scan-engine';

/** What the station says aloud. */
export type Loudness = 'all' | 'problems' | 'none';

/** Which desk this browser is. */
export interface StationIdentity {
  id: string;
  name: string;
  site: SiteRef;
}

export interface StationSettings {
  muted: boolean;
  /** 0–1. */
  volume: number;
  /** Off for people whose screen reader or switch needs the focus to stay where they put it. */
  pullFocus: boolean;
  /** Seconds until the current person clears; 0 = never. */
  idleSeconds: number;
  loudness: Loudness;
  /** Longest pause between two characters of a scan, in milliseconds. */
  gapMs: number;
  /** The scanner ends a code with no key at all: silence ends it. */
  noSuffix: boolean;
  /** Off where a scanner is connected to a phone: the keyboard on the glass would cover half of the page. */
  screenKeyboard: boolean;
  /** Everything that is pressed is at least 64 px high. */
  gloves: boolean;
  /** `always` needs a printer that asks nothing. */
  receipts: 'never' | 'button' | 'always';
  paper: 'roll' | 'letter';
  /** The kiosk layout, readable at two metres. */
  big: boolean;
  /** What the check of this desk found out about printing. */
  printer: 'none' | 'browser' | 'silent' | null;
}

export const DEFAULT_SETTINGS: StationSettings = {
  muted: false,
  volume: 0.7,
  pullFocus: true,
  idleSeconds: 60,
  loudness: 'all',
  gapMs: 50,
  noSuffix: false,
  screenKeyboard: true,
  gloves: false,
  receipts: 'button',
  paper: 'letter',
  big: false,
  printer: null,
};

export interface DeskSession {
  id: string;
  accountId: string;
  stationId: string;
  lastSeq: number;
  /** Milliseconds since 1970. */
  lastAt: number;
}

export const SESSION_IDLE_MS = 30 * 60_000;

function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage refused: the setting lasts until the page closes.
  }
}

export const readIdentity = (): StationIdentity | null => read<StationIdentity>('cubby.station');
export const writeIdentity = (identity: StationIdentity | null): void => write('cubby.station', identity);
export const readSettings = (): StationSettings => ({
  ...DEFAULT_SETTINGS,
  ...read<Partial<StationSettings>>('cubby.station-settings'),
});
export const writeSettings = (settings: StationSettings): void => write('cubby.station-settings', settings);
export const writeSession = (session: DeskSession): void => write('cubby.desk-session', session);
export const endSession = (): void => write('cubby.desk-session', null);

export const readSession = (): DeskSession | null => read<DeskSession>('cubby.desk-session');

/** The running session of this account at this desk, or a new one: after 30 idle minutes, another account or another desk. */
export function openSession(accountId: string, stationId: string, newId: () => string, now: number): DeskSession {
  const last = readSession();
  if (last && last.accountId === accountId && last.stationId === stationId && now - last.lastAt < SESSION_IDLE_MS)
    return last;
  const session: DeskSession = { id: newId(), accountId, stationId, lastSeq: 0, lastAt: now };
  writeSession(session);
  return session;
}
