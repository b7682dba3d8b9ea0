import type { FieldSpec } from './field.js';
import { foldWord } from './values.js';

/** Trimmed, without case and punctuation: `Serial No.` and `serialNo` are `serial no`. */
export const foldHeader = (header: string): string => foldWord(header.replace(/([a-z\d])([A-Z])/g, '$1 $2'));

export type HeaderProblem = 'blank' | 'duplicate' | 'unknown' | 'private';

/** A column of a file and what it is taken for. */
export interface HeaderGuess {
  /** From 1. */
  position: number;
  header: string;
  /** The field's code, null when nothing fits. */
  field: string | null;
  /** 1: the field's own name; 0.9 and less: another name of it. */
  confidence: number;
  problem: HeaderProblem | null;
}

/**
 * What a roster carries and we never read, show, store or log: passwords, birth, gender, ethnicity, health, social
 * security, meal status.
 */
const PRIVATE =
  /\b(?:password|passwd|pwd|passcode|pin|ssn|social security|birth\w*|dob|date of birth|gender|sex|ethnic\w*|race|hispanic\w*|lunch|meal|frl|free reduced|disabilit\w*|iep|504|health|medical|discipline|american indian\w*|asian|black or african\w*|native hawaiian\w*|white|demographic\w*)\b/;

export const isPrivateHeader = (header: string): boolean => PRIVATE.test(foldHeader(header));

/**
 * Takes each column for the field whose name or alias its header is. A field is given once: to the best match that has
 * anything in it. Blank, duplicate and unknown headers are named by position. `filled`: cells with something, a column each.
 */
export function guessColumns(
  header: readonly string[],
  specs: readonly FieldSpec[],
  filled?: readonly number[],
): HeaderGuess[] {
  const folded = header.map((name) => foldHeader(name));
  const guesses = header.map((name, at): HeaderGuess => ({
    position: at + 1,
    header: name,
    field: null,
    confidence: 0,
    problem: problemOf(name, folded, at),
  }));
  for (const spec of specs) {
    if (spec.unlessBeside?.some((header) => folded.includes(header))) continue;
    const names = [spec.label, spec.code].map(foldHeader);
    const best = guesses
      .filter(({ problem, field }) => problem === 'unknown' && field === null)
      .map((guess) => ({ guess, confidence: confidenceOf(folded[guess.position - 1], names, spec.aliases) }))
      .filter(({ confidence }) => confidence > 0)
      .sort((a, b) => empty(a.guess, filled) - empty(b.guess, filled) || b.confidence - a.confidence)[0];
    if (best) Object.assign(best.guess, { field: spec.code, confidence: best.confidence, problem: null });
  }
  return guesses;
}

function problemOf(name: string, folded: readonly string[], at: number): HeaderProblem {
  if (folded[at] === '') return 'blank';
  if (isPrivateHeader(name)) return 'private';
  return folded.indexOf(folded[at]) !== at || folded.lastIndexOf(folded[at]) !== at ? 'duplicate' : 'unknown';
}

function confidenceOf(header: string, names: readonly string[], aliases: readonly string[]): number {
  if (names.includes(header)) return 1;
  const rank = aliases.indexOf(header);
  return rank < 0 ? 0 : Math.max(0.9 - rank * 0.02, 0.5);
}

const empty = (guess: HeaderGuess, filled: readonly number[] | undefined): number =>
  filled && filled[guess.position - 1] === 0 ? 1 : 0;
