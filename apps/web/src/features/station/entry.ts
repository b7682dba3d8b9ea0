import {
  keptCode,
  type ScanAct,
  type ScanMode,
  type ScanRequest,
  type ScanSource,
  type StationContext,
} from '@app/scan-engine';

export type EntryState = 'new' | 'sending' | 'confirmed' | 'rejected' | 'cancelled';

/**
 * What the clerk did. A `key` (`1`…`6`, `c`, `t`, `+`) waits until everything before it is answered: only then is it known
 * what it answers. `targetId` is the row chosen with the arrow keys; `null` means the newest before it. `again` is the code
 * of an earlier scan that is known by now, `back` whoever was at the desk before.
 */
export type EntryAct =
  | ScanAct
  | { kind: 'key'; key: string; targetId: string | null }
  | { kind: 'again'; scanId: string; raw: string }
  /** A note for the row chosen, else the newest before it. */
  | { kind: 'remark'; text: string; targetId: string | null }
  | { kind: 'back' }
  /** The batch, as it is once everything before it is answered. */
  | { kind: 'commit' };

/** What the clerk changed without a scan. It takes effect between two scans, in the order of the desk. */
export type ContextChange = { kind: 'clear' } | { kind: 'drop-held' } | { kind: 'set'; settings: Settings };

/** What stays as it is from person to person, until the session ends. */
export type Settings = Partial<Omit<StationContext, 'personId' | 'roomId' | 'cartSlot' | 'heldDeviceIds'>>;

/** One line of the journal. Ids and raw codes only, never a name. */
export interface JournalEntry {
  /** UUIDv7: the scan's key on the server as well. */
  id: string;
  /** A queue is only ever sent by the account that made it. */
  accountId: string;
  stationId: string;
  sessionId: string;
  seq: number;
  mode: ScanMode;
  act: EntryAct;
  /** Applied to the context before this entry is frozen. */
  changes: ContextChange[];
  occurredAt: string;
  source: ScanSource;
  state: EntryState;
  /** The request as first sent; every retry sends exactly this. Dropped once confirmed. */
  body?: ScanRequest;
  /** What the clerk did with the line in "Needs attention". */
  attention?: 'later' | 'done';
  /** Codes that came again within the repeat window. */
  repeats?: number;
}

export const applyChange = (context: StationContext, change: ContextChange): StationContext => {
  switch (change.kind) {
    case 'clear':
      return { ...context, personId: null, roomId: null, cartSlot: null, heldDeviceIds: [] };
    case 'drop-held':
      return { ...context, heldDeviceIds: [] };
    case 'set':
      return { ...context, ...change.settings };
  }
};

/** UUIDv7 ids sort by the time they were made. */
export const byTime = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

const keptAct = <Act extends EntryAct>(act: Act): Act =>
  act.kind === 'code' || act.kind === 'again' ? { ...act, raw: keptCode(act.raw) } : act;

/** As the journal keeps it: without the code of a supervisor's card, and without a note that the server has. */
export const keptEntry = (entry: JournalEntry): JournalEntry => ({
  ...entry,
  act: entry.act.kind === 'remark' && entry.state === 'confirmed' ? { ...entry.act, text: '' } : keptAct(entry.act),
  ...(entry.body && { body: { ...entry.body, act: keptAct(entry.body.act) } }),
});
