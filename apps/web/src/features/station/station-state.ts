import type { DeviceCard, PersonCard, ScanMode, StationContext } from '@app/scan-engine';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import type { StationSettings } from '../../lib/station-store.js';
import { NO_BATCH, type Batch } from './batch.js';
import type { IdleState } from './idle-timer.js';
import { NO_ROWS, type Rows } from './rows.js';

export interface StationState {
  mode: ScanMode;
  rows: Rows;
  context: StationContext;
  /** `null` also while the card of `context.personId` is not known yet. */
  person: PersonCard | null;
  roomName: string | null;
  /** What the desk holds while it waits for a person; codes only when the card is not known. */
  held: { id: string; card: DeviceCard | null }[];
  batch: Batch;
  /** Something would lose what is collected: asked in the page. */
  leaving: boolean;
  /** How often the check of a cart was ended: each time the panel keeps what was found. */
  cartEnds: number;
  /** The row that the result panel shows. */
  resultId: string | null;
  /** Chosen with the arrow keys; `null` = the newest. */
  targetId: string | null;
  stalled: 'network' | 'signed-out' | null;
  /** Unsent entries, the one under way included. */
  waiting: number;
  /** Another window is the station now. */
  passive: boolean;
  idle: IdleState;
  /** A line of help for what was typed; not an outcome. */
  hint: string | null;
  help: boolean;
  /** The row whose unknown code is being registered, beside the result. */
  adding: string | null;
  /** Somebody whom the roster does not have is being added; the code that may be their number. */
  newcomer: { code: string } | null;
  /** Asked whether the session is to end. */
  ending: boolean;
  settings: StationSettings;
  /** The browser keeps nothing: unsent scans would be lost with the window. */
  storageFailed: boolean;
  /** Unsent scans of other accounts in this browser. */
  othersWaiting: number;
}

export const initialState = (mode: ScanMode, settings: StationSettings): StationState => ({
  mode,
  rows: NO_ROWS,
  context: EMPTY_CONTEXT,
  person: null,
  roomName: null,
  held: [],
  batch: NO_BATCH,
  leaving: false,
  cartEnds: 0,
  resultId: null,
  targetId: null,
  stalled: null,
  waiting: 0,
  passive: false,
  idle: { warning: null, stillThere: false, expired: false },
  hint: null,
  help: false,
  adding: null,
  newcomer: null,
  ending: false,
  settings,
  storageFailed: false,
  othersWaiting: 0,
});
