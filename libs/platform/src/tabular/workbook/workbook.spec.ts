import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { strToU8, zipSync } from 'fflate';
import type { ZipLimits } from '../../archives/index.js';
import { ZipArchive } from '../../archives/index.js';
import { openTable } from '../csv-reader.js';
import { tableFile } from '../table-file.js';
import { openWorkbook, sheetRows, sheetText, type SheetFacts } from './index.js';

const LIMITS: ZipLimits = { entries: 1_000, bytes: 500_000_000, ratio: 200 };
let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-workbook-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Read {
  sheet: string;
  sheets: readonly string[];
  facts: SheetFacts;
  header: readonly string[];
  rows: [line: number, ...cells: string[]][];
}

async function read(bytes: Uint8Array, sheet?: string, hidden = (_: string): boolean => false): Promise<Read> {
  const path = join(folder, `${files++}.xlsx`);
  await writeFile(path, bytes);
  const archive = await ZipArchive.open(path, LIMITS);
  try {
    const book = await openWorkbook(archive, sheet);
    const facts = { hiddenRows: 0, mergedCells: 0 };
    const text = sheetText(sheetRows(book, facts), hidden);
    const bytesOf = async function* (): AsyncGenerator<Buffer> {
      for await (const piece of text) yield Buffer.from(piece);
    };
    const table = await openTable(bytesOf(), 'sheet');
    const rows: Read['rows'] = [];
    for await (const batch of table.rows) for (const { line, cells } of batch) rows.push([line, ...cells]);
    return { sheet: book.sheet, sheets: book.sheets, facts, header: table.header, rows };
  } finally {
    archive.close();
  }
}

const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = (...list: [id: string, kind: string, target: string][]): string =>
  `<Relationships>${list.map(([id, kind, target]) => `<Relationship Id="${id}" Type="${REL}/${kind}" Target="${target}"/>`).join('')}</Relationships>`;

interface Made {
  rows?: string;
  after?: string;
  strings?: string;
  styles?: string;
  properties?: string;
  sheets?: string;
}

/** A workbook with what the test is about written out by hand. */
function made({ rows = '', after = '', strings, styles, properties = '', sheets }: Made): Uint8Array {
  const tabs = sheets ?? '<sheet name="Devices" sheetId="1" r:id="r1"/><sheet name="Zweites" sheetId="2" r:id="r2"/>';
  const sheet = (data: string): Uint8Array =>
    strToU8(`<?xml version="1.0"?><worksheet><sheetData>${data}</sheetData>${after}</worksheet>`);
  return zipSync({
    '_rels/.rels': strToU8(relations(['a', 'officeDocument', 'xl/workbook.xml'])),
    'xl/workbook.xml': strToU8(`<workbook xmlns:r="${REL}">${properties}<sheets>${tabs}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(
      relations(
        ['r1', 'worksheet', '/xl/worksheets/sheet1.xml'],
        ['r2', 'worksheet', 'worksheets/sheet2.xml'],
        ['r3', 'chartsheet', 'worksheets/sheet2.xml'],
        ['r4', 'sharedStrings', 'sharedStrings.xml'],
        ['r5', 'styles', 'styles.xml'],
      ),
    ),
    'xl/worksheets/sheet1.xml': sheet(rows),
    'xl/worksheets/sheet2.xml': sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>Other</t></is></c></row>'),
    ...(strings !== undefined && { 'xl/sharedStrings.xml': strToU8(`<sst>${strings}</sst>`) }),
    ...(styles !== undefined && { 'xl/styles.xml': strToU8(styles) }),
  });
}

const text = (reference: string, value: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
const HEADER = `<row r="1">${text('A1', 'Tag')}${text('B1', 'Bought')}</row>`;
const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'read',
    (error: { code?: string }) => error.code,
  );

it('reads each kind of cell as the text that was typed', async () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/><numFmt numFmtId="165" formatCode="000000"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>';
  const strings =
    '<si><t>plain</t></si><si><r><t>ri</t></r><r><t xml:space="preserve">ch </t></r><rPh sb="0"><t>ignored</t></rPh></si><si><t>two_x000A_lines &amp; more</t></si>';
  const rows = `<row r="1">${'ABCDEFGHIJKL'
    .split('')
    .map((letter) => text(`${letter}1`, letter))
    .join('')}</row>
    <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c><c r="D2"><v>1.1000000000000001</v></c>
    <c r="E2" s="1"><v>46054</v></c><c r="F2" s="2"><v>4512</v></c><c r="G2" t="b"><v>1</v></c><c r="H2" t="e"><v>#N/A</v></c>
    <c r="I2" t="str"><f>A2&amp;"x"</f><v>plainx</v></c><c r="J2"><f>1+1</f><v>2</v></c><c r="K2"><f>1+1</f></c><c r="L2" t="d"><v>2026-02-01T00:00:00</v></c></row>`;
  const {
    rows: [row],
  } = await read(made({ rows, strings, styles }));
  expect(row).toEqual([
    ...[2, 'plain', 'rich ', 'two\nlines & more', '1.1', '2026-02-01', '004512'],
    ...['TRUE', '#N/A', 'plainx', '2', '#VALUE!', '2026-02-01'],
  ]);
});

it('counts days from 1904 where the workbook does', async () => {
  const styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>';
  const rows = `${HEADER}<row r="2"><c r="A2" s="0"><v>44592</v></c></row>`;
  const book = made({ rows, styles, properties: '<workbookPr date1904="1"/>' });
  expect((await read(book)).rows).toEqual([[2, '2026-02-01', '']]);
});

it('keeps the numbers of rows, also below a cell of several lines, and leaves blank rows out', async () => {
  const rows = `<row r="3">${text('A3', 'Tag')}${text('B3', 'Notes')}</row><row r="4">${text('A4', 'one')}${text('B4', 'x&#10;y')}</row>
    <row r="5"><c r="A5" s="0"/></row><row r="9" hidden="1">${text('A9', '=1+1')}</row><row r="1048576"><c r="B1048576" t="inlineStr"><is><t> </t></is></c></row>`;
  const found = await read(made({ rows, after: '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>' }));
  expect(found.header).toEqual(['Tag', 'Notes']);
  expect(found.rows).toEqual([
    [4, 'one', 'x\ny'],
    [9, '=1+1', ''],
  ]);
  expect(found.facts).toEqual({ hiddenRows: 1, mergedCells: 1 });
});

it('rows and cells without references follow each other', async () => {
  const cell = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const rows = `<row>${cell('Tag')}${cell('Site')}</row><row>${cell('T-1')}<c/></row>`;
  expect((await read(made({ rows }))).rows).toEqual([[2, 'T-1', '']]);
});

it('reads the first sheet that can be seen, or the one that is named', async () => {
  const rows = HEADER;
  expect(await read(made({ rows }))).toMatchObject({ sheet: 'Devices', sheets: ['Devices', 'Zweites'] });
  expect(await read(made({ rows }), 'Zweites')).toMatchObject({ sheet: 'Zweites', header: ['Other'] });
  const sheets =
    '<sheet name="Chart" r:id="r3"/><sheet name="Hidden" state="hidden" r:id="r1"/><sheet name="Seen" r:id="r2"/>';
  expect(await read(made({ rows, sheets }))).toMatchObject({ sheet: 'Seen', sheets: ['Seen'] });
  expect(await codeOf(read(made({ rows }), 'Nothing'))).toBe('table.no-such-sheet');
  await expect(read(made({ rows }), '')).rejects.toMatchObject({
    ...{ code: 'table.which-sheet', details: { sheets: ['Devices', 'Zweites'] } },
  });
  expect(await read(made({ rows, sheets }), '')).toMatchObject({ sheet: 'Seen' });
});

it('keeps nothing of columns that are not ours to read', async () => {
  const rows = `${HEADER}<row r="2">${text('A2', 'T-1')}${text('B2', 'secret')}</row>`;
  const found = await read(made({ rows }), undefined, (header) => header === 'Bought');
  expect([found.header, found.rows]).toEqual([['Tag', 'Bought'], [[2, 'T-1', '']]]);
});

it.each([
  ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`],
  [
    'an entity that nobody declared',
    '<worksheet><sheetData><row r="1"><c t="str"><v>&a;</v></c></row></sheetData></worksheet>',
  ],
  ['an end that is missing', '<worksheet><sheetData>'],
  ['no XML', 'hello'],
  ['bytes that are no UTF-8', '<worksheet a="\xff"/>'],
  ['rows that go back', '<worksheet><row r="2"/><row r="1"/></worksheet>'],
  ['a row beyond the last', '<worksheet><row r="1048577"/></worksheet>'],
  ['a cell of no column', '<worksheet><row r="1"><c r="?"/></row></worksheet>'],
  ['a text that is not there', '<worksheet><row r="1"><c r="A1" t="s"><v>7</v></c></row></worksheet>'],
  ['five million bytes without a tag', `<worksheet><!--${' '.repeat(5_000_000)}--></worksheet>`],
])('refuses a sheet with %s', async (_, xml) => {
  const sheet = xml.length > 1_000_000 ? [Buffer.from(xml), { level: 0 }] : Buffer.from(xml, 'latin1');
  const entries = {
    '_rels/.rels': strToU8(relations(['a', 'officeDocument', 'xl/workbook.xml'])),
    'xl/workbook.xml': strToU8(`<workbook xmlns:r="${REL}"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(relations(['r1', 'worksheet', 'sheet.xml'])),
    'xl/sheet.xml': sheet as Uint8Array,
  };
  expect(await codeOf(read(zipSync(entries)))).toBe('table.workbook-damaged');
});

it('refuses an archive that is no workbook, and sheets that are not there', async () => {
  expect(await codeOf(read(zipSync({ 'users.csv': strToU8('a,b') })))).toBe('table.workbook');
  expect(await codeOf(read(made({ sheets: '<sheet name="A" r:id="r9"/>' })))).toBe('table.workbook');
});

it('refuses a header that is too wide, and marks rows that are', async () => {
  const wide = await codeOf(read(made({ rows: `<row r="1">${text('XFD1', 'x')}</row>` })));
  expect(wide).toBe('table.too-many-columns');
  const rows = `${HEADER}<row r="2">${text('A2', 'T-1')}${text('XFD2', 'x')}</row>`;
  expect((await read(made({ rows }))).rows).toEqual([[2, 'T-1', '', 'too-many-cells']]);
});

it('reads what our own writer writes, cell by cell', async () => {
  const cells = [
    '004512',
    '=1+1',
    "'=1",
    "'twas",
    '_x003D_1',
    'two\nlines',
    '1E5',
    'TRUE',
    '2/3',
    'שלום 😀',
    '\t=1',
    ' x ',
  ];
  const titles = [...cells.map((_, at) => `C${at}`), 'Bought', 'Seen', 'Days'];
  const rows = async function* (): AsyncGenerator<(string | number)[][]> {
    yield await Promise.resolve([[...cells, '2026-02-01', '2026-08-10T16:41:07.000Z', 7]]);
  };
  const kinds = { Bought: 'day', Seen: 'instant', Days: 'number' } as const;
  const columns = titles.map((title) => ({ title, kind: kinds[title as keyof typeof kinds] }));
  const file = { title: 'Own', columns, rows: rows(), timeZone: 'America/Los_Angeles', language: 'en' as const };
  const found = await read(await buffer(tableFile(file, 'xlsx')));
  expect(found.header).toEqual(titles);
  expect(found.rows).toEqual([[2, ...cells, '2026-02-01', '2026-08-10 09:41:07', '7']]);
});
