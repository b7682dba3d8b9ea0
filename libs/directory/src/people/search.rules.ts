import { oneSlipFrom } from '@app/kernel';

/** How a search text is looked for. */
export interface SearchPlan {
  /** It may be a number, or the beginning of one: some districts use letters there. */
  number: boolean;
  /** `similar`: by trigrams, typing errors forgiven. `literal`: as it stands. `none`: too short for a name. */
  name: 'similar' | 'literal' | 'none';
}

/**
 * A name needs two letters before trigrams say anything, unless the letter is a whole word in its script. A text of
 * signs only has no trigrams and is looked for as it stands.
 */
export function searchPlan(text: string): SearchPlan {
  const letters = text.match(/[\p{L}\p{N}]/gu) ?? [];
  if (letters.length === 0) return { number: false, name: 'literal' };
  if (letters.length > 1) return { number: true, name: 'similar' };
  return { number: true, name: /[\p{Script=Latin}\p{N}]/u.test(letters[0] ?? '') ? 'none' : 'literal' };
}

/**
 * How alike a name must be. Below 0.4 two words have too little in common (`rivra` has 0.44 of `rivera`); 0.6 forgives no
 * letter, and for up to three letters none can be spared: half of the names would be alike.
 */
export const similarityFor = (text: string): number => ((text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) > 3 ? 0.4 : 0.6);

/** A word of a search text, in the three forms in which it is looked for. */
export interface NameWord {
  /** As it was typed, folded. */
  text: string;
  /** An index of letter triples finds it anywhere in a name; a shorter word only where a word begins. */
  findable: boolean;
  /** Without signs, and what one slip of the finger may have made of it: to be compared with whole words of a name. */
  spellings: readonly string[];
}

/** Names have no digits, and one slip explains one of them: a word with two is a code. */
export const isCode = ({ text }: NameWord): boolean => /\p{N}.*\p{N}/u.test(text);

/** A text of codes alone is not like any name; beside a word, as in a line pasted from a list, it may be. */
export const guessesFor = (words: readonly NameWord[]): { slips: boolean; likeness: boolean } => ({
  slips: !words.some(isCode),
  likeness: !words.every(isCode),
});

const MOST_WORDS = 5;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';
const SHORTEST_SLIP = 4;
const LONGEST_SLIP = 24;

/** `folded`: after the database's own `platform_fold`, so that both sides of a comparison are folded alike. */
export const nameWords = (folded: string): NameWord[] =>
  folded
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MOST_WORDS)
    .map((text) => ({ text, findable: /[\p{L}\p{N}]{3}/u.test(text), spellings: spellingsOf(text) }));

/** The word only, when it is too short or too long for a safe guess. */
export function spellingsOf(text: string): string[] {
  const word = text.replace(/[\p{P}\p{S}]/gu, '');
  const { length } = [...word];
  if (length < SHORTEST_SLIP || length > LONGEST_SLIP) return [word];
  return [word, ...oneSlipFrom(word, [...new Set(ALPHABET + word)].join(''))];
}
