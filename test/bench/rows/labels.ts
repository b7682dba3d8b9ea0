import { buffer } from 'node:stream/consumers';
import bwip from 'bwip-js/node';
import PDFDocument from 'pdfkit';
import { openPdf } from '@app/platform';
import { drawPage } from '../../../libs/labels/src/drawing/draw-page.js';
import { EXACT } from '../../../libs/labels/src/drawing/page.js';
import { plainContent } from '../../../libs/labels/src/contents/content.js';
import type { PlacedContent } from '../../../libs/labels/src/drawing/placed.js';
import { runPages } from '../../../libs/labels/src/drawing/run-pages.js';
import type { LabelOptions } from '../../../libs/labels/src/runs/run.js';
import { CATALOGUE } from '../../../libs/labels/src/stock/catalogue.js';
import { cellAt, cellsOf } from '../../../libs/labels/src/stock/stock.rules.js';
import { RenderedPdf } from '../../support/rendered-pdf.js';
import type { Cluster } from '../cluster.js';
import type { Row } from '../report.js';
import { atLeast, within } from '../report.js';
import type { Sizes } from '../sizes.js';
import { median } from '../stats.js';

const POINT = 25_400 / 72;
const STOCK = CATALOGUE.find(({ id }) => id === 'avery-5160')!;
const DISTRICT = 'Lakeshore Unified School District';
const SITES = ['Lincoln High School', 'Washington Middle School', 'Mount Alder Elementary School'];

const tagOf = (n: number): string => `MA-${String(n + 1).padStart(6, '0')}`;
const siteOf = (n: number): string => SITES[n % SITES.length];

/** As the product draws a run: laid out, on pages of the stock. */
async function ours(labels: number): Promise<Buffer> {
  const pdf = await openPdf('Labels');
  const bytes = buffer(pdf.stream);
  const contents = function* (): Generator<PlacedContent> {
    for (let n = 0; n < labels; n += 1)
      yield {
        position: n + 1,
        content: plainContent({ code: tagOf(n), lines: [`Property of ${DISTRICT}`, siteOf(n)] }),
      };
  };
  const options: LabelOptions = {
    ...{ property: true, district: false, site: true, program: true, link: true, correction: 'M', text: null },
  };
  const stock = { ...STOCK, name: '', own: false, onlyFor: null, archived: false, version: null };
  const run = { stock, arrangement: 'code128', options, dpi: null, startAt: 1, copies: 1 } as const;
  const measure = (...text: Parameters<typeof pdf.measure>): number => pdf.measure(...text);
  for await (const page of runPages(run, contents(), { measure, site: '' })) drawPage(pdf, page, EXACT);
  pdf.end();
  return bytes;
}

/** The limit: bars by bwip-js's `raw()` as PDFKit rects, and PDFKit's own text. */
async function plain(labels: number): Promise<Buffer> {
  const doc = new PDFDocument({ autoFirstPage: false, margin: 0 });
  const bytes = buffer(doc);
  for (let n = 0; n < labels; n += 1) {
    const place = n % cellsOf(STOCK);
    if (place === 0) doc.addPage({ size: [STOCK.pageWidth / POINT, STOCK.pageHeight / POINT], margin: 0 });
    const cell = cellAt(STOCK, place);
    const [left, top] = [cell.x / POINT + 4, cell.y / POINT + 4];
    const [{ sbs }] = bwip.raw({ bcid: 'code128', text: tagOf(n) }) as unknown as [{ sbs: number[] }];
    let x = left + 8;
    for (const [at, width] of sbs.entries()) {
      if (at % 2 === 0) doc.rect(Math.round(x * 100) / 100, top, width, 30);
      x += width;
    }
    doc.fill('black');
    doc.fontSize(8).text(tagOf(n), left, top + 32, { lineBreak: false });
    doc.fontSize(6).text(`Property of ${DISTRICT}`, left, top + 42, { lineBreak: false });
    doc.fontSize(6).text(siteOf(n), left, top + 50, { lineBreak: false });
  }
  doc.end();
  return bytes;
}

/** Labels for each second of CPU, everything of this process counted. */
async function rateOf(draw: (labels: number) => Promise<Buffer>, labels: number): Promise<number> {
  const before = process.cpuUsage();
  await draw(labels);
  const { user, system } = process.cpuUsage(before);
  return labels / ((user + system) / 1_000_000);
}

/** Codes of the first, a middle and the last page, as another decoder reads them at 203 dpi. */
async function readBack(document: Buffer, labels: number): Promise<{ read: number; printed: number }> {
  const pdf = await RenderedPdf.of(document);
  const pages = [...new Set([1, Math.ceil(pdf.pages / 2), pdf.pages])];
  let [read, printed] = [0, 0];
  for (const page of pages) {
    const first = (page - 1) * cellsOf(STOCK);
    const here = Math.min(cellsOf(STOCK), labels - first);
    const codes = new Set((await pdf.codes(page)).map(({ text }) => text));
    printed += here;
    for (let n = first; n < first + here; n += 1) if (codes.has(tagOf(n))) read += 1;
  }
  return { read, printed };
}

export async function labelRows(_cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const rows: Row[] = [];
  // Both are compiled before the first round.
  await Promise.all([ours(500), plain(500)]);
  for (const labels of sizes.labels) {
    const rounds = labels > 10_000 ? 3 : sizes.rounds;
    const [rates, limits]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      limits.push(await rateOf(plain, labels));
      rates.push(await rateOf(ours, labels));
    }
    const document = await ours(labels);
    const { read, printed } = await readBack(document, labels);
    const name = `labels, ${labels / 1_000} k`;
    const note = 'labels per CPU-second; the limit: raw() of bwip-js as PDFKit rects, PDFKit text';
    rows.push(
      atLeast({ row: name, measured: median(rates), limit: median(limits), unit: '/s', note }, 1),
      within({ row: `${name}, bytes a label`, measured: document.length / labels, unit: 'B' }, 250),
      within(
        { row: `${name}, codes not read of ${printed}`, measured: printed - read, unit: '', holds: read === printed },
        0,
      ),
    );
  }
  return rows;
}
