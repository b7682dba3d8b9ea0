import { calculateColumnWidth, writeXlsxStream } from 'hucre/xlsx';
import type { CellStyle } from 'hucre/xlsx';
import { clockOf } from './district-clock.js';
import { neutralise } from './neutral.js';
import type { CellKind, CellValue, TableFile } from './exported-table.js';

/** What a cell of a spreadsheet holds at most. */
const MOST_CHARACTERS = 32_767;
const MOST_WIDTH = 60;
/** `@` is text: a tag that is edited in its cell keeps its zeros. */
const FORMATS: Partial<Record<CellKind, string>> = { text: '@', day: 'yyyy-mm-dd', instant: 'yyyy-mm-dd hh:mm:ss' };
const HEAD: CellStyle = { font: { bold: true }, numFmt: '@' };

type Cell = string | number | Date | null;

interface Column {
  header: string;
  width: number;
  style: CellStyle;
}

/**
 * A workbook of one sheet (another for each million rows) whose cells are text, numbers, days and times, never formulas.
 * Columns are as wide as what the first rows have: a sheet says its widths before its rows.
 */
export async function* xlsxPieces(file: TableFile): AsyncGenerator<Uint8Array> {
  const rows = cells(file);
  const first = await rows.next();
  const sample = first.done ? [] : first.value;
  const columns = file.columns.map(({ title, kind = 'text' }, at): Column => {
    const header = textOf(title);
    const values = [header, ...sample.map((row) => row[at])];
    const width = calculateColumnWidth(values, { font: HEAD.font, numFmt: FORMATS[kind], maxWidth: MOST_WIDTH });
    return { header, width, style: HEAD };
  });
  const body = async function* (): AsyncGenerator<Cell[]> {
    // The writer knows a style for a column alone. It has written the head when it asks for the first row.
    file.columns.forEach(({ kind = 'text' }, at) => (columns[at].style = { numFmt: FORMATS[kind] }));
    yield* sample;
    for await (const page of rows) yield* page;
  };
  try {
    yield* writeXlsxStream(body(), { name: sheetName(file.title), columns, freezePane: { rows: 1 } });
  } finally {
    await rows.return(undefined);
  }
}

async function* cells({ columns, rows, timeZone }: TableFile): AsyncGenerator<Cell[][], undefined> {
  const clock = clockOf(timeZone);
  const valueOf: Record<CellKind, (value: CellValue) => Cell> = {
    text: (value) => (typeof value === 'string' ? textOf(value) : value),
    number: (value) => (typeof value === 'string' ? textOf(value) : value),
    day: (value) => (typeof value === 'string' ? dateOf(`${value}T00:00:00Z`, value) : value),
    instant: (value) => {
      if (typeof value !== 'string') return value;
      const text = clock.text(value);
      return dateOf(`${text.replace(' ', 'T')}Z`, text);
    },
  };
  for await (const page of rows)
    yield page.map((row) => row.map((value, at) => valueOf[columns[at].kind ?? 'text'](value)));
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
