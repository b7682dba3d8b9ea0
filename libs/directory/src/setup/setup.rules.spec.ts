import { repeatedCodes } from './setup.rules.js';

it.each([
  [['LHS', 'OAK'], []],
  [
    ['LHS', 'OAK', ' lhs ', 'oak', 'LHS'],
    [2, 3, 4],
  ],
])('of %j the codes at %j stand there again', (codes, places) => {
  expect(repeatedCodes(codes.map((code) => ({ code })))).toEqual(places);
});
