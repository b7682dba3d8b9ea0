import type { LabelPage } from '../drawing/page.js';
import type { Drawn, LabelLayout, LabelPart } from '../layout/layout.js';
import type { Cell, Stock } from '../stock/stock.js';
import { cellAt, cellsOf } from '../stock/stock.rules.js';

/** A label of a run, laid out; `position` counts from 1. */
export interface PlacedLabel {
  position: number;
  layout: Pick<LabelLayout, 'drawn'>;
  /** It begins a page, whatever is left of the one before. */
  newSheet?: boolean;
}

/**
 * Labels on pages of their stock, one page after the other.
 * @param start the place of the first label on the first page, from 0: those before it are used up
 */
export async function* sheetPages(
  stock: Stock,
  start: number,
  labels: AsyncIterable<PlacedLabel> | Iterable<PlacedLabel>,
): AsyncGenerator<LabelPage> {
  let page = emptyPage(stock);
  let place = start;
  for await (const { position, layout, newSheet } of labels) {
    if (place === page.cells.length || newSheet) {
      yield page;
      page = emptyPage(stock);
      place = 0;
    }
    const cell = page.cells[place];
    cell.position = position;
    for (const part of layout.drawn) page.drawn.push(partAt(part, cell));
    place += 1;
  }
  yield page;
}

/** A page of the stock with nothing on it. */
export const emptyPage = (stock: Stock): LabelPage => ({
  width: stock.pageWidth,
  height: stock.pageHeight,
  cells: Array.from({ length: cellsOf(stock) }, (_, n) => ({
    ...cellAt(stock, n),
    ...{ width: stock.labelWidth, height: stock.labelHeight, place: n + 1, position: null },
  })),
  drawn: [],
});

/** The part of a label where its cell is. */
export const partAt = (part: LabelPart, { x, y }: Cell): Drawn =>
  part.kind === 'text'
    ? { ...part, x: x + part.x, baseline: y + part.baseline }
    : { ...part, x: x + part.x, y: y + part.y };
