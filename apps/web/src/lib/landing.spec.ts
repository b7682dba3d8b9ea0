import { isCollectionSeason, landingOf } from './landing.js';
import type { Session } from './session.js';

const DESK = ['scan:use', 'device:check-out', 'device:check-in', 'person:read'];

/** What tells the built-in roles apart. */
const ROLES: Record<string, string[]> = {
  'site-clerk': [...DESK, 'person:contacts'],
  'student-helper': ['scan:use', 'loaner:lend'],
  'site-admin': [...DESK, 'person:contacts', 'scan:undo-any'],
  auditor: ['admin-log:read', 'access-log:read', 'ledger:verify'],
  'it-admin': [...DESK, 'person:contacts', 'scan:undo-any', 'loaner:lend', 'admin-log:read'],
  technician: [...DESK, 'device:change-state'],
  warehouse: ['scan:use', 'device:transfer-in-hand'],
  finance: ['device:write-off'],
};

/** A role at one school, or in the whole district. */
function sessionOf(role: string, scope: 'all' | string[]): Session {
  const permissions = ROLES[role];
  return {
    account: {
      id: 'a',
      displayName: 'A',
      email: 'a@x',
      language: 'en',
      mustChangePassword: false,
      secondFactor: 'none',
    },
    permissions: Object.fromEntries(permissions.map((permission) => [permission, scope])),
    sites: [
      { id: 'site-1', code: 'AES', name: 'Alder' },
      { id: 'site-2', code: 'LHS', name: 'Lincoln' },
    ],
    district: { name: 'D', timeZone: 'UTC', profile: 'generic' },
  };
}

it.each([
  ['site-clerk', '/scan', '/scan/in'],
  ['student-helper', '/scan/out', '/scan/out'],
  ['site-admin', '/sites/LHS', '/sites/LHS'],
  ['auditor', '/log', '/log'],
  ['it-admin', '/', '/'],
  ['technician', '/', '/'],
  ['warehouse', '/', '/'],
  ['finance', '/', '/'],
])('%s lands on %s, in collection season on %s', (role, usually, collecting) => {
  const scope = role === 'it-admin' ? 'all' : ['site-2'];
  expect([landingOf(sessionOf(role, scope), false), landingOf(sessionOf(role, scope), true)]).toEqual([
    usually,
    collecting,
  ]);
});

it.each([
  ['2027-05-12', false],
  ['2027-05-13', true],
  ['2027-06-12', true],
  ['2027-06-13', false],
])('%s is in the collection season: %s', (today, is) => {
  expect(isCollectionSeason([{ startsOn: '2026-08-12', endsOn: '2027-06-12' }], today)).toBe(is);
});
