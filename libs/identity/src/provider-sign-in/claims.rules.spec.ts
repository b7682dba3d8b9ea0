import type { Claims } from './claims.rules.js';
import { groupsIn, personOf, refuseIssuedAhead } from './claims.rules.js';

const provider = (kind: 'google' | 'microsoft' | 'oidc', allowedDomains = ['district.org']) => ({
  kind,
  label: 'Example',
  allowedDomains,
  groupsClaim: 'groups',
});
const claims = (rest: Record<string, unknown>): Claims => ({ iss: 'https://id.example.org', sub: '42', ...rest });
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const good = { email: 'Ana.Diaz@District.org', email_verified: true, name: 'Ana Diaz' };

describe('any issuer', () => {
  const take = (rest: object) => personOf(provider('oidc'), claims({ ...good, ...rest }));

  it('vouches for a verified address of an allowed domain', () => {
    expect(take({ groups: ['staff', 7, 'it'] })).toEqual({
      issuer: 'https://id.example.org',
      subject: '42',
      email: 'Ana.Diaz@District.org',
      domain: 'district.org',
      name: 'Ana Diaz',
      groups: ['staff', 'it'],
    });
  });

  it.each([
    [{ email_verified: false }, 'sign-in.email-unverified'],
    [{ email_verified: 'true' }, 'sign-in.email-unverified'],
    [{ email_verified: undefined }, 'sign-in.email-unverified'],
    [{ email: undefined }, 'sign-in.email-unverified'],
    [{ email: ['ana@district.org'] }, 'sign-in.email-unverified'],
    [{ email: 'ana@district.org\n' }, 'sign-in.email-unverified'],
    [{ email: 'ａna@district.org' }, 'sign-in.email-unverified'],
    [{ email: 'ana@district.org.evil.example' }, 'sign-in.domain-not-allowed'],
    [{ email: 'ana@evil-district.org' }, 'sign-in.domain-not-allowed'],
    [{ email: 'ana@sub.district.org' }, 'sign-in.domain-not-allowed'],
    [{ email: '"ana@district.org"@evil.example' }, 'sign-in.domain-not-allowed'],
    [{ sub: '' }, 'sign-in.answer-refused'],
    [{ sub: 'x'.repeat(256) }, 'sign-in.answer-refused'],
  ])('%j: %s', (rest, code) => expect(codeOf(() => take(rest))).toBe(code));

  it('says a name in one line, else the address', () => {
    expect(take({ name: ' Ana\n\u202e Diaz\u0000 ' }).name).toBe('Ana Diaz');
    expect(take({ name: '\u200b' }).name).toBe('Ana.Diaz@District.org');
    expect(take({ name: { $ne: 1 } }).name).toBe('Ana.Diaz@District.org');
    expect(take({ name: '😀'.repeat(300) }).name).toBe('😀'.repeat(200));
  });
});

it.each<[object, string[], string | null | undefined]>([
  [{ groups: ['staff', 'it'] }, ['staff', 'it'], null],
  [{ groups: [] }, [], null],
  [{ groups: 'library-techs' }, ['library-techs'], null],
  [{ groups: 'Techs, Field and Bench' }, ['Techs, Field and Bench'], null],
  [{ groups: '' }, [], null],
  [{ groups: ['staff', 7] }, ['staff'], 'not-names'],
  [{ groups: [{ id: 1 }] }, [], 'not-names'],
  [{ groups: { staff: true } }, [], 'not-names'],
  [{ groups: 7 }, [], 'not-names'],
  [{}, [], undefined],
  [{ _claim_names: { groups: 'src1' } }, [], 'elsewhere'],
])('%j names the groups %j; fault: %s', (rest, groups, fault) =>
  expect(groupsIn('groups', claims({ ...good, ...rest }))).toEqual({ groups, fault }),
);

describe('Google', () => {
  const take = (rest: object) => personOf(provider('google'), claims({ ...good, hd: 'district.org', ...rest }));

  it('vouches for accounts of the organization only', () => {
    expect(take({}).email).toBe(good.email);
    expect(codeOf(() => take({ hd: undefined }))).toBe('sign-in.domain-not-allowed');
    expect(codeOf(() => take({ hd: 'other.org' }))).toBe('sign-in.domain-not-allowed');
  });
});

describe('Microsoft', () => {
  const take = (rest: object) =>
    personOf(provider('microsoft'), claims({ preferred_username: 'ana@district.org', name: 'Ana', ...rest }));

  it('vouches for the name people sign in with, and for an address it says it has verified', () => {
    expect(take({ email: 'boss@district.org', email_verified: true }).email).toBe('ana@district.org');
    expect(take({ email: 'ana.diaz@district.org', xms_edov: true }).email).toBe('ana.diaz@district.org');
  });

  it('does not vouch for guests', () => {
    expect(codeOf(() => take({ acct: 1 }))).toBe('sign-in.domain-not-allowed');
    expect(codeOf(() => take({ preferred_username: 'x_gmail.com#EXT#@district.org' }))).toBe(
      'sign-in.domain-not-allowed',
    );
  });
});

it.each([
  [0, true],
  [300, true],
  [301, false],
  [9_720, false],
])('a token issued %i seconds ahead is believed: %s', (ahead, believed) => {
  const now = new Date('2026-11-26T08:00:00Z');
  const look = (): void => refuseIssuedAhead({ iat: now.getTime() / 1000 + ahead }, now);
  if (believed) expect(look).not.toThrow();
  else expect(look).toThrow(expect.objectContaining({ claim: 'iat' }) as Error);
});
