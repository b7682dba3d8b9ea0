/** School years around a day: the present one (from 1 July on: the one that begins in August) and those before. */
export interface SampleYear {
  /** The calendar year in which it begins. */
  start: number;
  label: string;
  startsOn: string;
  endsOn: string;
}

export const yearOf = (start: number): SampleYear => ({
  start,
  label: `${start}-${String((start + 1) % 100).padStart(2, '0')}`,
  startsOn: `${start}-08-10`,
  endsOn: weekdayUpTo(`${start + 1}-06-11`),
});

const MS_PER_DAY = 86_400_000;
export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * MS_PER_DAY).toISOString().slice(0, 10);
const isWeekend = (day: string): boolean => new Date(day).getUTCDay() % 6 === 0;
const weekdayUpTo = (day: string): string => (isWeekend(day) ? weekdayUpTo(daysBefore(day, 1)) : day);

export const presentYear = (today: string): SampleYear => {
  const year = Number(today.slice(0, 4));
  return yearOf(today.slice(5) >= '07-01' ? year : year - 1);
};

/** Days without school, the same for all sites: `[first, last, label]`. */
export const closedRanges = ({ start }: SampleYear): [string, string, string][] => [
  [`${start}-09-07`, `${start}-09-07`, 'Labor Day'],
  [`${start}-11-11`, `${start}-11-11`, 'Veterans Day'],
  [`${start}-11-23`, `${start}-11-27`, 'Thanksgiving break'],
  [`${start}-12-21`, `${start + 1}-01-04`, 'Winter break'],
  [`${start + 1}-01-18`, `${start + 1}-01-18`, 'Martin Luther King Jr. Day'],
  [`${start + 1}-02-15`, `${start + 1}-02-19`, "Presidents' week"],
  [`${start + 1}-04-05`, `${start + 1}-04-09`, 'Spring break'],
  [`${start + 1}-05-31`, `${start + 1}-05-31`, 'Memorial Day'],
];

/** The last day with school up to this one. */
export function schoolDayUpTo(day: string): string {
  const { start } = presentYear(day);
  const closed = [start - 1, start].flatMap((year) => closedRanges(yearOf(year)));
  const open = !isWeekend(day) && !closed.some(([first, last]) => day >= first && day <= last);
  return open ? day : schoolDayUpTo(daysBefore(day, 1));
}

/** The day after which there were so many days with school, today included. */
export function schoolDayBefore(today: string, days: number): string {
  const last = schoolDayUpTo(today);
  return days === 0 ? last : schoolDayBefore(daysBefore(last, 1), days - 1);
}
