import { randomBytes } from 'node:crypto';
import { sha256 } from '../sessions/session.rules.js';

/** Crockford's: no I, L, O and U, which people take for others. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 20;

/** A hundred random bits, short enough for a bar code on a badge. Stands on the card only; the database keeps its SHA-256. */
export const newCardCode = (): string =>
  `SUP-${[...randomBytes(LENGTH)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('')}`;

export const cardHash = (code: string): Buffer => sha256(code);
