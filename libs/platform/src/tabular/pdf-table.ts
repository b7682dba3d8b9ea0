import { setImmediate as turn } from 'node:timers/promises';
import type { Language } from '@app/kernel';
import { openPdf } from '../documents/index.js';
import type { PdfPages } from '../documents/index.js';
import { clockOf } from './district-clock.js';
import type { Need } from './pdf-table.rules.js';
import { brokenWidths, columnWidths, needOf, wrapped } from './pdf-table.rules.js';
import type { CellValue, PrintedRows, TableFile } from './exported-table.js';

/** US Letter, lying; micrometres. */
const [PAGE_WIDTH, PAGE_HEIGHT, MARGIN] = [279_400, 215_900, 12_700];
const GAP = 2_400;
/** Of letters, in points: smaller ones where many columns would break words. */
const SIZES = [8, 7, 6] as const;
const SIZE = SIZES[0];
const lineOf = (size: number): number => Math.round(size * 462);
const LINE = lineOf(SIZE);
/** Of one cell. */
const MOST_LINES = 6;
const BOTTOM = PAGE_HEIGHT - MARGIN - 5_000;

/** What is known when the last row is drawn. */
interface InAll {
  pages: number;
  rows: number;
  /** Letters that no font has. */
  lost: number;
}

interface Words {
  printed: string;
  foot: (page: number, all: InAll) => string;
  none: string;
}

/** As both languages write it in the US. */
const shown = (n: number): string => n.toLocaleString('en-US');

const WORDS: Record<Language, Words> = {
  en: {
    ...{ printed: 'Printed', none: 'No entries' },
    foot: (page, { pages, rows, lost }) =>
      [
        ...[`Page ${shown(page)} of ${shown(pages)}`, `${shown(rows)} ${rows === 1 ? 'row' : 'rows'}`],
        ...(lost > 0 ? [`${shown(lost)} ${lost === 1 ? 'letter' : 'letters'} could not be printed (?)`] : []),
      ].join(' · '),
  },
  es: {
    ...{ printed: 'Impreso', none: 'Sin registros' },
    foot: (page, { pages, rows, lost }) =>
      [
        ...[`Página ${shown(page)} de ${shown(pages)}`, `${shown(rows)} ${rows === 1 ? 'fila' : 'filas'}`],
        ...(lost > 0
          ? [`${shown(lost)} ${lost === 1 ? 'letra no se pudo' : 'letras no se pudieron'} imprimir (?)`]
          : []),
      ].join(' · '),
  },
};
/** The most that the foot may say. */
const MOST: InAll = { pages: 99_999, rows: 9_999_999, lost: 9_999 };
const footOf = (page: number): string => `Foot${page}`;
const FOOT = PAGE_HEIGHT - MARGIN + 1_500;

/** A list to hold in the hand: title, filters and day on top, heads on every page; whose it is, the page of how many and the rows in all at the foot. */
export async function* pdfPieces(file: TableFile): AsyncGenerator<Uint8Array> {
  const table = new PrintedTable(file, await openPdf(file.title), new Date());
  for await (const page of file.rows) {
    table.begin(page);
    for (const row of page) {
      table.row(row);
      if (!table.isFresh) continue;
      // A page was begun: what the one before became goes out before more is drawn.
      await turn();
      yield* table.bytes();
    }
  }
  table.begin([]);
  table.end();
  for await (const bytes of table.stream) yield bytes as Uint8Array;
}

/** How many rows a page has and what one adds to the file, as of some rows of a list. */
export async function printedRows(file: TableFile): Promise<PrintedRows> {
  const table = new PrintedTable(file, await openPdf(file.title), new Date());
  let [rows, full, bytes] = [0, 0, 0];
  for await (const page of file.rows) {
    table.begin(page);
    for (const row of page) {
      table.row(row);
      if (table.isFresh) full = rows;
      rows += 1;
      if (table.isFresh) await turn();
    }
  }
  table.begin([]);
  table.end();
  for await (const piece of table.stream) bytes += (piece as Uint8Array).length;
  return { aPage: full === 0 ? rows : full / (table.pageCount - 1), bytes: bytes / Math.max(1, rows) };
}

class PrintedTable {
  isFresh = false;
  private readonly text: (value: CellValue, column: number) => string;
  private readonly printed: string;
  private widths: number[] | null = null;
  /** Of the table's letters. */
  private size: number = SIZE;
  private rows = 0;
  private lost = 0;
  private page = 0;
  private y = 0;

  constructor(
    private readonly file: TableFile,
    private readonly pages: PdfPages,
    now: Date,
  ) {
    const clock = clockOf(file.timeZone);
    this.printed = `${WORDS[file.language].printed} ${clock.text(now.toISOString()).slice(0, 16)}`;
    this.text = (value, column) => {
      if (value === null) return '';
      return file.columns[column].kind === 'instant' && typeof value === 'string'
        ? clock.text(value).slice(0, 16)
        : String(value);
    };
  }

  get pageCount(): number {
    return this.page;
  }

  get stream(): PdfPages['stream'] {
    return this.pages.stream;
  }

  /** Once, with the first rows: they say how wide the columns are. */
  begin(sample: readonly (readonly CellValue[])[]): void {
    if (this.widths) return;
    const page = { room: PAGE_WIDTH - 2 * MARGIN, gap: GAP };
    for (const size of SIZES) {
      this.size = size;
      this.widths = columnWidths(this.needs(sample.slice(0, 200), size), page);
      if (this.widths) break;
    }
    this.widths ??= brokenWidths(this.needs(sample.slice(0, 200), this.size), page);
    this.newPage();
  }

  private needs(sample: readonly (readonly CellValue[])[], size: number): Need[] {
    const measure = {
      head: (text: string): number => this.pages.measure(text, size, 700),
      cell: (text: string): number => this.pages.measure(text, size),
    };
    return this.file.columns.map(({ title }, column) => {
      const texts = sample.map((row) => this.text(row[column], column).slice(0, 200));
      return needOf(title, texts, measure);
    });
  }

  row(values: readonly CellValue[]): void {
    this.isFresh = false;
    this.rows += 1;
    const texts = values.map((value, column) => this.text(value, column));
    for (const text of texts) this.lost += this.pages.unprintable(text);
    const cells = texts.map((text, column) => this.lines(text, column, 400));
    const height = Math.max(1, ...cells.map((lines) => lines.length)) * lineOf(this.size) + 1_200;
    if (this.y + height > BOTTOM) {
      this.newPage();
      this.isFresh = true;
    }
    this.draw(cells, 400);
    this.y += height;
    this.pages.line(MARGIN, this.y - 900, PAGE_WIDTH - MARGIN, this.y - 900);
  }

  end(): void {
    const none = WORDS[this.file.language].none;
    if (this.rows === 0) this.pages.text({ x: MARGIN, baseline: this.y + LINE, size: SIZE, text: none });
    const { foot } = WORDS[this.file.language];
    const all = { pages: this.page, rows: this.rows, lost: this.lost };
    for (let page = 1; page <= this.page; page += 1)
      this.pages.say(footOf(page), { size: SIZE, text: foot(page, all) });
    this.pages.end();
  }

  *bytes(): Generator<Uint8Array> {
    for (let bytes = this.read(); bytes !== null; bytes = this.read()) yield bytes;
  }

  private read(): Uint8Array | null {
    return this.stream.read() as Uint8Array | null;
  }

  private newPage(): void {
    this.pages.page(PAGE_WIDTH, PAGE_HEIGHT);
    this.page += 1;
    const { title, words = '' } = this.file;
    this.pages.text({ x: MARGIN, baseline: MARGIN + 3_000, size: 12, weight: 700, text: title });
    this.right(`${this.printed}`, MARGIN + 3_000);
    this.foot();
    this.y = MARGIN + 8_500;
    for (const line of this.wrap(words, PAGE_WIDTH - 2 * MARGIN, 400)) {
      this.pages.text({ x: MARGIN, baseline: this.y, size: SIZE, text: line });
      this.y += LINE;
    }
    this.y += 1_000;
    const heads = this.file.columns.map(({ title: head }, column) => this.lines(head, column, 700));
    this.draw(heads, 700);
    this.y += Math.max(1, ...heads.map((lines) => lines.length)) * LINE + 1_200;
    this.pages.line(MARGIN, this.y - 900, PAGE_WIDTH - MARGIN, this.y - 900);
  }

  private foot(): void {
    const { foot } = WORDS[this.file.language];
    const end = PAGE_WIDTH - MARGIN;
    const room = end - this.pages.measure(foot(MOST.pages, MOST), SIZE) - GAP;
    const [from = ''] = this.wrap(this.file.from ?? '', room - MARGIN, 400);
    this.pages.text({ x: MARGIN, baseline: FOOT, size: SIZE, text: from });
    this.pages.sayLater(footOf(this.page), end, FOOT);
  }

  private right(text: string, baseline: number): void {
    this.pages.text({ x: PAGE_WIDTH - MARGIN - this.pages.measure(text, SIZE), baseline, size: SIZE, text });
  }

  private draw(cells: readonly (readonly string[])[], weight: 400 | 700): void {
    let x = MARGIN;
    cells.forEach((lines, column) => {
      lines.forEach((text, n) => {
        const baseline = this.y - 800 + (n + 1) * lineOf(this.size);
        this.pages.text({ x, baseline, size: this.size, weight, text });
      });
      x += this.widths![column] + GAP;
    });
  }

  private lines(text: string, column: number, weight: 400 | 700): string[] {
    return this.wrap(text, this.widths![column], weight, this.size);
  }

  private wrap(text: string, width: number, weight: 400 | 700, size: number = SIZE): string[] {
    const measure = (part: string): number => this.pages.measure(part, size, weight);
    return wrapped(text, { width, most: MOST_LINES, measure });
  }
}
