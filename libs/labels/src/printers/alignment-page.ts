import type { Adjustment, LabelPage } from '../drawing/page.js';
import type { Drawn, Measure } from '../layout/layout.js';
import { shortened } from '../layout/words.rules.js';
import { emptyPage } from '../sheets/sheet-pages.js';
import type { Stock } from '../stock/stock.js';
import type { Band, Box } from './rulers.js';
import { rulersOf } from './rulers.js';

const MM = 1_000;
/** Of letters, in points; what is longer than its label is cut. */
const SMALLEST = 4;

const words = (text: string, x: number, baseline: number, size = 6, weight: 400 | 700 = 400): Drawn => ({
  ...{ kind: 'text', text, x, baseline, size, weight },
});

/**
 * The outline of every label, rulers beside them and what to do with them: printed on plain paper and held against
 * the stock, it shows by how much a printer is off. Outlines and rulers are where the printer's numbers put them so far;
 * what is to be read stays on the page.
 */
export function alignmentPage(stock: Stock, says: readonly string[], adjust: Adjustment, measure: Measure): LabelPage {
  const page = emptyPage(stock);
  const { scale } = adjust;
  const cells = page.cells.map(({ x, y, width, height }) => {
    const place = { x: x * scale + adjust.x, y: y * scale + adjust.y };
    return { ...place, width: width * scale, height: height * scale };
  });
  const rulers = rulersOf(stock, page, adjust, measure);
  const seen = cells.map((cell) => besideRulers(onPage(cell, page), rulers));
  const middle = Math.floor((stock.rows - 1) / 2) * stock.columns + Math.floor((stock.columns - 1) / 2);
  const text = wordsInside(seen[middle], says, measure);
  // On a low label what is said stands where its number would.
  const low = text.some((part) => part.kind === 'text' && part.baseline < seen[middle].y + 7 * MM);
  const numbers = seen.flatMap(({ x, y, width }, n) =>
    low && n === middle ? [] : [words(String(n + 1), x + width - 6 * MM, y + 4 * MM)],
  );
  const outlines = cells.flatMap((cell) => outlineAround(cell, rulers.numbers));
  return { ...page, drawn: [...outlines, ...numbers, ...rulers.drawn, ...text] };
}

/** What of a label no ruler runs through; all of it where the labels leave white for them. */
function besideRulers({ x, y, width, height }: Box, { across, down }: { across: Band; down: Band }): Box {
  const top = !across.white && y < across.to ? across.to : y;
  const left = !down.white && x < down.to ? down.to : x;
  return { x: left, y: top, width: x + width - left, height: y + height - top };
}

/** A label's outline, but for where a number of a ruler stands. */
function outlineAround(cell: Box, numbers: readonly Box[]): Drawn[] {
  const { x, y, width, height } = cell;
  const [right, bottom] = [x + width, y + height];
  const across = [y, bottom].map((at) => ({
    pieces: piecesOf(
      x,
      right,
      numbers.filter(isAt(at, 'y', 'height')).map((box) => [box.x, box.x + box.width]),
    ),
    drawn: (from: number, to: number): Drawn => ({ kind: 'outline', x: from, y: at, width: to - from, height: 0 }),
  }));
  const down = [x, right].map((at) => ({
    pieces: piecesOf(
      y,
      bottom,
      numbers.filter(isAt(at, 'x', 'width')).map((box) => [box.y, box.y + box.height]),
    ),
    drawn: (from: number, to: number): Drawn => ({ kind: 'outline', x: at, y: from, width: 0, height: to - from }),
  }));
  const edges = [...across, ...down];
  if (edges.every(({ pieces }) => pieces.length === 1 && pieces[0].whole)) return [{ kind: 'outline', ...cell }];
  return edges.flatMap(({ pieces, drawn }) => pieces.map(({ from, to }) => drawn(from, to)));
}

const isAt =
  (at: number, start: 'x' | 'y', extent: 'width' | 'height') =>
  (box: Box): boolean =>
    box[start] < at && at < box[start] + box[extent];

/** What is left of a line. */
function piecesOf(
  from: number,
  to: number,
  gaps: readonly (readonly [number, number])[],
): { from: number; to: number; whole: boolean }[] {
  const pieces: { from: number; to: number; whole: boolean }[] = [];
  let at = from;
  for (const [begin, end] of gaps.toSorted(([one], [other]) => one - other)) {
    if (end <= from || begin >= to) continue;
    if (begin > at) pieces.push({ from: at, to: begin, whole: false });
    at = Math.max(at, end);
  }
  if (at < to) pieces.push({ from: at, to, whole: at === from });
  return pieces;
}

/** What of a label is on the page. */
function onPage({ x, y, width, height }: Box, page: { width: number; height: number }): Box {
  const [left, top] = [Math.max(x, MM), Math.max(y, MM)];
  return {
    ...{ x: left, y: top },
    ...{ width: Math.min(x + width, page.width - MM) - left, height: Math.min(y + height, page.height - MM) - top },
  };
}

/** Lines in the middle of a label, as large as they fit. */
function wordsInside({ x, y, width, height }: Box, says: readonly string[], measure: Measure): Drawn[] {
  const widest = Math.max(...says.map((said) => measure(said, 9, 700)));
  const wide = Math.max(SMALLEST, (9 * (width - 4 * MM)) / widest);
  const size = Math.min(9, wide, (height - 4 * MM) / (says.length * 0.45 * MM));
  const line = size * 0.45 * MM;
  const top = y + (height - says.length * line) / 2;
  const shown = says.map((said) => shortened(said, width - 2 * MM, size, 700, measure));
  return shown.map((said, n) =>
    words(said, x + (width - measure(said, size, 700)) / 2, top + (n + 0.8) * line, size, 700),
  );
}
