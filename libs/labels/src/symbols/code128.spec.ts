import bwip from 'bwip-js/node';
import fc from 'fast-check';
import { code128 } from './code128.js';

const byBwip = (text: string): number[] =>
  (bwip.raw({ bcid: 'code128', text }) as unknown as [{ sbs: number[] }])[0].sbs;

it.each(['MA-000042', '12', '123', '12345', 'A12', 'A1234', 'A12345B', 'AB123456', '1234AB5678', ' ^~|abc'])(
  'the bars of %j are those of bwip-js',
  (text) => {
    expect(code128(text)).toEqual(byBwip(text));
  },
);

it('the bars of any text that can be a code are those of bwip-js', () => {
  // Of few characters, so that digits come in runs.
  const characters = fc.constantFrom(...'0123456789012345678901234567890123456789 -Aaz~^');
  const any = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: characters, minLength: 1, maxLength: 30 }), any), (text) => {
      fc.pre(text !== '');
      expect(code128(text)).toEqual(byBwip(text));
    }),
    { numRuns: 300 },
  );
});
