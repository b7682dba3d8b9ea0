import type { ClosingCalendar } from './closing.rules.js';
import { closingOn, nextClosing } from './closing.rules.js';

const WEEKDAYS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, closesAt: '16:00' }));
const CHICAGO: ClosingCalendar = {
  timeZone: 'America/Chicago',
  districtHours: WEEKDAYS,
  siteHours: [],
  districtDays: [],
  siteDays: [],
};

describe('the next closing of a site', () => {
  it('is today while the closing is ahead', () => {
    // Wed 2026-10-14, 15:59 in Chicago (UTC-5)
    expect(nextClosing(CHICAGO, '2026-10-14T20:59:00Z')).toEqual({
      on: '2026-10-14',
      at: '2026-10-14T21:00:00.000Z',
      because: 'district-hours',
    });
  });

  it('is the next open day once the bell has rung, to the second', () => {
    expect(nextClosing(CHICAGO, '2026-10-14T21:00:00Z')?.on).toBe('2026-10-15');
  });

  it('takes the day from the wall clock of the district, not from UTC', () => {
    // 01:30 UTC on Thursday is Wednesday evening in Chicago: Thursday's closing is next.
    expect(nextClosing(CHICAGO, '2026-10-15T01:30:00Z')?.on).toBe('2026-10-15');
    // Friday 23:30 in Chicago is Saturday in UTC: Monday.
    expect(nextClosing(CHICAGO, '2026-10-17T04:30:00Z')?.on).toBe('2026-10-19');
  });

  it.each([
    ['before the clocks go forward', '2026-03-06T12:00:00Z', '2026-03-06T22:00:00.000Z'],
    ['over the weekend on which they go forward', '2026-03-07T12:00:00Z', '2026-03-09T21:00:00.000Z'],
    ['before they go back', '2026-10-30T12:00:00Z', '2026-10-30T21:00:00.000Z'],
    ['over the weekend on which they go back', '2026-10-31T12:00:00Z', '2026-11-02T22:00:00.000Z'],
  ])('keeps 16:00 on the wall %s', (_when, now, at) => {
    expect(nextClosing(CHICAGO, now)?.at).toBe(at);
  });

  it('survives a closing inside the hour that summer time skips', () => {
    const night: ClosingCalendar = { ...CHICAGO, districtHours: [{ weekday: 7, closesAt: '02:30' }] };
    // 2026-03-08: 02:30 does not exist in Chicago; it is 03:30 CDT.
    expect(nextClosing(night, '2026-03-08T06:00:00Z')?.at).toBe('2026-03-08T08:30:00.000Z');
  });

  it('skips weekends and closed days', () => {
    const thanksgiving: ClosingCalendar = {
      ...CHICAGO,
      districtDays: [
        { on: '2026-11-26', kind: 'closed', closesAt: null },
        { on: '2026-11-27', kind: 'closed', closesAt: null },
      ],
    };
    expect(nextClosing(thanksgiving, '2026-11-26T15:00:00Z')?.on).toBe('2026-11-30');
  });

  it('closes early on an early day, and is past it after that', () => {
    const early: ClosingCalendar = {
      ...CHICAGO,
      districtDays: [{ on: '2026-10-14', kind: 'early', closesAt: '12:30' }],
    };
    expect(nextClosing(early, '2026-10-14T12:00:00Z')).toMatchObject({
      at: '2026-10-14T17:30:00.000Z',
      because: 'district-early-day',
    });
    expect(nextClosing(early, '2026-10-14T17:30:00Z')?.on).toBe('2026-10-15');
  });

  it("prefers the site's own day to the district's", () => {
    const open: ClosingCalendar = {
      ...CHICAGO,
      districtDays: [{ on: '2026-10-14', kind: 'closed', closesAt: null }],
      siteDays: [{ on: '2026-10-14', kind: 'early', closesAt: '13:00' }],
    };
    expect(closingOn(open, '2026-10-14')).toMatchObject({ on: '2026-10-14', because: 'site-early-day' });
  });

  it("replaces the district's hours as a whole when the site has its own", () => {
    const site: ClosingCalendar = { ...CHICAGO, siteHours: [{ weekday: 6, closesAt: '11:00' }] };
    expect(nextClosing(site, '2026-10-14T12:00:00Z')).toMatchObject({ on: '2026-10-17', because: 'site-hours' });
  });

  it('does not open on a weekday without hours because a day is called early', () => {
    const saturday: ClosingCalendar = {
      ...CHICAGO,
      siteDays: [{ on: '2026-10-17', kind: 'early', closesAt: '11:00' }],
    };
    expect(closingOn(saturday, '2026-10-17')).toBeNull();
  });

  it('has no answer when nothing opens for sixty days', () => {
    expect(nextClosing({ ...CHICAGO, districtHours: [] }, '2026-10-14T12:00:00Z')).toBeNull();
  });
});
