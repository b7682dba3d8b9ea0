import { textTools } from '@app/platform';
import type { Drawn } from '../layout/layout.js';
import { EXACT } from './page.js';
import { sheetView } from './sheet-view.js';

const MM = 1_000;
const word = (text: string): Drawn => ({ kind: 'text', x: 10 * MM, baseline: 20 * MM, size: 10, weight: 400, text });
const page = (drawn: Drawn[]) => ({ width: 100 * MM, height: 50 * MM, cells: [], drawn });

describe('the preview of a page', () => {
  it('says in Latin what is printed, a question mark too', async () => {
    const { texts, shapes } = sheetView(page([word('José 😀')]), EXACT, await textTools());
    expect([texts.map(({ text }) => text), shapes]).toEqual([['José ?'], []]);
  });

  it('draws the letters of other scripts, which a computer may not have', async () => {
    const { texts, shapes } = sheetView(page([word('王小明 😀')]), EXACT, await textTools());
    expect(texts).toEqual([]);
    const [{ path, code, x, y }] = shapes;
    expect([code, x, y]).toEqual([null, 10 * MM, 20 * MM]);
    const numbers = path.match(/-?\d+/g)!.map(Number);
    expect(path.startsWith('M')).toBe(true);
    // Ten points are three and a half millimetres high; the steps are a hundredth of one.
    expect(Math.min(...numbers)).toBeGreaterThan(-400);
    expect(Math.max(...numbers)).toBeLessThan(2000);
  });

  it('is where the printer puts it', async () => {
    const outline: Drawn = { kind: 'outline', x: 5 * MM, y: 5 * MM, width: 10 * MM, height: 10 * MM };
    const sheet = sheetView(page([word('Ana'), outline]), { x: 2 * MM, y: -MM, scale: 1.1 }, await textTools());
    expect(sheet.texts[0]).toMatchObject({ x: 13 * MM, baseline: 21 * MM, size: 11 });
    expect(sheet.outlines[0]).toEqual({ x: 7_500, y: 4_500, width: 11 * MM, height: 11 * MM });
  });
});
