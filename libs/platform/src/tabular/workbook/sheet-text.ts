import { csvRecord } from '../csv-writer.js';
import { restore } from '../neutral.js';
import type { SheetRow } from './sheet-rows.js';

/** Stands for a line break in a cell, so that each row of the sheet is one line of the text. XML has no such character. */
export const BREAK_IN_CELL = '\v';

/**
 * A sheet as the text that is kept of it: CSV in UTF-8, each row on the line of its number. Columns whose header `hidden`
 * names are left empty. To be opened with the encoding `sheet`.
 */
export async function* sheetText(
  rows: AsyncIterable<readonly SheetRow[]>,
  hidden: (header: string) => boolean,
): AsyncGenerator<string> {
  let line = 1;
  let blanked: readonly number[] = [];
  let atHeader = true;
  for await (const batch of rows) {
    let text = '';
    for (const { number, cells } of batch) {
      if (atHeader) blanked = cells.flatMap((header, at) => (hidden(header) ? [at] : []));
      else for (const at of blanked) if (at < cells.length) cells[at] = '';
      atHeader = false;
      if (cells.every((cell) => cell.trim() === '')) continue;
      const record = cells.map((cell) => (cell === '' ? '' : restore(cell).replaceAll('\n', BREAK_IN_CELL)));
      text += '\n'.repeat(number - line) + csvRecord(record);
      line = number + 1;
    }
    if (text !== '') yield text;
  }
}
