import { addDays } from '@app/kernel';

/** Every weekday from the first to the last, both with it; a weekend only when it is all there is. */
export function daysBetweenBoth(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last && days.length < 400; day = addDays(day, 1)) days.push(day);
  const weekdays = days.filter((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
  return weekdays.length > 0 ? weekdays : days;
}
