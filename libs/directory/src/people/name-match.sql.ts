import type { NameWord } from './search.rules.js';

/**
 * Conditions on a folded name (`person.search_name`), from the certain to the vague. `few`: the names of a few sites are
 * compared one by one, since an index finds those of the whole district first.
 */
interface Params {
  add(value: unknown): string;
}

/** Text for a LIKE pattern in which `%`, `_` and `\\` mean themselves. */
const likeLiteral = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The same for a regular expression. */
const regexLiteral = (text: string): string => text.replace(/[^\p{L}\p{M}\p{N}\s]/gu, '\\$&');

/** Each word stands somewhere in it; a short one where a word of it begins. An index of letter triples knows both. */
export const hasWords = (name: string, words: readonly NameWord[], params: Params): string =>
  words
    .map(({ text, findable }) =>
      findable
        ? `${name} LIKE ${params.add(`%${likeLiteral(text)}%`)}`
        : `${name} ~ ${params.add(`(^|[ -])${regexLiteral(text)}`)}`,
    )
    .join(' AND ');

/**
 * Each word is one of its words, or one slip of the finger away from it. `= ANY` has a hash table, `&&` an index; SELECT
 * hides the spellings from the planner, which would take several hundred of them for half of the district.
 */
export const isSpelled = (name: string, words: readonly NameWord[], few: boolean, params: Params): string =>
  words
    .map(({ spellings }) => {
      const bound = `${params.add(spellings)}::text[]`;
      if (!few) return `directory_name_words(${name}) && (SELECT ${bound})`;
      const parts = spellings.length === 1 ? spellings : untouchedParts(spellings[0]);
      const untouched = params.add(parts.map((part) => `%${part}%`));
      return `${name} LIKE ANY (${untouched}::text[])
        AND EXISTS (SELECT 1 FROM unnest(directory_name_words(${name})) AS w WHERE w = ANY (${bound}))`;
    })
    .join(' AND ');

/** One slip leaves one of them as it is; to look for it first costs a tenth of taking a name apart. */
function untouchedParts(word: string): string[] {
  const letters = [...word];
  const length = Math.max(1, Math.floor(letters.length / 2) - 1);
  return [letters.slice(0, length).join(''), letters.slice(-length).join('')];
}

/** Word similarity, whose threshold the caller sets. It costs 20 µs a name: of a few, only where a word begins alike. */
export function isLike(name: string, words: readonly NameWord[], few: boolean, params: Params): string {
  const text = params.add(words.map((word) => word.text).join(' '));
  if (!few) return `${text} <% ${name}`;
  const begins = words.map((word) => likeLiteral([...word.text].slice(0, 2).join('')));
  const patterns = params.add(begins.flatMap((begin) => [`${begin}%`, `% ${begin}%`, `%-${begin}%`]));
  return `${name} LIKE ANY (${patterns}::text[])
    AND word_similarity(${text}, ${name}) >= current_setting('pg_trgm.word_similarity_threshold')::real`;
}
