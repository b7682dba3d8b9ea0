import { columnOf, dateText, numberStyleOf, numberText, unescaped } from './cell-text.rules.js';

it.each([
  [14, undefined, 'day'],
  [22, undefined, 'day'],
  [20, undefined, 'time'],
  [0, undefined, 'plain'],
  [2, undefined, 'plain'],
  [164, 'yyyy-mm-dd', 'day'],
  [164, 'yyyy\\-mm\\-dd hh:mm:ss', 'day'],
  [164, '[$-409]mmm\\-yy;@', 'day'],
  [164, 'mmmm', 'day'],
  [164, 'hh:mm', 'time'],
  [164, '[h]:mm:ss', 'time'],
  [164, '000000', 6],
  [164, '0', 'plain'],
  [164, 'General', 'plain'],
  [164, '"$"#,##0.00', 'plain'],
  [164, '#,##0.00" days"', 'plain'],
  [164, '[Red]0.00', 'plain'],
  [164, '0.00E+00', 'plain'],
] as const)('a number of the format %s %j is shown as %s', (id, code, style) => {
  expect(numberStyleOf(id, code)).toBe(style);
});

it.each([
  ['4512', 'plain', '4512'],
  ['4512', 6, '004512'],
  ['-4512', 6, '-4512'],
  ['1.1000000000000001', 'plain', '1.1'],
  ['0.30000000000000004', 'plain', '0.3'],
  ['1289.5', 'plain', '1289.5'],
  ['1E-3', 'plain', '0.001'],
  ['2.5E-7', 'plain', '0.00000025'],
  ['123456789012345', 'plain', '123456789012345'],
  ['1.23456789012E+14', 'plain', '123456789012000'],
  // More digits than a spreadsheet keeps: a code that is refused, not one that is wrong.
  ['1.2345678901234501E+17', 'plain', '1.23456789012345E+17'],
  ['1234567890123456', 'plain', '1.23456789012346E+15'],
  ['-0', 'plain', '0'],
  ['abc', 'plain', 'abc'],
] as const)('the number %s shown as %s is %s', (raw, style, text) => {
  expect(numberText(raw, style)).toBe(text);
});

it.each([
  ['1', false, '1900-01-01'],
  ['59', false, '1900-02-28'],
  ['60', false, '1900-02-29'],
  ['61', false, '1900-03-01'],
  ['46054', false, '2026-02-01'],
  ['44592', true, '2026-02-01'],
  ['0', true, '1904-01-01'],
  ['0', false, '0'],
  ['46054.403553240742', false, '2026-02-01 09:41:07'],
  ['46053.999999999', false, '2026-02-01'],
  ['-3', false, '-3'],
  ['99999999', false, '99999999'],
])('day %s of a workbook from 1904: %s is %s', (raw, from1904, text) => {
  expect(dateText(raw, 'day', from1904)).toBe(text);
});

it('a time is a time of day, a duration of days is a number', () => {
  expect(dateText('0.5', 'time', false)).toBe('12:00:00');
  expect(dateText('1.5', 'time', false)).toBe('1.5');
});

it('reads characters that XML cannot hold, and what only looks like one', () => {
  expect(unescaped('a_x000D__x000A_b')).toBe('a\nb');
  expect(unescaped('_x005F_x003D_1')).toBe('_x003D_1');
  expect(unescaped('a\r\nb\vc')).toBe('a\nb\nc');
});

it('knows columns by their letters', () => {
  expect(['A1', 'Z9', 'AA1', 'XFD1048576', '1A', ''].map(columnOf)).toEqual([0, 25, 26, 16_383, null, null]);
});
