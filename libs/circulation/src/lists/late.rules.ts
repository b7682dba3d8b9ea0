import type { SchoolCalendar } from '@app/directory';
import { isSchoolDay } from '@app/directory';
import type { CalendarDay } from '@app/kernel';
import { addDays } from '@app/kernel';

/** Nobody needs to know more exactly how long a device has been gone. */
const MOST_DAYS = 400;

/** School days after the day on which it was due, today included; 0 on the day itself, however late in the evening. */
export function schoolDaysLate(calendar: SchoolCalendar, dueOn: CalendarDay, today: CalendarDay): number {
  let late = 0;
  for (let ahead = 1; ahead <= MOST_DAYS; ahead += 1) {
    const day = addDays(dueOn, ahead);
    if (day > today) break;
    if (isSchoolDay(calendar, day)) late += 1;
  }
  return late;
}
