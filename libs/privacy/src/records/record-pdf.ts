import type { Readable } from 'node:stream';
import type { RecordSection } from '@app/directory';
import { brokenWidths, columnWidths, needOf, openPdf, wrapped } from '@app/platform';
import type { CellValue, PdfPages } from '@app/platform';
import type { PersonRecord } from './person-record.js';

/** US Letter, upright; micrometres. */
const [WIDTH, HEIGHT, MARGIN] = [215_900, 279_400, 15_240];
const ROOM = WIDTH - 2 * MARGIN;
const BOTTOM = HEIGHT - MARGIN - 6_000;
const [SIZE, LINE, GAP] = [8.5, 4_000, 3_000] as const;
const PAGE = { room: ROOM, gap: GAP };
/** Of one cell. */
const MOST_LINES = 12;

const DAY = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

/** The record as a family reads it: a block for each thing that is held, one that is empty says so. */
export async function drawRecord(record: PersonRecord): Promise<Readable> {
  const page = new RecordPages(await openPdf('Student record'), record);
  record.sections.forEach((section) => page.section(section));
  page.end();
  return page.stream;
}

class RecordPages {
  private y = 0;
  private number = 0;
  private readonly made: string;
  private readonly clock: Intl.DateTimeFormat;

  constructor(
    private readonly pages: PdfPages,
    private readonly record: PersonRecord,
  ) {
    const { timeZone } = record;
    this.clock = new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'medium', timeStyle: 'short' });
    this.made = `Made ${this.clock.format(new Date(record.madeAt))} by ${record.madeBy}`;
    this.newPage();
    this.pages.text({ x: MARGIN, baseline: this.y + 4_000, size: 16, weight: 700, text: 'Student record' });
    this.y += 8_000;
    const words = `All that ${record.district} keeps about this student in its record of devices. The family may ask to have what is wrong corrected.`;
    this.lines(this.wrap(words, ROOM, 400), MARGIN, 400);
    this.y += 3_000;
  }

  get stream(): Readable {
    return this.pages.stream;
  }

  section({ title, columns, rows }: RecordSection): void {
    const texts = rows.map((row) => row.map((value, n) => this.text(value, columns[n].kind)));
    const measure = {
      head: (text: string): number => this.pages.measure(text, SIZE, 700),
      cell: (text: string): number => this.pages.measure(text, SIZE),
    };
    const sample = texts.slice(0, 200);
    const needs = columns.map((column, n) =>
      needOf(
        column.title,
        sample.map((row) => row[n].slice(0, 200)),
        measure,
      ),
    );
    const widths = columnWidths(needs, PAGE) ?? brokenWidths(needs, PAGE);
    const head = (): void =>
      this.row(
        columns.map((column) => column.title),
        widths,
        700,
      );
    if (this.y + 5 * LINE > BOTTOM) this.newPage();
    this.pages.text({ x: MARGIN, baseline: this.y + 4_000, size: 11, weight: 700, text: title });
    this.y += 6_500;
    if (rows.length === 0) {
      this.lines(['Nothing on record.'], MARGIN, 400);
    } else {
      head();
      for (const row of texts) {
        if (this.y + this.height(row, widths) > BOTTOM) {
          this.newPage();
          head();
        }
        this.row(row, widths, 400);
      }
    }
    this.y += 4_000;
  }

  end(): void {
    this.pages.end();
  }

  private newPage(): void {
    this.pages.page(WIDTH, HEIGHT);
    this.number += 1;
    this.pages.text({
      x: MARGIN,
      baseline: HEIGHT - MARGIN + 2_000,
      size: 8,
      text: `${this.record.district} · ${this.made}`,
    });
    const page = `Page ${this.number}`;
    const x = WIDTH - MARGIN - this.pages.measure(page, 8);
    this.pages.text({ x, baseline: HEIGHT - MARGIN + 2_000, size: 8, text: page });
    this.y = MARGIN;
  }

  private row(row: readonly string[], widths: readonly number[], weight: 400 | 700): void {
    const top = this.y;
    const height = this.height(row, widths, weight);
    let x = MARGIN;
    row.forEach((text, n) => {
      this.y = top;
      this.lines(this.wrap(text, widths[n], weight), x, weight);
      x += widths[n] + GAP;
    });
    this.y = top + height;
    this.pages.line(MARGIN, this.y - 700, WIDTH - MARGIN, this.y - 700);
  }

  private height(row: readonly string[], widths: readonly number[], weight: 400 | 700 = 400): number {
    return Math.max(1, ...row.map((text, n) => this.wrap(text, widths[n], weight).length)) * LINE + 1_400;
  }

  private lines(lines: readonly string[], x: number, weight: 400 | 700): void {
    for (const text of lines) {
      this.pages.text({ x, baseline: this.y + 3_000, size: SIZE, weight, text });
      this.y += LINE;
    }
  }

  private wrap(text: string, width: number, weight: 400 | 700): string[] {
    return wrapped(text, { width, most: MOST_LINES, measure: (part) => this.pages.measure(part, SIZE, weight) });
  }

  private text(value: CellValue, kind: string | undefined): string {
    if (value === null) return '';
    if (kind === 'instant') return this.clock.format(new Date(String(value)));
    return kind === 'day' ? DAY.format(new Date(`${value}T00:00:00Z`)) : String(value);
  }
}
