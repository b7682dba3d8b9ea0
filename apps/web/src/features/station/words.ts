import { renderMessage, type LoanType, type Message, type ScanMode } from '@app/scan-engine';
import { language, wordsIn, type Values } from '../../lib/language.js';
import { UI_WORDS } from './ui-words.js';

export type WordKey = keyof typeof UI_WORDS;

/** The station's own words, in the language of the account. */
export const say = (key: WordKey, values?: Values): string => wordsIn(UI_WORDS[key], values);

/** Read when shown, not when the file is loaded. */
const readLate = <Name extends string>(kind: 'mode' | 'loan', names: readonly Name[]): Readonly<Record<Name, string>> =>
  Object.defineProperties(
    {},
    Object.fromEntries(names.map((name) => [name, { get: () => say(`${kind}.${name}` as WordKey) }])),
  ) as Readonly<Record<Name, string>>;

export const MODE_WORDS = readLate<ScanMode>('mode', ['out', 'in', 'look']);
export const LOAN_WORDS = readLate<LoanType>('loan', ['one-to-one', 'daily', 'long', 'in-school', 'summer']);

/** The engine's words for a message, as they stand in a sentence. */
export const wordsOf = (message: Message, locale = language()): string =>
  renderMessage(message, { locale, timeZone: 'UTC', today: '' });

/** The same for a button. Answers carry their own text; this is for the labels of quick answers. */
export function labelOf(message: Message | undefined, locale = language()): string | null {
  if (!message) return null;
  const words = wordsOf(message, locale);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const stateWords = (state: string): string => labelOf({ key: '{state:state}', values: { state } }) ?? state;
