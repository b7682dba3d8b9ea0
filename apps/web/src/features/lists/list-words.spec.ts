import { speak, type Wording } from '../../lib/language.js';
import { deviceWord, gradeWord, lateText, LIST_WORDS, LOAN_WORDS } from './list-words.js';

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

afterEach(() => speak('en'));

it('a list has every text in both languages, with the same values', () => {
  const { 'one-to-one': _same, ...loans } = LOAN_WORDS;
  for (const [key, [en, es]] of Object.entries<Wording>({ ...LIST_WORDS, ...loans })) {
    expect([key, placeholders(es)]).toEqual([key, placeholders(en)]);
    expect([key, es]).not.toEqual([key, en]);
  }
});

it.each([
  ['en', ['–', '1 late', '4 late'], 'Grade 7', 'TK', 'Serial S1'],
  ['es', ['–', '1 tarde', '4 tarde'], 'Grado 7', 'TK', 'Serie S1'],
] as const)('counts, grades and devices in %s', (language, late, grade, kindergarten, device) => {
  speak(language);
  expect([0, 1, 4].map(lateText)).toEqual(late);
  expect([gradeWord('7'), gradeWord('TK')]).toEqual([grade, kindergarten]);
  expect(deviceWord({ tag: null, serial: 'S1' })).toBe(device);
});
