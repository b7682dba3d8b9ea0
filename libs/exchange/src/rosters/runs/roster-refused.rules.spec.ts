import { isMostlyRefused } from './roster-refused.rules.js';

const counts = (unchanged: number, refuse: number) => ({
  ...{ create: 0, change: 0, unchanged, withdraw: 0, ask: 0, refuse },
});

it.each([
  [0, 1, false],
  [90, 10, false],
  [89, 11, true],
  [0, 2, true],
  [0, 0, false],
])('%i unchanged, %i refused, limit 10 %%: mostly refused %s', (unchanged, refuse, expected) => {
  expect(isMostlyRefused(counts(unchanged, refuse), 10)).toBe(expected);
});
