import { addDays, WEEKDAYS } from '@app/kernel';
import type { Dto } from './api.js';

type Day = Dto<'CalendarDayDto'>;
type Hours = Dto<'HoursDto'>;

export { WEEKDAYS } from '@app/kernel';

/** Days in a row that are the same: "Nov 23 – 27 Thanksgiving break". */
export interface Stretch extends Day {
  until: string;
}

/** A weekend between two closed days of one holiday does not part them. */
export function stretches(days: readonly Day[]): Stretch[] {
  const found: Stretch[] = [];
  for (const day of [...days].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    const last = found.at(-1);
    if (last && sameDay(last, day) && day.on <= addDays(last.until, 3)) last.until = day.on;
    else found.push({ ...day, until: day.on });
  }
  return found;
}

const sameDay = (a: Day, b: Day): boolean =>
  a.kind === b.kind && a.label === b.label && a.from === b.from && a.closesAt === b.closesAt;

/** Weekdays with the same hours in one line: "Monday – Friday 07:30 – 16:00". */
export function hoursLines(hours: readonly Hours[]): string[] {
  const runs: { from: number; to: number; text: string }[] = [];
  for (const { weekday, opensAt, closesAt } of [...hours].sort((a, b) => a.weekday - b.weekday)) {
    const text = `${opensAt} – ${closesAt}`;
    const last = runs.at(-1);
    if (last?.text === text && last.to === weekday - 1) last.to = weekday;
    else runs.push({ from: weekday, to: weekday, text });
  }
  return runs.map(({ from, to, text }) =>
    from === to ? `${WEEKDAYS[from - 1]} ${text}` : `${WEEKDAYS[from - 1]} – ${WEEKDAYS[to - 1]} ${text}`,
  );
}

/**
 * The site's own part of a calendar, which a PUT replaces as a whole.
 * @param hours null: the district's hold
 */
export const ownPart = (
  calendar: Dto<'CalendarDto'>,
): { hours: Hours[] | null; days: Dto<'EditCalendarDto'>['days'] } => ({
  hours: calendar.hoursFrom === 'site' ? calendar.hours : null,
  days: calendar.days
    .filter(({ from }) => from === 'site')
    .map(({ on, kind, closesAt, label }) => ({ on, kind, closesAt, label })),
});

/** "2026-27" for a year from August to June; one year alone when it does not cross New Year. */
export function yearLabel(startsOn: string, endsOn: string): string {
  const [from, to] = [startsOn.slice(0, 4), endsOn.slice(0, 4)];
  return from === to ? from : `${from}-${to.slice(2)}`;
}
