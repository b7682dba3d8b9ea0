import type { CalendarDay, Condition, DeviceState, Hold } from '@app/kernel';
import type { AccessoryFit, AccessoryQuestion, OwedLine } from './accessory-facts.js';
import type { LoanType } from './context.js';
import type { ScanMode, RecordKind, TransferReason } from './request.js';
import type { RowId } from './decision.js';

export interface SiteRef {
  id: string;
  code: string;
  name: string;
  /** Of the station and of places: nothing may come there any more. */
  closed?: boolean;
}

export interface PersonRef {
  id: string;
  /** Full name; initials when the person belongs to a site outside the actor's scope. */
  display: string;
  siteCode: string | null;
  /** Outside the actor's scope. */
  foreign: boolean;
}

export interface LoanFacts {
  id: string;
  type: LoanType;
  person: PersonRef | null;
  room: { id: string; name: string; siteCode: string } | null;
  loanedAt: string;
  dueOn: string | null;
  dueAt: string | null;
  /** Due on the last day of the borrower, who leaves: no desk makes it later. */
  dueByClearance?: boolean;
  /** School days from the due day until the day of the scan; 0: not late. */
  daysLate: number;
  /** Who opened it and where, for "Desk 2 gave it to Ana 3 s ago". */
  openedBy: string | null;
  openedAtStationId: string | null;
  openedAtStation: string | null;
  /** The borrower has left the district. */
  borrowerWithdrawn: boolean;
  /** Out with it and without a tag of their own, the charger first. */
  accessories?: string[];
  /** The one of them that is a charger. */
  charger?: string | null;
  /** What the borrower still has besides this device. */
  borrowerOtherTags: string[];
  /** Of one who has left: accessories of loans that are over. */
  borrowerOwes?: string[];
}

export interface DeviceFacts {
  id: string;
  tag: string;
  serial: string | null;
  model: { id: string; name: string; deviceClass: string; supportEndsOn: string | null };
  state: DeviceState;
  condition: Condition;
  holds: Hold[];
  loanerPool: boolean;
  /** In a cart: the number of its place there. */
  slot?: number | null;
  homeSite: SiteRef;
  /** Where it is; while in transit, where it goes. */
  locationSite: SiteRef;
  /** Set while in transit: where it left from. */
  fromSite: SiteRef | null;
  /** Home and location site are both outside the actor's scope. */
  foreign: boolean;
  loan: LoanFacts | null;
  /** Set aside for somebody: row O16 when another one is to get it, I12 when it comes back. */
  reservedFor: PersonRef | null;
  /** Of another site: the money that bought it, where that is for its own program (E23). */
  restrictedFunding?: string | null;
  /** What its model comes with, the charger first. */
  accessories?: string[];
  /** Of a tagged accessory with somebody at the desk. */
  fit?: AccessoryFit | null;
  /** When the present state began. */
  stateSince: string;
  lastSeenAt: string | null;
  /** The fiscal year in which it is due for refresh, once that is this year or past: `FY 2027-28`. */
  refreshDue?: string | null;
  /** The newest custody event of the device: who, where, when. */
  lastCustody: {
    type: 'checked-out' | 'checked-in' | 'received' | 'found' | 'other';
    at: string;
    by: string | null;
    stationId: string | null;
    station: string | null;
    sessionId: string | null;
  } | null;
}

export interface PersonFacts {
  id: string;
  display: string;
  number: string;
  kind: 'student' | 'staff';
  grade: string | null;
  homeroom: string | null;
  site: SiteRef | null;
  /** None of the person's sites is in the actor's scope. */
  foreign: boolean;
  /** One of the person's sites is the station's. */
  atThisSite: boolean;
  state: 'active' | 'withdrawn';
  withdrawnOn: string | null;
  loans: {
    loanId: string;
    deviceId: string;
    tag: string;
    modelName: string;
    type: LoanType;
    dueOn: string | null;
    /** A tagged charger or the like: no limit counts it. */
    accessory?: boolean;
    /** Accessories out with it that have no tag. */
    with?: string[];
  }[];
  /** Temporary records with a number or card of theirs that nobody has merged yet, and what is out to them. */
  twin?: { ids: string[]; loans: PersonFacts['loans'] } | null;
  /** Accessories of loans that are over: "USB-C charger (LHS-004498)". */
  owes?: string[];
  owedLines?: OwedLine[];
  /** The agreement of this school year; null when there is no school year to sign for. */
  agreementSigned: boolean | null;
  /** What is set aside for them. */
  reservedTags: string[];
  /** Those of them that no desk can hand out now: by state, by hold, or because somebody else has them. */
  reservedUnready?: { tag: string; why: DeviceState | Hold | 'with-another' }[];
  /** How many open loans of each type the program allows. */
  limits: Record<LoanType, number>;
}

export interface RoomFacts {
  id: string;
  code: string;
  name: string;
  site: SiteRef;
  /** Taken out of use: nothing may come there any more. */
  closed?: boolean;
  capacity: number | null;
  deviceCount: number;
  /** Set for a cart: a place like a room, with numbered slots. `free`: those without a device, in order. */
  cart?: { free: number[]; /** The room that it stands in, when that is closed. */ closedRoom?: string | null } | null;
}

/** What one of two who had swapped their devices gets: the one that they really have, on the terms of their own former loan. */
export interface SwapGive {
  deviceId: string;
  tag: string;
  person: PersonRef;
  loanType: LoanType;
  dueOn: string | null;
  dueAt: string | null;
}

/** A record by its own code. */
export interface CodeOf {
  of: RecordKind;
  recordId: string;
  code: string;
}

/** A supervisor's card that was scanned. */
export interface CardFacts {
  /** Null: nobody's, or withdrawn. Permissions are those at the station's site. */
  holder: { accountId: string; name: string; permissions: string[] } | null;
  /** Too many were nobody's: this one was not looked at. */
  throttled: boolean;
}

/** How a site decides where the table leaves it a choice; rows of `policy_desk` in force today. */
export interface DeskPolicy {
  /** O13 `ok`: silent linked pair. O14 `refuse`: ask for `t`. */
  heldByOther: 'ok' | 'refuse';
  /** O5. */
  withdrawnPerson: 'block' | 'card' | 'warn';
  /** O22. */
  otherSiteDevice: 'warn' | 'refuse';
  /** O24. */
  pastSupport: 'warn' | 'off';
  /** O23, of a desk that lends loaners only. */
  nonLoaner: 'refuse' | 'warn';
  /** O30. */
  poolDevice: 'warn' | 'off';
  /** How far back a desk may date what it scans; 0: not at all. */
  backDateDays: number;
  /** I2. */
  lateReturn: 'warn' | 'off';
  /** E4. */
  swappedDevices: 'offer' | 'off';
  /** O8. */
  agreement: 'ignore' | 'warn' | 'block';
  /** O16. */
  reservedDevice: 'warn' | 'refuse';
}

export interface DeskFacts {
  now: string;
  today: string;
  station: { id: string; name: string; site: SiteRef };
  /** Permissions of the account at the station's site. */
  permissions: string[];
  policy: DeskPolicy;
  /** Whose law holds. */
  profile: 'california' | 'generic';
  /** Closing time of the station's site on the next day that it is open, today included. */
  dailyDue: { on: string; at: string };
  schoolYearEndsOn: string | null;
  /** Loan type summer: the first school day of the year after. */
  nextYearStartsOn: CalendarDay | null;
  /**
   * `context.due` by the calendar of the station's site. `on` null: the calendar does not reach so far; `at`: when the site closes
   * then; `latest`: the end of the next school year, as far as the calendar knows it; `closed`: the day that was said, when the site
   * does not open then and `on` is another one.
   */
  due: { on: CalendarDay | null; at: string | null; latest?: CalendarDay; closed?: CalendarDay | null } | null;
  /**
   * With `context.backDatedTo`: noon of that day, the site's next closing time from its morning on, and by device the day on
   * which it moved last.
   */
  backDated: { at: string; dailyDue: DeskFacts['dailyDue']; movedOn: Record<string, CalendarDay> } | null;
  /**
   * Check in: the holder of the scanned device brought somebody else's earlier in this session (I4), and both are in stock or
   * about to be. What each of the two gets when they had swapped.
   */
  swap: readonly [SwapGive, SwapGive] | null;
  /** For the answer `s`: the one device of the loan type in use that the person at the desk has, the answered one left out. */
  exchange?: DeviceFacts | null;
  found: { devices: DeviceFacts[]; persons: PersonFacts[]; rooms: RoomFacts[] };
  /** Set when the code matched only after normalising: the record's own code. */
  matchedAs: string | null;
  /** Codes one slip away from an unknown one, at most three. */
  near: { of: RecordKind; recordId: string; code: string; label: string }[];
  /** An unknown code that is two known ones in one line. */
  twoCodes?: readonly [CodeOf, CodeOf] | null;
  /** For `batch` with a destination: that site, when it is open. */
  sendTo?: SiteRef | null;
  /** `context.personId`, loaded. */
  person: PersonFacts | null;
  /** `context.roomId`, loaded. */
  room: RoomFacts | null;
  /** `context.heldDeviceIds`, loaded, in that order. */
  held: DeviceFacts[];
  /**
   * For `answer` and `note`: the earlier scan; with `card`: the refusal that it came after. `answers`: the findings reported on it that still stand, not the keys that it offers:
   * with `charger-missing` among them, `c` takes it back.
   */
  answered: {
    scanId: string;
    row: RowId;
    deviceId: string | null;
    loanId: string | null;
    answers: string[];
    mode: ScanMode;
    personId: string | null;
    /** The charger that came back with the device, what its model takes instead, and whether that is what came. */
    charger?: { lineId?: string; expected: string; fits: string[]; substitute: boolean } | null;
    /** What the key is about, when the row put a line of a loan into it. */
    question?: AccessoryQuestion | null;
    /** Its person, when they have left the district. */
    leaver?: string | null;
    /** Why its device leaves its program, as this answer or one before it says. */
    transferReason?: TransferReason | null;
  } | null;
  /** Set when the code is a supervisor's card. */
  card?: CardFacts | null;
}
