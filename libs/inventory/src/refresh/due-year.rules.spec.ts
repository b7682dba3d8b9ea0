import type { Condition } from '@app/kernel';
import { dueYear } from './due-year.rules.js';

const policy = { firstYear: 2027, fiscalYearStartMonth: 7 };

describe('the due year', () => {
  it.each<[string, number, string | null, Condition, string, number, number]>([
    ['2026-06-30', 4, '2034-06-30', 'B', 'cycle', 2030, 0],
    ['2026-07-01', 4, '2034-06-30', 'B', 'cycle', 2031, 0],
    ['2024-08-12', 4, '2027-12-31', 'B', 'support', 2028, 0],
    ['2024-08-12', 4, '2028-06-30', 'B', 'cycle', 2029, 0],
    ['2020-08-15', 4, '2026-06-30', 'C', 'cycle', 2027, 2],
    ['2026-03-20', 4, '2034-06-30', 'F', 'condition', 2027, 0],
    ['2026-03-20', 4, '2034-06-30', 'D', 'condition', 2028, 0],
    ['2026-03-20', 4, null, 'A', 'cycle', 2030, 0],
  ])(
    'received %s, cycle %i, updates to %s, condition %s: %s, FY%i, late by %i',
    (receivedOn, cycleYears, supportEndsOn, condition, reason, year, backlog) => {
      expect(dueYear({ receivedOn, cycleYears, supportEndsOn, condition }, policy)).toMatchObject({
        reason,
        year,
        backlog,
      });
    },
  );

  it('is unknown where nothing says when, and never before the first planned year', () => {
    const nothing = { receivedOn: null, cycleYears: 4, supportEndsOn: null, condition: 'B' } as const;
    expect(dueYear(nothing, policy)).toMatchObject({ year: null, reason: null, backlog: 0 });
    expect(dueYear({ ...nothing, supportEndsOn: '2019-06-30' }, policy)).toMatchObject({
      ...{ year: 2027, reason: 'support', backlog: 7 },
    });
  });

  it('says what each rule would give', () => {
    const { steps } = dueYear(
      { receivedOn: '2023-08-12', cycleYears: 4, supportEndsOn: '2030-06-30', condition: 'B' },
      policy,
    );
    expect(steps).toEqual([
      { reason: 'cycle', year: 2028 },
      { reason: 'support', year: 2031 },
      { reason: 'condition', year: null },
    ]);
  });
});
