import { rightsOf } from './rights.js';
import { browserName, cookieName, newToken, placeOf, tokenHash } from './session.rules.js';

describe('a session token', () => {
  it('is 256 random bits and stands hashed', () => {
    const token = newToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(newToken()).not.toBe(token);
    expect(tokenHash(token)).toHaveLength(32);
    expect(tokenHash(token)?.toString('base64url')).not.toBe(token);
  });

  it.each([undefined, '', 'short', `${newToken()}x`, `${newToken().slice(1)}=`, `${newToken().slice(2)}'"`])(
    '%s is none',
    (token) => {
      expect(tokenHash(token)).toBeNull();
    },
  );
});

it('takes the __Host- cookie wherever browsers keep it', () => {
  expect(cookieName({ secureCookies: true })).toBe('__Host-cubby');
  expect(cookieName({ secureCookies: false })).toBe('cubby');
});

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::99', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s is at %s', (ip, place) => {
  expect(placeOf(ip)).toBe(place);
});

it('keeps one printable line of the browser', () => {
  expect(browserName('Mozilla\r\nSet-Cookie: x\u202e')).toBe('Mozilla  Set-Cookie: x ');
  expect(browserName('x'.repeat(900))).toHaveLength(300);
  expect(browserName(undefined)).toBeNull();
});

describe('rightsOf', () => {
  it('adds up the grants of several roles, each at its own sites', () => {
    const rights = rightsOf([
      [
        ['oak', 'elm'],
        ['device:read', 'person:read'],
      ],
      [
        ['elm', 'ash'],
        ['device:read', 'account:manage'],
      ],
      [[null, 'oak'], ['role:read']],
      [['oak'], ['role:read']],
      [['oak'], []],
    ]);
    expect(Object.fromEntries(rights)).toEqual({
      'device:read': ['oak', 'elm', 'ash'],
      'person:read': ['oak', 'elm'],
      'account:manage': ['elm', 'ash'],
      'role:read': 'all',
    });
  });
});
