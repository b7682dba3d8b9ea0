import { onlySiteOf } from './print-site.rules.js';

const people = [
  { id: 'a', site: { code: 'LHS' } },
  { id: 'b', site: { code: 'LHS' } },
  { id: 'c', site: { code: 'WMS' } },
  { id: 'd', site: null },
];

it.each([
  [['a', 'b'], 'LHS'],
  [['a', 'c'], undefined],
  [['a', 'd'], undefined],
  [['d'], undefined],
])('labels of %j are printed at %s', (ids, site) => expect(onlySiteOf(people, ids)).toBe(site));
