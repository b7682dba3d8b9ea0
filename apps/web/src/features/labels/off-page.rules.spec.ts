import { ApiError, type Dto } from '../../lib/api.js';
import { offPageOf, offPageWords, refusedOffPage } from './off-page.rules.js';

const avery5160 = {
  ...{ columns: 3, rows: 10, labelWidth: 66_675, labelHeight: 25_400, left: 3_969, top: 12_700 },
  ...{ pitchX: 70_644, pitchY: 25_400, pageWidth: 215_900, pageHeight: 279_400 },
} as Dto<'LabelStockDto'>;

const words = (offsetXTenths: number, offsetYTenths: number, scalePermille = 1000): string =>
  offPageWords(offPageOf(avery5160, { offsetXTenths, offsetYTenths, scalePermille }));

it.each([
  [0, 0, ''],
  [3, -12, ''],
  [-49, 0, ''],
  [-60, 0, '1.1 mm at the left'],
  [100, 0, '5.1 mm at the right'],
  [-100, -100, '5.1 mm at the left'],
])('moved by %i and %i tenths: "%s"', (x, y, said) => {
  expect(words(x, y)).toBe(said);
});

it('larger labels reach beyond the far edges', () => {
  expect(words(0, 0, 1100)).toBe('16.2 mm at the right and 12.9 mm at the bottom');
});

it('a refusal says what would be cut; any other is none that somebody can agree to', () => {
  const offPage = { left: 0, top: 0, right: 4_222, bottom: 0 };
  const refusal = (code: string) => new ApiError({ status: 422, code, title: 'No', details: { offPage } });
  expect(refusedOffPage(refusal('label-run.off-page'))).toEqual(offPage);
  expect(refusedOffPage(refusal('label-run.nothing'))).toBeNull();
  expect(refusedOffPage(null)).toBeNull();
});
