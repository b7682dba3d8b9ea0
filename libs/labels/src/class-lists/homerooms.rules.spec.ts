import { CATALOGUE } from '../stock/catalogue.js';
import { PLAIN_PAPER } from '../stock/plain-paper.js';
import { homerooms, pagesOfAll, partOfPage, stretchesOf } from './homerooms.rules.js';

const [paper] = PLAIN_PAPER;
const thirty = CATALOGUE.find(({ id }) => id === 'avery-5160')!;

it.each([
  ['one homeroom that fits', [36], 1],
  ['one more', [37], 2],
  ['two homerooms on pages of their own', [2, 2], 2],
  ['nobody', [], 0],
])('%s', (_what, sizes, pages) => {
  expect(pagesOfAll(paper, stretchesOf(sizes, 1, 0))).toBe(pages);
});

it('keeps the order of the roll', () => {
  const rolls = homerooms([{ group: 'B' }, { group: 'B' }, { group: 'A' }]);
  expect(rolls.map(({ group, people: list }) => [group, list.length])).toEqual([
    ['B', 2],
    ['A', 1],
  ]);
});

describe('pages of a sheet that was begun, with copies and homerooms', () => {
  // 20 people twice from place 7, then 3 people twice: 24 + 16 labels, then 6.
  const stretches = stretchesOf([20, 3], 2, 6);

  it.each([
    [1, { stretch: 0, page: 1, from: 0, to: 24, start: 6 }],
    [2, { stretch: 0, page: 2, from: 24, to: 40, start: 0 }],
    [3, { stretch: 1, page: 1, from: 0, to: 6, start: 0 }],
    [4, null],
  ])('page %i', (page, part) => {
    expect(partOfPage(thirty, stretches, page)).toEqual(part);
  });

  it('are as many as there are', () => {
    expect(pagesOfAll(thirty, stretches)).toBe(3);
  });
});
