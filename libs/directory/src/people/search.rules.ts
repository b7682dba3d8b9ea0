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

const WORD = /^[\p{L}\p{M}\p{N}]{4,24}$/u;

/**
 * The word with each two neighbours exchanged (`rievra` → …, `rivera`, …): the one typing error that leaves too few
 * trigrams in a short word. Empty for anything but a single word of 4 to 24 letters.
 */
export function exchangedNeighbours(text: string): string[] {
  const word = text.trim();
  if (!WORD.test(word)) return [];
  const letters = [...word.normalize('NFC')];
  const variants = new Set<string>();
  for (let at = 0; at + 1 < letters.length; at += 1) {
    const [left, right] = [letters[at], letters[at + 1]];
    if (left !== right) variants.add([...letters.slice(0, at), right, left, ...letters.slice(at + 2)].join(''));
  }
  return [...variants];
}
