import { csvRecord } from '../csv-writer.js';
import { restore } from '../neutral.js';
import type { RowFault } from '../row-fault.js';
import type { SheetRow } from './sheet-rows.js';

/** Stands for a line break in a cell, so that each row of the sheet is one line of the text. XML has no such character. */
export const BREAK_IN_CELL = '\v';

/**
 * A sheet as the text that is kept of it: CSV in UTF-8, each row on the line of its number. Columns whose header `hidden`
 * names are left empty; of cells beside the table is kept only that there are some. To be opened with the encoding `sheet`.
 */
export async function* sheetText(
  rows: AsyncIterable<readonly SheetRow[]>,
  hidden: (header: string) => boolean,
): AsyncGenerator<string> {
  let line = 1;
  let blanked: readonly number[] = [];
  let width = 0;
  let atHeader = true;
  for await (const batch of rows) {
    let text = '';
    for (const { number, cells } of batch) {
      if (atHeader) {
        blanked = cells.flatMap((header, at) => (hidden(header) ? [at] : []));
        width = cells.findLastIndex(isFilled) + 1;
      } else {
        for (const at of blanked) if (at < cells.length) cells[at] = '';
        const surplus = cells.splice(width);
        if (surplus.some(isFilled)) cells.push('too-many-cells' satisfies RowFault);
      }
      atHeader = false;
      if (!cells.some(isFilled)) continue;
      const record = cells.map((cell) => (cell === '' ? '' : restore(cell).replaceAll('\n', BREAK_IN_CELL)));
      text += '\n'.repeat(number - line) + csvRecord(record);
      line = number + 1;
    }
    if (text !== '') yield text;
  }
}

const isFilled = (cell: string): boolean => cell.trim() !== '';
