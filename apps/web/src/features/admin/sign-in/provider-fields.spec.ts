import { domainsOf, issuerText, providerOf, providerProblems } from './provider-fields.js';

const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const values = {
  providerLabel: 'Microsoft',
  issuer: TENANT.toUpperCase(),
  clientId: 'id',
  clientSecret: 'secret',
  domains: 'district.org, staff.district.org\nk12.org',
};

it('a tenant’s id stands for its issuer, there and back', () => {
  const { issuer, allowedDomains } = providerOf('microsoft', values);
  expect(issuer).toBe(`https://login.microsoftonline.com/${TENANT}/v2.0`);
  expect(issuerText({ kind: 'microsoft', issuer })).toBe(TENANT);
  expect(allowedDomains).toEqual(['district.org', 'staff.district.org', 'k12.org']);
});

it('Google needs no issuer, and a secret that was left empty is kept', () => {
  const google = providerOf('google', { ...values, issuer: '', clientSecret: '' });
  expect(google).toMatchObject({ issuer: 'https://accounts.google.com' });
  expect(google).not.toHaveProperty('clientSecret');
  expect(providerProblems('google', { ...values, issuer: '', clientSecret: '' }, true)).toEqual([]);
});

it('says what is missing, field by field', () => {
  const fields = providerProblems('oidc', {}, false).map(({ field }) => field);
  expect(fields).toEqual(['providerLabel', 'issuer', 'clientId', 'clientSecret', 'domains']);
  expect(providerProblems('microsoft', { ...values, issuer: 'common' }, false)).toMatchObject([{ field: 'issuer' }]);
});

it('reads domains however they are separated', () =>
  expect(domainsOf(' a.org;b.org,\n c.org ')).toEqual(['a.org', 'b.org', 'c.org']));
