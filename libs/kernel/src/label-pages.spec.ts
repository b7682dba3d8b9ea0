import { labelPage } from './label-pages.js';

const STOCK = { medium: 'sheet', columns: 3, rows: 10, onlyFor: null } as const;
const RUN = { kind: 'person', startAt: 7, copies: 2, options: {}, stock: STOCK };

it('tells on which page a label is', () => {
  expect([1, 12, 13].map((position) => labelPage(RUN, position))).toEqual([1, 1, 2]);
});

it.each<[string, object]>([
  ['a roll', { stock: { ...STOCK, medium: 'roll' } }],
  ['plain paper', { stock: { ...STOCK, onlyFor: 'person' } }],
  ['a new sheet for each homeroom', { options: { newSheet: true } }],
])('tells none of %s', (_, change) => expect(labelPage({ ...RUN, ...change }, 1)).toBeNull());
