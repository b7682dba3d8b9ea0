import type { SchoolCalendar } from './school-days.rules.js';
import { addSchoolDays, isSchoolDay } from './school-days.rules.js';

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, closesAt: '16:00' }));
const calendar = (facts: Partial<SchoolCalendar> = {}): SchoolCalendar => ({
  timeZone: 'America/Los_Angeles',
  districtHours: weekdays,
  siteHours: [],
  districtDays: [{ on: '2026-11-11', kind: 'closed', closesAt: null }],
  siteDays: [],
  years: [
    { startsOn: '2026-08-10', endsOn: '2027-06-11' },
    { startsOn: '2027-08-09', endsOn: '2028-06-09' },
  ],
  ...facts,
});

describe('a school day', () => {
  it.each([
    ['a Monday', '2026-11-09', true],
    ['a Saturday', '2026-11-14', false],
    ['a holiday', '2026-11-11', false],
    ['a Monday of the summer', '2027-07-12', false],
    ['a Monday after the last year that is known', '2028-07-10', true],
    ['a Sunday after it', '2028-07-09', false],
  ])('%s', (_name, day, expected) => {
    expect(isSchoolDay(calendar(), day)).toBe(expected);
  });

  it("follows the site's own days before the district's", () => {
    const siteDays = [{ on: '2026-11-11', kind: 'early' as const, closesAt: '12:00' }];
    expect(isSchoolDay(calendar({ siteDays }), '2026-11-11')).toBe(true);
  });
});

describe('school days ahead', () => {
  it.each([
    ['none: the day itself, whatever it is', '2026-11-14', 0, '2026-11-14'],
    ['one, over a weekend', '2026-11-13', 1, '2026-11-16'],
    ['five, over a holiday and a weekend', '2026-11-09', 5, '2026-11-17'],
    ['over the summer', '2027-06-10', 2, '2027-08-09'],
  ])('%s', (_name, from, count, expected) => {
    expect(addSchoolDays(calendar(), from, count)).toBe(expected);
  });

  it('has no answer for a site that never opens', () => {
    expect(addSchoolDays(calendar({ districtHours: [] }), '2026-11-09', 3)).toBeNull();
  });
});
