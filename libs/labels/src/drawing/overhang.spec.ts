import type { Drawn } from '../layout/layout.js';
import { CATALOGUE } from '../stock/catalogue.js';
import { isCut, isWithin, mayLeavePage, NO_OVERHANG, overhangOf, overLabelsOf, worstOf } from './overhang.js';
import { EXACT } from './page.js';

const MM = 1_000;
/** Two points a letter. */
const measure = (text: string): number => text.length * 2 * MM;
const page = (drawn: Drawn[]) => ({ width: 100 * MM, height: 50 * MM, drawn });
const box: Drawn = { kind: 'icon', boxes: [[0, 0, 4, 2]], x: 5 * MM, y: 5 * MM, unitX: 20 * MM, unitY: 10 * MM };
const text: Drawn = { kind: 'text', x: 60 * MM, baseline: 45 * MM, size: 10, weight: 400, text: 'x'.repeat(15) };

describe('what lies off the page', () => {
  it('is nothing of a page that its stock made', () => {
    expect(overhangOf(page([box, text]), EXACT, measure)).toEqual(NO_OVERHANG);
  });

  it.each([
    [
      { x: -7 * MM, y: -6 * MM, scale: 1 },
      { ...NO_OVERHANG, left: 2 * MM, top: 1 * MM },
    ],
    [
      { x: 12 * MM, y: 0, scale: 1 },
      { ...NO_OVERHANG, right: 2 * MM },
    ],
    [
      { x: 0, y: 0, scale: 1.1 },
      { ...NO_OVERHANG, bottom: 276 },
    ],
  ])('%j: by so many micrometres', (adjust, beyond) => {
    expect(overhangOf(page([box, text]), adjust, measure)).toEqual(beyond);
  });

  it('is cut from a tenth of a millimetre on', () => {
    expect([isCut({ ...NO_OVERHANG, right: 99 }), isCut({ ...NO_OVERHANG, right: 100 })]).toEqual([false, true]);
  });

  it('of an empty page is nothing', () => {
    expect(overhangOf(page([]), { x: -9 * MM, y: 9 * MM, scale: 1 }, measure)).toEqual(NO_OVERHANG);
  });

  it('of several pages is the most of each edge', () => {
    const [one, other] = [
      { ...NO_OVERHANG, left: 3 },
      { ...NO_OVERHANG, left: 1, top: 2 },
    ];
    expect(worstOf(one, other)).toEqual({ left: 3, top: 2, right: 0, bottom: 0 });
  });
});

describe('labels whose stock', () => {
  const stock = { ...CATALOGUE.find(({ id }) => id === 'avery-5160')!, onlyFor: null };
  it.each([
    ['is printed true to size', { x: 0, y: 0, scale: 1 }, false],
    ['has a margin of 4 mm, moved by 3', { x: 3 * MM, y: -3 * MM, scale: 1 }, false],
    ['has a margin of 4 mm, moved by 5', { x: 5 * MM, y: 0, scale: 1 }, true],
    ['is printed larger', { x: 0, y: 0, scale: 1.1 }, true],
  ])('%s', (_what, adjust, may) => expect(mayLeavePage(stock, adjust)).toBe(may));

  it('is plain paper may always leave it', () => {
    expect(mayLeavePage({ ...stock, onlyFor: 'person' }, { x: 100, y: 0, scale: 1 })).toBe(true);
  });
});

it('what is within another overhang cuts no edge more, but for what nobody sees', () => {
  const agreed = { ...NO_OVERHANG, right: 2_000 };
  expect(isWithin({ ...NO_OVERHANG, right: 2_099 }, agreed)).toBe(true);
  expect(isWithin({ ...NO_OVERHANG, right: 2_100 }, agreed)).toBe(false);
  expect(isWithin({ ...NO_OVERHANG, left: 100 }, agreed)).toBe(false);
});

it('what lies over the edge of its label is said, on the page as it is', () => {
  const cell = { x: 4 * MM, y: 4 * MM, width: 90 * MM, height: 25 * MM, place: 1, position: 1 };
  const labels = { ...page([box]), cells: [cell] };
  const over = (x: number, y: number) => overLabelsOf(labels, { x: x * MM, y: y * MM, scale: 1 }, measure);
  expect(over(0, 0)).toEqual(NO_OVERHANG);
  expect(over(10, -3)).toEqual({ ...NO_OVERHANG, right: 1 * MM, top: 2 * MM });
});
