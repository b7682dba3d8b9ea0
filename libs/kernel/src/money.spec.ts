import fc from 'fast-check';
import { formatCents, MAX_CENTS, parseCents } from './money.js';

describe('parseCents', () => {
  it.each([
    ['$1,234.50', 123_450],
    ['1,234.50', 123_450],
    ['1234.5', 123_450],
    ['12.5', 1_250],
    ['12', 1_200],
    ['.99', 99],
    ['$0', 0],
    [' 19.99 ', 1_999],
    ['10,000,000,000.00', MAX_CENTS],
  ])('%s is %i cents', (text, cents) => expect(parseCents(text)).toBe(cents));

  it.each([
    '',
    '   ',
    '$',
    '.',
    '12.345',
    '0.005',
    '1e9',
    '1E3',
    '1,23.00',
    '12,34',
    ',123',
    '1 234',
    '-5',
    '-$5.00',
    '+5',
    'NaN',
    'Infinity',
    '0x10',
    '10000000000.01',
    '９',
    '12.',
  ])('refuses %p', (text) => expect(parseCents(text)).toBeNull());

  it.each([null, undefined, 12.5, {}])('refuses the value %p', (value) => expect(parseCents(value)).toBeNull());

  it('takes a negative only when asked, and never minus zero', () => {
    expect(parseCents('-5.25', { negative: true })).toBe(-525);
    expect(parseCents('-$5', { negative: true })).toBe(-500);
    expect(parseCents('$-5', { negative: true })).toBe(-500);
    expect(parseCents('-$-5', { negative: true })).toBeNull();
    expect(Object.is(parseCents('-0', { negative: true }), 0)).toBe(true);
  });
});

describe('formatCents', () => {
  it.each([
    [0, '$0.00'],
    [5, '$0.05'],
    [-500, '-$5.00'],
    [99_999, '$999.99'],
    [123_456_789, '$1,234,567.89'],
  ])('%i is %s', (cents, text) => expect(formatCents(cents)).toBe(text));

  it('refuses a float', () => expect(() => formatCents(0.5)).toThrow(RangeError));

  it('parseCents reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MAX_CENTS, max: MAX_CENTS }), (cents) => {
        expect(parseCents(formatCents(cents), { negative: true })).toBe(cents);
      }),
    );
  });
});
