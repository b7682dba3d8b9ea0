import type { Table } from './csv-reader.js';
import { csvRecord } from './csv-writer.js';

/** The same file as UTF-8 CSV, with nothing in the columns at these positions (from 1), each record on the line it was on. */
export async function* withoutColumns(table: Table, positions: readonly number[]): AsyncGenerator<string> {
  const hidden = positions.map((position) => position - 1);
  let line = 1;
  const record = (begins: number, cells: readonly string[]): string => {
    const text = '\n'.repeat(begins - line) + csvRecord(cells);
    line = begins + 1 + cells.reduce((count, cell) => count + cell.split('\n').length - 1, 0);
    return text;
  };
  yield record(table.headerLine, table.header);
  for await (const rows of table.rows) {
    let text = '';
    for (const { line: begins, cells } of rows) {
      for (const at of hidden) cells[at] = '';
      // A record of nothing but blanks would be read as no record.
      text += cells.some((cell) => cell !== '') ? record(begins, cells) : '';
    }
    yield text;
  }
}
