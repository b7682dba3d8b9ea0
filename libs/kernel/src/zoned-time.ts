import { Temporal } from 'temporal-polyfill';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** `HH:MM`, 00:00–23:59. */
export const isTimeOfDay = (value: unknown): value is string => typeof value === 'string' && TIME_OF_DAY.test(value);

/**
 * The instant (ISO 8601, UTC) at which the wall clock of `timeZone` shows `time` on `day`.
 * A time that the change to summer time skips becomes the later one (02:30 → 03:30); one that comes twice is the first.
 * @throws RangeError when `day`, `time` (`HH:MM`) or `timeZone` (IANA name) is wrong.
 */
export function instantAt(day: string, time: string, timeZone: string): string {
  if (!isTimeOfDay(time)) throw new RangeError('Not a time of day (HH:MM)');
  const wall = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time));
  const instant = wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).toInstant();
  return new Date(instant.epochMilliseconds).toISOString();
}
