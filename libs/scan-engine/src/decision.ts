import type { LoanType, StationContext } from './context.js';
import type { OutcomeClass, RecordKind, TransferReason } from './request.js';

/** A row of the decision table. */
export type RowId = string;

/** A text by key; `messages.ts` has the words. Values are plain text, days or instants. */
export interface Message {
  key: string;
  values: Record<string, string | number | null>;
}

export type Effect =
  | {
      kind: 'check-out';
      deviceId: string;
      personId: string | null;
      roomId: string | null;
      cartId?: string;
      slot?: number;
      loanType: LoanType;
      dueOn: string | null;
      dueAt: string | null;
    }
  /** `loanId` is null for a device that is deployed without an open loan. */
  | { kind: 'check-in'; deviceId: string; loanId: string | null; how: 'returned' | 'forced'; amnesty?: true }
  /** The open loan is due at another time; who has the device stays. */
  | { kind: 'renew'; deviceId: string; loanId: string; dueOn: string | null; dueAt: string | null }
  /** In transit → in stock at the station's site. */
  | { kind: 'receive'; deviceId: string }
  /** Missing or lost → in stock at the station's site; an open loan is closed with it. */
  | { kind: 'find'; deviceId: string; loanId: string | null; amnesty?: true }
  /** In stock here → in transit to its home site, or where a batch goes. */
  | { kind: 'send-home'; deviceId: string; toSiteId: string }
  /** The home site becomes the station's; the losing site is told. */
  | { kind: 'transfer-in-hand'; deviceId: string; fromSiteId: string; reason?: TransferReason }
  /** Seen here; nothing else changes. */
  | { kind: 'see'; deviceId: string }
  | {
      kind: 'report-condition';
      deviceId: string;
      loanId: string | null;
      scanId: string;
      finding: ConditionFinding;
      withdrawn: boolean;
    }
  /** Another charger than the loan's came, and is taken in its place; or not, after all. */
  | {
      kind: 'answer-charger';
      deviceId: string;
      scanId: string;
      as: 'substitute' | 'original' | 'missing';
      typeId?: string | null;
    }
  /** Of a loan that is over: it came, or `typeId` instead; `tagDeviceId`: the tagged one that did. */
  | {
      kind: 'return-accessory';
      lineId: string;
      how: 'returned' | 'substitute';
      typeId: string | null;
      tagDeviceId: string | null;
    }
  /** The text came with the request; undone with its scan. */
  | { kind: 'note'; scanId: string }
  | { kind: 'alarm'; deviceId: string; reason: 'stolen-device-scanned' | 'disposed-device-scanned' }
  /** Reverses every ledger event, loan change and report of an earlier scan. */
  | { kind: 'reverse'; scanId: string };

export type ConditionFinding =
  'ok' | 'cosmetic' | 'screen' | 'keyboard' | 'will-not-start' | 'other' | 'charger-missing';

export interface QuickAnswer {
  key: string;
  label: Message;
}

export interface Choice {
  key: string;
  of: RecordKind;
  recordId: string;
  label: string;
}

/** Devices of a batch that cannot go, by reason. */
export interface BatchBlocker {
  /** What stands after "Remove 2". */
  why: Message;
  deviceIds: string[];
  tags: string[];
}

/** What a scan did to the collection, or the collection to the ledger. */
export interface BatchOutcome {
  /** Devices that were handed out, taken back or sent. */
  done: number;
  ready: number;
  blockers: BatchBlocker[];
}

export interface Decision {
  /** Exactly one primary row. */
  row: RowId;
  /** Rows that add a remark or an effect. */
  notes: RowId[];
  /** The row whose words stand in the headline: the primary, or the first note when the primary alone would be plain. */
  headlineRow: RowId;
  /** The worst of all rows. */
  class: OutcomeClass;
  headline: Message;
  lines: Message[];
  effects: Effect[];
  quickAnswers: QuickAnswer[];
  choices: Choice[];
  /** The context after this scan. */
  context: StationContext;
  /** Nothing was changed, so there is nothing to undo. */
  undoable: boolean;
  /** The device, person or room that the row is about. */
  subject: { of: RecordKind; recordId: string } | null;
  /** Under the batch chip. */
  batch?: BatchOutcome;
}
