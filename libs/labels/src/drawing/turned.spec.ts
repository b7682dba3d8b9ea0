import { buffer } from 'node:stream/consumers';
import { openPdf, textTools } from '@app/platform';
import { RenderedPdf } from '../../../../test/support/rendered-pdf.js';
import { plainContent } from '../contents/content.js';
import { LabelOptionsDto } from '../runs/request.dto.js';
import type { Arrangement } from '../layout/layout.js';
import { zplOf } from '../rolls/zpl.js';
import { CATALOGUE } from '../stock/catalogue.js';
import type { LabelStockDto } from '../stock/stock.dto.js';
import { cellsOf } from '../stock/stock.rules.js';
import { drawPage } from './draw-page.js';
import { overhangOf } from './overhang.js';
import { EXACT } from './page.js';
import type { LabelPage } from './page.js';
import { layOutOf, runPages } from './run-pages.js';
import { sheetView } from './sheet-view.js';

const MM = 1_000;
const CODE = 'MA-000042';
const stockOf = (id: string): LabelStockDto => ({
  ...CATALOGUE.find((each) => each.id === id)!,
  ...{ name: id, own: false, onlyFor: null, archived: false, version: null },
});
const runOn = (id: string, arrangement: Arrangement = 'code128', dpi: 203 | 300 | null = null) => ({
  ...{ stock: stockOf(id), arrangement, options: new LabelOptionsDto(), dpi, startAt: 1, copies: 1 },
});
const content = plainContent({
  ...{ code: CODE, link: `https://cubby.lakeshore.k12.ca.us/d/${CODE}` },
  lines: ['Property of Lakeshore Unified', 'José 王小明'],
});

async function pageOf(id: string, arrangement?: Arrangement): Promise<LabelPage> {
  const { measure } = await textTools();
  const pages = runPages(runOn(id, arrangement), [{ position: 1, content }], { measure, site: '' });
  for await (const page of pages) return page;
  throw new Error('No page');
}

async function printed(page: LabelPage): Promise<RenderedPdf> {
  const pdf = await openPdf('Labels');
  const bytes = buffer(pdf.stream);
  drawPage(pdf, page, EXACT);
  pdf.end();
  return RenderedPdf.of(await bytes);
}

/** Long rolls, and a sheet of labels that are taller than wide. */
const LONG = [
  'dymo-30252',
  'dymo-99017',
  'dymo-30327',
  'dymo-30376',
  'brother-dk-1201',
  'brother-dk-1204',
  'avery-5168',
];

describe.each(LONG)('%s', (id) => {
  it('takes a tag as bars along its long side: another decoder reads it where the label is', async () => {
    const page = await pageOf(id);
    expect(page.width).toBe(stockOf(id).pageWidth);
    const [code, ...others] = await (await printed(page)).codes(1);
    expect([code.text, code.format, others]).toEqual([CODE, 'Code128', []]);
  });

  it('has everything on its label, as the preview shows it', async () => {
    const tools = await textTools();
    const page = await pageOf(id);
    const { x, y, width, height } = page.cells[0];
    const label = {
      ...{ width, height },
      drawn: page.drawn.map((part) =>
        part.kind === 'text'
          ? { ...part, x: part.x - x, baseline: part.baseline - y }
          : { ...part, x: part.x - x, y: part.y - y },
      ),
    };
    expect(overhangOf(label, EXACT, tools.measure)).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
    const { texts, shapes } = sheetView(page, EXACT, tools);
    expect([...texts, ...shapes].every(({ turned }) => turned)).toBe(true);
  });
});

it.each<[Arrangement, string[]]>([
  ['qr', ['QRCode']],
  ['datamatrix', ['DataMatrix']],
  ['code128+qr', ['Code128', 'QRCode']],
])('%s on a long roll is read', async (arrangement, formats) => {
  const codes = await (await printed(await pageOf('dymo-30256', arrangement))).codes(1);
  expect(codes.map(({ format }) => format).sort()).toEqual(formats);
});

it('labels of a whole turned sheet are read, each in its cell', async () => {
  const { measure } = await textTools();
  const stock = stockOf('avery-5168');
  const labels = Array.from({ length: cellsOf(stock) }, (_, n) => ({
    position: n + 1,
    content: { ...content, code: `MA-00000${n}` },
  }));
  for await (const page of runPages(runOn('avery-5168'), labels, { measure, site: '' })) {
    for (const { text, x, y } of await (await printed(page)).codes(1)) {
      const cell = page.cells[Number(text.slice(-1))];
      expect(x * 25.4 * MM).toBeGreaterThan(cell.x);
      expect(x * 25.4 * MM).toBeLessThan(cell.x + cell.width);
      expect(y * 25.4 * MM).toBeGreaterThan(cell.y);
      expect(y * 25.4 * MM).toBeLessThan(cell.y + cell.height);
    }
  }
});

it('what stands upright stays so: wide labels, and those that are nearly square', () => {
  for (const id of ['avery-5160', 'dymo-30334', 'dymo-30332', 'avery-l7164', 'zebra-2x1'])
    expect([id, stockOf(id).turned]).toEqual([id, false]);
});

it('a run from before stock could be turned is drawn as it was', async () => {
  const { measure } = await textTools();
  const { turned: _turned, ...before } = stockOf('dymo-30256');
  const layout = layOutOf({ ...runOn('dymo-30256', 'qr'), stock: before }, content, { measure });
  expect('noRoom' in layout || layout.drawn.some(({ turned }) => turned)).toBe(false);
});

it('a Zebra turns bars, words and pictures of words, all of them on the label', async () => {
  const { measure, outlines } = await textTools();
  const run = runOn('zebra-4x6', 'code128+qr', 203);
  const layout = layOutOf(run, content, { measure });
  if ('noRoom' in layout) throw new Error(layout.noRoom);
  const { labelWidth: width, labelHeight: height } = run.stock;
  const zpl = zplOf({ width, height }, layout, { dpi: 203, outlines });
  expect(zpl).toMatch(/\^BCR,\d+,N,N,N,A/);
  expect(zpl).toMatch(/\^A0R,\d+,0/);
  expect(zpl).not.toMatch(/\^(BCN|A0N)/);
  const [, across, down] = /\^PW(\d+)\n\^LL(\d+)/.exec(zpl)!.map(Number);
  const [, x, y, bars] = /\^FO(\d+),(\d+)\^BY\d+\^BCR,(\d+)/.exec(zpl)!.map(Number);
  expect(x + bars).toBeLessThanOrEqual(across);
  expect(y).toBeLessThan(down);
  // The picture of a line is as high as the line is long.
  const [, pictureX, pictureY, bytes, inRow] = /\^FO(\d+),(\d+)\^GFA,(\d+),\d+,(\d+),/.exec(zpl)!.map(Number);
  expect(bytes / inRow).toBeGreaterThan(inRow * 8);
  expect(pictureX + inRow * 8).toBeLessThanOrEqual(across);
  expect(pictureY + bytes / inRow).toBeLessThanOrEqual(down);
});
