import { buffer } from 'node:stream/consumers';
import { openPdf } from '@app/platform';
import { RenderedPdf } from '../../../../test/support/rendered-pdf.js';
import { plainContent } from '../contents/content.js';
import { drawPage } from '../drawing/draw-page.js';
import { EXACT } from '../drawing/page.js';
import { PLAIN_PAPER } from '../stock/plain-paper.js';
import { cellAt, cellsOf, faultsOf } from '../stock/stock.rules.js';
import { classListPages } from './class-list-pages.js';
import { roomyPage } from './class-list.rules.js';

const [paper] = PLAIN_PAPER;

it.each([
  [1, 10],
  [20, 10],
  [26, 13],
  [36, 18],
  [99, 18],
])('%i people have %i rows, all of them on the page', (people, rows) => {
  const page = roomyPage(paper, people);
  expect(page.rows).toBe(rows);
  expect(faultsOf(page)).toEqual([]);
  const last = cellAt(page, cellsOf(page) - 1);
  expect(last.y + page.labelHeight).toBeLessThanOrEqual(paper.pageHeight - 10_000);
});

it('a page from before has the rows that it had', () => {
  const before = { ...paper, rows: 10, pitchY: 23_500, labelHeight: 23_000 };
  expect(roomyPage(before, 20)).toEqual(before);
  expect(roomyPage(before, 3)).toEqual(before);
});

it.each([20, 26, 36])('a homeroom of %i is one page, each number of it read by another decoder', async (people) => {
  const pdf = await openPdf('Class list');
  const bytes = buffer(pdf.stream);
  const labels = Array.from({ length: people }, (_, n) => ({
    position: n + 1,
    content: plainContent({
      ...{ code: String(700_100 + n), heading: `Anaïs Ế Number ${n}`, group: '9-01' },
      lines: [String(700_100 + n), 'Grade 9 · 9-01'],
    }),
  }));
  const options = {
    site: 'Lincoln High School',
    measure: (...text: Parameters<typeof pdf.measure>) => pdf.measure(...text),
  };
  for (const page of classListPages(paper, labels, options)) drawPage(pdf, page, EXACT);
  pdf.end();
  const printed = await RenderedPdf.of(await bytes);
  expect(printed.pages).toBe(1);
  const read = (await printed.codes(1)).map(({ text }) => text).sort();
  expect(read).toEqual(labels.map(({ content }) => content.code));
  const words = await printed.text(1);
  expect(words).toContain('Grade 9 · 9-01');
  expect(words).not.toContain('…');
});
