import { LONGEST_CELL, MOST_COLUMNS } from '../limits.js';
import { TableRefused } from '../errors.js';
import { columnOf, dateText, numberText, unescaped } from './cell-text.rules.js';
import { RichText } from './shared-strings.js';
import type { Workbook } from './workbook.js';
import { xmlTurns } from './xml-events.js';

/** A row of a sheet with something in it. */
export interface SheetRow {
  /** As the spreadsheet program counts. */
  number: number;
  cells: string[];
}

/** What somebody should know about a sheet beside its cells. */
export interface SheetFacts {
  /** Rows with something in them that the spreadsheet program does not show; they are read like the others. */
  hiddenRows: number;
  /** Groups of cells that are one to look at; only the first of them has the value. */
  mergedCells: number;
}

const LAST_ROW = 1_048_576;

/** The rows of the workbook's sheet as the bytes arrive; `facts` is complete when they have been run through. @throws TableRefused */
export async function* sheetRows(workbook: Workbook, facts: SheetFacts): AsyncGenerator<SheetRow[]> {
  const reader = new SheetReader(workbook, facts);
  for await (const _turn of xmlTurns(workbook.rows(), reader)) {
    const rows = reader.take();
    if (rows.length > 0) yield rows;
  }
}

class SheetReader {
  private done: SheetRow[] = [];
  private row: SheetRow = { number: 0, cells: [] };
  private hidden = false;
  private column = -1;
  private type = 'n';
  private style = 0;
  private value = '';
  private inValue = false;
  private formula = false;
  private readonly inline = new RichText();

  constructor(
    private readonly book: Workbook,
    private readonly facts: SheetFacts,
  ) {}

  take(): SheetRow[] {
    const rows = this.done;
    this.done = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') this.beginCell(attributes);
    else if (name === 'v') this.inValue = true;
    else if (name === 'row') this.beginRow(attributes);
    else if (name === 'f') this.formula = true;
    else if (name === 'mergeCell') this.facts.mergedCells += 1;
    else this.inline.open(name);
  }

  text(text: string): void {
    if (this.inValue) this.value += text;
    else this.inline.add(text);
  }

  close(name: string): void {
    if (name === 'v') this.inValue = false;
    else if (name === 'c') this.endCell();
    else if (name === 'row') this.endRow();
    else this.inline.close(name);
  }

  private beginRow({ r, hidden }: Readonly<Record<string, string>>): void {
    const number = r === undefined ? this.row.number + 1 : Number(r);
    if (!Number.isInteger(number) || number <= this.row.number || number > LAST_ROW)
      throw new TableRefused('workbook-damaged');
    this.row = { number, cells: [] };
    this.hidden = hidden === '1' || hidden === 'true';
    this.column = -1;
  }

  private beginCell({ r, t, s }: Readonly<Record<string, string>>): void {
    const column = r === undefined ? this.column + 1 : columnOf(r);
    if (column === null) throw new TableRefused('workbook-damaged');
    this.column = column;
    this.type = t ?? 'n';
    this.style = s === undefined ? 0 : Number(s);
    this.value = '';
    this.formula = false;
    this.inline.begin();
  }

  private endCell(): void {
    const text = this.cellText();
    if (text === '') return;
    // One column too many is as good as a thousand: the header, or the row, is refused for it.
    const at = Math.min(this.column, MOST_COLUMNS);
    const { cells } = this.row;
    while (cells.length < at) cells.push('');
    cells[at] = text.slice(0, LONGEST_CELL + 1);
  }

  private endRow(): void {
    const { row } = this;
    if (!row.cells.some((cell) => cell.trim() !== '')) return;
    this.done.push(row);
    if (this.hidden) this.facts.hiddenRows += 1;
  }

  private cellText(): string {
    const { type, value, style, book } = this;
    if (type === 'inlineStr') return unescaped(this.inline.value);
    // A program wrote a formula without working it out.
    if (value === '') return this.formula && type !== 'str' ? '#VALUE!' : '';
    if (type === 's') return this.shared(value);
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type === 'd') return value.replace('T', ' ').replace(/ 00:00:00(?:\.0+)?$/, '');
    if (type !== 'n') return unescaped(value);
    const shown = book.styles[style] ?? 'plain';
    return shown === 'day' || shown === 'time' ? dateText(value, shown, book.from1904) : numberText(value, shown);
  }

  private shared(value: string): string {
    const text = this.book.texts.at(Number(value));
    if (text === undefined) throw new TableRefused('workbook-damaged');
    return text;
  }
}
