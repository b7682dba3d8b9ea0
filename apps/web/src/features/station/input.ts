import { codeKey } from '@app/kernel';
import { codeKeys, type Command } from '@app/scan-engine';

export type Input =
  | { kind: 'nothing' }
  | { kind: 'command'; command: Command }
  /** A quick answer, typed or from a card. */
  | { kind: 'key'; key: string }
  /** Raw: the server cleans and resolves it. */
  | { kind: 'code'; raw: string };

/** What one submitted line means to the station. */
export function readInput(line: string): Input {
  if (codeKey(line) === '') return { kind: 'nothing' };
  const code = codeKeys(line, { publicHosts: [] });
  if (code.kind === 'command') return code;
  if (code.kind === 'answer') return { kind: 'key', key: code.key };
  return { kind: 'code', raw: line };
}

/** A hand-held that delivered one scan twice: the code of a record, and the same again. */
export const isDoubled = (raw: string, found: string): boolean => codeKey(raw) === codeKey(found + found);

/** The same code for the repeat filter: blanks and case do not count. */
export const sameCode = (raw: string): string => codeKey(raw);
