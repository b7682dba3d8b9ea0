import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import type { Given } from './imports.test-support.js';
import { givenDistrict, numbersOf } from './imports.test-support.js';
import type { ImportRun } from './import-run.js';

let given: Given;
beforeAll(async () => {
  given = await givenDistrict();
});
afterAll(() => given.close());

const HEADER = ['Asset Tag', 'Serial', 'Manufacturer', 'Model', 'Location', 'Purchase Date', 'Purchase Cost', 'Notes'];
const DAY = new Date('2026-02-01T00:00:00Z');
const workbook = (): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: 'Devices',
        rows: [
          HEADER,
          ['W-1', 'WS1', 'HP', 'Chromebook 11 G9', 'LHS', DAY, 1289.5, 'two\nlines'],
          [null, null, null, null, null, null, null, null],
          ['W-2', 123456789012345680, 'HP', 'Chromebook 11 G9', 'LHS', DAY, '$300.00', null],
          ['W-3', 'WS3', 'HP', 'Chromebook 11 G9', 'Nowhere', DAY, 300, null],
          [null, null, null, null, null, null, null, null],
        ],
      },
      { name: 'Other school', rows: [HEADER, ['W-9', 'WS9', 'HP', 'Chromebook 11 G9', 'WMS', null, null, null]] },
    ],
  });

const upload = (bytes: Uint8Array, sheet?: string): Promise<ImportRun> =>
  given.importer.upload(given.viewer, 'devices', { fileName: 'fleet.xlsx', stream: Readable.from([bytes]), sheet });
const filesLeft = async (): Promise<number> => (await readdir(join(given.folder, 'files', 'import'))).length;

it('reads the first sheet like a CSV file, with the row numbers of the sheet', async () => {
  const run = await upload(await workbook());
  expect(run).toMatchObject({
    ...{ encoding: 'sheet', rowTotal: 3, fileName: 'fleet.xlsx' },
    sheet: { name: 'Devices', all: ['Devices', 'Other school'], hiddenRows: 0, mergedCells: 0 },
  });
  const checked = await given.importer.dryRun(given.viewer, run.id);
  expect(numbersOf(checked)).toEqual([1, 0, 0, 2]);
  const { items } = await given.importer.listRows(run.id, { outcome: 'refuse', limit: 10 });
  expect(items.map(({ line, problems: [first] }) => [line, first.field, first.code, first.value])).toEqual([
    [4, 'serial', 'scientific-notation', '1.23456789012346E+17'],
    [5, 'site', 'site-unknown', 'Nowhere'],
  ]);
  const { stream } = await given.importer.rows.errorsFile(given.viewer, run.id);
  expect((await text(stream)).split('\r\n').map((line) => line.slice(0, 3))).toEqual(['Ass', 'W-2', 'W-3', '']);
  await given.importer.run(given.viewer, run.id);
  const [device] = await given.test.asSuperuser(
    `SELECT purchased_on::text AS bought, cost_cents::int AS cost, notes FROM device WHERE asset_tag = 'W-1'`,
  );
  expect(device).toEqual({ bought: '2026-02-01', cost: 128950, notes: 'two\nlines' });
});

it('reads the sheet that is named, and says which there are', async () => {
  const run = await upload(await workbook(), 'Other school');
  expect(run).toMatchObject({ rowTotal: 1, sheet: { name: 'Other school', all: ['Devices', 'Other school'] } });
  await expect(upload(await workbook(), '')).rejects.toMatchObject({ code: 'table.which-sheet' });
  await expect(upload(await workbook(), 'No such')).rejects.toMatchObject({ code: 'table.no-such-sheet' });
  await expect(upload(Buffer.from('a,b\n1,2\n'), 'Devices')).rejects.toMatchObject({ code: 'table.no-such-sheet' });
});

it('keeps nothing of columns that are not ours, and not the workbook itself', async () => {
  const rows = [
    ['Asset Tag', 'Birth date', 'Serial'],
    ['P-1', 'hush', 'PS1'],
  ];
  const before = await filesLeft();
  const run = await upload(await writeXlsx({ sheets: [{ name: 'A', rows }] }));
  expect(run.columns.map(({ problem, filled }) => [problem, filled])).toEqual([
    [null, 1],
    ['private', 0],
    [null, 1],
  ]);
  expect(await filesLeft()).toBe(before + 1);
});

it.each([
  ['an archive of something else', zipSync({ 'users.csv': strToU8('a,b\n') }), 'table.workbook'],
  ['a path', zipSync({ '../../etc/passwd': strToU8('x') }), 'archive.unsafe-name'],
  ['a bomb', zipSync({ 'xl/workbook.xml': new Uint8Array(30_000_000) }), 'archive.too-compressed'],
  ['its end cut off', zipSync({ a: deflateRawSync(Buffer.alloc(9)) }).subarray(0, 40), 'archive.damaged'],
])('refuses %s and leaves nothing behind', async (_, bytes, code) => {
  const before = await filesLeft();
  await expect(upload(bytes)).rejects.toMatchObject({ code });
  expect(await filesLeft()).toBe(before);
});
