import type { CalendarDay } from '@app/kernel';

export interface HoursEntry {
  weekday: number;
  opensAt: string;
  closesAt: string;
}

export interface DayEntry {
  on: CalendarDay;
  kind: 'closed' | 'early';
  closesAt?: string | null;
}

export interface CalendarFault {
  field: string;
  message: string;
}

/** Everything in a calendar that does not fit together, each with its field. Empty: it may be stored. */
export function calendarFaults(
  hours: readonly HoursEntry[],
  days: readonly DayEntry[],
  year: { startsOn: CalendarDay; endsOn: CalendarDay },
): CalendarFault[] {
  return [
    ...hours.flatMap((entry, index) => hoursFaults(entry, `hours.${index}`)),
    ...twice(hours.map(({ weekday }) => weekday)).map((index) => fault(`hours.${index}.weekday`, 'stands here twice')),
    ...days.flatMap((entry, index) => dayFaults(entry, `days.${index}`, year)),
    ...twice(days.map(({ on }) => on)).map((index) => fault(`days.${index}.on`, 'stands here twice')),
  ];
}

const fault = (field: string, message: string): CalendarFault => ({ field, message });

const hoursFaults = ({ opensAt, closesAt }: HoursEntry, at: string): CalendarFault[] =>
  closesAt > opensAt ? [] : [fault(`${at}.closesAt`, 'must be later than opensAt')];

function dayFaults(day: DayEntry, at: string, year: { startsOn: CalendarDay; endsOn: CalendarDay }): CalendarFault[] {
  const faults: CalendarFault[] = [];
  if (day.on < year.startsOn || day.on > year.endsOn) faults.push(fault(`${at}.on`, 'must lie in the school year'));
  const timed = typeof day.closesAt === 'string';
  if (day.kind === 'early' && !timed) faults.push(fault(`${at}.closesAt`, 'must be given for an early day'));
  if (day.kind === 'closed' && timed) faults.push(fault(`${at}.closesAt`, 'must not be given for a closed day'));
  return faults;
}

/** Places of the values that stood in the list before. */
function twice(values: readonly (string | number)[]): number[] {
  const seen = new Set<string | number>();
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [index];
    seen.add(value);
    return [];
  });
}
