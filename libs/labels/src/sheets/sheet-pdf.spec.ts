import { buffer } from 'node:stream/consumers';
import { openPdf, textTools } from '@app/platform';
import { RenderedPdf } from '../../../../test/support/rendered-pdf.js';
import { drawPage } from '../drawing/draw-page.js';
import type { Adjustment } from '../drawing/page.js';
import { EXACT } from '../drawing/page.js';
import { layOut } from '../layout/layout.rules.js';
import type { Arrangement, LabelContent, LabelLayout, Measure } from '../layout/layout.js';
import { CATALOGUE } from '../stock/catalogue.js';
import type { Stock } from '../stock/stock.js';
import { cellAt, cellsOf } from '../stock/stock.rules.js';
import type { PlacedLabel } from './sheet-pages.js';
import { sheetPages } from './sheet-pages.js';

const MM = 1_000;
const tag = (n: number): string => `MA-${String(n).padStart(6, '0')}`;
const numberOf = (code: string): number => Number(code.slice(3));
const stockOf = (id: string): Stock => CATALOGUE.find((each) => each.id === id)!;

/** Dots per inch where a tenth of a millimetre is to be seen. */
const FINE = 400;
const within = (value: number, from: number, to: number): boolean => value >= from && value <= to;

function laidOut(stock: Stock, n: number, measure: Measure, arrangement: Arrangement = 'code128'): LabelLayout {
  const size = { width: stock.labelWidth, height: stock.labelHeight };
  const content: LabelContent = {
    code: tag(n),
    link: `https://cubby.lakeshore.k12.ca.us/d/${tag(n)}`,
    lines: ['Lakeshore Unified School District', 'Property of the district', 'ESSER III · Project 3213'],
  };
  const layout = layOut(size, content, arrangement, { measure });
  if ('noRoom' in layout) throw new Error(layout.noRoom);
  return layout;
}

interface Printed {
  arrangement?: Arrangement;
  start?: number;
  adjust?: Adjustment;
}

async function printed(stock: Stock, labels: number, { arrangement = 'code128', start = 0, adjust = EXACT }: Printed) {
  const pdf = await openPdf('Labels');
  const bytes = buffer(pdf.stream);
  const placed = Array.from({ length: labels }, (_, n): PlacedLabel => {
    return { position: n + 1, layout: laidOut(stock, n, (...text) => pdf.measure(...text), arrangement) };
  });
  for await (const page of sheetPages(stock, start, placed)) drawPage(pdf, page, adjust);
  pdf.end();
  return RenderedPdf.of(await bytes);
}

/** Stock that schools ask for. */
const STOCKS = ['avery-5160', 'avery-5161', 'avery-5163', 'avery-5167', 'avery-8195', 'avery-6570', 'avery-l7160'];

describe.each([...STOCKS, 'avery-l7163', 'avery-l8651'])('%s', (id) => {
  const stock = stockOf(id);
  const labels = cellsOf(stock);
  let pdf: RenderedPdf;
  beforeAll(async () => void (pdf = await printed(stock, labels, {})));

  it('every code of a full sheet is read by another decoder at 203 dpi, in its place', async () => {
    expect(pdf.pages).toBe(1);
    expect((await pdf.size(1)).map((inches) => Math.round(inches * 25.4 * MM))).toEqual([
      stock.pageWidth,
      stock.pageHeight,
    ]);
    const codes = await pdf.codes(1);
    expect(codes.map(({ text }) => text).sort()).toEqual(Array.from({ length: labels }, (_, n) => tag(n)));
    for (const { text, x, y } of codes) {
      const cell = cellAt(stock, numberOf(text));
      expect(within(x * 25.4 * MM - cell.x, 0, stock.labelWidth)).toBe(true);
      expect(within(y * 25.4 * MM - cell.y, 0, stock.labelHeight)).toBe(true);
    }
  });

  it('what is drawn first stands within 0.2 mm of where the table says', async () => {
    const picture = await pdf.picture(1, FINE);
    const { data } = picture.getContext('2d').getImageData(0, 0, picture.width, picture.height);
    const black = (x: number, y: number): boolean => data[(y * picture.width + x) * 4] < 128;
    const dots = (length: number): number => Math.round((length / 25_400) * FINE);
    const layout = laidOut(stock, 0, (await textTools()).measure);
    const bars = layout.drawn.find(({ kind }) => kind === 'symbol') as { x: number; y: number };
    for (let n = 0; n < labels; n += 1) {
      const cell = cellAt(stock, n);
      const [right, bottom] = [dots(cell.x + stock.labelWidth), dots(cell.y + stock.labelHeight)];
      // The bars, and the words below them, begin left; nothing stands above the bars.
      const middle = dots(cell.y + bars.y + 2 * MM);
      let left = dots(cell.x);
      while (left < right && !black(left, middle)) left += 1;
      let top = dots(cell.y);
      while (top < bottom && !black(left + 1, top)) top += 1;
      expect(Math.abs((left * 25_400) / FINE - (cell.x + bars.x))).toBeLessThan(0.2 * MM);
      expect(Math.abs((top * 25_400) / FINE - (cell.y + bars.y))).toBeLessThan(0.2 * MM);
    }
  });
});

describe('a page', () => {
  const stock = stockOf('avery-5160');

  it('that was begun at label 7 leaves six empty', async () => {
    const codes = await (await printed(stock, 26, { start: 6 })).codes(1);
    expect(codes).toHaveLength(24);
    const first = codes.find(({ text }) => text === tag(0))!;
    expect(first.y * 25.4 * MM).toBeGreaterThan(cellAt(stock, 6).y);
    expect(first.y * 25.4 * MM).toBeLessThan(cellAt(stock, 6).y + stock.labelHeight);
  });

  it.each<[Arrangement, string[]]>([
    ['qr', ['QRCode']],
    ['datamatrix', ['DataMatrix']],
    ['code128+qr', ['Code128', 'QRCode']],
  ])('with %s is read', async (arrangement, formats) => {
    const larger = stockOf('avery-5163');
    const codes = await (await printed(larger, 4, { arrangement })).codes(1);
    expect([...new Set(codes.map(({ format }) => format))].sort()).toEqual(formats);
    expect(codes).toHaveLength(4 * formats.length);
    const links = codes.filter(({ format }) => format === 'QRCode').map(({ text }) => text);
    for (const link of links) expect(link).toMatch(/^https:\/\/cubby\.lakeshore\.k12\.ca\.us\/d\/MA-00000\d$/);
  });

  it.each<[string, Arrangement, number]>([
    ['avery-5160', 'code128+qr', 2],
    ['avery-5167', 'qr', 1],
    // Bars stand over the square code.
    ['avery-6570', 'code128+qr', 2],
    ['avery-l4732', 'code128+qr', 2],
  ])(
    'on a full sheet of %s with %s is read, whose quiet zones lie in the margins of labels',
    async (id, arrangement, each) => {
      const full = stockOf(id);
      const codes = await (await printed(full, cellsOf(full), { arrangement })).codes(1);
      expect(codes).toHaveLength(each * cellsOf(full));
    },
  );

  it("is moved by a printer's tenths of a millimetre", async () => {
    const [exact, moved] = await Promise.all([
      printed(stock, 1, {}),
      printed(stock, 1, { adjust: { x: 2_500, y: -1_500, scale: 1 } }),
    ]);
    const [from] = await exact.codes(1);
    const [to] = await moved.codes(1);
    // One dot of 203 dpi is 0.125 mm.
    expect((to.x - from.x) * 25.4).toBeGreaterThan(2.5 - 0.2);
    expect((to.x - from.x) * 25.4).toBeLessThan(2.5 + 0.2);
    expect((to.y - from.y) * 25.4).toBeGreaterThan(-1.5 - 0.2);
    expect((to.y - from.y) * 25.4).toBeLessThan(-1.5 + 0.2);
  });
});
