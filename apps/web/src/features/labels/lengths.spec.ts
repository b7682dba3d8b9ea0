import { shiftWords } from '@app/kernel';
import { lengthText, micrometres, tenths } from './lengths.js';

it.each([
  ['66.7', 'mm', 66_700],
  ['66,7 mm', 'mm', 66_700],
  ['2.625', 'in', 66_675],
  ['2 5/8', 'in', 66_675],
  ['5/8"', 'in', 15_875],
  ['0', 'mm', 0],
  ['', 'mm', null],
  ['wide', 'mm', null],
  ['-3', 'mm', null],
  ['1/0', 'in', null],
] as const)('%j in %s is %j micrometres', (text, unit, um) => expect(micrometres(text, unit)).toBe(um));

it.each([
  [66_675, 'mm', '66.675'],
  [66_675, 'in', '2.625'],
  [12_700, 'mm', '12.7'],
] as const)('%i micrometres in %s are %s', (um, unit, text) => expect(lengthText(um, unit)).toBe(text));

it.each([
  ['0.3', 3],
  ['-1.2', -12],
  ['−1,2', -12],
  ['+2', 20],
  ['0.25', null],
  ['', null],
])('%j is %j tenths of a millimetre', (text, value) => expect(tenths(text)).toBe(value));

it.each([
  [3, -12, '0.3 mm to the right and 1.2 mm up'],
  [-10, 0, '1.0 mm to the left'],
  [0, 5, '0.5 mm down'],
  [0, 0, ''],
])('%i and %i move labels %j', (x, y, words) => expect(shiftWords(x, y)).toBe(words));
