/**
 * Several values in one field of an address: separated by commas, a comma inside of a value is `\,` and a backslash `\\`. Before
 * anything else a backslash is one, so that addresses from before there were escapes keep their meaning.
 */
export const joinWords = (words: readonly string[]): string =>
  words.map((word) => word.replace(/[\\,]/g, '\\$&')).join(',');

/** The inverse of `joinWords`. Empty values stay: `a,,b` are three. */
export function splitWords(text: string): string[] {
  const words = [''];
  for (const [part] of text.matchAll(/\\[\\,]|,|\\|[^\\,]+/g)) {
    if (part === ',') words.push('');
    else words[words.length - 1] += /^\\./.test(part) ? part[1] : part;
  }
  return words;
}
