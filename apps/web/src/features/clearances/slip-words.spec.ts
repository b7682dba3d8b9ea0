import type { Wording } from '../../lib/language.js';
import { CONDITION_WORDS, SLIP_WORDS, STANDING_WORDS } from './slip-words.js';

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

it('a slip has every text in both languages, with the same values', () => {
  for (const [key, [en, es]] of Object.entries<Wording>({ ...SLIP_WORDS, ...STANDING_WORDS, ...CONDITION_WORDS })) {
    expect([key, placeholders(es)]).toEqual([key, placeholders(en)]);
    expect([key, es]).not.toEqual([key, en]);
  }
});
