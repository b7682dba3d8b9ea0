import { clockTime } from './time.js';

it.each([
  ['America/Los_Angeles', '23:59:07'],
  ['UTC', '07:59:07'],
  ['Asia/Tokyo', '16:59:07'],
  ['Europe/Moscow', '10:59:07'],
])('the clock of a district in %s says %s, wherever the browser is', (timeZone, time) => {
  expect(clockTime('2026-11-02T07:59:07Z', timeZone)).toBe(time);
});

it('begins the day with 00', () => expect(clockTime('2026-11-02T08:00:00Z', 'America/Los_Angeles')).toBe('00:00:00'));

it('makes one format for all lines of a list', () => {
  const made = jest.spyOn(Intl, 'DateTimeFormat');
  for (let n = 10; n < 60; n++) clockTime(`2026-11-02T08:00:${n}Z`, 'Pacific/Honolulu');
  expect(made).toHaveBeenCalledTimes(1);
  made.mockRestore();
});
