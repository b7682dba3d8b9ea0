import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const PERIOD_S = 30;
/** Clocks of phones run a step ahead or behind. */
const WINDOW = 1;
const SECRET_BYTES = 20;

/** In a row, from anywhere: then only a backup code opens, so that whoever knows the password cannot guess for weeks. */
export const MOST_FAILURES = 100;
/** A secret that was shown must come back as a code within this time. */
export const OFFER_MS = 15 * 60_000;

export const BACKUP_CODES = 10;
/** Without I, L, O, U, 0 and 1: copied by hand it stays the same. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const GROUP = 4;
const GROUPS = 3;

/** 160 random bits in base 32, as an authenticator app takes them. */
export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** SHA-1, six digits, thirty seconds: what every authenticator app can (RFC 6238). */
const totpOf = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'Cubby', label, secret: Secret.fromBase32(secret), period: PERIOD_S });

/** What the QR code says. */
export const otpAddress = (secret: string, email: string): string => totpOf(secret, email).toString();

/** The time step that a code belongs to; null: it is wrong, too old, or of a step that was used up (or before one). */
export function acceptedStep(secret: string, code: string, now: Date, lastStep: number): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
  return step > lastStep ? step : null;
}

/** `K7QM-2FXA-93RT`: 58 bits, of which an argon2 hash is kept. */
export const newBackupCodes = (): string[] =>
  Array.from({ length: BACKUP_CODES }, () =>
    Array.from({ length: GROUPS }, () =>
      Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
    ).join('-'),
  );

/** What somebody typed: six digits, also in two groups, or a backup code in any writing. */
export function typedCode(typed: string): { kind: 'app' | 'backup'; code: string } {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  return { kind: /^\d{6}$/.test(code) ? 'app' : 'backup', code };
}
