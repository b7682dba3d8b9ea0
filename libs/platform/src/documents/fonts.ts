import { createRequire } from 'node:module';
import * as bidiModule from 'bidi-js';

export type Weight = 400 | 700;

/** Files of a weight, in the order in which they are asked for a character. */
const SUBSETS = [
  'noto-sans/files/noto-sans-latin',
  'noto-sans/files/noto-sans-latin-ext',
  'noto-sans/files/noto-sans-vietnamese',
  'noto-sans/files/noto-sans-cyrillic',
  'noto-sans/files/noto-sans-cyrillic-ext',
  'noto-sans/files/noto-sans-greek',
  'noto-sans/files/noto-sans-devanagari',
  'noto-sans-armenian/files/noto-sans-armenian-armenian',
  'noto-sans-hebrew/files/noto-sans-hebrew-hebrew',
  'noto-sans-arabic/files/noto-sans-arabic-arabic',
];

const require = createRequire(import.meta.url);

/** Paths of the font files of a weight, the commonest script first. */
export const fontFiles = (weight: Weight): string[] =>
  SUBSETS.map((subset) => require.resolve(`@fontsource/${subset}-${weight}-normal.woff`));

// Its types say `export default`, Node finds one more around it.
const bidi = (bidiModule.default as unknown as () => ReturnType<typeof bidiModule.default.default>)();

/**
 * The words of a line as they stand from left to right, the letters inside each still in reading order: a font turns the
 * letters of a right-to-left word itself. Numbers and Latin inside of such a line keep their direction.
 */
export function wordsInSight(line: string): string[] {
  if (isPlainScript(line)) return [line];
  const { levels, paragraphs } = bidi.getEmbeddingLevels(line);
  const words = [...line.matchAll(/\s+|\S+/gu)].map(({ 0: text, index }) => ({ text, level: levels[index] }));
  const base = paragraphs[0]?.level ?? 0;
  const highest = Math.max(base, ...words.map(({ level }) => level));
  // Rule L2 of Unicode's UAX 9, on words instead of letters.
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < words.length; from += 1) {
      if (words[from].level < level) continue;
      let to = from;
      while (to + 1 < words.length && words[to + 1].level >= level) to += 1;
      words.splice(from, to - from + 1, ...words.slice(from, to + 1).reverse());
      from = to;
    }
  }
  return words.map(({ text }) => text);
}

/** Whether each character is one shape beside the next, whatever its neighbours: no marks, no joined letters. */
export const isPlainScript = (text: string): boolean =>
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Common}]*$/u.test(text);
