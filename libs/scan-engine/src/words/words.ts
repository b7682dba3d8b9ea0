import type { DeviceState } from '@app/kernel';
import type { LoanType } from '../context.js';

/** All texts of one language. A language has every key of English, with the same placeholders. */
export interface Words<Key extends string = string> {
  /**
   * A template. `{tag}` is a value, `{dueOn:day}` a value in words; a piece in `[…]` is left out when one of its values is null.
   * Formats: day, time, moment, month (of an instant), monthOfDay, ago (seconds), devices and schoolDays (counts), state, verb, kind and kinds (of loans), counts (of loans by kind).
   */
  messages: Readonly<Record<Key, string>>;
  states: Readonly<Record<DeviceState, string>>;
  /** What a row says that it did: the beginning of the headline of a note. */
  verbs: Readonly<Record<string, string>>;
  /** Sunday first. */
  weekdays: readonly string[];
  months: readonly string[];
  ago: { seconds: string; minutes: string; hours: string; day: string; days: string };
  devices: { one: string; many: string };
  schoolDays: { one: string; many: string };
  loans: Readonly<Record<LoanType, { one: string; many: string }>>;
  /** Of what somebody has. `only`: of nothing but 1:1; `none`: the limit is 0; `beyond`: and they have some. */
  counts: { only: string; of: string; none: string; beyond: string };
  /** `10:44 AM` or `22:44`. */
  clock: 12 | 24;
}
