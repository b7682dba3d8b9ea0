import { hoursLines, ownPart, stretches } from './school-calendar.js';

const day = (on: string, label = 'Winter break', from: 'site' | 'district' = 'district') =>
  ({ on, kind: 'closed', closesAt: null, label, from }) as const;
const hours = (weekday: number, closesAt: string) => ({ weekday, opensAt: '07:30', closesAt });

describe('a school calendar in few lines', () => {
  it('joins the days of one holiday over a weekend, and keeps two holidays apart', () => {
    const days = [
      day('2026-12-22'),
      day('2026-12-21'),
      day('2026-12-25'),
      day('2026-12-28'),
      day('2026-12-29', 'Other'),
    ];
    expect(stretches(days).map(({ on, until }) => [on, until])).toEqual([
      ['2026-12-21', '2026-12-28'],
      ['2026-12-29', '2026-12-29'],
    ]);
  });

  it('joins weekdays with the same hours', () => {
    expect(hoursLines([hours(1, '16:00'), hours(2, '16:00'), hours(3, '13:00'), hours(5, '16:00')])).toEqual([
      'Monday – Tuesday 07:30 – 16:00',
      'Wednesday 07:30 – 13:00',
      'Friday 07:30 – 16:00',
    ]);
  });

  it('never sends the district’s days as the site’s own', () => {
    const schoolYear = { id: 'y', label: '2026-27', startsOn: '2026-08-10', endsOn: '2027-06-11' };
    const calendar = {
      schoolYear,
      version: 1,
      hours: [hours(1, '16:00')],
      hoursFrom: 'district' as const,
      days: [day('2026-12-21'), day('2027-03-01', 'Staff day', 'site')],
    };
    expect(ownPart(calendar)).toEqual({
      hours: null,
      days: [{ on: '2027-03-01', kind: 'closed', closesAt: null, label: 'Staff day' }],
    });
  });
});
