import type { TransferReason as ListedReason } from '@app/kernel';
import type { StationContext } from './context.js';

export const SCAN_MODES = ['out', 'in', 'look'] as const;
export type ScanMode = (typeof SCAN_MODES)[number];

export const SCAN_SOURCES = ['scanner', 'typed', 'camera', 'card', 'page'] as const;
export type ScanSource = (typeof SCAN_SOURCES)[number];

export const OUTCOME_CLASSES = ['OK', 'CONTEXT', 'CHECK', 'STOP', 'AGAIN', 'SAVED', 'ALARM'] as const;
export type OutcomeClass = (typeof OUTCOME_CLASSES)[number];

export type RecordKind = 'device' | 'person' | 'room';

/** More than a cart, a pallet of boxes or a room holds. */
export const MOST_IN_BATCH = 300;

/** Characters of a note on a row. */
export const MOST_IN_NOTE = 500;

/** `other` is said in words. */
export type TransferReason = ListedReason | 'other';

export type ScanAct =
  /** A code as it came in: raw, never cleaned by the sender. */
  | { kind: 'code'; raw: string }
  /** A record chosen from an inline chooser, from near matches, or by a button on its page. */
  | { kind: 'pick'; of: RecordKind; recordId: string }
  /** A quick answer (`1`…`6`, `c`, `t`, `+`) to the row of an earlier scan. `text`: a reason in words (E23). */
  | { kind: 'answer'; scanId: string; key: string; text?: string }
  /** A note on the row of an earlier scan; the newest counts. */
  | { kind: 'note'; scanId: string; text: string }
  /** Takes back an earlier scan; `null` means the newest of this session and account that still can be. */
  | { kind: 'undo'; scanId: string | null }
  /** Check out to whom the context names, or check in, what was collected: all or nothing. `toSiteId`: sent there once it is in. */
  | { kind: 'batch'; deviceIds: string[]; toSiteId: string | null };

export interface ScanRequest {
  /** UUIDv7 made by the station: the scan's key for ever. */
  id: string;
  stationId: string;
  sessionId: string;
  /** Counts up by one within the session. */
  seq: number;
  mode: ScanMode;
  act: ScanAct;
  context: StationContext;
  occurredAt: string;
  source: ScanSource;
}
