import fc from 'fast-check';
import {
  addDays,
  compareDays,
  dayIn,
  daysBetween,
  instantAt,
  isDay,
  isPlausibleDay,
  isTimeOfDay,
  isTimeZone,
  parseDay,
  weekdayOf,
} from './calendar-day.js';

describe('parseDay', () => {
  it.each(['2026-08-14', '2028-02-29', '1900-01-01', '2200-12-31'])('takes the real day %s', (day) => {
    expect(parseDay(day)).toBe(day);
  });

  it('trims', () => expect(parseDay(' 2026-08-14\t')).toBe('2026-08-14'));

  it.each([
    '2026-02-30',
    '2027-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '1899-12-31',
    '2201-01-01',
    '9999-01-01',
    '26-08-14',
    '2026-8-14',
    '14/08/2026',
    '2026-08-14T00:00:00Z',
    'infinity',
    '',
    '２０２６-08-14',
  ])('refuses %p', (text) => expect(parseDay(text)).toBeNull());

  it.each([null, undefined, 20260814, new Date(0), {}, []])('refuses the value %p', (value) => {
    expect(parseDay(value)).toBeNull();
  });

  it('isDay is exact', () => {
    expect(isDay('2026-08-14')).toBe(true);
    expect(isDay(' 2026-08-14')).toBe(false);
  });
});

it.each([
  ['1979-12-31', false],
  ['1980-01-01', true],
  ['2099-12-31', true],
  ['2100-01-01', false],
])('%s is plausible: %s', (day, plausible) => expect(isPlausibleDay(day)).toBe(plausible));

describe('arithmetic', () => {
  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-08-14', 0, '2026-08-14'],
  ])('%s plus %i is %s', (day, days, expected) => expect(addDays(day, days)).toBe(expected));

  const days = fc
    .date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('addDays and daysBetween are each other’s reverse', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -10_000, max: 10_000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });

  it('compareDays sorts as time does', () => {
    fc.assert(
      fc.property(days, days, (a, b) => expect(Math.sign(compareDays(a, b))).toBe(Math.sign(daysBetween(b, a)))),
    );
  });

  it('knows the day of the week', () => {
    expect(weekdayOf('2026-08-14')).toBe(5);
    expect(weekdayOf('2026-08-16')).toBe(7);
  });

  it('refuses what is no day, no whole number, or leaves the calendar', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => addDays('2026-02-28', 0.5)).toThrow(RangeError);
    expect(() => addDays('2200-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('2026-02-28', 1e15)).toThrow(RangeError);
    expect(() => daysBetween('2026-02-28', 'soon')).toThrow(RangeError);
  });
});

describe('dayIn', () => {
  it('is the same whether or not the same quarter of an hour was asked for before', () => {
    for (const zone of ['Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Los_Angeles']) {
      const midnight = Date.parse(instantAt('2026-08-15', '00:00', zone));
      const at = (ms: number): string => dayIn(zone, new Date(midnight + ms));
      expect([at(-1), at(0), at(-1), at(899_999), at(900_000)]).toEqual([
        '2026-08-14',
        '2026-08-15',
        '2026-08-14',
        '2026-08-15',
        '2026-08-15',
      ]);
    }
    expect(dayIn('UTC', '2026-08-15T06:59:00Z')).not.toBe(dayIn('America/Los_Angeles', '2026-08-15T06:59:00Z'));
  });

  it('is the day on the wall, not the day in UTC', () => {
    expect(dayIn('America/Los_Angeles', '2026-08-15T06:59:59Z')).toBe('2026-08-14');
    expect(dayIn('America/Los_Angeles', '2026-08-15T07:00:00Z')).toBe('2026-08-15');
    expect(dayIn('Pacific/Auckland', new Date('2026-08-14T12:00:00Z'))).toBe('2026-08-15');
  });

  it('refuses a bad instant and an unknown zone', () => {
    expect(() => dayIn('UTC', 'yesterday')).toThrow(RangeError);
    expect(() => dayIn('Mars/Olympus', '2026-08-14T12:00:00Z')).toThrow(RangeError);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
    expect(isTimeZone('')).toBe(false);
    expect(isTimeZone('America/Los_Angeles')).toBe(true);
  });
});

describe('instantAt', () => {
  const zone = 'America/Los_Angeles';

  it.each([
    ['2026-08-14', '15:30', '2026-08-14T22:30:00.000Z'],
    ['2026-12-14', '15:30', '2026-12-14T23:30:00.000Z'],
    // Skipped by the change to summer time on 8 March 2026: the later reading, 03:30.
    ['2026-03-08', '02:30', '2026-03-08T10:30:00.000Z'],
    // Comes twice on 1 November 2026: the first one.
    ['2026-11-01', '01:30', '2026-11-01T08:30:00.000Z'],
    ['2026-08-14', '00:00', '2026-08-14T07:00:00.000Z'],
  ])('%s %s is %s', (day, time, instant) => expect(instantAt(day, time, zone)).toBe(instant));

  it('falls on its own day', () => {
    expect(dayIn(zone, instantAt('2026-08-14', '23:59', zone))).toBe('2026-08-14');
  });

  it.each(['24:00', '9:30', '12:60', '', '12:30:00', 'noon'])('refuses the time %p', (time) => {
    expect(isTimeOfDay(time)).toBe(false);
    expect(() => instantAt('2026-08-14', time, zone)).toThrow(RangeError);
  });

  it('refuses a day and a zone that do not exist', () => {
    expect(() => instantAt('2026-02-30', '12:00', zone)).toThrow(RangeError);
    expect(() => instantAt('2026-02-28', '12:00', 'Mars/Olympus')).toThrow(RangeError);
  });
});
