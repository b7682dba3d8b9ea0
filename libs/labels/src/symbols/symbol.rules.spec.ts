import { makeSymbol } from './make-symbol.js';
import { longestIn, moduleIn, NARROWEST_MODULE, noRoom, textFault } from './symbol.rules.js';

const MM = 1_000;
/** Inside of a label, with a millimetre and a half on each side. */
const inside = (inches: number): number => inches * 25_400 - 3 * MM;

describe('a code that is to be read', () => {
  it.each(['', 'x'.repeat(81), 'MA-00\n1', 'Ñ-1', '\u202eMA'])('%j is none', (text) => {
    expect(textFault(text)).not.toBeNull();
  });

  it('is any printable ASCII', () => {
    expect(textFault('MA-000001 ^~/\\')).toBeNull();
  });
});

describe('the room of a code', () => {
  it('Code 128: eleven modules a character, half of it for a digit', () => {
    expect(makeSymbol('code128', 'ABCDEFGH').width).toBe(8 * 11 + 35);
    expect(makeSymbol('code128', '12345678').width).toBe(4 * 11 + 35);
  });

  it.each([5, 8, 10, 12, 16, 20, 30])(
    '%i letters fit where the rule says that they do, and one more does not',
    (length) => {
      const room = (length * 11 + 55) * NARROWEST_MODULE;
      expect(longestIn(room).any).toBe(length);
      expect(moduleIn(makeSymbol('code128', 'A'.repeat(length)), room, 10 * MM)).toBe(NARROWEST_MODULE);
      expect(moduleIn(makeSymbol('code128', 'A'.repeat(length + 1)), room, 10 * MM)).toBeNull();
    },
  );

  it('says what would fit', () => {
    expect(noRoom('CB-0000000000000001', { ...longestIn(inside(1.75)), pair: 'alone' })).toMatch(
      /has 19 characters; as Code 128 this stock takes 10, or 20 digits: take larger stock, a QR code/,
    );
  });

  it('a QR code of a tag has room where its bars have none', () => {
    const small = inside(1.75);
    expect(moduleIn(makeSymbol('code128', 'CB-0000000000000001'), small, 8 * MM)).toBeNull();
    expect(moduleIn(makeSymbol('datamatrix', 'CB-0000000000000001'), small, 8 * MM)).toBeGreaterThanOrEqual(250);
  });

  it('bars are never lower than a hand can hit', () => {
    expect(moduleIn(makeSymbol('code128', 'A1'), 80 * MM, 4 * MM)).toBeNull();
  });

  it('grows to half a millimetre a module and no further', () => {
    expect(moduleIn(makeSymbol('code128', 'A1'), 200 * MM, 20 * MM)).toBe(500);
    expect(moduleIn(makeSymbol('qr', 'A1'), 200 * MM, 200 * MM)).toBe(500);
  });
});
