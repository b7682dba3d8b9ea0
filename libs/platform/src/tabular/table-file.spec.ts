import { setTimeout as pause } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { unzipSync, strFromU8 } from 'fflate';
import { RenderedPdf } from '../../../../test/support/rendered-pdf.js';
import { restore } from './neutral.js';
import type { CellValue, FileFormat, TableColumn, TableFile } from './exported-table.js';
import { FILE_FORMATS } from './exported-table.js';
import { tableFile } from './table-file.js';

const COLUMNS: TableColumn[] = [
  { title: 'Asset tag' },
  { title: 'Holder' },
  { title: 'Days', kind: 'number' },
  { title: 'Bought', kind: 'day' },
  { title: 'Last seen', kind: 'instant' },
];

async function* pages(...rows: (readonly CellValue[])[]): AsyncGenerator<(readonly CellValue[])[]> {
  for (const row of rows) yield Promise.resolve([row]);
}

const file = (rows: TableFile['rows'], columns = COLUMNS): TableFile => ({
  title: 'Devices: Lincoln/High',
  columns,
  rows,
  timeZone: 'America/Los_Angeles',
  language: 'en',
  words: 'Site: LHS · State: Missing',
  from: 'Lincoln Unified · LHS · Made by Ana Admin',
});

const ROW: CellValue[] = ['004512', 'Ñandú, "Ana"', 7, '2026-02-01', '2026-08-10T16:41:07.123Z'];
/** Quality §5, rows 18 to 20, and what a workbook would read as an escape. */
const HOSTILE = [
  '=HYPERLINK("http://x")',
  '+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '\u00a0=1',
  '＝1',
  "'=1",
  "'twas",
  '<script>alert(1)</script>',
  'two\r\nlines;and,"quotes"',
  '_x003D_1',
  '0012',
  '1E5',
  '2/3',
  'TRUE',
  'שלום עולם',
  'x'.repeat(10_000),
];

const csvRows = async (rows: TableFile['rows'], columns = COLUMNS): Promise<string[][]> => {
  const written = (await buffer(tableFile(file(rows, columns), 'csv'))).toString('utf8');
  expect(written.charCodeAt(0)).toBe(0xfeff);
  const { data, errors } = Papa.parse<string[]>(written.slice(1), { delimiter: ',', newline: '\r\n' });
  expect(errors).toEqual([]);
  expect(data.pop()).toEqual(['']);
  return data;
};

describe('a table as CSV', () => {
  it('keeps zeros, writes days as ISO and instants on the clock of the district', async () => {
    expect(await csvRows(pages(ROW, [null, null, null, null, null]))).toEqual([
      ['Asset tag', 'Holder', 'Days', 'Bought', 'Last seen'],
      ['004512', 'Ñandú, "Ana"', '7', '2026-02-01', '2026-08-10 09:41:07'],
      ['', '', '', '', ''],
    ]);
  });

  it.each(HOSTILE.map((value) => [value.slice(0, 40), value]))('gives %j back, and as no formula', async (_, value) => {
    const [, [cell]] = await csvRows(pages([value]), [{ title: 'Notes' }]);
    expect(cell).not.toMatch(/^[\s\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/);
    expect(restore(cell)).toBe(value);
  });

  it('gives every text back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }), async (values) => {
        const columns = values.map((_, n) => ({ title: `Column ${n}` }));
        const [, cells] = await csvRows(pages(values), columns);
        expect(cells.map(restore)).toEqual(values);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a table as XLSX', () => {
  const written = (rows: TableFile['rows'], columns?: TableColumn[]): Promise<Buffer> =>
    buffer(tableFile(file(rows, columns), 'xlsx'));

  it('is read by another program: text, numbers, days and times', async () => {
    const [head, row] = await readSheet(await written(pages(ROW)));
    expect(head).toEqual(['Asset tag', 'Holder', 'Days', 'Bought', 'Last seen']);
    expect(row).toEqual(['004512', 'Ñandú, "Ana"', 7, new Date('2026-02-01T00:00:00Z'), expect.any(Date)]);
    // A time is a fraction of a day there, and not quite a whole second.
    expect(Math.round(Number(row.at(-1) as unknown) / 1_000)).toBe(Date.parse('2026-08-10T09:41:07Z') / 1_000);
  });

  it('has a bold head, text as text, and columns as wide as what is in them', async () => {
    const columns = [{ title: 'Tag' }, { title: 'Model' }, { title: 'Days', kind: 'number' as const }];
    const parts = unzipSync(await written(pages(['0012', 'm'.repeat(40), 7]), columns));
    const [sheet, styles] = ['xl/worksheets/sheet1.xml', 'xl/styles.xml'].map((part) => strFromU8(parts[part]));
    const fonts = [...styles.matchAll(/<font>.*?<\/font>|<font\/>/gs)].map(([font]) => font.includes('<b/>'));
    const asText = /<numFmt (numFmtId="\d+") formatCode="@"/.exec(styles)?.[1] ?? 'none';
    const formats = [...styles.split('<cellXfs')[1].matchAll(/<xf [^>]*>/g)].map(([xf]) => ({
      bold: fonts[Number(/fontId="(\d+)"/.exec(xf)?.[1] ?? 0)],
      text: xf.includes(asText),
    }));
    const styleOf = (cell: string) =>
      formats[Number(new RegExp(`<c r="${cell}"[^>]* s="(\\d+)"`).exec(sheet)?.[1] ?? 0)];
    expect(['A1', 'B1', 'C1', 'A2', 'B2', 'C2'].map((cell) => [cell, styleOf(cell)])).toEqual([
      ...['A1', 'B1', 'C1'].map((cell) => [cell, { bold: true, text: true }]),
      ...['A2', 'B2'].map((cell) => [cell, { bold: false, text: true }]),
      ['C2', { bold: false, text: false }],
    ]);
    const [tag, model, days] = [...sheet.matchAll(/<col [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
    expect([tag < 12, model > 40, days < 12]).toEqual([true, true, true]);
  });

  it('has no formula, whatever the text', async () => {
    const bytes = await written(pages(...HOSTILE.map((value) => [value])), [{ title: 'Notes' }]);
    const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']);
    expect(sheet).not.toMatch(/<f[ >/]/);
    expect(sheet.match(/<c [^>]*t="inlineStr"/g)).toHaveLength(HOSTILE.length + 1);
    const [, ...rows] = await readSheet(bytes, { trim: false });
    expect(rows.map(([cell]) => restore(String(cell)))).toEqual(HOSTILE);
  });

  it('cuts what no cell holds, and drops half characters', async () => {
    const [, [long], [half]] = await readSheet(
      await written(pages(['y'.repeat(40_000)], ['a\ud800b']), [{ title: 'Notes' }]),
    );
    expect(long).toHaveLength(32_767);
    expect(half).toBe('a\ufffdb');
  });
});

describe('a table as PDF', () => {
  const pdf = async (rows: TableFile['rows'], columns?: TableColumn[]): Promise<RenderedPdf> =>
    RenderedPdf.of(await buffer(tableFile(file(rows, columns), 'pdf')));

  it('has title, filters and heads on every page, and numbers them', async () => {
    const rows = Array.from({ length: 120 }, (_, n) => [`CB-${n}`, 'Ana Ñandú', n, '2026-02-01', null]);
    const printed = await pdf(pages(...rows));
    expect(printed.pages).toBe(4);
    expect(await printed.size(1)).toEqual([11, 8.5]);
    for (let page = 1; page <= 4; page += 1) {
      const words = await printed.text(page);
      expect(words).toContain('Devices: Lincoln/High');
      expect(words).toContain('Site: LHS · State: Missing');
      expect(words).toContain('Asset tag');
      expect(words).toMatch(new RegExp(`Page ${page}\\s+of 4 · 120 rows`));
      expect(words).toContain('Lincoln Unified · LHS · Made by Ana Admin');
    }
    expect(await printed.text(4)).toContain('CB-119');
  });

  it('ends its foot at the margin, on a full page and on the last', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => [`CB-${n}`, 'Ana', n, null, null]);
    const printed = await pdf(pages(...rows));
    for (const page of [1, 2]) {
      const picture = await printed.picture(page, 200);
      const [top, height] = [Math.round((204 / 25.4) * 200), Math.round((2 / 25.4) * 200)];
      const { data, width } = picture.getContext('2d').getImageData(0, top, picture.width, height);
      let right = 0;
      for (let at = 0; at < data.length; at += 4) if (data[at] < 128) right = Math.max(right, (at / 4) % width);
      expect(Math.abs((right / 200) * 25.4 - (279.4 - 12.7))).toBeLessThan(0.4);
    }
  });

  it('says how many letters it could not print', async () => {
    expect(await (await pdf(pages(['A', 'José 王', 1, null, null]))).text(1)).not.toContain('not be printed');
    const words = await (await pdf(pages(['A', 'Ana 😀', 1, null, null], ['B', '👩‍👩‍👧‍👦😀', 1, null, null]))).text(1);
    expect(words).toContain('2 rows · 3 letters could not be printed (?)');
  });

  it('breaks long text into lines and says when there is nothing', async () => {
    const long = 'a long sentence about a Chromebook '.repeat(40);
    const words = await (await pdf(pages(...Array.from({ length: 3 }, () => [long, long, 1, null, null])))).text(1);
    expect(words).toContain('…');
    expect(await (await pdf(pages())).text(1)).toContain('No entries');
  });
});

describe.each(FILE_FORMATS)('a long table as %s', (format: FileFormat) => {
  it('is read no faster than it is taken', async () => {
    let read = 0;
    const source = async function* (): AsyncGenerator<CellValue[][]> {
      for (; read < 120; read += 1) {
        yield Promise.resolve(Array.from({ length: 200 }, (_, n) => [`CB-${read}-${n}`, `Person ${n}`, n, null, null]));
      }
    };
    const stream = tableFile(file(source()), format);
    const first = await new Promise((resolve) => stream.once('readable', () => resolve(stream.read(1))));
    expect(first).not.toBeNull();
    // Whoever would read on by itself gets the time to.
    for (let turn = 0; turn < 50; turn += 1) await pause(1);
    expect(read).toBeLessThan(60);
    let bytes = 0;
    for await (const chunk of stream) bytes += (chunk as Buffer).length;
    expect(read).toBe(120);
    expect(bytes).toBeGreaterThan(200_000);
  });

  it('fails when its source does', async () => {
    const source = async function* (): AsyncGenerator<CellValue[][]> {
      yield [ROW];
      await Promise.reject(new Error('gone'));
    };
    await expect(buffer(tableFile(file(source()), format))).rejects.toThrow('gone');
  });
});
