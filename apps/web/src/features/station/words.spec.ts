import { STATION_COMMANDS } from '../../lib/station-commands.js';
import { CART_WORDS } from '../../lib/cart-words.js';
import { speak, type Wording } from '../../lib/language.js';
import { FOUND_WORDS } from '../../lib/station-setup-words.js';
import { DISPLAY_WORDS, RECEIPT_WORDS } from './receipt-words.js';
import { UI_WORDS } from './ui-words.js';
import { labelOf, MODE_WORDS, say } from './words.js';

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

/** A word that is the same in both languages, on purpose. */
const SAME = ['loan.one-to-one', 'scanner.normal', 'check.no'];

describe.each([
  ['the station', Object.entries<Wording>(UI_WORDS)],
  ['the check of a desk', Object.entries<Wording>(FOUND_WORDS)],
  ['the check of a cart', Object.entries<Wording>(CART_WORDS)],
  ['receipts', Object.entries<Wording>(RECEIPT_WORDS)],
  ['the screen for students', Object.entries<Wording>(DISPLAY_WORDS)],
  ['the commands', STATION_COMMANDS.map(([typed, meaning]): [string, Wording] => [typed, meaning])],
])('%s', (_, words) => {
  it('has every text in both languages, with the same values', () => {
    for (const [key, [en, es]] of words) {
      expect([key, en.trim(), es.trim()]).not.toContain('');
      expect([key, placeholders(es)]).toEqual([key, placeholders(en)]);
      if (!SAME.includes(key)) expect([key, es]).not.toEqual([key, en]);
    }
  });
});

describe('a window', () => {
  afterEach(() => speak('en'));

  it('speaks the language of the account', () => {
    expect([MODE_WORDS.out, say('to-return', { n: 1 })]).toEqual(['Check out', '1 to return']);
    speak('es');
    expect([MODE_WORDS.out, say('to-return', { n: 1 })]).toEqual(['Entregar', '1 por devolver']);
    expect(labelOf({ key: 'answer.3', values: {} })).toBe('Pantalla');
  });
});
