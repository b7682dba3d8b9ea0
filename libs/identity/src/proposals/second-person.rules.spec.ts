import { isOwnPerson } from './second-person.rules.js';

const set = '2026-11-20T10:00:00Z';
const chosen = '2026-11-20T10:05:00Z';

it.each([
  ['a password that nobody else ever set', { setAt: null, chosenAt: null }, '2026-11-20T10:05:00Z', true],
  ['one of somebody else, however old', { setAt: set, chosenAt: null }, '2027-11-20T10:05:00Z', false],
  ['an own one, chosen at once', { setAt: set, chosenAt: chosen }, '2026-11-20T10:06:00Z', false],
  ['an own one, just under three days', { setAt: set, chosenAt: chosen }, '2026-11-23T09:59:59Z', false],
  ['an own one, three days after', { setAt: set, chosenAt: chosen }, '2026-11-23T10:00:00Z', true],
  [
    'an identity linked just under three days ago',
    { setAt: null, chosenAt: null, linkedAt: set },
    '2026-11-23T09:59:59Z',
    false,
  ],
  ['an identity linked three days ago', { setAt: null, chosenAt: null, linkedAt: set }, '2026-11-23T10:00:00Z', true],
])('%s', (_, origin, now, own) => expect(isOwnPerson(origin, new Date(now))).toBe(own));
