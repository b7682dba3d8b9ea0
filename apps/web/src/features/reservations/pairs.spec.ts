import { pairsOf } from './pairs.js';

describe('a list of tags and student numbers', () => {
  const pairs = [
    { tag: 'LHS-004512', number: '0700412' },
    { tag: 'LHS-004513', number: '700413' },
  ];

  it.each([
    ['commas', 'LHS-004512,0700412\nLHS-004513,700413'],
    ['a sheet’s tabs and its heading', 'Tag\tStudent\r\nLHS-004512\t0700412\r\nLHS-004513\t700413\r\n'],
    ['semicolons, quotes, a mark of the file’s encoding', '\uFEFF"LHS-004512";"0700412"\n\n"LHS-004513"; 700413 ;'],
  ])('is read with %s', (_what, text) => {
    expect(pairsOf(text)).toEqual({ pairs, wrong: [] });
  });

  it('names the lines that are no pair', () => {
    expect(pairsOf('LHS-004512,0700412\nLHS-004513\nA1,2,3\nLHS-004513,700413')).toEqual({ pairs, wrong: [2, 3] });
  });
});
