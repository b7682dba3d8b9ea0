import { foundStock, stockFacts } from '@app/kernel';
import type { LabelStock } from './label-words.js';
import { purposeOf, stockGroups, usualStock } from './stock.rules.js';

const stock = (change: Partial<LabelStock>): LabelStock => ({
  ...{ id: 'avery-5160', name: 'Avery 5160', maker: 'Avery', parts: ['5160', '8160'], medium: 'sheet' },
  ...{ pageWidth: 215_900, pageHeight: 279_400, columns: 3, rows: 10, labelWidth: 66_675, labelHeight: 25_400 },
  ...{ left: 0, top: 0, pitchX: 0, pitchY: 0, own: false, onlyFor: null, archived: false, version: null },
  ...change,
});

const ADDRESS = stock({});
const TAGS = stock({
  id: 'avery-8195',
  name: 'Avery 8195',
  parts: ['8195'],
  labelWidth: 44_450,
  labelHeight: 16_916,
  columns: 4,
  rows: 15,
});
const ROLL = stock({
  id: 'zebra-2x1',
  name: 'Zebra 2×1',
  parts: ['2x1'],
  medium: 'roll',
  labelWidth: 50_800,
  columns: 1,
  rows: 1,
});
const CARDS = stock({ id: 'command-cards', name: 'Cards', maker: 'Plain paper', parts: [], onlyFor: 'command' });
const ALL = [ADDRESS, TAGS, ROLL, CARDS];

it.each([
  [ADDRESS, 'Address labels'],
  [TAGS, 'Asset tags and other small labels'],
  [ROLL, 'Rolls for label printers'],
  [CARDS, 'Plain paper'],
  [stock({ labelWidth: 101_600, labelHeight: 50_800 }), 'Shipping labels, badges and cards'],
  [stock({ own: true }), 'Your own stock'],
])('$name is bought as %s', (each, purpose) => expect(purposeOf(each)).toBe(purpose));

it('says the size as the box does', () => {
  expect(stockFacts(ADDRESS)).toBe('30 a page, 2.63 × 1 in');
  expect(stockFacts(stock({ pageWidth: 210_000, labelWidth: 63_500, labelHeight: 38_100 }))).toBe(
    '30 a page, 63.5 × 38.1 mm',
  );
  expect(stockFacts(ROLL)).toBe('roll, 2 × 1 in');
});

it('what was used last comes first, and nothing twice', () => {
  const groups = stockGroups(ALL, 'device', ['zebra-2x1', 'zebra-2x1', 'gone']);
  expect(groups.map(({ group, items }) => [group, items.map(({ id }) => id)])).toEqual([
    ['Last used here', ['zebra-2x1']],
    ['Asset tags and other small labels', ['avery-8195']],
    ['Address labels', ['avery-5160']],
  ]);
});

it('command cards have their own page only', () => {
  expect(stockGroups(ALL, 'command', ['zebra-2x1']).flatMap(({ items }) => items)).toEqual([CARDS]);
});

it.each([
  ['8160', ['avery-5160']],
  ['816', ['avery-5160', 'avery-L7160']],
  ['avery 51', ['avery-5160']],
  ['0.67 in', ['avery-8195']],
  ['5167', []],
])('a search for %j finds %j', (search, ids) => {
  const a4 = stock({ id: 'avery-L7160', name: 'Avery L7160', parts: ['L7160', 'J8160'], pageWidth: 210_000 });
  expect([...foundStock([...ALL, a4], search)]).toEqual(ids);
});

it.each([
  ['1 x 2-5/8', ['avery-5160']],
  ['2.625" × 1"', ['avery-5160']],
  ['66.7x25.4 mm', ['avery-5160']],
  ['2/3" x 1-3/4"', ['avery-8195']],
  ['1.75 x 0.67 in', ['avery-8195']],
  ['1 x 2', ['zebra-2x1']],
  ['5 x 7', []],
])('a size on the box, %j, finds %j', (search, ids) => {
  expect([...foundStock([ADDRESS, TAGS, ROLL], search)]).toEqual(ids);
});

it('US Letter goes before A4', () => {
  const a4 = stock({ id: 'a4', pageWidth: 210_000 });
  expect(stockGroups([a4, ADDRESS], 'device', [])[0].items).toEqual([ADDRESS, a4]);
});

it('begins with what was used last for the kind', () => {
  const runs = [
    { kind: 'room', stock: { id: 'a' } },
    { kind: 'device', stock: { id: 'b' } },
  ];
  expect(usualStock('device', runs)).toBe('b');
  expect(usualStock('serial', runs)).toBe('avery-5160');
  expect(usualStock('person', [])).toBe('class-list');
  expect(usualStock('command', runs)).toBe('command-cards');
});
