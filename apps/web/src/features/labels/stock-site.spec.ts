import type { Session } from '../../lib/session.js';
import { DISTRICT, mayChange, stockSites } from './stock-site.js';

const session = (prints: 'all' | string[]): Session =>
  ({
    permissions: { 'label:print': prints },
    sites: [
      { id: '1', code: 'LHS', name: 'Lincoln' },
      { id: '2', code: 'WMS', name: 'West' },
    ],
  }) as unknown as Session;

it.each([
  ['all', '1', true],
  ['all', null, true],
  [['1'], '1', true],
  [['1'], '2', false],
  [['1', '2'], null, false],
] as const)('who prints at %j changes stock of %j: %s', (prints, siteId, may) => {
  expect(mayChange(session(prints as 'all' | string[]), { siteId })).toBe(may);
});

it.each([
  ['all', [DISTRICT, '1', '2'], DISTRICT],
  [['2'], ['2'], '2'],
  [['1', '2'], ['1', '2'], ''],
] as const)('new stock of who prints at %j', (prints, values, usual) => {
  const sites = stockSites(session(prints as 'all' | string[]));
  expect([sites.choices.map(({ value }) => value), sites.usual]).toEqual([values, usual]);
});
