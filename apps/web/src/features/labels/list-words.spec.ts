import { listWords } from './list-words.js';

it.each([
  ['', []],
  ['sort=tag', []],
  ['site=LHS,WMS&state=missing', ['site LHS, WMS', 'status Missing']],
  ['model=1&model=2&grade=9', ['the filters model, grade']],
])('the list %j is of %j', (query, words) => {
  expect(listWords(new URLSearchParams(query))).toEqual(words);
});
