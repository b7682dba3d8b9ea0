import { askedOf, drawnLabels, formOf, inUnit, readStock } from './own-stock.rules.js';

const LETTER = formOf(null, 'mm');

it('reads what it wrote, in either unit', () => {
  const { stock } = readStock({ ...LETTER, name: 'Tags' }, 'mm');
  expect(stock).toMatchObject({ name: 'Tags', columns: 3, rows: 10, pageWidth: 215_900, labelHeight: 25_400 });
  const inches = inUnit({ ...LETTER, name: 'Tags' }, 'mm', 'in');
  expect(inches.labelHeight).toBe('1');
  expect(readStock(inches, 'in').stock?.labelHeight).toBe(25_400);
});

it('says every field that is no number', () => {
  const { stock, problems } = readStock({ ...LETTER, columns: '0', left: 'here' }, 'mm');
  expect(stock).toBeNull();
  expect(problems.map(({ field }) => field)).toEqual(['name', 'columns', 'left']);
});

it('a roll is its label: neither page nor columns are asked for', () => {
  const roll = { ...LETTER, name: 'Roll', medium: 'roll' as const, labelWidth: '50.8', labelHeight: '25.4' };
  expect(askedOf(roll)).toEqual(['labelWidth', 'labelHeight']);
  expect(readStock(roll, 'mm').stock).toMatchObject({
    pageWidth: 50_800,
    pageHeight: 25_400,
    columns: 1,
    rows: 1,
    left: 0,
  });
});

it('one column needs no distance across', () => {
  expect(askedOf({ ...LETTER, columns: '1' })).not.toContain('pitchX');
});

it.each([
  ['side by side on the page', {}, 0],
  ['over each other', { pitchX: 60_000 }, 30],
  ['outside of the page below', { top: 30_000 }, 3],
])('labels %s', (_name, change, wrong) => {
  const { stock } = readStock({ ...LETTER, name: 'Tags' }, 'mm');
  expect(drawnLabels({ ...stock!, ...change }).filter((label) => label.wrong)).toHaveLength(wrong);
});
