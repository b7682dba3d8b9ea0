import type { Adjustment } from '../drawing/page.js';
import { EXACT } from '../drawing/page.js';
import type { Drawn } from '../layout/layout.js';
import { emptyPage } from '../sheets/sheet-pages.js';
import { CATALOGUE } from '../stock/catalogue.js';
import type { Stock } from '../stock/stock.js';
import { alignmentPage } from './alignment-page.js';
import { bandOf, rulersOf } from './rulers.js';

const MM = 1_000;

interface Box {
  x: number;
  y: number;
  right: number;
  bottom: number;
}

const measure = (text: string, size: number): number => (text.length * size * 25_400) / 144;
const SAYS = ['Avery 5160 on Front office', 'Moved so far: 10.0 mm left, 10.0 mm up, 100 %'];

function page(x: number, y: number, id = 'avery-5160', scale = 1) {
  return alignmentPage(
    CATALOGUE.find((stock) => stock.id === id)!,
    SAYS,
    { x, y, scale },
    measure,
  );
}

const textsOf = (drawn: readonly Drawn[]) =>
  drawn.filter((part): part is Extract<Drawn, { kind: 'text' }> => part.kind === 'text');

/** The ticks and the numbers. */
function rulersOn(stock: Stock, adjust: Adjustment): Box[] {
  const { drawn } = rulersOf(stock, emptyPage(stock), adjust, measure);
  return drawn.flatMap((part) => {
    if (part.kind === 'text') return [boxOf(part)];
    if (part.kind !== 'icon') return [];
    return [{ x: part.x, y: part.y, right: part.x + part.unitX, bottom: part.y + part.unitY }];
  });
}

/** Without the height that digits do not have. */
function boxOf({ x, baseline, size, text, turned }: Extract<Drawn, { kind: 'text' }>): Box {
  const [long, high] = [measure(text, size), size * 250];
  return turned
    ? { x, y: baseline, right: x + high, bottom: baseline + long }
    : { x, y: baseline - high, right: x + long, bottom: baseline };
}

const isOnLabel = (stock: Stock, box: Box, { x, y, scale }: Adjustment): boolean =>
  emptyPage(stock).cells.some((cell) => {
    const [left, top] = [cell.x * scale + x, cell.y * scale + y];
    const [right, bottom] = [left + cell.width * scale, top + cell.height * scale];
    return box.x < right && box.right > left && box.y < bottom && box.bottom > top;
  });

/** Across the direction of a ruler, where printers print: by looking at every tenth of a millimetre. */
function widestWhite(stock: Stock, along: 'x' | 'y'): number {
  const step = 100;
  const labels = emptyPage(stock).cells.map(({ x, y, width, height }) =>
    along === 'x' ? [y, y + height] : [x, x + width],
  );
  let [widest, wide] = [0, 0];
  for (let at = 4 * MM; at <= (along === 'x' ? stock.pageHeight : stock.pageWidth) - 4 * MM; at += step) {
    wide = labels.some(([from, to]) => at > from && at < to) ? 0 : wide + step;
    widest = Math.max(widest, wide);
  }
  return widest;
}

const edgesOf = ({ x, y, width, height }: Extract<Drawn, { kind: 'outline' }>) => [
  [x, y, x + width, y],
  [x, y + height, x + width, y + height],
  [x, y, x, y + height],
  [x + width, y, x + width, y + height],
];

describe('an alignment sheet', () => {
  it.each([
    [0, 0, 1],
    [10 * MM, 10 * MM, 1],
    [-10 * MM, -10 * MM, 1],
    [10 * MM, -10 * MM, 1.1],
    [-10 * MM, 10 * MM, 0.9],
  ])('moved by %i and %i, %f times as large: all that is to be read is on the page', (x, y, scale) => {
    for (const id of ['avery-5160', 'avery-l7160', 'avery-5167']) {
      const { width, height, drawn } = page(x, y, id, scale);
      const texts = textsOf(drawn);
      for (const said of [...SAYS, '1', '100', '200']) expect(texts.map(({ text }) => text)).toContain(said);
      for (const { x: left, y: top, right, bottom } of texts.map(boxOf)) {
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(2 * MM);
        expect(right).toBeLessThanOrEqual(width - 2 * MM);
        expect(bottom).toBeLessThanOrEqual(height - 2 * MM);
      }
    }
  });

  it('has no outline through a number', () => {
    for (const id of ['avery-5160', 'avery-l7160', 'avery-5167', 'avery-8195', 'zweckform-3474']) {
      const { drawn } = page(0, 0, id);
      for (const box of textsOf(drawn).map(boxOf)) {
        const struck = drawn.filter(
          (part) =>
            part.kind === 'outline' &&
            edgesOf(part).some(
              ([left, top, right, bottom]) => left < box.right && right > box.x && top < box.bottom && bottom > box.y,
            ),
        );
        expect(struck).toEqual([]);
      }
    }
  });

  it.each(['avery-5160', 'avery-l7160', 'avery-5163', 'avery-5167', 'avery-l8651', 'avery-8195', 'avery-6570'])(
    '%s: nothing of a ruler is on a label',
    (id) => {
      const stock = CATALOGUE.find((each) => each.id === id)!;
      for (const [x, y, scale] of [
        [0, 0, 1],
        [700, -300, 1],
        [-900, 800, 1.004],
      ])
        expect(rulersOn(stock, { x, y, scale }).filter((box) => isOnLabel(stock, box, { x, y, scale }))).toEqual([]);
    },
  );

  it('keeps off the labels of every sheet that leaves 2.5 mm of white, and is 2 mm wide on any other', () => {
    const off = { x: 0, y: 0 };
    for (const stock of CATALOGUE.filter(({ medium }) => medium === 'sheet')) {
      for (const along of ['x', 'y'] as const) {
        const { white, from, to } = bandOf(along, stock, EXACT);
        if (widestWhite(stock, along) >= 2.5 * MM) expect([stock.id, white]).toEqual([stock.id, true]);
        if (!white) expect(to - from).toBe(2 * MM);
        off[along] += white ? 1 : 0;
      }
    }
    expect([off.x, off.y].every((many) => many > 55)).toBe(true);
  });

  it('has outlines and rulers where the printer puts them', () => {
    const [exact, moved] = [page(0, 0), page(3 * MM, -2 * MM)].map(({ drawn }) => drawn);
    const outline = (drawn: readonly Drawn[]) =>
      drawn.find(({ kind }) => kind === 'outline') as { x: number; y: number };
    expect([outline(moved).x - outline(exact).x, outline(moved).y - outline(exact).y]).toEqual([3 * MM, -2 * MM]);
    const hundred = (drawn: readonly Drawn[]) => textsOf(drawn).filter(({ text }) => text === '100');
    expect(hundred(moved)[0].x - hundred(exact)[0].x).toBe(3 * MM);
    expect(hundred(moved)[1].baseline - hundred(exact)[1].baseline).toBe(-2 * MM);
  });
});
