import { fiscalYearDays, fiscalYearLabel, fiscalYearOf } from './fiscal-year.js';

describe('fiscal year', () => {
  it.each([
    ['2027-06-30', 7, 2027, 'FY 2026-27'],
    ['2027-07-01', 7, 2028, 'FY 2027-28'],
    ['2099-09-01', 7, 2100, 'FY 2099-00'],
    ['2027-12-31', 1, 2027, 'FY 2027'],
    ['2027-09-30', 10, 2027, 'FY 2026-27'],
  ])('%s with a year that starts in month %i is %i, %s', (day, startMonth, year, label) => {
    expect(fiscalYearOf(day, startMonth)).toBe(year);
    expect(fiscalYearLabel(year, startMonth)).toBe(label);
  });

  it.each([
    [2028, 7, '2027-07-01', '2028-06-30'],
    [2028, 1, '2028-01-01', '2028-12-31'],
    [2028, 3, '2027-03-01', '2028-02-29'],
  ])('%i starting in month %i runs from %s to %s', (year, startMonth, startsOn, endsOn) => {
    expect(fiscalYearDays(year, startMonth)).toEqual({ startsOn, endsOn });
    expect(fiscalYearOf(startsOn, startMonth)).toBe(year);
    expect(fiscalYearOf(endsOn, startMonth)).toBe(year);
  });

  it('refuses a month or a day that does not exist', () => {
    expect(() => fiscalYearOf('2027-06-30', 13)).toThrow(RangeError);
    expect(() => fiscalYearOf('2027-06-31', 7)).toThrow(RangeError);
    expect(() => fiscalYearLabel(2027, 0)).toThrow(RangeError);
    expect(() => fiscalYearDays(2027, 7.5)).toThrow(RangeError);
  });
});
