import type { Wording } from '../../lib/language.js';
import { DEVICE_FILTER_WORDS } from './device-filter-words.js';

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

it('the filters have every text in both languages, with the same values', () => {
  for (const [key, [en, es]] of Object.entries<Wording>(DEVICE_FILTER_WORDS)) {
    expect([key, placeholders(es)]).toEqual([key, placeholders(en)]);
    expect([key, es]).not.toEqual([key, en]);
  }
});
