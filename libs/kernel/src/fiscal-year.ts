import type { CalendarDay } from './calendar-day.js';
import { addDays, isDay } from './calendar-day.js';

/** A fiscal year by the calendar year it ends in: 2028 is July 2027 to June 2028 when it starts in July. */
export type FiscalYear = number;

/** The fiscal year that `day` falls in. `startMonth` 1–12; 7 in California. @throws RangeError for a bad day or month. */
export function fiscalYearOf(day: CalendarDay, startMonth: number): FiscalYear {
  checkMonth(startMonth);
  if (!isDay(day)) throw new RangeError('Not a day (YYYY-MM-DD)');
  const year = Number(day.slice(0, 4));
  if (startMonth === 1) return year;
  return Number(day.slice(5, 7)) >= startMonth ? year + 1 : year;
}

/** `FY 2027-28`; `FY 2028` when fiscal and calendar year are the same. */
export function fiscalYearLabel(year: FiscalYear, startMonth: number): string {
  checkMonth(startMonth);
  return startMonth === 1 ? `FY ${year}` : `FY ${year - 1}-${String(year % 100).padStart(2, '0')}`;
}

/** First and last day. */
export function fiscalYearDays(year: FiscalYear, startMonth: number): { startsOn: CalendarDay; endsOn: CalendarDay } {
  const firstOf = (y: number): CalendarDay => `${y}-${String(startMonth).padStart(2, '0')}-01`;
  checkMonth(startMonth);
  const first = startMonth === 1 ? year : year - 1;
  return { startsOn: firstOf(first), endsOn: addDays(firstOf(first + 1), -1) };
}

function checkMonth(month: number): void {
  if (!Number.isInteger(month) || month < 1 || month > 12) throw new RangeError('A month is 1 to 12');
}
