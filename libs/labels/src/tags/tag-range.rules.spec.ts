import { isPrefix, raised, rangeFault, tagOf, tagsOf } from './tag-range.rules.js';

it('fills numbers up with zeros', () => {
  expect(tagOf('MA-', 6, 42)).toBe('MA-000042');
  expect(tagsOf({ prefix: 'MA-', digits: 3, first: 8, count: 3 })).toEqual(['MA-008', 'MA-009', 'MA-010']);
});

it.each(['', 'MA-', 'CB', 'A.1/', '00'])('%j is what a tag may begin with', (prefix) => {
  expect(isPrefix(prefix)).toBe(true);
});

it.each(['ma-', 'MA ', 'Ñ-', '^XZ', 'A'.repeat(21), 'A\n'])('%j is not', (prefix) => {
  expect(isPrefix(prefix)).toBe(false);
});

it('has its letters raised, and only letters that have one capital', () => {
  expect(['ma-', 'Ma1-', '', 'ß', 'ı'].map(raised)).toEqual(['MA-', 'MA1-', '', 'ß', 'ı']);
});

it.each([
  [
    'numbers of more digits',
    { prefix: 'MA-', digits: 2, first: 98, count: 3 },
    /has room for 2 numbers of 2 digits from 98/,
  ],
  ['tags that the desk takes for commands', { prefix: 'CMD-', digits: 3, first: 1, count: 1 }, /cannot read back/],
  ['tags that begin as lots do', { prefix: 'LOT-', digits: 3, first: 1, count: 1 }, /eWaste lots/],
  ['numbers alone that a cart has for its slots', { prefix: '', digits: 3, first: 7, count: 1 }, /at least 4/],
  ['tags that begin as tickets do', { prefix: 'R-', digits: 3, first: 1, count: 1 }, /repair tickets/],
])('there are no %s', (_what, range, message) => {
  expect(rangeFault(range)?.message).toMatch(message);
});

it('the last number of its digits is one', () => {
  expect(rangeFault({ prefix: 'MA-', digits: 2, first: 98, count: 2 })).toBeNull();
  expect(rangeFault({ prefix: '', digits: 4, first: 9_998, count: 2 })).toBeNull();
});
