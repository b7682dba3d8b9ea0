import { timeZoneName } from './time-zone.rules.js';

describe('the name of a time zone', () => {
  it.each([
    ['America/Los_Angeles', 'America/Los_Angeles'],
    ['america/los_angeles', 'America/Los_Angeles'],
    ['America/Indiana/Indianapolis', 'America/Indiana/Indianapolis'],
    ['UTC', 'UTC'],
  ])('%s is %s', (text, name) => {
    expect(timeZoneName(text)).toBe(name);
  });

  it.each(['', 'Mars/Olympus', '+05:00', '-08:00', 'EST', "America/Chicago'; --", 'America/', 'localtime'])(
    '%p is none',
    (text) => {
      expect(timeZoneName(text)).toBeNull();
    },
  );
});
