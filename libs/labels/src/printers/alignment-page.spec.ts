import type { Drawn } from '../layout/layout.js';
import { CATALOGUE } from '../stock/catalogue.js';
import { alignmentPage } from './alignment-page.js';

const MM = 1_000;
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
      for (const { x: left, baseline, size, text } of texts) {
        expect(left).toBeGreaterThanOrEqual(2 * MM);
        expect(left + measure(text, size)).toBeLessThanOrEqual(width - 2 * MM);
        expect(baseline).toBeGreaterThanOrEqual(4 * MM);
        expect(baseline).toBeLessThanOrEqual(height - 2 * MM);
      }
    }
  });

  it('has no outline through a number of a ruler', () => {
    for (const id of ['avery-5160', 'avery-l7160', 'avery-5167', 'avery-8195']) {
      const { drawn } = page(0, 0, id);
      for (const { text, x, baseline, size } of textsOf(drawn).filter((each) => /^\d+0$/.test(each.text))) {
        const box = { x, y: baseline - size * 250, right: x + measure(text, size), bottom: baseline };
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
