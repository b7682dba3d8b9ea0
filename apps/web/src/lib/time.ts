import { dayIn, dayText, isDay } from '@app/kernel';

export { dayText } from '@app/kernel';

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en-US', { style: 'short' });

/** "3 min. ago"; "just now" within a minute. `now` in milliseconds. */
export function relativeTime(at: string, now: number): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  if (!unit) return 'just now';
  return relative.format(Math.trunc(seconds / unit[1]), unit[0]);
}

/** "Fri, Sep 4, 2026, 10:42 AM", in the district's time zone when given. */
export const exactTime = (at: string, timeZone?: string, locale = 'en-US'): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(new Date(at));

/** Making a format costs a hundred times what using it does, and a list has a time or a day in each line. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}

/** "10:42:07" in the district's time zone, as the words of the row beside it. */
export const clockTime = (at: string, timeZone: string): string =>
  formatOf('en-US', { hourCycle: 'h23', timeStyle: 'medium', timeZone }).format(new Date(at));

/** "10:42 AM", the freshness of a number, in the district's time zone. */
export const asOfText = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone }).format(new Date(at));

/** A refusal of the API names days as `YYYY-MM-DD`; the pages name them as everywhere. */
export const daysInWords = (words: string): string =>
  words.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => (isDay(day) ? dayText(day) : day));

/** The day on the wall calendar of the district, `YYYY-MM-DD`. */
export const todayIn = (timeZone: string): string => dayIn(timeZone, new Date());
