import { isDomain, issuerFault, isSameIssuer, letsInAsBefore } from './provider.rules.js';

const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';

describe('an issuer', () => {
  it.each([
    ['google', 'https://accounts.google.com'],
    ['microsoft', `https://login.microsoftonline.com/${TENANT}/v2.0`],
    ['oidc', 'https://id.example.org'],
    ['oidc', 'https://id.example.org/realms/district'],
  ] as const)('of %s: %s', (kind, issuer) => expect(issuerFault(kind, issuer, false)).toBeNull());

  it.each([
    ['google', 'https://accounts.google.com.evil.example'],
    ['google', 'https://id.example.org'],
    ['microsoft', 'https://login.microsoftonline.com/common/v2.0'],
    ['microsoft', 'https://login.microsoftonline.com/organizations/v2.0'],
    ['microsoft', 'https://login.microsoftonline.com/{tenantid}/v2.0'],
    ['microsoft', `https://login.microsoftonline.com/${TENANT}/v2.0/`],
    ['oidc', 'http://id.example.org'],
    ['oidc', 'http://127.0.0.1:9000'],
    ['oidc', 'https://user:pass@id.example.org'],
    ['oidc', 'https://id.example.org?x=1'],
    ['oidc', 'javascript:alert(1)'],
    ['oidc', 'id.example.org'],
  ] as const)('refused for %s: %s', (kind, issuer) =>
    expect(issuerFault(kind, issuer, false)).toEqual(expect.any(String)),
  );

  it('may stand on this machine in tests only', () => {
    expect(issuerFault('google', 'http://127.0.0.1:9000', true)).toBeNull();
    expect(issuerFault('oidc', 'http://10.0.0.1:9000', true)).toEqual(expect.any(String));
    expect(issuerFault('oidc', 'http://127.0.0.1.evil.example', true)).toEqual(expect.any(String));
  });

  it('is one, with a slash at the end or without', () => {
    expect(isSameIssuer('https://id.example.org', 'https://id.example.org/')).toBe(true);
    expect(isSameIssuer('https://id.example.org/a', 'https://id.example.org/b')).toBe(false);
  });
});

it.each([
  ['district.org', true],
  ['staff.district.k12.ca.us', true],
  ['district', false],
  ['*.district.org', false],
  ['@district.org', false],
  ['District.org', false],
  ['district.org.', false],
  ['dístrict.org', false],
  ['-a.org', false],
])('%s is a domain: %s', (text, expected) => expect(isDomain(text)).toBe(expected));

const before = { enabled: true, issuer: 'https://a.example', clientId: 'c', allowedDomains: ['a.org', 'b.org'] };
it.each([
  [{ label: 'x' }, true],
  [{ allowedDomains: ['b.org', 'c.org'] }, true],
  [{ allowedDomains: ['c.org'] }, false],
  [{ enabled: false }, false],
  [{ issuer: 'https://b.example' }, false],
  [{ clientId: 'd' }, false],
])('people sign in as before after %j: %s', (change, same) => {
  expect(letsInAsBefore(before, { ...before, ...change })).toBe(same);
  expect(letsInAsBefore({ ...before, enabled: false }, { ...before, ...change })).toBe(true);
});
