import type { Readable } from 'node:stream';
import { PdfPages } from '@app/platform';
import type { Drawn, LabelLayout, Measure } from '../layout/layout.js';
import type { Cell, Stock } from '../stock/stock.js';
import { cellAt, cellsOf } from '../stock/stock.rules.js';

/** What a printer adds to each position, in micrometres. */
export interface Offset {
  x: number;
  y: number;
}

/** Labels on pages of their stock, in true size, streamed while they are laid out. */
export class SheetPdf {
  private readonly pages: PdfPages;
  private place: number;

  /** @param start the place of the first label on the first page, from 0: those before it are used up */
  constructor(
    title: string,
    private readonly stock: Stock,
    private readonly offset: Offset,
    start: number,
  ) {
    this.pages = new PdfPages(title);
    this.place = start;
    if (start > 0) this.pages.page(stock.pageWidth, stock.pageHeight);
  }

  get stream(): Readable {
    return this.pages.stream;
  }

  readonly measure: Measure = (text, size, weight) => this.pages.measure(text, size, weight);

  add({ drawn }: LabelLayout): void {
    const n = this.place % cellsOf(this.stock);
    if (n === 0) this.pages.page(this.stock.pageWidth, this.stock.pageHeight);
    const { x, y } = cellAt(this.stock, n);
    for (const part of drawn) draw(this.pages, part, { x: x + this.offset.x, y: y + this.offset.y });
    this.place += 1;
  }

  end(): void {
    this.pages.end();
  }
}

function draw(pages: PdfPages, part: Drawn, cell: Cell): void {
  if (part.kind === 'text') {
    pages.text({ ...part, x: cell.x + part.x, baseline: cell.y + part.baseline });
  } else {
    const { unitX, unitY } = part;
    pages.grid({ x: cell.x + part.x, y: cell.y + part.y }, { x: unitX, y: unitY }, part.symbol.boxes);
  }
}
