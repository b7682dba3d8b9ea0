import { CATALOGUE } from './catalogue.js';
import type { Stock } from './stock.js';
import { PLAIN_PAPER } from './plain-paper.js';
import { cellAt, cellsOf, faultsOf, isKnownName, nameFault, pagesOf } from './stock.rules.js';

const NAMED = [...CATALOGUE.map((stock) => ({ ...stock, name: `${stock.maker} ${stock.parts[0]}` })), ...PLAIN_PAPER];

const stockOf = (id: string): Stock => CATALOGUE.find((stock) => stock.id === id)!;
const own = (changes: Partial<Stock>): Stock => ({ ...stockOf('avery-5160'), ...changes });

describe('the catalogue', () => {
  it('has stock that fits its page, each under a name of its own', () => {
    // One maker's own numbers overlap by a seventh of a millimetre.
    expect(CATALOGUE.filter((stock) => faultsOf(stock, 150).length > 0)).toEqual([]);
    expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length);
  });

  // Millimetres measured on the makers' templates: left and top of the last label.
  it.each([
    ['avery-5160', 30, 145.26, 241.3],
    ['avery-5161', 20, 110.33, 241.3],
    ['avery-5163', 10, 110.49, 215.9],
    ['avery-5167', 80, 164.31, 254],
    ['avery-8195', 60, 162.31, 250.32],
    ['avery-6570', 32, 160.38, 234.95],
    ['avery-l7160', 21, 139.56, 244.09],
    ['avery-l7163', 14, 106.36, 243.77],
    ['avery-l8651', 65, 167.1, 265.28],
    ['avery-l4778', 48, 154.6, 254.5],
    ['zweckform-3490', 24, 140, 256.43],
  ])('%s: %i labels, the last at %d, %d', (id, labels, x, y) => {
    const stock = stockOf(id);
    const last = cellAt(stock, labels - 1);
    expect(cellsOf(stock)).toBe(labels);
    expect(Math.abs(last.x / 1_000 - x)).toBeLessThan(0.02);
    expect(Math.abs(last.y / 1_000 - y)).toBeLessThan(0.02);
  });

  it.each(['8160', '5195', 'L7651', '5267', '6576', '30252', '99010', 'L4778', '3490'])('knows part %s', (part) => {
    expect(CATALOGUE.some(({ parts }) => parts.includes(part))).toBe(true);
  });
});

describe('own stock', () => {
  it.each<[string, Partial<Stock>, string, RegExp]>([
    ['labels that overlap across', { pitchX: 60_000 }, 'pitchX', /60 mm, less than a label of 66\.7 mm/],
    ['labels that overlap down', { pitchY: 20_000 }, 'pitchY', /overlap/],
    ['a column outside the page', { columns: 4 }, 'columns', /outside the page of 215\.9 mm/],
    ['a row outside the page', { rows: 11 }, 'rows', /outside the page of 279\.4 mm/],
    ['a label before the page', { left: -1_000 }, 'left', /less than 0/],
    ['no columns', { columns: 0 }, 'columns', /1 to 100/],
    ['several labels across a roll', { medium: 'roll' }, 'columns', /a roll has one label/],
    ['half a row', { rows: 2.5 }, 'rows', /whole number/],
    ['a label that no scanner reads', { labelHeight: 3_000 }, 'labelHeight', /at least 6 mm/],
    ['a page that no printer takes', { pageWidth: 900_000 }, 'pageWidth', /at most 450 mm/],
  ])('%s', (_what, changes, field, message) => {
    expect(faultsOf(own(changes))).toEqual([{ field, message: expect.stringMatching(message) as string }]);
  });

  it('says every fault at once', () => {
    expect(faultsOf(own({ pitchX: 1, pitchY: 1 })).map(({ field }) => field)).toEqual(['pitchX', 'pitchY']);
  });

  it('takes labels without a gap, as rounded tables have them', () => {
    expect(faultsOf(own({ pitchX: 66_630 }))).toEqual([]);
  });

  it('of an inch that was written as 25 mm overlap', () => {
    expect(faultsOf(own({ pitchY: 25_000 }))).toMatchObject([{ field: 'pitchY' }]);
  });

  it.each(['Avery 5160', 'avery8160', ' AVERY  L7651', 'Class list on plain paper'])('cannot be called %j', (name) => {
    expect(isKnownName(name, NAMED)).toBe(true);
  });

  it.each(['Avery 5160 silver', 'Silver tags'])('can be called %j', (name) => {
    expect(isKnownName(name, NAMED)).toBe(false);
    expect(nameFault(name)).toBeNull();
  });

  it.each(['Silver\u202egat', 'a\u0007', '\u2066x'])('has no hidden characters: %j', (name) => {
    expect(nameFault(name)).toMatchObject({ field: 'name' });
  });
});

describe('a page that was begun', () => {
  it.each([
    [30, 0, 1],
    [30, 1, 2],
    [1, 29, 1],
    [3_000, 6, 101],
  ])('%i labels from place %i take %i pages', (labels, start, pages) => {
    expect(pagesOf(stockOf('avery-5160'), labels, start)).toBe(pages);
  });
});

it('stock that is sold under another number has that for its name', () => {
  const named = CATALOGUE.find(({ parts }) => parts.includes('L7651'));
  expect(named).toMatchObject({ id: 'avery-l7651', parts: ['L7651', 'L7551'] });
  expect(CATALOGUE.find(({ id }) => id === 'avery-l8651')?.labelWidth).toBe(named?.labelWidth);
});
