import type { TableRow } from '@app/platform';
import { keptCells } from './kept-lines.rules.js';

const row = (cells: string[], rest: Partial<TableRow> = {}): TableRow => ({ line: 2, cells, ...rest });
const fault = (code: 'quotes' | 'too-many-cells' | 'cell-too-long') => ({ fault: { code, position: 0 } });

// number, name, password, grade
it.each<[string, TableRow, number | undefined, string[]]>([
  ['as wide as its header', row(['7', 'Ana', '', '9']), 3, ['7', 'Ana', '', '9']],
  ['too long in a cell', row(['7', 'An…', '', '9'], fault('cell-too-long')), 3, ['7', 'An…', '', '9']],
  [
    'shifted to the right',
    row(['7', 'Ana', 'Jr', 'hunter2', '9'], fault('too-many-cells')),
    3,
    ['7', 'Ana', '', '', 'too-many-cells'],
  ],
  [
    'perhaps shifted to the left',
    row(['7', 'hunter2', '9', ''], { short: true }),
    3,
    ['', '', '', '', 'too-few-cells'],
  ],
  ['with a wrong quotation mark', row(['7', 'Ana,hunter2', '9', ''], fault('quotes')), 3, ['', '', '', '', 'quotes']],
  [
    'short, and nothing in the file is private',
    row(['7', 'Ana', '', ''], { short: true }),
    undefined,
    ['7', 'Ana', '', ''],
  ],
  [
    'longer, and nothing in the file is private',
    row(['7', 'Ana', 'Jr', '9', 'hunter2'], fault('too-many-cells')),
    undefined,
    ['7', 'Ana', 'Jr', '9', 'too-many-cells'],
  ],
])('of a line that is %s', (_, line, firstPrivate, kept) => {
  expect(keptCells(line, 4, firstPrivate)).toEqual(kept);
});
