import type { Drawn, Measure } from '../layout/layout.js';
import type { LabelStockDto } from '../stock/stock.dto.js';
import type { Stock } from '../stock/stock.js';
import { cellAt, cellsOf } from '../stock/stock.rules.js';
import type { Adjustment, LabelPage } from './page.js';

/** Micrometres that lie beyond each edge of a page. */
export interface Overhang {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const NO_OVERHANG: Overhang = { left: 0, top: 0, right: 0, bottom: 0 };

/** Micrometres in a point; letters reach so far above and below their line. */
const POINT = 25_400 / 72;
const ABOVE = 0.75;
const BELOW = 0.2;

/** What a printer's numbers push off the page. */
export function overhangOf(page: Omit<LabelPage, 'cells'>, { x, y, scale }: Adjustment, measure: Measure): Overhang {
  const boxes = page.drawn.map((part) => boxOf(part, measure));
  const beyond = (most: number): number => Math.max(0, Math.round(most));
  const largest = (of: (box: Box) => number): number => boxes.reduce((most, box) => Math.max(most, of(box)), -Infinity);
  return {
    left: beyond(largest(([left]) => -(left * scale + x))),
    top: beyond(largest(([, top]) => -(top * scale + y))),
    right: beyond(largest(([, , right]) => right * scale + x - page.width)),
    bottom: beyond(largest(([, , , bottom]) => bottom * scale + y - page.height)),
  };
}

/** What a printer's numbers push over the edges of the labels: on the backing, or on the label beside. */
export function overLabelsOf({ cells, drawn }: LabelPage, { x, y, scale }: Adjustment, measure: Measure): Overhang {
  const beyond = (length: number): number => Math.max(0, Math.round(length));
  return drawn.reduce((worst, part) => {
    const [left, top, right, bottom] = boxOf(part, measure);
    const [midX, midY] = [(left + right) / 2, (top + bottom) / 2];
    const cell = cells.find(
      (each) => midX >= each.x && midX <= each.x + each.width && midY >= each.y && midY <= each.y + each.height,
    );
    if (!cell) return worst;
    return worstOf(worst, {
      left: beyond(cell.x - (left * scale + x)),
      top: beyond(cell.y - (top * scale + y)),
      right: beyond(right * scale + x - (cell.x + cell.width)),
      bottom: beyond(bottom * scale + y - (cell.y + cell.height)),
    });
  }, NO_OVERHANG);
}

/** Whether a printer's numbers push any label of the stock over the edge of its page, however little is on it. */
export function mayLeavePage(stock: Stock & Pick<LabelStockDto, 'onlyFor'>, { x, y, scale }: Adjustment): boolean {
  if (x === 0 && y === 0 && scale === 1) return false;
  // Lists on plain paper are no labels: what stands on them is known once it is drawn.
  if (stock.onlyFor !== null) return true;
  const last = cellAt(stock, cellsOf(stock) - 1);
  const [right, bottom] = [last.x + stock.labelWidth, last.y + stock.labelHeight];
  return isCut({
    left: -(stock.left * scale + x),
    top: -(stock.top * scale + y),
    right: right * scale + x - stock.pageWidth,
    bottom: bottom * scale + y - stock.pageHeight,
  });
}

/** Less than a tenth of a millimetre is nothing that anybody sees. */
const SEEN = 100;
export const isCut = (overhang: Overhang): boolean => Object.values(overhang).some((beyond) => beyond >= SEEN);

/** Whether no edge cuts more than another overhang says. */
export const isWithin = (one: Overhang, other: Overhang): boolean =>
  (Object.keys(one) as (keyof Overhang)[]).every((edge) => one[edge] < other[edge] + SEEN);

export const worstOf = (one: Overhang, other: Overhang): Overhang => ({
  left: Math.max(one.left, other.left),
  top: Math.max(one.top, other.top),
  right: Math.max(one.right, other.right),
  bottom: Math.max(one.bottom, other.bottom),
});

type Box = readonly [left: number, top: number, right: number, bottom: number];

function boxOf(part: Drawn, measure: Measure): Box {
  const box = uprightBox(part, measure);
  if (!('turned' in part && part.turned)) return box;
  const [x, y] = [part.x, part.kind === 'text' ? part.baseline : part.y];
  const [left, top, right, bottom] = box;
  return [x - (bottom - y), y + left - x, x - (top - y), y + right - x];
}

function uprightBox(part: Drawn, measure: Measure): Box {
  const { x } = part;
  if (part.kind === 'text') {
    const { baseline, size, weight, text } = part;
    const letters = size * POINT;
    return [x, baseline - ABOVE * letters, x + measure(text, size, weight), baseline + BELOW * letters];
  }
  if (part.kind === 'outline') return [x, part.y, x + part.width, part.y + part.height];
  const boxes = part.kind === 'icon' ? part.boxes : part.symbol.boxes;
  const right = Math.max(0, ...boxes.map(([left, , width]) => left + width));
  const bottom = Math.max(0, ...boxes.map(([, top, , height]) => top + height));
  return [x, part.y, x + right * part.unitX, part.y + bottom * part.unitY];
}
