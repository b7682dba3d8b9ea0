import { turnOf } from './export-turns.rules.js';

const now = new Date('2026-11-26T19:00:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);

describe('the turn of an export', () => {
  it('comes before those that the same account waits for, though they were asked for first', () => {
    const first = turnOf({ now, last: null, rows: 112_500 });
    const second = turnOf({ now, last: first, rows: 112_500 });
    const third = turnOf({ now, last: second, rows: 112_500 });
    const other = turnOf({ now: later(3), last: null, rows: 35_814 });
    expect([third, second, first, other].sort((a, b) => a - b)).toEqual([other, first, second, third]);
    expect(turnOf({ now: later(3), last: null, rows: 112_500 })).toBeLessThan(second);
  });

  it('of a long list is not passed for ever', () => {
    const long = turnOf({ now, last: null, rows: 112_500 });
    expect(turnOf({ now: later(30), last: null, rows: 6_000 })).toBeGreaterThan(long);
  });

  it('of a list that nobody counts is that of a long one', () => {
    expect(turnOf({ now, last: null, rows: null })).toBe(turnOf({ now, last: null, rows: 100_000 }));
  });

  it.each([now, new Date('2090-01-01')])('fits an integer at %s', (day) => {
    expect(turnOf({ now: day, last: null, rows: 1_000_000 })).toBeLessThan(2 ** 31);
  });
});
