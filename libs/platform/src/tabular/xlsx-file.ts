import { writeXlsxStream } from 'hucre/xlsx';
import { clockOf } from './district-clock.js';
import { neutralise } from './neutral.js';
import type { CellKind, CellValue, TableFile } from './exported-table.js';

/** What a cell of a spreadsheet holds at most. */
const MOST_CHARACTERS = 32_767;
const WIDTHS: Readonly<Record<CellKind, number>> = { text: 22, number: 12, day: 12, instant: 20 };
const FORMATS: Partial<Record<CellKind, string>> = { day: 'yyyy-mm-dd', instant: 'yyyy-mm-dd hh:mm:ss' };

/** A workbook of one sheet (another for each million rows) whose cells are text, numbers, days and times, never formulas. */
export async function* xlsxPieces(file: TableFile): AsyncGenerator<Uint8Array> {
  const columns = file.columns.map(({ title, kind = 'text' }) => ({
    header: textOf(title),
    width: Math.max(WIDTHS[kind], Math.min(title.length + 2, 40)),
    ...(FORMATS[kind] ? { numFmt: FORMATS[kind] } : {}),
  }));
  yield* writeXlsxStream(cells(file), { name: sheetName(file.title), columns, freezePane: { rows: 1 } });
}

async function* cells({ columns, rows, timeZone }: TableFile): AsyncGenerator<(string | number | Date | null)[]> {
  const clock = clockOf(timeZone);
  const valueOf: Record<CellKind, (value: CellValue) => string | number | Date | null> = {
    text: (value) => (typeof value === 'string' ? textOf(value) : value),
    number: (value) => (typeof value === 'string' ? textOf(value) : value),
    day: (value) => (typeof value === 'string' ? dateOf(`${value}T00:00:00Z`, value) : value),
    instant: (value) => {
      if (typeof value !== 'string') return value;
      const text = clock.text(value);
      return dateOf(`${text.replace(' ', 'T')}Z`, text);
    },
  };
  for await (const page of rows) {
    for (const row of page) yield row.map((value, at) => valueOf[columns[at].kind ?? 'text'](value));
  }
}

/** A spreadsheet has no time zones: its days and times are written as if they were UTC. */
function dateOf(iso: string, text: string): Date | string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? textOf(text) : date;
}

/** `_x0041_` is the workbook's own way to write a character: a text that reads like one is no such thing. */
const textOf = (text: string): string =>
  neutralise(text)
    .slice(0, MOST_CHARACTERS)
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

const sheetName = (title: string): string =>
  title
    .replace(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 28) || 'Cubby';
