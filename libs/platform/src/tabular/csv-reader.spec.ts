import fc from 'fast-check';
import type { TextEncoding } from './bytes.js';
import { openTable, type TableRow } from './csv-reader.js';
import { LONGEST_CELL, LONGEST_RECORD } from './limits.js';
import { csvRecord } from './csv-writer.js';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function read(
  text: string | Buffer,
  { size = 7, encoding = 'utf-8', exact = false }: { size?: number; encoding?: TextEncoding; exact?: boolean } = {},
): Promise<{ header: readonly string[]; delimiter: string; rows: TableRow[] }> {
  const table = await openTable(pieces(Buffer.from(text as string), size), encoding, { exact });
  const rows: TableRow[] = [];
  for await (const batch of table.rows) rows.push(...batch);
  return { header: table.header, delimiter: table.delimiter, rows };
}

const EVERY_SIZE = [1, 2, 3, 5, 64, 100_000];

describe('openTable', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('reads lines that end with %s, however the bytes are cut', async (_name, end) => {
    const file = ['Tag,Note', '1,"two', 'lines"', '', '2,"say ""hi"", please"', '3,x'].join(end);
    for (const size of EVERY_SIZE) {
      const { header, rows } = await read(file, { size });
      expect(header).toEqual(['Tag', 'Note']);
      expect(rows).toEqual([
        { line: 2, cells: ['1', 'two\nlines'] },
        { line: 5, cells: ['2', 'say "hi", please'] },
        { line: 6, cells: ['3', 'x'] },
      ]);
    }
  });

  it.each([
    ['a comma', 'a,b;c\n1,2', ','],
    ['a tab', 'a\tb,c\td\n1\t2\t3', '\t'],
    ['a semicolon', '"a,b,c";d;e\n1;2;3', ';'],
    ['nothing: one column', 'tag\n1', ','],
  ])('finds the delimiter: %s', async (_name, file, delimiter) => {
    expect((await read(file)).delimiter).toBe(delimiter);
  });

  it('reads UTF-16 and Windows-1252', async () => {
    const wide = Buffer.from('\ufeffname\nÑandú\n', 'utf16le');
    for (const size of EVERY_SIZE) {
      expect((await read(wide, { size, encoding: 'utf-16le' })).rows[0].cells).toEqual(['Ñandú']);
    }
    const old = Buffer.from([...Buffer.from('name\nO'), 0x92, ...Buffer.from('Brien Jos'), 0xe9]);
    expect((await read(old, { encoding: 'windows-1252' })).rows[0].cells).toEqual(['O’Brien José']);
  });

  it('drops the byte order mark and blank columns at the end of the header', async () => {
    expect((await read('\ufeff Tag , Serial ,,\n1,2,,\n')).header).toEqual(['Tag', 'Serial']);
  });

  it('fills missing cells with blanks and names a record with too many', async () => {
    const { rows } = await read('a,b,c\n1\n1,2,3,\n1,2,3,4\n');
    expect(rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
      ['1', '', ''],
      ['1', '2', '3'],
      ['1', '2', '3'],
    ]);
    expect(rows.map(({ fault }) => fault?.code)).toEqual([undefined, undefined, 'too-many-cells']);
  });

  it('of an exact table each record is as wide as the header, those of columns without a name with them', async () => {
    const faults = async (file: string) =>
      (await read(file, { exact: true })).rows.map(({ fault }) => fault?.code ?? null);
    for (const end of ['', '\n']) {
      expect(await faults(`a,b,c\n1,2\n1,2,3\n1,2,3,${end}`)).toEqual(['too-few-cells', null, 'too-many-cells']);
      expect(await faults(`a,b,\n1,2,3\n1,2${end}`)).toEqual([null, end === '' ? 'cut-off' : 'too-few-cells']);
    }
    expect(await faults('a,b\n1,2')).toEqual([null]);
    expect(await faults('a,b\n1,""\n1')).toEqual([null, 'cut-off']);
  });

  it('refuses only the record of a quote that stands wrong or a cell that is too long', async () => {
    const { rows } = await read(`a,b\n"x"y",2\n${'z'.repeat(LONGEST_CELL + 1)},2\n3,4\n`, { size: 1000 });
    expect(rows.map(({ line, fault }) => [line, fault?.code])).toEqual([
      [2, 'quotes'],
      [3, 'cell-too-long'],
      [4, undefined],
    ]);
  });

  it.each([
    ['a quote in the middle of a quoted cell', 'a,b\n1,2\n"x"y,2\n3,4\n', 'table.unclosed-quote', { line: 3 }],
    ['an open quote', 'a,b\n1,2\n"3,4\n5,6\n', 'table.unclosed-quote', { line: 3 }],
    ['an endless record', `a,b\n1,2\n"${'x'.repeat(LONGEST_RECORD + 70_000)}`, 'table.record-too-long', { line: 3 }],
    ['an endless header', `"${'x'.repeat(LONGEST_RECORD + 70_000)}`, 'table.record-too-long', { line: 1 }],
    ['20,000 columns', `${'a,'.repeat(20_000)}b\n`, 'table.too-many-columns', { limit: 200 }],
    ['a header that reaches for a prototype', 'tag,__proto__\n1,2\n', 'table.forbidden-header', { position: 2 }],
    ['no header', '\n\n  \n', 'table.no-header', {}],
  ])('refuses a file with %s', async (_name, file, code, details) => {
    await expect(read(file, { size: 65_536 })).rejects.toMatchObject({ code, details });
  });

  it('reads back what the writer wrote, whatever it was', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => text.replace(/\r\n?/g, '\n').replace(/\p{Cs}|\ufeff/gu, ''));
    const hostile = fc.constantFrom(
      '=1+1',
      "'=1",
      '+1',
      '-1',
      '@SUM',
      '\t=1',
      '＝1',
      ' =1',
      '\u00a0=1',
      "''x",
      '"',
      ',',
      '\n',
    );
    const table = fc.array(fc.array(fc.oneof(cell, hostile), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 20 }), async (rows, size) => {
        const kept = rows.filter((cells) => cells.some((text) => text !== ''));
        const file = csvRecord(['a', 'b', 'c']) + rows.map((cells) => csvRecord(cells)).join('');
        expect((await read(file, { size })).rows.map(({ cells }) => cells)).toEqual(kept);
      }),
      { numRuns: 200 },
    );
  });
});
