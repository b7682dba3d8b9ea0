import type { CalendarDay } from '@app/kernel';

export const LOAN_TYPES = ['one-to-one', 'daily', 'long', 'in-school', 'summer'] as const;
export type LoanType = (typeof LOAN_TYPES)[number];

/** The due chip: it goes before the rule of the loan type. The server finds the day by the calendar of the station's site. */
export type DueChoice =
  | { kind: 'school-days'; n: number }
  | { kind: 'day'; on: CalendarDay }
  /** The last day of the school year. */
  | { kind: 'year-end' };

export const MOST_DUE_DAYS = 60;

/** What the desk is in the middle of. The station keeps it, freezes it into each request, and adopts it from each answer. */
export interface StationContext {
  /** Check out: the person who receives. Check in: the person who stands at the desk. */
  personId: string | null;
  /** Check out: the room that receives. Never set together with `personId`. */
  roomId: string | null;
  /** Check out into a cart: the slot that the next device gets; those after it come next. Absent: the first free one. */
  cartSlot?: number | null;
  /** Check out: devices that wait for a person, oldest first. */
  heldDeviceIds: string[];
  loanType: LoanType;
  due: DueChoice | null;
  /** The day on which what is scanned now really happened; null: now. */
  backDatedTo: CalendarDay | null;
  /** Check out: a person who has as many as the limit allows is done. */
  pair: boolean;
  /** Check out: devices of the loaner pool and no others. */
  loanersOnly: boolean;
  /** Check in: nothing is charged for these returns. */
  amnesty: boolean;
  /** Scans only collect; the act `batch` does it all at once. */
  batch: boolean;
}

export const EMPTY_CONTEXT: StationContext = {
  personId: null,
  roomId: null,
  heldDeviceIds: [],
  loanType: 'one-to-one',
  due: null,
  backDatedTo: null,
  pair: false,
  loanersOnly: false,
  amnesty: false,
  batch: false,
};
