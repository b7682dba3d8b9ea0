import { CARD_PREFIX } from '@app/kernel';
import type { ScanMode } from './contract.js';

/** What a word of the command grammar asks of the station. `later` words have a meaning that no page has yet. */
export type Command =
  | { name: 'undo' }
  | { name: 'done' }
  /** As Esc: empty the field, then drop what waits. Card only. */
  | { name: 'clear' }
  | { name: 'mode'; mode: ScanMode }
  | { name: 'back' }
  | { name: 'print' }
  | { name: 'note'; text: string }
  | { name: 'attention' }
  | { name: 'sound'; on: boolean }
  | { name: 'help' }
  /** `readDue` reads the argument. */
  | { name: 'due'; argument: string }
  /** `readPastDay` reads the argument. */
  | { name: 'back-date'; argument: string }
  /** Each sets up the desk so, or back again. */
  | { name: 'toggle'; what: SubMode }
  /** A student whom the roster does not have yet. */
  | { name: 'newcomer' }
  | { name: 'later'; what: LaterCommand; argument: string }
  | { name: 'unknown'; word: string };

export type SubMode = 'loaner' | 'pair' | 'amnesty' | 'batch';

export type LaterCommand = 'audit' | 'ewaste';

type Make = (argument: string) => Command;

const later =
  (what: LaterCommand): Make =>
  (argument) => ({ name: 'later', what, argument });

const toggle =
  (what: SubMode): Make =>
  () => ({ name: 'toggle', what });

const mode =
  (to: ScanMode): Make =>
  () => ({ name: 'mode', mode: to });

const TYPED: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['u', () => ({ name: 'undo' })],
  ['done', () => ({ name: 'done' })],
  ['out', mode('out')],
  ['in', mode('in')],
  ['look', mode('look')],
  ['back', () => ({ name: 'back' })],
  ['p', () => ({ name: 'print' })],
  ['n', (text) => ({ name: 'note', text })],
  ['new', () => ({ name: 'newcomer' })],
  ['a', () => ({ name: 'attention' })],
  ['mute', () => ({ name: 'sound', on: false })],
  ['loud', () => ({ name: 'sound', on: true })],
  ['?', () => ({ name: 'help' })],
  ['audit', later('audit')],
  ['ew', later('ewaste')],
  ['d', (argument) => ({ name: 'due', argument })],
  ['date', (argument) => ({ name: 'back-date', argument })],
  ['loan', toggle('loaner')],
  ['batch', toggle('batch')],
  ['pair', toggle('pair')],
  ['free', toggle('amnesty')],
]);

/** Cards whose word is not the typed one. */
const CARD_WORDS: ReadonlyMap<string, string> = new Map([
  ['UNDO', 'u'],
  ['PRINT', 'p'],
  ['ATTN', 'a'],
  ['HELP', '?'],
  ['NOTE', 'n'],
]);

const SLASH = /^\/([A-Za-z]+|\?)(?: (.*))?$/;
const DAY_CARD = /^(DUE|DATE)-(.+)$/;

/** The keys that answer a row. Which of them are live is the row's affair. */
export const ANSWER_KEYS: ReadonlySet<string> = new Set([...'123456cfipstrmnx+']);

/** `/word argument` as typed: the argument keeps its case. Null when `text` is no command. */
export function parseTyped(text: string): Command | null {
  const parts = SLASH.exec(text);
  if (!parts) return null;
  const word = parts[1].toLowerCase();
  const make = TYPED.get(word);
  return make ? make((parts[2] ?? '').trim()) : { name: 'unknown', word: `/${word}` };
}

/** A printed card, upper-case: a command, or the key of a quick answer (`CMD-1`, `CMD-C`, `CMD-PLUS`). Null when it is no card. */
export function parseCard(key: string): { command: Command } | { answer: string } | null {
  if (!key.startsWith(CARD_PREFIX)) return null;
  const word = key.slice(CARD_PREFIX.length);
  if (word === 'CLEAR') return { command: { name: 'clear' } };
  const answer = word === 'PLUS' ? '+' : word.toLowerCase();
  if (ANSWER_KEYS.has(answer)) return { answer };
  const day = DAY_CARD.exec(word);
  if (day) return { command: { name: day[1] === 'DUE' ? 'due' : 'back-date', argument: day[2].toLowerCase() } };
  const make = TYPED.get(CARD_WORDS.get(word) ?? word.toLowerCase());
  return { command: make ? make('') : { name: 'unknown', word: key } };
}
