/** Widths below this (micrometres) break every word. */
const LEAST = 11_000;
/** What a column gets of room that nobody needs: further apart, lines are hard to follow. */
const MOST_SPREAD = 10_000;

/**
 * How wide each column is, in micrometres: what it needs, if all have room; else the wide ones give way first, since their
 * text can be broken, and never below `LEAST` while others are wider.
 * @param needed for each column the widths of its head and of some of its cells
 */
export function columnWidths(
  needed: readonly (readonly number[])[],
  { room, gap }: { room: number; gap: number },
): number[] {
  const widths = needed.map((each) => Math.max(...each, 1_000));
  const most = room - gap * (widths.length - 1);
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total <= most) return widths.map((width) => width + Math.min((most - total) / widths.length, MOST_SPREAD));
  // The highest ceiling under which all fit: columns that need less keep what they need.
  let ceiling = most / widths.length;
  for (let pass = 0; pass < widths.length; pass += 1) {
    const narrow = widths.filter((width) => width <= ceiling);
    const wide = widths.length - narrow.length;
    if (wide === 0) break;
    ceiling = (most - narrow.reduce((sum, width) => sum + width, 0)) / wide;
  }
  ceiling = Math.max(ceiling, Math.min(LEAST, most / widths.length));
  return widths.map((width) => Math.min(width, ceiling));
}

interface Room {
  width: number;
  /** Lines; the last ends in `…` when more would follow. */
  most: number;
  measure: (text: string) => number;
}

/** The lines of a text in its column, broken between words, inside of a word only when it is wider than the column. */
export function wrapped(text: string, { width, most, measure }: Room): string[] {
  if (text === '') return [];
  // A text of many thousand letters is not measured to its end.
  const shown = text.slice(0, 2_000);
  if (shown.length === text.length && measure(shown) <= width) return [shown];
  const lines: string[] = [];
  let line = '';
  for (const word of shown.split(/\s+/u).flatMap((each) => broken(each, width, measure))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer) > width) {
      lines.push(line);
      line = word;
      if (lines.length === most) break;
    } else line = longer;
  }
  if (lines.length < most) return [...lines, line];
  return [...lines.slice(0, -1), `${lines.at(-1)!.slice(0, -1)}…`];
}

function broken(word: string, width: number, measure: Room['measure']): string[] {
  if (measure(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    if (part !== '' && measure(part + segment) > width) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}
