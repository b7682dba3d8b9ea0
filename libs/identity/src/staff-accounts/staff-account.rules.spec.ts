import { accountEmail, domainOf, staffOutcome } from './staff-account.rules.js';
import type { StaffMatch } from './staff-account.rules.js';

const NOBODY: StaffMatch = { ownState: null, ownLeft: false, byEmail: null };
const EMAIL = 'ana@district.example';

it.each<[string, Partial<StaffMatch>, string | null, boolean, string]>([
  ['nobody yet, a rule holds', {}, EMAIL, true, 'made'],
  ['nobody yet, no rule holds', {}, EMAIL, false, 'no-rule'],
  ['nobody yet, no address', {}, null, true, 'no-email'],
  ['an account of nobody has the address', { byEmail: 'free' }, EMAIL, false, 'linked'],
  ["another person's account has the address", { byEmail: 'of-another' }, EMAIL, true, 'email-of-another'],
  ['an account of their own, whatever the address', { ownState: 'active', byEmail: 'of-another' }, null, false, 'kept'],
  ['they had left', { ownState: 'disabled', ownLeft: true }, EMAIL, true, 'returned'],
  ['somebody disabled it', { ownState: 'disabled' }, EMAIL, true, 'disabled'],
])('%s', (_case, match, email, hasGrants, outcome) => {
  expect(staffOutcome({ ...NOBODY, ...match }, email, hasGrants)).toBe(outcome);
});

it.each([
  [' Ana@District.example ', 'Ana@District.example'],
  ['ana', null],
  ['ana@localhost', null],
  ['a b@district.example', null],
  [`${'a'.repeat(250)}@d.org`, null],
  ['', null],
  [null, null],
])('the address %j', (given, expected) => {
  expect(accountEmail(given)).toBe(expected);
});

it('compares domains in small letters', () => {
  expect(domainOf('Ana@District.Example')).toBe('district.example');
});
