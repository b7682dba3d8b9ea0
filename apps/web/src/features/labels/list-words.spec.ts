import type { Filter } from '../../components/filter-chips.js';
import { listWords, orderWords } from './list-words.js';

const FILTERS: Filter[] = [
  { param: 'state', not: 'stateNot', label: 'State', options: [{ value: 'missing', label: 'Missing' }] },
  { param: 'site', label: 'At site', options: [{ value: 'LHS', label: 'LHS · Lincoln High' }] },
  { param: 'holder', label: 'Held by', options: [{ value: 'staff', label: 'A staff member' }] },
];

it.each([
  ['', []],
  ['sort=tag', []],
  ['site=LHS,WMS&stateNot=missing', ['State is not Missing', 'At site is LHS · Lincoln High, WMS']],
  ['site=LHS&holder=staff&sort=-lastSeen', ['At site is LHS · Lincoln High', 'Held by is A staff member']],
  ['seenBefore=2026-08-01', ['Not seen since Aug 1, 2026']],
  ['grade=9', ['grade is 9']],
])('the list %j is of %j', (query, words) => {
  expect(listWords(new URLSearchParams(query), FILTERS)).toEqual(words);
});

it('says the order of the list', () => {
  expect(orderWords(new URLSearchParams('sort=-lastSeen'))).toBe('by last seen, the latest first');
  expect(orderWords(new URLSearchParams('site=LHS'))).toBe('by tag');
});
