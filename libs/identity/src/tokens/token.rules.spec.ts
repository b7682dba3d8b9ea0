import { limitedTo } from '../sessions/rights.js';
import { tokenFault } from './token.rules.js';

const rights = new Map<string, 'all' | string[]>([
  ['device:read', 'all'],
  ['person:read', ['oak']],
  ['account:manage', 'all'],
  ['token:make', 'all'],
]);
const wish = { permissions: ['device:read'], siteIds: null as string[] | null, expiresOn: '2027-03-01' };
const today = '2026-11-26';

it.each([
  [{}, null],
  [{ permissions: ['device:read', 'person:read'], siteIds: ['oak'] }, null],
  [{ siteIds: ['oak', 'elm'] }, null],
  [{ expiresOn: '2026-11-26' }, null],
  [{ expiresOn: '2027-11-26' }, null],
  [{ expiresOn: '2027-11-27' }, 'expiresOn'],
  [{ expiresOn: '2026-11-25' }, 'expiresOn'],
  [{ permissions: ['account:manage'] }, 'permissions'],
  [{ permissions: ['token:make'] }, 'permissions'],
  [{ permissions: ['device:edit'] }, 'permissions'],
  [{ permissions: ['person:read'], siteIds: ['oak', 'elm'] }, 'siteIds'],
])('a token with %j', (facts, field) => {
  expect(tokenFault({ ...wish, ...facts }, rights, today)?.field ?? null).toBe(field);
});

describe('the rights of a token', () => {
  const limits = { permissions: ['device:read', 'person:read', 'device:edit'], sites: ['oak', 'elm'] };

  it('are its own, at its own sites, and never more than its account has', () => {
    expect(limitedTo(rights, limits)).toEqual(
      new Map([
        ['device:read', ['oak', 'elm']],
        ['person:read', ['oak']],
      ]),
    );
  });

  it('are at every site of its account when it names none', () => {
    const everywhere = limitedTo(rights, { permissions: ['device:read', 'person:read'], sites: null });
    expect(everywhere).toEqual(
      new Map<string, 'all' | string[]>([
        ['device:read', 'all'],
        ['person:read', ['oak']],
      ]),
    );
  });
});
