import type { CalendarDay } from '@app/kernel';
import { addDays } from '@app/kernel';
import type { ClosingCalendar } from './closing.rules.js';
import { closingOn } from './closing.rules.js';

/** What decides whether a day is a school day of a site. */
export interface SchoolCalendar extends ClosingCalendar {
  years: readonly { startsOn: CalendarDay; endsOn: CalendarDay }[];
}

/** How far ahead a school day is looked for: a summer and a year whose every day is closed. */
const HORIZON_DAYS = 800;

/**
 * Whether the site opens and the day lies in a school year. After the last year that is known its calendar is not: days
 * with hours count then, so that a clock does not stand still because nobody has entered the next year.
 */
export function isSchoolDay(calendar: SchoolCalendar, day: CalendarDay): boolean {
  if (!closingOn(calendar, day)) return false;
  const { years } = calendar;
  return (
    years.some(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn) || years.every(({ endsOn }) => endsOn < day)
  );
}

/** The `count`th school day after `from`; `from` itself for 0. `null` when the site never opens. */
export function addSchoolDays(calendar: SchoolCalendar, from: CalendarDay, count: number): CalendarDay | null {
  let left = count;
  for (let ahead = 1; left > 0 && ahead <= HORIZON_DAYS; ahead += 1) {
    const day = addDays(from, ahead);
    if (isSchoolDay(calendar, day)) left -= 1;
    if (left === 0) return day;
  }
  return left === 0 ? from : null;
}
