export { instantAt, isTimeOfDay } from './zoned-time.js';

/** A day of the school calendar, `YYYY-MM-DD`, without time or zone. A plain string, so that it sorts and travels as it is. */
export type CalendarDay = string;

/** Years outside are typing errors, not school days. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2200;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

/** The day of `text`, or null unless it is `YYYY-MM-DD` and a real day of the years 1900–2200 (2026-02-30 is not). */
export function parseDay(text: unknown): CalendarDay | null {
  if (typeof text !== 'string') return null;
  const day = text.trim();
  const parts = SHAPE.exec(day);
  if (!parts) return null;
  const year = Number(parts[1]);
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const ms = Date.UTC(year, Number(parts[2]) - 1, Number(parts[3]));
  return dayOf(ms) === day ? day : null;
}

/** Whether `value` is exactly a day, without spaces around it. */
export const isDay = (value: unknown): value is CalendarDay => typeof value === 'string' && parseDay(value) === value;

/** What people write down about devices and persons: other years are slips of the finger, though the calendar has them. */
export const PLAUSIBLE_YEARS = [1980, 2099] as const;

/** Whether a day may be typed in or come from a file. `day` is one (`isDay`). */
export function isPlausibleDay(day: CalendarDay): boolean {
  const year = Number(day.slice(0, 4));
  return year >= PLAUSIBLE_YEARS[0] && year <= PLAUSIBLE_YEARS[1];
}

/** `day` moved by a whole number of days. @throws RangeError when `day` is no day or `days` no whole number. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  if (!Number.isSafeInteger(days)) throw new RangeError('days must be a whole number');
  const moved = dayOf(toMs(day) + days * MS_PER_DAY);
  if (!isDay(moved)) throw new RangeError(`The day is outside ${FIRST_YEAR}–${LAST_YEAR}`);
  return moved;
}

/** Negative when `a` is before `b`, 0 when equal: fits `sort`. */
export const compareDays = (a: CalendarDay, b: CalendarDay): number => (a < b ? -1 : a > b ? 1 : 0);

/** Days from `from` to `to`: positive when `to` is later. @throws RangeError when one of them is no day. */
export const daysBetween = (from: CalendarDay, to: CalendarDay): number =>
  Math.round((toMs(to) - toMs(from)) / MS_PER_DAY);

/** 1 = Monday … 7 = Sunday. @throws RangeError when `day` is no day. */
export const weekdayOf = (day: CalendarDay): number => new Date(toMs(day)).getUTCDay() || 7;

/** The day on the wall calendar of `timeZone` (IANA name) at an instant. @throws RangeError for a bad zone or instant. */
export function dayIn(timeZone: string, instant: Date | string): CalendarDay {
  const date = typeof instant === 'string' ? new Date(instant) : instant;
  if (Number.isNaN(date.getTime())) throw new RangeError('Not an instant');
  const quarter = Math.floor(date.getTime() / MS_PER_QUARTER);
  if (latest.quarter === quarter && latest.timeZone === timeZone) return latest.day;
  const parts: Record<string, string> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(date)) parts[type] = value;
  const day = `${parts.year.padStart(4, '0')}-${parts.month}-${parts.day}`;
  // Before time zones were laws, a place's midnight could fall anywhere; since then on a quarter of an hour.
  if (date.getTime() >= QUARTERS_SINCE) latest = { quarter, timeZone, day };
  return day;
}

const MS_PER_QUARTER = 900_000;
const QUARTERS_SINCE = Date.UTC(1980, 0, 1);

/** The day that was asked for last: a desk asks for today with every scan, and Intl costs more than its decision. */
let latest = { quarter: Number.NaN, timeZone: '', day: '' };

/** Whether this machine knows the IANA time zone. */
export function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string' || name === '') return false;
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using it, and a district has one zone. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}

function toMs(day: CalendarDay): number {
  if (!isDay(day)) throw new RangeError('Not a day (YYYY-MM-DD)');
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)));
}

function dayOf(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Making a format costs a hundred times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** "Jun 12, 2027" for a day, wherever it is read. */
export function dayText(day: CalendarDay | null, locale = 'en-US'): string {
  if (!day) return '–';
  const format = formats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  formats.set(locale, format);
  return format.format(new Date(`${day}T00:00:00Z`));
}
