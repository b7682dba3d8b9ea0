import { createHmac } from 'node:crypto';

/** Crockford's: no letters that read as digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/**
 * `P-` and ten characters that stand for a person in every file of the district: fifty bits of HMAC-SHA-256 under its
 * key, so that nobody without the key goes back, and two of 400,000 people share one less than once in 10,000 districts.
 */
export function pseudonymOf(key: Buffer, personId: string): string {
  const digest = createHmac('sha256', key).update(personId).digest();
  let bits = digest.readBigUInt64BE() >> BigInt(64 - LENGTH * 5);
  let text = '';
  for (let n = 0; n < LENGTH; n += 1) {
    text = ALPHABET[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return `P-${text}`;
}
