import type { LabelStockDto } from '../stock/stock.dto.js';
import { CATALOGUE } from '../stock/catalogue.js';
import { PLAIN_PAPER } from '../stock/plain-paper.js';
import { faultsOf } from '../stock/stock.rules.js';
import { startFault, stockFault } from './request.rules.js';

const stock = (id: string): LabelStockDto => ({
  ...{ name: id, own: false, onlyFor: null, archived: false, version: null },
  ...[...CATALOGUE, ...PLAIN_PAPER].find((each) => each.id === id)!,
});
const zebra = { dpi: 203, archived: false } as const;

it.each([
  ['device', stock('avery-5160'), null, null],
  ['device', stock('zebra-2x1'), zebra, null],
  ['person', stock('class-list'), null, null],
  ['command', stock('command-cards'), null, null],
  ['device', stock('avery-5160'), zebra, /takes rolls/],
  ['device', stock('class-list'), null, /another kind/],
  ['command', stock('avery-5160'), null, /page of their own/],
  ['device', { ...stock('avery-5160'), archived: true }, null, /out of use/],
] as const)('%s on %s', (kind, on, printer, expected) => {
  const fault = stockFault(kind, on, printer);
  if (expected) expect(fault).toMatch(expected);
  else expect(fault).toBeNull();
});

it.each([
  ['avery-5160', 30, 1, null],
  ['avery-5160', 31, 1, { field: 'startAt', message: 'must be 1 to 30: a page has no more' }],
  ['class-list', 2, 1, { field: 'startAt', message: 'must be 1 on plain paper' }],
  ['command-cards', 1, 2, { field: 'copies', message: 'must be 1 on plain paper' }],
])('%s from place %i, %i copies', (id, startAt, copies, expected) => {
  expect(startFault(stock(id), startAt, copies)).toEqual(expected);
});

it('plain paper has cells that lie on it', () => {
  for (const paper of PLAIN_PAPER) expect(faultsOf(paper)).toEqual([]);
});
