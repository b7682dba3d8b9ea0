import type { Dto } from '../../lib/api.js';

export type Pair = Dto<'ReservationPairDto'>;

/** As many as the server takes at once. */
export const MOST_PAIRS = 2_000;

/**
 * A pasted list or the text of a CSV file: a tag and a student number on each line, separated by a comma, a semicolon or a tab.
 * A first line without a digit is a heading. Lines that are not a pair are named by their number.
 */
export function pairsOf(text: string): { pairs: Pair[]; wrong: number[] } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const pairs: Pair[] = [];
  const wrong: number[] = [];
  lines.forEach((line, index) => {
    if (line.trim() === '' || (index === 0 && !/\d/.test(line))) return;
    const cells = line.split(/[,;\t]/).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    );
    const [tag, number, ...rest] = cells;
    if (!tag || !number || rest.some(Boolean)) wrong.push(index + 1);
    else pairs.push({ tag, number });
  });
  return { pairs, wrong };
}
