import { fingerprintOf, splitFault } from './funding.rules.js';

const line = (sourceId: string, basisPoints: number) => ({ sourceId, basisPoints });

it.each([
  ['one source', [line('a', 10_000)], null],
  ['three', [line('a', 3_333), line('b', 3_333), line('c', 3_334)], null],
  ['nothing', [], 'must have at least one line'],
  ['too little', [line('a', 9_999)], 'must sum to 10000 basis points, not 9999'],
  ['too much', [line('a', 6_000), line('b', 4_001)], 'must sum to 10000 basis points, not 10001'],
  ['a source twice', [line('a', 5_000), line('a', 5_000)], 'must name each source once'],
])('%s', (_name, lines, fault) => {
  expect(splitFault(lines)).toBe(fault);
});

it('is the same split in any order', () => {
  expect(fingerprintOf([line('b', 4_000), line('A', 6_000)])).toBe(fingerprintOf([line('a', 6_000), line('b', 4_000)]));
  expect(fingerprintOf([line('a', 4_000), line('b', 6_000)])).not.toBe(
    fingerprintOf([line('a', 6_000), line('b', 4_000)]),
  );
});
