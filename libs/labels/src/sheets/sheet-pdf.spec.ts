import { buffer } from 'node:stream/consumers';
import { writeFileSync } from 'node:fs';
import { RenderedPdf } from '../../../../test/support/rendered-pdf.js';
import { layOut } from '../layout/layout.rules.js';
import type { Arrangement, LabelContent } from '../layout/layout.js';
import { CATALOGUE } from '../stock/catalogue.js';
import { cellAt, cellsOf } from '../stock/stock.rules.js';
import { SheetPdf } from './sheet-pdf.js';

const tag = (n: number): string => `MA-${String(n).padStart(6, '0')}`;

const within = (value: number, from: number, to: number): boolean => value >= from && value <= to;

async function sheet(id: string, labels: number, arrangement: Arrangement, start = 0): Promise<RenderedPdf> {
  const stock = CATALOGUE.find((each) => each.id === id)!;
  const pdf = new SheetPdf('Labels', stock, { x: 0, y: 0 }, start);
  const bytes = buffer(pdf.stream);
  for (let n = 0; n < labels; n += 1) {
    const content: LabelContent = {
      code: tag(n),
      link: `https://cubby.lakeshore.k12.ca.us/d/${tag(n)}`,
      lines: ['Lakeshore Unified School District', 'Property of the district', 'ESSER III · Project 3213'],
    };
    const size = { width: stock.labelWidth, height: stock.labelHeight };
    const layout = layOut(size, content, arrangement, { measure: pdf.measure });
    if ('noRoom' in layout) throw new Error(layout.noRoom);
    pdf.add(layout);
  }
  pdf.end();
  const done = await bytes;
  writeFileSync(`/tmp/lab/${id}-${arrangement}.pdf`, done);
  return RenderedPdf.of(done);
}

/** Stock that issues name, each with the codes that it is bought for. */
const STOCKS = ['avery-5160', 'avery-5161', 'avery-5163', 'avery-5167', 'avery-8195', 'avery-6570', 'avery-l7160'];

describe.each([...STOCKS, 'avery-l7163', 'avery-l8651'])('%s', (id) => {
  it('every code of a full sheet is read by another decoder, in its place', async () => {
    const stock = CATALOGUE.find((each) => each.id === id)!;
    const labels = cellsOf(stock);
    const pdf = await sheet(id, labels, 'code128');
    expect(pdf.pages).toBe(1);
    expect((await pdf.size(1)).map((inches) => Math.round(inches * 25_400))).toEqual([
      stock.pageWidth,
      stock.pageHeight,
    ]);
    const codes = await pdf.codes(1);
    expect(codes.map(({ text }) => text).sort()).toEqual(Array.from({ length: labels }, (_, n) => tag(n)));
    for (const { text, x, y } of codes) {
      const cell = cellAt(stock, Number(text.slice(3)));
      expect(
        within(x * 25_400 - cell.x, 0, stock.labelWidth) && within(y * 25_400 - cell.y, 0, stock.labelHeight),
      ).toBe(true);
    }
  });
});
