import type { TableRow } from './csv-reader.js';
import type { OrderEvidence } from './values.js';
import { weighOrder } from './values.js';

/** The cells of a column that are so many digits and nothing else. */
export interface NumberCells {
  digits: number;
  cells: number;
  /** The first different ones, at most 3. */
  samples: string[];
}

/** What is in a column. */
export interface ColumnProfile {
  filled: number;
  /** The first different values, at most 3, cut to 60 characters. */
  samples: string[];
  order: OrderEvidence;
  /** By their digits, the fewest first: numbers that lost zeros in front are shorter than their like. */
  numbers: NumberCells[];
}

const MOST_SAMPLES = 3;
const NUMBER = /^\d{1,20}$/;

/** Counts what is in each column while the file streams by. Columns that are not ours to read are passed over. */
export class TableProfile {
  readonly columns: ColumnProfile[];
  rows = 0;
  private readonly read: number[];

  constructor(width: number, hidden: (position: number) => boolean) {
    this.columns = Array.from({ length: width }, () => ({
      filled: 0,
      samples: [],
      order: { monthFirst: 0, dayFirst: 0, open: 0 },
      numbers: [],
    }));
    this.read = this.columns.map((_, at) => at).filter((at) => !hidden(at + 1));
  }

  add(rows: readonly TableRow[]): void {
    this.rows += rows.length;
    for (const { cells } of rows) {
      for (const at of this.read) {
        const cell = cells[at];
        if (cell === '') continue;
        const text = cell.trim();
        if (text !== '') this.addCell(this.columns[at], text);
      }
    }
  }

  private addCell(column: ColumnProfile, text: string): void {
    column.filled += 1;
    if (column.samples.length < MOST_SAMPLES) {
      const sample = text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ').slice(0, 60);
      if (!column.samples.includes(sample)) column.samples.push(sample);
    }
    const first = text.charCodeAt(0);
    if (first < 48 || first > 57) return;
    if (NUMBER.test(text)) addNumber(column.numbers, text);
    else if (text.length >= 6 && text.length <= 25) weighOrder(column.order, text);
  }
}

function addNumber(numbers: NumberCells[], text: string): void {
  let like = numbers.find(({ digits }) => digits === text.length);
  if (!like) {
    like = { digits: text.length, cells: 0, samples: [] };
    numbers.push(like);
    numbers.sort((a, b) => a.digits - b.digits);
  }
  like.cells += 1;
  if (like.samples.length < MOST_SAMPLES && !like.samples.includes(text)) like.samples.push(text);
}
