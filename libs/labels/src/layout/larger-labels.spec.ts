import { layOutOf } from '../drawing/run-pages.js';
import { plainContent } from '../contents/content.js';
import { LabelOptionsDto } from '../runs/request.dto.js';
import { ARRANGEMENTS } from '../runs/run.js';
import { CATALOGUE } from '../stock/catalogue.js';
import { symbolsByShape } from '../symbols/shape.js';
import type { Stock } from '../stock/stock.js';

const make = symbolsByShape('M');
const CODES = ['7', '004512', 'MA-000001', 'CB-0000000001', 'CB-0000000000000001', '12345678901234567890'];
const ADDRESSES = ['https://cubby.lakeshore.k12.ca.us/d/', 'http://c/d/', null];
const [A_ROLL] = CATALOGUE.filter(({ medium }) => medium === 'roll');
/** Around the height at which margins grow, and where labels are turned. */
const OF_OWN = [28, 33, 35.6, 38, 44.45, 60].flatMap((width) =>
  [12.7, 14.9, 15, 15.9, 16, 17, 21, 25.4, 31.75].map((height): Stock => ({
    ...A_ROLL,
    id: `${width} × ${height}`,
    labelWidth: width * 1_000,
    labelHeight: height * 1_000,
    turned: false,
  })),
);

const isWithin = (one: Stock, other: Stock): boolean =>
  one.labelWidth <= other.labelWidth && one.labelHeight <= other.labelHeight;

describe.each(ARRANGEMENTS)('%s', (arrangement) => {
  it.each([null, 203, 300] as const)('a label takes whatever a smaller one takes, at %s dpi', (dpi) => {
    const stocks = [...CATALOGUE, ...OF_OWN];
    const refused: string[] = [];
    let taken = 0;
    for (const code of CODES) {
      for (const address of ADDRESSES) {
        const content = plainContent({ code, link: address === null ? null : address + code });
        const takes = stocks.map((stock) => {
          const run = { stock: { ...stock, name: '', own: false, onlyFor: null, archived: false, version: null } };
          const options = { arrangement, options: new LabelOptionsDto(), dpi, startAt: 1, copies: 1 };
          return !('noRoom' in layOutOf({ ...run, ...options }, content, { measure: () => 0, make }));
        });
        taken += takes.filter(Boolean).length;
        for (const [n, smaller] of stocks.entries()) {
          const larger = takes[n] ? stocks.filter((stock, m) => !takes[m] && isWithin(smaller, stock)) : [];
          refused.push(...larger.map(({ id }) => `${code}: ${id}, not ${smaller.id}`));
        }
      }
    }
    expect(refused).toEqual([]);
    expect(taken).toBeGreaterThan(0);
  });
});
