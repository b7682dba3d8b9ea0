import { oneSlipFrom } from '@app/kernel';

/** What somebody typed into the search box, taken apart. */
export interface SearchTerms {
  /** As codes are compared: upper case, single spaces. */
  key: string;
  /** Folded words (lower case, without accents) that hold a letter or digit. */
  words: readonly string[];
  /** Words that an index of letter triples can find: three letters or digits in a row. */
  findable: readonly string[];
  hasDigit: boolean;
}

const MOST_WORDS = 5;

/**
 * `folded`: the text after the database's own `platform_fold`, so that both sides of a comparison are folded alike.
 * `key`: after `platform_code_key`.
 */
export function termsOf(folded: string, key: string): SearchTerms {
  const words = folded
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MOST_WORDS);
  return {
    key,
    words,
    findable: words.filter((word) => /[\p{L}\p{N}]{3}/u.test(word)),
    hasDigit: /\d/.test(folded),
  };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-';
export const SHORTEST_SLIP = 4;
export const LONGEST_SLIP = 24;

/** Every code that one slip of the finger turns into `key`. Empty when it is too short or too long for a safe guess. */
export const slipsOf = (key: string): string[] =>
  key.length < SHORTEST_SLIP || key.length > LONGEST_SLIP || /\s/.test(key) ? [] : oneSlipFrom(key, ALPHABET);
