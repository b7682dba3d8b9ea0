import { writeXlsx } from 'hucre/xlsx';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Given } from './imports.test-support.js';
import { dryRun, givenDistrict, importFile, numbersOf } from './imports.test-support.js';
import type { ImportRun } from './import-run.js';

let given: Given;
beforeEach(async () => {
  given = await givenDistrict();
});
afterEach(() => given.close());

const keptOf = async ({ fileId }: ImportRun): Promise<string> =>
  text(await given.importer.rows['files'].open(given.test.database.read, fileId));
const errorsOf = async (run: ImportRun): Promise<string> =>
  text((await given.importer.rows.errorsFile(given.viewer, run.id)).stream);
const refused = async (run: ImportRun): Promise<unknown[]> =>
  (await given.importer.listRows(run.id, { outcome: 'refuse', limit: 10 })).items.map(({ line, problems }) => [
    line,
    ...problems.map(({ code }) => code),
  ]);

it('keeps of a line in which a password may stand anywhere why it is refused, and nothing else of it', async () => {
  const run = await dryRun(given, 'people', [
    'Number,First Name,Last Name,Password,Grade,School',
    '0001,Ana,Reyes,hunter2a,7,LHS',
    '0002,Bo,Day, Jr,hunter2b,8,LHS',
    '0003,Cy,hunter2c,9,LHS',
    '0004,"D"e,hunter2d",Fox,hunter2e,9,LHS',
    // As spreadsheets write blank columns at the end.
    '0005,Eve,Lee,hunter2f,K,WMS,,',
  ]);
  expect(await refused(run)).toEqual([
    [3, 'record-too-many-cells'],
    [4, 'record-too-few-cells'],
    [5, 'record-quotes'],
  ]);
  expect(numbersOf(run)).toEqual([2, 0, 0, 3]);
  const stored = JSON.stringify([
    run.columns,
    await given.test.asSuperuser('SELECT to_jsonb(r) FROM import_row r'),
    await given.test.asSuperuser('SELECT to_jsonb(p) FROM import_person p'),
  ]);
  for (const place of [await keptOf(run), await errorsOf(run), stored]) expect(place).not.toContain('hunter2');
  expect(
    (await errorsOf(run))
      .split('\r\n')
      .slice(1, -1)
      .map((line) => /(Line \d+: [^.]*)\./.exec(line)?.[1]),
  ).toEqual([
    'Line 3: The record has more cells than the header has columns',
    'Line 4: The record has fewer cells than the header has columns',
    'Line 5: The quotation marks of this record do not match',
  ]);
  // What stands before the password cannot have been one.
  expect(await errorsOf(run)).toContain('\r\n0002,Bo,Day,,,,Line 3: The record has more cells');
});

it('keeps no surplus where nothing is private, and takes blank cells at the end as none', async () => {
  const file = [
    'Asset Tag,Serial,Manufacturer,Model,Site,,',
    'A-1,SN1,HP,Chromebook 11 G9,LHS,,',
    'A-2,SN2,HP,Chromebook 11 G9,LHS,hunter2,too',
    'A-3,SN3,HP,Chromebook 11 G9,LHS,,,,',
    'A-4,SN4,HP,Chromebook 11 G9,LHS',
  ];
  const run = await importFile(given, 'devices', file);
  expect(numbersOf(run)).toEqual([3, 0, 0, 1]);
  expect(await refused(run)).toEqual([[3, 'record-too-many-cells']]);
  for (const place of [await keptOf(run), await errorsOf(run)]) expect(place).not.toMatch(/hunter2|too\r/);
  expect(await errorsOf(run)).toContain('A-2,SN2,HP,Chromebook 11 G9,LHS,Line 3: The record has more cells');
});

it('says of shifted cells nothing but that they are, and where', async () => {
  const run = await dryRun(given, 'devices', [
    'Asset Tag,Serial,Manufacturer,Model,Site',
    'A-1,SN1,HP, Inc.,Chromebook 11 G9,LHS',
    'A-2,#N/A,HP,Chromebook 11 G9,Nowhere',
  ]);
  expect(await refused(run)).toEqual([
    [2, 'record-too-many-cells'],
    [3, 'formula-error', 'site-unknown'],
  ]);
  const done = await given.importer.run(given.viewer, run.id);
  expect([done.state, numbersOf(done)]).toEqual(['done', [0, 0, 0, 2]]);
});

it('keeps of a sheet nothing that stands beside its table', async () => {
  const rows = [
    ['Asset Tag', 'Serial', 'Manufacturer', 'Model', 'Site'],
    ['A-1', 'SN1', 'HP', 'Chromebook 11 G9', 'LHS'],
    ['A-2', 'SN2', 'HP', 'Chromebook 11 G9', 'LHS', null, 'hunter2'],
  ];
  const bytes = await writeXlsx({ sheets: [{ name: 'Devices', rows }] });
  const uploaded = await given.importer.upload(given.viewer, 'devices', {
    fileName: 'fleet.xlsx',
    stream: Readable.from([bytes]),
  });
  const run = await given.importer.dryRun(given.viewer, uploaded.id);
  expect(await refused(run)).toEqual([[3, 'record-too-many-cells']]);
  expect(await keptOf(run)).not.toContain('hunter2');
});
