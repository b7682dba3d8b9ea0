import type { SchoolCalendar } from '@app/directory';
import { schoolDaysLate } from './late.rules.js';

/** Monday to Friday, Thanksgiving off. */
const calendar: SchoolCalendar = {
  timeZone: 'America/Los_Angeles',
  districtHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, closesAt: '15:30' })),
  siteHours: [],
  districtDays: ['2026-11-26', '2026-11-27'].map((on) => ({ on, kind: 'closed' as const, closesAt: null })),
  siteDays: [],
  years: [{ startsOn: '2026-08-12', endsOn: '2027-06-11' }],
};

describe('how late a loan is', () => {
  it.each([
    ['on the day itself', '2026-11-23', '2026-11-23', 0],
    ['the next morning', '2026-11-23', '2026-11-24', 1],
    ['over a weekend', '2026-11-20', '2026-11-23', 1],
    ['over Thanksgiving', '2026-11-25', '2026-11-30', 1],
    ['on a day off', '2026-11-25', '2026-11-29', 0],
    ['before it is due', '2026-11-25', '2026-11-20', 0],
  ])('%s', (_what, dueOn, today, late) => {
    expect(schoolDaysLate(calendar, dueOn, today)).toBe(late);
  });
});
