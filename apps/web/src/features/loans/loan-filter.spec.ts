import { endsBeforeItBegins, loansQuery, yearOf } from './loan-filter.js';

const sites = [
  { id: 'a', code: 'LHS' },
  { id: 'b', code: 'WMS' },
];

describe('the address of the list of loans', () => {
  it.each([
    [{}, {}],
    [
      { site: 'LHS,WMS,XXX', state: 'out,gone,overdue' },
      { site: ['a', 'b'], state: ['out', 'overdue'] },
    ],
    [
      { type: 'daily,constructor', holder: 'staff,cart' },
      { type: ['daily'], holder: ['staff', 'cart'] },
    ],
    [{ from: '2025-08-01', until: '2025-02-30' }, { from: '2025-08-01' }],
  ])('%j', (url, query) => {
    expect(loansQuery(url as Record<string, string>, sites)).toEqual(query);
  });
});

it.each([
  [{}, false],
  [{ from: '2025-08-01' }, false],
  [{ until: '2025-08-01' }, false],
  [{ from: '2025-08-01', until: '2025-08-01' }, false],
  [{ from: '2025-08-02', until: '2025-08-01' }, true],
])('%j ends before it begins: %s', (query, reversed) => expect(endsBeforeItBegins(query)).toBe(reversed));

it('a school year is its two days', () => {
  const years = [{ id: 'y', startsOn: '2025-08-01', endsOn: '2026-06-05' }];
  expect(yearOf(years, { from: '2025-08-01', until: '2026-06-05' })).toBe('y');
  expect(yearOf(years, { from: '2025-08-01' })).toBe('');
});
