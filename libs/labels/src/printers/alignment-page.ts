import type { LabelPage, PageCell } from '../drawing/page.js';
import type { Drawn, Measure } from '../layout/layout.js';
import { emptyPage } from '../sheets/sheet-pages.js';
import type { Stock } from '../stock/stock.js';

const MM = 1_000;
/** Printers leave a margin of about four millimetres white. */
const INSIDE = 6 * MM;
/** A tick is a fifth of a millimetre wide. */
const TICK = 200;

/** Millimetres from the edge of the page, along its top and its left: what a ruler on the print must show too. */
function rulers(width: number, height: number): Drawn[] {
  const length = (mm: number): number => (mm % 10 === 0 ? 4 : mm % 5 === 0 ? 3 : 2);
  const ticks = (extent: number): number[] => Array.from({ length: Math.floor(extent / MM) + 1 }, (_, mm) => mm);
  const step = MM / TICK;
  return [
    {
      ...{ kind: 'icon', x: -TICK / 2, y: INSIDE, unitX: TICK, unitY: MM },
      boxes: ticks(width).map((mm) => [mm * step, 0, 1, length(mm)] as const),
    },
    {
      ...{ kind: 'icon', x: INSIDE, y: -TICK / 2, unitX: MM, unitY: TICK },
      boxes: ticks(height).map((mm) => [0, mm * step, length(mm), 1] as const),
    },
    ...ticks(width)
      .filter((mm) => mm % 10 === 0 && mm > 0)
      .map((mm) => words(String(mm), mm * MM + 300, INSIDE + 5.5 * MM)),
    ...ticks(height)
      .filter((mm) => mm % 10 === 0 && mm > 10)
      .map((mm) => words(String(mm), INSIDE + 4.5 * MM, mm * MM + 700)),
  ];
}

const words = (text: string, x: number, baseline: number, size = 6, weight: 400 | 700 = 400): Drawn => ({
  ...{ kind: 'text', text, x, baseline, size, weight },
});

/**
 * The outline of every label, rulers along two edges and what to do with them: printed on plain paper and held against
 * the stock, it shows by how much a printer is off. It is printed with what the printer has been given so far.
 */
export function alignmentPage(stock: Stock, says: readonly string[], measure: Measure): LabelPage {
  const page = emptyPage(stock);
  const outlines = page.cells.map(({ x, y, width, height }): Drawn => ({ kind: 'outline', x, y, width, height }));
  // At the right of each label, where no ruler runs.
  const numbers = page.cells.map(({ x, y, width, place }) => words(String(place), x + width - 6 * MM, y + 4 * MM));
  const text = wordsInside(page.cells[Math.floor((page.cells.length - 1) / 2)], says, measure);
  return { ...page, drawn: [...outlines, ...numbers, ...rulers(stock.pageWidth, stock.pageHeight), ...text] };
}

/** Lines in the middle of a label, as large as they fit. */
function wordsInside({ x, y, width, height }: PageCell, says: readonly string[], measure: Measure): Drawn[] {
  const widest = Math.max(...says.map((said) => measure(said, 9, 700)));
  const size = Math.min(9, (9 * (width - 4 * MM)) / widest, (height - 4 * MM) / (says.length * 0.45 * MM));
  const line = size * 0.45 * MM;
  const top = y + (height - says.length * line) / 2;
  return says.map((said, n) =>
    words(said, x + (width - measure(said, size, 700)) / 2, top + (n + 0.8) * line, size, 700),
  );
}
