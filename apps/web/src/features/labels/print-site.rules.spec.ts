import { printSiteOf } from './print-site.rules.js';

const [one, other] = [
  { id: '1', code: 'ADA' },
  { id: '2', code: 'LHS' },
];

it.each([
  ['that of the address', [one, other], 'LHS', '1', other],
  ['that of the top bar', [one, other], undefined, '2', other],
  ['that of the top bar where the address has none of them', [one, other], 'XXX', '2', other],
  ['the only one', [other], undefined, null, other],
  ['none of several that nobody chose', [one, other], undefined, null, undefined],
  ['none where the top bar has one without printing', [one, other], undefined, '9', undefined],
])('labels are printed at %s', (_what, sites, code, current, site) => {
  expect(printSiteOf(sites, code, current)).toBe(site);
});
