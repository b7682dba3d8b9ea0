/** What a column gets of room that nobody needs: further apart, lines are hard to follow. */
const MOST_SPREAD = 10_000;
/** What an empty column needs. */
const LEAST = 1_000;

/** Of a column in micrometres, as of its head and some of its cells. */
export interface Need {
  /** So that every text is one line. */
  text: number;
  /** So that no word is broken: a day, a tag. */
  word: number;
}

/**
 * How wide each column is, in micrometres: what it needs, if all have room; else the wide ones give way first, since their
 * text can be broken, but none so far that a word is. `null`: words would be.
 */
export function columnWidths(needs: readonly Need[], { room, gap }: { room: number; gap: number }): number[] | null {
  const most = room - gap * (needs.length - 1);
  const total = sum(needs.map(({ text }) => text));
  if (total <= most) return needs.map(({ text }) => text + Math.min((most - total) / needs.length, MOST_SPREAD));
  const under = (ceiling: number): number[] => needs.map(({ text, word }) => Math.max(word, Math.min(text, ceiling)));
  if (sum(under(0)) > most) return null;
  // The highest ceiling under which all fit.
  let [low, high] = [0, most];
  while (high - low > 10) {
    const ceiling = (low + high) / 2;
    if (sum(under(ceiling)) > most) high = ceiling;
    else low = ceiling;
  }
  return under(low);
}

/** Where words must be broken: as much of the room for each as it needs of it. */
export function brokenWidths(needs: readonly Need[], { room, gap }: { room: number; gap: number }): number[] {
  const most = room - gap * (needs.length - 1);
  // Half of it evenly, or the longest code would leave nothing to the others.
  const total = sum(needs.map(({ word }) => word));
  return needs.map(({ word }) => (most / needs.length + (most * word) / total) / 2);
}

/** What the texts of a column need. */
export function needOf(
  title: string,
  texts: readonly string[],
  measure: { head: (text: string) => number; cell: (text: string) => number },
): Need {
  const words = [...new Set(texts.flatMap((text) => text.split(/\s+/u)))];
  return {
    text: Math.max(LEAST, measure.head(title), ...texts.map(measure.cell)),
    word: Math.max(LEAST, ...title.split(' ').map(measure.head), ...words.map(measure.cell)),
  };
}

const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);

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
