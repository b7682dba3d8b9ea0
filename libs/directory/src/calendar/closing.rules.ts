import type { CalendarDay } from '@app/kernel';
import { addDays, dayIn, instantAt, weekdayOf } from '@app/kernel';

export interface DayHours {
  /** 1 = Monday … 7 = Sunday. */
  weekday: number;
  /** `HH:MM` on the district's wall clock. */
  closesAt: string;
}

export interface Exception {
  on: CalendarDay;
  kind: 'closed' | 'early';
  /** `HH:MM`, of an early day only. */
  closesAt: string | null;
}

/** What decides when a site closes. A site's own hours replace the district's as a whole; its days go before the district's. */
export interface ClosingCalendar {
  timeZone: string;
  districtHours: readonly DayHours[];
  siteHours: readonly DayHours[];
  districtDays: readonly Exception[];
  siteDays: readonly Exception[];
}

export interface Closing {
  on: CalendarDay;
  /** ISO 8601, UTC. */
  at: string;
  /** Whose rule set the time, and which one. */
  because: 'site-hours' | 'district-hours' | 'site-early-day' | 'district-early-day';
}

/** How far ahead an open day is looked for. Beyond it (a summer closed day by day) there is no answer. */
export const CLOSING_HORIZON_DAYS = 60;

/**
 * The site's first closing time after `now`: today's when it is still ahead, else that of the next day on which the site
 * is open. `null` when no day of the next 60 is. An early day matters only on a weekday with hours. Twin of the SQL
 * function `directory_next_closing`.
 */
export function nextClosing(calendar: ClosingCalendar, now: Date | string): Closing | null {
  const instant = new Date(now).getTime();
  const today = dayIn(calendar.timeZone, now);
  for (let ahead = 0; ahead <= CLOSING_HORIZON_DAYS; ahead += 1) {
    const closing = closingOn(calendar, addDays(today, ahead));
    if (closing && new Date(closing.at).getTime() > instant) return closing;
  }
  return null;
}

/** When the site closes on a day, `null` when it does not open. */
export function closingOn(calendar: ClosingCalendar, on: CalendarDay): Closing | null {
  const own = calendar.siteHours.length > 0;
  const hours = (own ? calendar.siteHours : calendar.districtHours).find(({ weekday }) => weekday === weekdayOf(on));
  if (!hours) return null;
  const siteDay = calendar.siteDays.find((day) => day.on === on);
  const day = siteDay ?? calendar.districtDays.find((other) => other.on === on);
  if (day?.kind === 'closed') return null;
  const at = (time: string): string => instantAt(on, time, calendar.timeZone);
  if (day?.closesAt) return { on, at: at(day.closesAt), because: siteDay ? 'site-early-day' : 'district-early-day' };
  return { on, at: at(hours.closesAt), because: own ? 'site-hours' : 'district-hours' };
}
