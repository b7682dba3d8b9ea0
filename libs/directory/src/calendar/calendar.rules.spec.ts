import { calendarFaults } from './calendar.rules.js';

const YEAR = { startsOn: '2026-07-01', endsOn: '2027-06-30' };

describe('a calendar', () => {
  it('may be empty', () => {
    expect(calendarFaults([], [], YEAR)).toEqual([]);
  });

  it('takes both ends of its year', () => {
    const days = [
      { on: '2026-07-01', kind: 'closed' as const },
      { on: '2027-06-30', kind: 'early' as const, closesAt: '12:00' },
    ];
    expect(calendarFaults([{ weekday: 1, opensAt: '07:30', closesAt: '07:31' }], days, YEAR)).toEqual([]);
  });

  it.each([
    ['hours that end before they begin', [{ weekday: 1, opensAt: '16:00', closesAt: '07:30' }], [], 'hours.0.closesAt'],
    ['hours of no length', [{ weekday: 1, opensAt: '16:00', closesAt: '16:00' }], [], 'hours.0.closesAt'],
    [
      'a weekday twice',
      [
        { weekday: 1, opensAt: '08:00', closesAt: '09:00' },
        { weekday: 1, opensAt: '08:00', closesAt: '09:00' },
      ],
      [],
      'hours.1.weekday',
    ],
    ['a day before the year', [], [{ on: '2026-06-30', kind: 'closed' as const }], 'days.0.on'],
    ['a day after the year', [], [{ on: '2027-07-01', kind: 'closed' as const }], 'days.0.on'],
    [
      'an early day without a time',
      [],
      [{ on: '2026-12-18', kind: 'early' as const, closesAt: null }],
      'days.0.closesAt',
    ],
    [
      'a closed day with a time',
      [],
      [{ on: '2026-12-18', kind: 'closed' as const, closesAt: '12:00' }],
      'days.0.closesAt',
    ],
    [
      'a day twice',
      [],
      [
        { on: '2026-12-18', kind: 'closed' as const },
        { on: '2026-12-18', kind: 'early' as const, closesAt: '12:00' },
      ],
      'days.1.on',
    ],
  ])('refuses %s and names the field', (_what, hours, days, field) => {
    expect(calendarFaults(hours, days, YEAR)).toEqual([expect.objectContaining({ field })]);
  });
});
