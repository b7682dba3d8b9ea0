import { makeSymbol } from './make-symbol.js';
import { shapeOf, symbolsByShape } from './shape.js';

it.each([
  ['MA-000042', 'MA-999999'],
  ['abc 12', 'xyz 98'],
  ['https://a.b/d/X1', 'https://c.d/d/Y2'],
  ['#1', '~9'],
])('%j and %j are of one shape, and take codes of one size', (one, other) => {
  expect(shapeOf(one)).toBe(shapeOf(other));
  for (const symbology of ['code128', 'qr', 'datamatrix'] as const) {
    const [first, second] = [makeSymbol(symbology, one), makeSymbol(symbology, other)];
    expect([first.width, first.height]).toEqual([second.width, second.height]);
  }
});

it.each([
  ['MA-1', 'ma-1'],
  ['12', '1A'],
  ['A-1', 'A_1'],
  ['A1', 'A12'],
])('%j and %j are of two', (one, other) => {
  expect(shapeOf(one)).not.toBe(shapeOf(other));
});

it('makes one code for each shape', () => {
  const make = symbolsByShape('H');
  expect(make('qr', 'MA-1')).toBe(make('qr', 'CB-9'));
  expect(make('qr', 'MA-1')).not.toBe(make('datamatrix', 'MA-1'));
  expect(make('qr', 'MA-000001').width).toBeGreaterThanOrEqual(symbolsByShape('L')('qr', 'MA-000001').width);
});
