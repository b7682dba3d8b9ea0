import * as bidiModule from 'bidi-js';

/** Letters that stand beside each other in one direction, in the order in which they are read. */
export interface Stretch {
  text: string;
  /** Read from the right. */
  rtl: boolean;
  /** Where it begins in the line as it is read. */
  from: number;
}

// Its types say `export default`, Node finds one more around it.
const bidi = (bidiModule.default as unknown as () => ReturnType<typeof bidiModule.default.default>)();

/** The stretches of a line as they stand from left to right, by Unicode's UAX 9: numbers and Latin inside keep their direction. */
export function stretchesInSight(line: string): Stretch[] {
  const { levels } = bidi.getEmbeddingLevels(line);
  const stretches: { text: string; level: number; from: number }[] = [];
  let at = 0;
  for (const character of line) {
    const level = levels[at];
    const shown = level % 2 === 1 ? (bidi.getMirroredCharacter(character) ?? character) : character;
    const last = stretches.at(-1);
    if (last?.level === level) last.text += shown;
    else stretches.push({ text: shown, level, from: at });
    at += character.length;
  }
  return turned(stretches).map(({ level, ...stretch }) => ({ ...stretch, rtl: level % 2 === 1 }));
}

/** Rule L2, on stretches of one level instead of letters. */
function turned<T extends { level: number }>(stretches: T[]): T[] {
  for (let level = Math.max(...stretches.map((each) => each.level)); level > 0; level -= 1) {
    for (let from = 0; from < stretches.length; from += 1) {
      if (stretches[from].level < level) continue;
      let to = from;
      while (to + 1 < stretches.length && stretches[to + 1].level >= level) to += 1;
      stretches.splice(from, to - from + 1, ...stretches.slice(from, to + 1).reverse());
      from = to;
    }
  }
  return stretches;
}

const PLAIN = [
  ...['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Ethiopic', 'Common'],
  ...['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'],
];
const PLAIN_TEXT = new RegExp(`^[${PLAIN.map((script) => `\\p{Script=${script}}`).join('')}]*$`, 'u');

/** Whether each character is one shape beside the next, whatever its neighbours: no marks, no joined letters. */
export const isPlainScript = (text: string): boolean => PLAIN_TEXT.test(text);
