import type { Drawn } from '../layout/layout.js';
import { NO_OVERHANG, overhangOf, worstOf } from './overhang.js';
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
