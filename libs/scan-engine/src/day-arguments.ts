import type { CalendarDay } from '@app/kernel';
import { addDays, isDay } from '@app/kernel';
import type { DueChoice } from './context.js';
import { MOST_DUE_DAYS } from './context.js';

/** Two school years ahead, one behind: what lies further off is a slip. The calendar and the policy of the site may say less. */
const MOST_DAYS_AHEAD = 731;
const MOST_DAYS_BACK = 365;

const SCHOOL_DAYS = /^\d{1,2}$/;
/** Month, then day, as the country writes them: `6-12` is the twelfth of June. */
const MONTH_DAY = /^(\d{1,2})[-/](\d{1,2})$/;

/** Nothing but one of the three, as it may come over the wire. */
export function isDueChoice(value: unknown): value is DueChoice {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, n, on, ...rest } = value as Record<string, unknown>;
  if (Object.keys(rest).length > 0) return false;
  if (kind === 'school-days')
    return on === undefined && Number.isInteger(n) && Number(n) >= 0 && Number(n) <= MOST_DUE_DAYS;
  return n === undefined && (kind === 'day' ? isDay(on) : kind === 'year-end' && on === undefined);
}

const endsIt = (argument: string): boolean => argument === '' || argument.toLowerCase() === 'off';

/** `/d 3`, `/d 6-12`, `/d 2027-06-12`, `/d eoy`; nothing or `off` takes the chip away (null). Undefined: not understood. */
export function readDue(argument: string, today: CalendarDay): DueChoice | null | undefined {
  const said = argument.trim().toLowerCase();
  if (endsIt(said)) return null;
  if (said === 'eoy') return { kind: 'year-end' };
  if (SCHOOL_DAYS.test(said))
    return Number(said) <= MOST_DUE_DAYS ? { kind: 'school-days', n: Number(said) } : undefined;
  const on = readDay(said, today, 1);
  return on && on >= today && on <= addDays(today, MOST_DAYS_AHEAD) ? { kind: 'day', on } : undefined;
}

/** `/date 11-20`, `/date 2026-11-20`: a day that is over. Nothing or `off` ends it (null). Undefined: not understood. */
export function readPastDay(argument: string, today: CalendarDay): CalendarDay | null | undefined {
  const said = argument.trim();
  if (endsIt(said)) return null;
  const on = readDay(said, today, -1);
  return on && on < today && on >= addDays(today, -MOST_DAYS_BACK) ? on : undefined;
}

/** A day without a year is the nearest one ahead (1) or behind (-1). */
function readDay(said: string, today: CalendarDay, direction: 1 | -1): CalendarDay | null {
  if (isDay(said)) return said;
  const parts = MONTH_DAY.exec(said);
  if (!parts) return null;
  const [month, date] = [parts[1].padStart(2, '0'), parts[2].padStart(2, '0')];
  const years = [0, 1, 2, 3, 4].map((step) => Number(today.slice(0, 4)) + step * direction);
  const days = years.map((year) => `${year}-${month}-${date}`).filter(isDay);
  return days.find((day) => (direction > 0 ? day >= today : day < today)) ?? null;
}
