import type { Condition, DeviceState } from '@app/kernel';
import type { Moves } from './moves.js';
import type { LoanCount } from './loan-counts.js';
import type { Decision, PersonRef, LoanType, ScanMode } from './contract.js';

export interface DeviceCard {
  id: string;
  tag: string;
  serial: string | null;
  modelName: string;
  state: DeviceState;
  condition: Condition;
  siteCode: string;
  holder: PersonRef | null;
  roomName: string | null;
  dueOn: string | null;
}

export interface PersonCard {
  id: string;
  display: string;
  grade: string | null;
  homeroom: string | null;
  siteCode: string | null;
  kind: 'student' | 'staff';
  /** The last three of the number, for a receipt; null where the number is not shown. */
  numberEnd: string | null;
  /** BCP 47, of notices to them and of their receipts. */
  language: string | null;
  loans: {
    deviceId: string;
    tag: string;
    modelName: string;
    type: LoanType;
    dueOn: string | null;
    accessory?: boolean;
    with?: string[];
  }[];
  /** Accessories of loans that are over. */
  owes?: string[];
  limit: number;
  /** Open loans by kind; every kind is there. */
  counts: LoanCount[];
  /** What is set aside for them. */
  reservedTags: string[];
}

export interface ScanAnswer extends Omit<Decision, 'effects' | 'undoable'> {
  id: string;
  seq: number;
  mode: ScanMode;
  /** The words of `headline` and `lines`, in the language of the account that scanned. */
  text: { headline: string; lines: string[] };
  device: DeviceCard | null;
  /** The current or returning person after this scan. */
  person: PersonCard | null;
  room: { id: string; code: string; name: string; deviceCount: number; slots?: number } | null;
  matchedAs: string | null;
  /** What the totals of the session count; absent in answers from before there was one. */
  moves?: Moves;
  undoable: boolean;
  /** For an undo or a quick answer: the scan that it changed. */
  targetScanId: string | null;
  answeredAt: string;
}
