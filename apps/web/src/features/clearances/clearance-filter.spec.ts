import { clearanceQuery } from './clearance-filter.js';

const sites = [
  { id: 'a', code: 'LHS' },
  { id: 'b', code: 'WMS' },
];

describe('the address of the list of clearances', () => {
  it.each([
    [{}, {}],
    [
      { site: 'LHS,WMS,XXX', state: 'open,gone' },
      { site: ['a', 'b'], state: ['open'] },
    ],
    [
      { homeroom: '7B, 7C', overdue: 'true', olderThan: '30' },
      { homeroom: ['7B', '7C'], overdue: true, olderThan: 30 },
    ],
    [{ overdue: 'perhaps', olderThan: '31' }, {}],
  ])('%j', (url, query) => {
    expect(clearanceQuery(url as Record<string, string>, sites)).toEqual(query);
  });
});
