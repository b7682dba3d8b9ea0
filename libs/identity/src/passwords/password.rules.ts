import { COMMON_LONG, COMMON_WORDS } from './common-passwords.js';

/** Characters (code points), without a second factor: NIST SP 800-63B-4 §3.1.1.2. No rule on their kinds, no rotation. */
export const PASSWORD_MIN = 15;
export const PASSWORD_MAX = 256;

/** What must be left of a password when all that is easily guessed counts as next to nothing. */
const LEAST_SURPRISE = 8;
const SHORTEST_CONTEXT_WORD = 3;
const SHORTEST_RUN = 4;

export type PasswordFault = 'too-short' | 'too-long' | 'common' | 'repeated' | 'guessable';

/** What an attacker knows: the product, the district, the person. Words or whole names, in any case. */
export type PasswordContext = readonly string[];

const MESSAGES: Record<PasswordFault, string> = {
  'too-short': `must have at least ${PASSWORD_MIN} characters; a few unrelated words do well`,
  'too-long': `must have at most ${PASSWORD_MAX} characters`,
  common: 'is one of the passwords that everybody tries first',
  repeated: 'repeats the same few characters',
  guessable: 'is made of names, common words, dates or rows of keys; a few unrelated words do well',
};

export const passwordMessage = (fault: PasswordFault): string => MESSAGES[fault];

/** The first reason why a password is not accepted, or `null`. Never changes the password: it counts exactly as typed. */
export function passwordFault(password: string, context: PasswordContext): PasswordFault | null {
  const length = codePoints(password, PASSWORD_MAX + 1);
  if (length > PASSWORD_MAX) return 'too-long';
  if (length < PASSWORD_MIN) return 'too-short';
  const folded = fold(password);
  if (COMMON_LONG.has(folded) || COMMON_LONG.has(unleet(folded))) return 'common';
  if (isRepetition(password.toLowerCase()) || isRepetition(folded)) return 'repeated';
  return surpriseOf(password, context) < LEAST_SURPRISE ? 'guessable' : null;
}

/** Counts characters, not further than `most`: a text of a megabyte costs nothing. */
function codePoints(text: string, most: number): number {
  let count = 0;
  for (const _ of text) if (++count >= most) break;
  return count;
}

/** Small letters and digits only. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const LEET: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};
const unleet = (text: string): string => text.replace(/[@431!0$57]/g, (character) => LEET[character] ?? character);

/** Whether the whole text is one unit over and over, the last one perhaps cut: `abcabcabcab`, `Summer1!Summer1!`. */
function isRepetition(text: string): boolean {
  const borders: number[] = [0];
  for (let at = 1, border = 0; at < text.length; at += 1) {
    while (border > 0 && text[at] !== text[border]) border = borders[border - 1] ?? 0;
    if (text[at] === text[border]) border += 1;
    borders[at] = border;
  }
  const period = text.length - (borders[text.length - 1] ?? 0);
  return period * 2 <= text.length;
}

/**
 * The number of characters that an attacker cannot take for granted: known words and years count as one, rows of keys,
 * sequences and repeated characters as two, marks between them as nothing.
 */
function surpriseOf(password: string, context: PasswordContext): number {
  const plain = lowerPlain(password);
  const rest = shortenRuns(plain).replace(/(?:19|20)\d\d/g, WORD);
  const words = [...contextWords(context), ...COMMON_WORDS];
  return Math.min(lengthWithout(rest, words), lengthWithout(unleet(rest), words));
}

const lowerPlain = (text: string): string => text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');

/** Stand for what was taken out; neither can be typed into a password (the request refuses control characters). */
const WORD = '\u0001';
const RUN = '\u0001\u0001';

function lengthWithout(text: string, words: readonly string[]): number {
  let rest = text;
  for (const word of words) rest = rest.replaceAll(word, WORD);
  const known = rest.split(WORD).length - 1;
  return known + codePoints(rest.replace(/[^\p{L}\p{N}]/gu, ''), PASSWORD_MAX);
}

/** `Lincoln Unified School District` → the whole without spaces, then each word that is long enough, longest first. */
function contextWords(context: PasswordContext): string[] {
  const words = context.flatMap((entry) => {
    const lower = lowerPlain(entry);
    return [lower, fold(entry), ...lower.split(/[^\p{L}\p{N}]+/u)];
  });
  const useful = new Set(words.filter((word) => word.length >= SHORTEST_CONTEXT_WORD));
  return [...useful].sort((a, b) => b.length - a.length);
}

const ROWS = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1234567890',
  'qaz',
  'wsx',
  'edc',
  'rfv',
  'tgb',
  'yhn',
  'ujm',
  '!@#$%^&*()',
];
const NEXT_KEYS = new Set(
  ROWS.flatMap((row) => [...row].slice(1).flatMap((key, at) => [`${row[at]}${key}`, `${key}${row[at]}`])),
);

const follows = (a: string, b: string): number | 'row' | null => {
  const step = (b.codePointAt(0) ?? 0) - (a.codePointAt(0) ?? 0);
  if (step >= -1 && step <= 1 && /[\p{L}\p{N}]/u.test(a + b)) return step;
  return NEXT_KEYS.has(a + b) ? 'row' : null;
};

/** Replaces each run of at least four characters (`1234`, `dcba`, `asdf`, `aaaa`) by a mark that counts as two. */
function shortenRuns(text: string): string {
  const characters = [...text];
  let result = '';
  for (let start = 0; start < characters.length;) {
    const length = runLength(characters, start);
    result += length >= SHORTEST_RUN ? RUN : characters.slice(start, start + length).join('');
    start += length;
  }
  return result;
}

function runLength(characters: readonly string[], start: number): number {
  const first = characters[start] ?? '';
  const kind = follows(first, characters[start + 1] ?? '');
  if (kind === null) return 1;
  let end = start + 1;
  while (end < characters.length && isSameRun(kind, characters[end - 1] ?? '', characters[end] ?? '')) end += 1;
  return end - start >= SHORTEST_RUN ? end - start : 1;
}

/** A digit row is a sequence and a row of keys at once (`7890`): either reading goes on. */
const isSameRun = (kind: number | 'row', a: string, b: string): boolean =>
  follows(a, b) === kind || (NEXT_KEYS.has(a + b) && /\d/.test(a)) || (kind === 'row' && NEXT_KEYS.has(a + b));
