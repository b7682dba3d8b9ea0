import { daysBetweenBoth } from './days.js';

describe('the days of a break', () => {
  it('are its weekdays, both ends with it', () => {
    expect(daysBetweenBoth('2026-12-24', '2026-12-29')).toEqual([
      '2026-12-24',
      '2026-12-25',
      '2026-12-28',
      '2026-12-29',
    ]);
    expect(daysBetweenBoth('2026-11-11', '2026-11-11')).toEqual(['2026-11-11']);
  });

  it('may be a Saturday alone', () => {
    expect(daysBetweenBoth('2026-12-26', '2026-12-26')).toEqual(['2026-12-26']);
  });
});
