import type { Adjustment, LabelPage, PageCell } from '../drawing/page.js';
import type { Drawn, Measure } from '../layout/layout.js';
import { shortened } from '../layout/words.rules.js';
import { emptyPage } from '../sheets/sheet-pages.js';
import type { Stock } from '../stock/stock.js';

const MM = 1_000;
/** Printers leave a margin of about four millimetres white. */
const INSIDE = 6 * MM;
/** A tick is a fifth of a millimetre wide. */
const TICK = 200;
const WHITE = 300;
/** Of letters, in points; what is longer than its label is cut. */
const SMALLEST = 4;

type Along = 'x' | 'y';

/** Ticks that the printer's numbers leave on the page, in millimetres from its edge. */
function ticksOn(extent: number, moved: number, scale: number): number[] {
  return Array.from({ length: Math.floor(extent / MM) + 1 }, (_, mm) => mm).filter((mm) => {
    const place = mm * MM * scale + moved;
    return place >= 0 && place <= extent;
  });
}

/** Millimetres from the edge of the page along one edge: what a ruler on the print must show too. */
function ruler(along: Along, extent: number, { [along]: moved, scale }: Adjustment): Drawn[] {
  const length = (mm: number): number => (mm % 10 === 0 ? 4 : mm % 5 === 0 ? 3 : 2);
  const place = (mm: number): number => mm * MM * scale + moved;
  // Along its edge a ruler is moved as all else is, across it stays where printers print.
  return ticksOn(extent, moved, scale).flatMap((mm): Drawn[] => {
    const tick: Drawn =
      along === 'x'
        ? { kind: 'icon', boxes: [[0, 0, 1, length(mm)]], x: place(mm) - TICK / 2, y: INSIDE, unitX: TICK, unitY: MM }
        : { kind: 'icon', boxes: [[0, 0, length(mm), 1]], x: INSIDE, y: place(mm) - TICK / 2, unitX: MM, unitY: TICK };
    // The two do not meet in the corner.
    const from = along === 'x' ? 3 * MM : 10 * MM;
    const numbered = mm % 10 === 0 && mm > 0 && place(mm) > from && place(mm) < extent - 4 * MM;
    if (!numbered) return [tick];
    const number =
      along === 'x'
        ? words(String(mm), place(mm) + 300, INSIDE + 5.5 * MM)
        : words(String(mm), INSIDE + 4.5 * MM, place(mm) + 700);
    return [tick, number];
  });
}

const words = (text: string, x: number, baseline: number, size = 6, weight: 400 | 700 = 400): Drawn => ({
  ...{ kind: 'text', text, x, baseline, size, weight },
});

/**
 * The outline of every label, rulers along two edges and what to do with them: printed on plain paper and held against
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
  const seen = cells.map((cell) => onPage(cell, page));
  // At the right of each label, where no ruler runs.
  const numbers = seen.map(({ x, y, width }, n) => words(String(n + 1), x + width - 6 * MM, y + 4 * MM));
  const middle = Math.floor((stock.rows - 1) / 2) * stock.columns + Math.floor((stock.columns - 1) / 2);
  const text = wordsInside(seen[middle], says, measure);
  const rulers = [...ruler('x', stock.pageWidth, adjust), ...ruler('y', stock.pageHeight, adjust)];
  const read = rulers.flatMap((part) => (part.kind === 'text' ? [boxAround(part, measure)] : []));
  const outlines = cells.flatMap((cell) => outlineAround(cell, read));
  return { ...page, drawn: [...outlines, ...numbers, ...rulers, ...text] };
}

type Box = Pick<PageCell, 'x' | 'y' | 'width' | 'height'>;

/** White that a number needs to be read. */
function boxAround({ x, baseline, size, weight, text }: Extract<Drawn, { kind: 'text' }>, measure: Measure): Box {
  const high = size * 0.3 * MM;
  return { x: x - WHITE, y: baseline - high, width: measure(text, size, weight) + 2 * WHITE, height: high + WHITE };
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
