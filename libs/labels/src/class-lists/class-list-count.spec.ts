import { PLAIN_PAPER } from '../stock/plain-paper.js';
import { classListPageCount, homerooms } from './class-list-count.js';

const [paper] = PLAIN_PAPER;
const people = (group: string | null, count: number): (string | null)[] => Array.from({ length: count }, () => group);

it.each([
  ['one homeroom that fits', people('1', 20), 1],
  ['one more', people('1', 21), 2],
  ['two homerooms on pages of their own', [...people('1', 2), ...people('2', 2)], 2],
  ['somebody without one', [...people('1', 20), ...people(null, 1)], 2],
  ['nobody', [], 0],
])('%s', (_what, groups, pages) => {
  expect(classListPageCount(paper, groups)).toBe(pages);
});

it('keeps the order of the roll', () => {
  const rolls = homerooms([{ group: 'B' }, { group: 'B' }, { group: 'A' }]);
  expect(rolls.map(({ group, people: list }) => [group, list.length])).toEqual([
    ['B', 2],
    ['A', 1],
  ]);
});
