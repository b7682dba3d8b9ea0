import { randomInt } from 'node:crypto';

/** How long a code can be used, and how often it may be guessed at; afterwards the next start prints another. */
export const CODE_LIFE_MS = 24 * 3_600_000;
export const MOST_FAILURES = 10;

/** Without I, L, O, U, 0 and 1: read aloud or copied by hand it stays the same. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const GROUPS = 4;
const GROUP = 4;

/** `K7QM-2FXA-93RT-HWZC`: 78 bits. */
export const newSetupCode = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-');

/** As compared: without blanks and hyphens, in capitals. */
export const plainCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
