import Papa from 'papaparse';
import type { TextEncoding } from './bytes.js';
import { TableRefused } from './errors.js';
import { LONGEST_CELL, LONGEST_RECORD, MOST_COLUMNS } from './limits.js';
import { restore } from './neutral.js';
import type { RowFault } from './row-fault.js';
import { decodeText } from './text-stream.js';
import { BREAK_IN_CELL } from './workbook/sheet-text.js';

const DELIMITERS = [',', '\t', ';'] as const;

/** One record of the file. `line` is the line that it begins on, as an editor counts, from 1. */
export interface TableRow {
  line: number;
  /** Texts without the apostrophe of `neutralise`, as many as the header has. */
  cells: string[];
  fault?: { code: RowFault; position: number };
  /** Of an `exact` table: the file ends within this line. */
  unended?: true;
  /** Of any other: cells at its end were missing, and are blank. */
  short?: true;
}

/** A file of which the header was read. `rows` can be run through once. */
export interface Table {
  readonly delimiter: string;
  readonly header: readonly string[];
  /** The line that the header begins on: blank lines may stand above it. */
  readonly headerLine: number;
  readonly rows: AsyncGenerator<TableRow[]>;
}

interface Parsed {
  data: string[][];
  errors: { code: string; row?: number }[];
  meta: { cursor: number };
}

/**
 * Opens a CSV stream: delimiter comma, tab or semicolon, quoted line breaks, true line numbers, blank lines skipped.
 * Rows come in batches as the bytes arrive; memory does not grow with the file. `exact`: as a system writes them, each
 * record as wide as the header; with another width nobody knows which cell is which, so that is a fault.
 * @throws TableRefused
 */
export async function openTable(
  bytes: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
  { exact = false } = {},
): Promise<Table> {
  const text = decodeText(bytes, encoding);
  let head = '';
  while (headerEnd(head) < 0) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
    if (head.length > LONGEST_RECORD && headerEnd(head) < 0) throw new TableRefused('record-too-long', { line: 1 });
  }
  const delimiter = delimiterOf(head);
  const records = recordsOf(head, text, delimiter, exact);
  const first = await records.next();
  const [header, ...others] = first.done ? [] : first.value;
  if (!header || header.fault) throw new TableRefused('no-header');
  const columns = checkedHeader(header.cells);
  const rows = fitted(others, records, { width: columns.length, exactly: exact ? header.cells.length : null });
  return { delimiter, header: columns, headerLine: header.line, rows: encoding === 'sheet' ? withBreaks(rows) : rows };
}

/** Where the first record with something in it ends; -1 when it may go on. */
function headerEnd(text: string): number {
  let quoted = false;
  let seen = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (character === '\n' && !quoted && seen) return at;
    if (character !== '\n' && character !== ' ') seen = true;
  }
  return -1;
}

/** The one that stands most often in the header, outside of quotes. */
function delimiterOf(head: string): string {
  const end = headerEnd(head);
  const line = (end < 0 ? head : head.slice(0, end)).replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))];
}

function checkedHeader(cells: string[]): string[] {
  if (cells.length > MOST_COLUMNS) throw new TableRefused('too-many-columns', { limit: MOST_COLUMNS });
  const header = cells.map((cell) => restore(cell).normalize('NFC').trim());
  const forbidden = header.findIndex((name) => /^(?:__proto__|constructor|prototype)$/i.test(name));
  if (forbidden >= 0) throw new TableRefused('forbidden-header', { position: forbidden + 1 });
  if (header.every((name) => name === '')) throw new TableRefused('no-header');
  const last = header.findLastIndex((name) => name !== '');
  return header.slice(0, last + 1);
}

/** Feeds papaparse's parser piece by piece and keeps what it has not finished: an open record is begun anew each time. */
async function* recordsOf(
  head: string,
  more: AsyncIterator<string>,
  delimiter: string,
  exact: boolean,
): AsyncGenerator<TableRow[]> {
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' });
  let rest = head;
  let line = 1;
  for (let done = false; ;) {
    const parsed = parser.parse(rest, 0, !done) as Parsed;
    if (done && parsed.errors.some(({ code }) => code === 'MissingQuotes')) throw unclosed(parsed, line);
    const unended = exact && done && !rest.endsWith('\n');
    rest = rest.slice(parsed.meta.cursor);
    const batch = numbered(parsed, line);
    line = batch.nextLine;
    const last = batch.rows.at(-1);
    if (unended && last) last.unended = true;
    if (rest.length > LONGEST_RECORD) throw new TableRefused('record-too-long', { line });
    if (batch.rows.length > 0) yield batch.rows;
    if (done) return;
    const next = await more.next();
    if (next.done) done = true;
    else rest += next.value;
  }
}

function numbered(parsed: Parsed, firstLine: number): { rows: TableRow[]; nextLine: number } {
  const bad = new Set(parsed.errors.filter(({ code }) => code === 'InvalidQuotes').map(({ row }) => row));
  const rows: TableRow[] = [];
  let line = firstLine;
  for (const [index, cells] of parsed.data.entries()) {
    const begins = line;
    line += 1;
    let empty = true;
    for (const cell of cells) {
      if (cell === '') continue;
      empty = false;
      line += breaksIn(cell);
    }
    if (!empty)
      rows.push(
        bad.has(index) ? { line: begins, cells, fault: { code: 'quotes', position: 0 } } : { line: begins, cells },
      );
  }
  return { rows, nextLine: line };
}

function breaksIn(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}

function unclosed(parsed: Parsed, firstLine: number): TableRefused {
  const before = { ...parsed, data: parsed.data.slice(0, -1) };
  return new TableRefused('unclosed-quote', { line: numbered(before, firstLine).nextLine });
}

/** `exactly`: cells that each record has to have, those of columns without a name with them. */
interface Widths {
  width: number;
  exactly: number | null;
}

async function* fitted(
  first: TableRow[],
  others: AsyncIterable<TableRow[]>,
  widths: Widths,
): AsyncGenerator<TableRow[]> {
  if (first.length > 0) yield first.map((row) => fit(row, widths));
  for await (const batch of others) yield batch.map((row) => fit(row, widths));
}

async function* withBreaks(batches: AsyncIterable<TableRow[]>): AsyncGenerator<TableRow[]> {
  for await (const rows of batches) {
    for (const { cells } of rows)
      for (let at = 0; at < cells.length; at += 1)
        if (cells[at].includes(BREAK_IN_CELL)) cells[at] = cells[at].replaceAll(BREAK_IN_CELL, '\n');
    yield rows;
  }
}

/** Missing cells at the end are blank (spreadsheets leave them out); more cells than columns are a fault unless blank. */
function fit(row: TableRow, { width, exactly }: Widths): TableRow {
  const { cells } = row;
  if (exactly !== null) row.fault ??= misfit(row, exactly);
  else if (cells.length > width) row.fault ??= surplus(cells, width);
  else if (cells.length < width) row.short = true;
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at];
    if (cell.length > LONGEST_CELL) row.fault ??= { code: 'cell-too-long', position: at + 1 };
    if (cell.charCodeAt(0) === 39) cells[at] = restore(cell);
  }
  while (cells.length < width) cells.push('');
  if (cells.length > width && row.fault?.code !== 'too-many-cells') cells.length = width;
  return row;
}

function surplus(cells: readonly string[], width: number): TableRow['fault'] {
  const at = cells.findIndex((cell, place) => place >= width && cell.trim() !== '');
  return at < 0 ? undefined : { code: 'too-many-cells', position: at + 1 };
}

function misfit({ cells, unended }: TableRow, width: number): TableRow['fault'] {
  if (cells.length > width) return { code: 'too-many-cells', position: width + 1 };
  return cells.length < width ? { code: unended ? 'cut-off' : 'too-few-cells', position: cells.length } : undefined;
}
