import { Readable } from 'node:stream';
import type { ImportKind } from './import-kinds.js';
import type { ImportRun } from './import-run.js';
import type { Given } from './imports.test-support.js';
import { dryRun, givenDistrict, importFile, numbersOf } from './imports.test-support.js';

const HEADER = 'Asset Tag,Serial,Manufacturer,Model,Site,Assigned To';
const device = (tag: string, holder = ''): string => `${tag},SN-${tag},HP,Chromebook 11 G9,LHS,${holder}`;
const person = (number: string): string => `${number},Ana,Wu,LHS`;
const PEOPLE = 'Number,First Name,Last Name,School';

let given: Given;
beforeEach(async () => {
  given = await givenDistrict();
});
afterEach(() => given.close());

const upload = (kind: ImportKind, lines: readonly string[]): Promise<ImportRun> =>
  given.importer.upload(given.viewer, kind, {
    fileName: 'file.csv',
    stream: Readable.from([Buffer.from(lines.join('\n'))]),
  });
const offers = (run: ImportRun): unknown[] => run.columns.flatMap(({ padOffers = [] }) => padOffers);
const rule = (pattern: string, replacement: string, site: string | null = null): Promise<unknown> =>
  given.test.asSuperuser(
    `INSERT INTO code_rule (site_id, place, pattern, replacement, digits, example, enabled)
     VALUES ((SELECT id FROM site WHERE code = $3), 9, $1, $2, 6, '1', true)`,
    [pattern, replacement, site],
  );
const tags = async (): Promise<unknown[]> =>
  (await given.test.asSuperuser('SELECT asset_tag FROM device ORDER BY 1')).map((row) => row.asset_tag);

const FULL = [HEADER, device('004511'), device('004512'), device('104513')];
const LOST = [HEADER, device('4512'), device('4514'), device('104513')];

it('offers zeros as most tags on record have them; taken, dry run and run find the devices by their full tags', async () => {
  await importFile(given, 'devices', FULL);
  const file = [HEADER, '4512,,,,WMS,', '4511,,,,WMS,', '104513,,,,WMS,'];
  const run = await upload('devices', file);
  expect(offers(run)).toEqual([
    {
      field: 'tag',
      digits: 6,
      by: 'records',
      lines: 2,
      examples: [
        { from: '4512', to: '004512' },
        { from: '4511', to: '004511' },
      ],
    },
  ]);
  const checked = await dryRun(given, 'devices', file, { pad: { tag: 6 } });
  expect(numbersOf(checked)).toEqual([0, 3, 0, 0]);
  const keys = await given.importer.listRows(checked.id, { limit: 10 });
  expect(keys.items.map(({ key }) => key)).toEqual(['004512', '004511', '104513']);
  // A crash empties staging: what is read again is read with the same choice.
  await given.test.asSuperuser('TRUNCATE import_device');
  expect(numbersOf(await given.importer.run(given.viewer, checked.id))).toEqual([0, 3, 0, 0]);
  expect(await tags()).toEqual(['004511', '004512', '104513']);
});

it('never pads by itself', async () => {
  await importFile(given, 'devices', FULL);
  expect(offers(await upload('devices', LOST))).toHaveLength(1);
  const run = await importFile(given, 'devices', [HEADER, device('4514')]);
  expect(numbersOf(run)).toEqual([1, 0, 0, 0]);
  expect(await tags()).toEqual(['004511', '004512', '104513', '4514']);
});

it('can be taken back before the run', async () => {
  const checked = await dryRun(given, 'devices', LOST, { pad: { tag: 6 } });
  const again = await given.importer.map(checked, [], { pad: {} });
  await given.importer.dryRun(given.viewer, again.id);
  await given.importer.run(given.viewer, again.id);
  expect(await tags()).toEqual(['104513', '4512', '4514']);
});

it.each([
  ['the district', null],
  ['a site', 'LHS'],
])(
  "offers zeros as the rules for codes of %s say, before there are records: the tags fit the district's pattern",
  async (_name, site) => {
    await rule('^0*([0-9]{1,6})$', '\\1', site);
    expect(offers(await upload('devices', LOST))).toMatchObject([
      { field: 'tag', digits: 6, by: 'rules', lines: 2 },
      { field: 'holder', digits: 6, by: 'rules', lines: 2 },
    ]);
    await importFile(given, 'devices', LOST, { pad: { tag: 6 } });
    expect(await tags()).toEqual(['004512', '004514', '104513']);
  },
);

it('makes no offer from a rule that writes a prefix, nor for a file whose codes are whole', async () => {
  await rule('^(?:MA-)?0*([0-9]{1,6})$', 'MA-\\1');
  expect(offers(await upload('devices', LOST))).toEqual([]);
  await importFile(given, 'devices', FULL);
  expect(offers(await upload('devices', FULL))).toEqual([]);
});

it('offers it for numbers of students, and for the holders of devices', async () => {
  await importFile(given, 'people', [PEOPLE, person('0070001'), person('0070002'), person('1070003')]);
  const people = [PEOPLE, person('70001'), person('70002'), person('1070003')];
  expect(offers(await upload('people', people))).toMatchObject([{ field: 'number', digits: 7, lines: 2 }]);
  expect(numbersOf(await dryRun(given, 'people', people, { pad: { number: 7 } }))).toEqual([0, 0, 3, 0]);
  expect(numbersOf(await dryRun(given, 'people', people))).toEqual([2, 0, 1, 0]);

  const devices = [HEADER, device('T-1', '70001'), device('T-2', '1070003')];
  expect(offers(await upload('devices', devices))).toMatchObject([{ field: 'holder', digits: 7, lines: 1 }]);
  expect(numbersOf(await dryRun(given, 'devices', devices))).toEqual([1, 0, 0, 1]);
  expect(numbersOf(await importFile(given, 'devices', devices, { pad: { holder: 7 } }))).toEqual([2, 0, 0, 0]);
});

it('does not measure the numbers of staff by those of students', async () => {
  await importFile(given, 'people', [PEOPLE, person('0070001'), person('0070002')]);
  expect(offers(await upload('people', ['Employee Number,First Name,Last Name,School', person('5512')]))).toEqual([]);
});

it('refuses to pad what the kind does not have, and keeps the cells of refused lines as they stand', async () => {
  const run = await upload('people', [PEOPLE, person('70001')]);
  await expect(given.importer.map(run, [], { pad: { tag: 6 } })).rejects.toMatchObject({
    code: 'import.mapping-invalid',
    details: { errors: [{ field: 'options.pad.tag' }] },
  });
  const checked = await dryRun(given, 'people', [PEOPLE, '77,Leo,Park,NOWHERE'], { pad: { number: 7 } });
  const { stream } = await given.importer.rows.errorsFile(given.viewer, checked.id);
  expect((await stream.toArray()).join('').split('\r\n')).toEqual([
    `\ufeff${PEOPLE},error`,
    expect.stringMatching(/^77,Leo,Park,NOWHERE,/),
    '',
  ]);
});
