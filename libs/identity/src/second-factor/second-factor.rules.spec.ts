import { Secret, TOTP } from 'otpauth';
import { acceptedStep, BACKUP_CODES, newBackupCodes, newSecret, otpAddress, typedCode } from './second-factor.rules.js';

// RFC 6238, appendix B: the secret of the test vectors, whose codes end in these six digits.
const RFC = Secret.fromLatin1('12345678901234567890').base32;

describe('a code of an authenticator app', () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [2_000_000_000, '279037', 66_666_666],
  ])('at second %i is %s, of step %i (RFC 6238)', (second, code, step) => {
    expect(acceptedStep(RFC, code, new Date(second * 1000), 0)).toBe(step);
  });

  const secret = newSecret();
  const at = (seconds: number): Date => new Date(1_790_000_000_000 + seconds * 1000);
  const codeAt = (seconds: number): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at(seconds).getTime() });
  const step = Math.floor(at(0).getTime() / 30_000);

  it.each([
    [-60, null],
    [-30, step - 1],
    [0, step],
    [30, step + 1],
    [60, null],
  ])('of a clock %i seconds away', (seconds, expected) => {
    expect(acceptedStep(secret, codeAt(seconds), at(0), 0)).toBe(expected);
  });

  it('opens once, and none before it does any more', () => {
    expect(acceptedStep(secret, codeAt(0), at(0), step)).toBeNull();
    expect(acceptedStep(secret, codeAt(-30), at(0), step)).toBeNull();
    expect(acceptedStep(secret, codeAt(30), at(0), step)).toBe(step + 1);
  });
});

it('gives the app what it needs', () => {
  const secret = newSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  const address = new URL(otpAddress(secret, 'ana@example.org'));
  expect(decodeURIComponent(address.pathname)).toContain('Cubby:ana@example.org');
  expect(address.searchParams.get('secret')).toBe(secret);
});

it('makes backup codes that differ', () => {
  const codes = newBackupCodes();
  expect(new Set(codes).size).toBe(BACKUP_CODES);
  expect(codes.every((code) => /^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/.test(code))).toBe(true);
});

it.each([
  ['123 456', 'app', '123456'],
  ['１２３４５６', 'app', '123456'],
  ['k7qm 2fxa-93rt', 'backup', 'K7QM2FXA93RT'],
  ['1234567', 'backup', '1234567'],
  ['', 'backup', ''],
])('%j was typed', (typed, kind, code) => {
  expect(typedCode(typed)).toEqual({ kind, code });
});
