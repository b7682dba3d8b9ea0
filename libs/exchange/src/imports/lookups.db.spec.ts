import type { Given } from './imports.test-support.js';
import { dryRun, givenDistrict, importFile, numbersOf } from './imports.test-support.js';

let given: Given;

beforeAll(async () => (given = await givenDistrict()));
afterAll(() => given.close());

/** A file may name a different one on every line, and mostly wrongly. */
const MANY = 1_500;
const many = (line: (n: number) => string): string[] => Array.from({ length: MANY }, (_, n) => line(n));

const problemsOf = async (runId: string): Promise<[number, string | null, string][]> => {
  const { items } = await given.importer.listRows(runId, { outcome: 'refuse', limit: 50 });
  return items.flatMap(({ line, problems }) =>
    problems.map(({ value, code }): [number, string | null, string] => [line, value, code]),
  );
};

it('finds sites by code, else by name as people write it, and refuses what is neither or two', async () => {
  await given.test.asSuperuser(`INSERT INTO site (code, name, kind) VALUES
    ('NTH', 'WMS', 'middle'), ('TW1', 'Twin Oaks', 'elementary'), ('TW2', 'TWIN OAKS', 'elementary'), ('EXP', 'École Primaire', 'elementary')`);
  const said = ['lhs', 'LAUREL HIGH', 'WMS', 'ecole primaire', 'Twin Oaks', 'Laurel', 'NTH'];
  const run = await importFile(given, 'people', [
    'Number,First Name,Last Name,School',
    ...said.map((site, n) => `LK-${n},A,B,${site}`),
    ...many((n) => `LM-${n},A,B,No school ${n}`),
  ]);
  expect(numbersOf(run)).toEqual([5, 0, 0, 2 + MANY]);
  expect((await problemsOf(run.id)).slice(0, 4)).toEqual([
    [6, 'Twin Oaks', 'site-ambiguous'],
    [7, 'Laurel', 'site-unknown'],
    [9, 'No school 0', 'site-unknown'],
    [10, 'No school 1', 'site-unknown'],
  ]);
  // The code of one is the name of another: the code counts.
  const found = await given.test.asSuperuser(
    `SELECT p.number, s.code FROM person p JOIN site s ON s.id = p.primary_site_id WHERE p.number LIKE 'LK-%' ORDER BY 1`,
  );
  expect(found.map(({ number, code }) => [number, code])).toEqual([
    ['LK-0', 'LHS'],
    ['LK-1', 'LHS'],
    ['LK-2', 'WMS'],
    ['LK-3', 'EXP'],
    ['LK-6', 'NTH'],
  ]);
});

it('finds models by name, by maker and name in one cell or in two, and refuses a name of two makers', async () => {
  await given.test.asSuperuser(`INSERT INTO model (maker, name, device_class) VALUES
    ('Acer', 'Spin 511', 'chromebook'), ('Lenovo', 'Spin 511', 'chromebook'), ('Dell', 'HP Chromebook 11 G9', 'chromebook')`);
  const lines = [
    ',chromebook 11 g9',
    ',HP Chromebook 11 G9',
    'hp,Chromebook 11 G9',
    ',Acer Spin 511',
    'Lenovo,Spin 511',
    ',Spin 511',
  ];
  const run = await dryRun(given, 'devices', [
    'Asset Tag,Manufacturer,Model,Location',
    ...lines.map((line, n) => `LD-${n},${line},LHS`),
    ...many((n) => `LU-${n},,Unheard of ${n},LHS`),
  ]);
  expect(numbersOf(run)).toEqual([4, 0, 0, 2 + MANY]);
  expect((await problemsOf(run.id)).slice(0, 4)).toEqual([
    // Of HP, and of Dell under HP's name.
    [3, 'HP Chromebook 11 G9', 'model-ambiguous'],
    [7, 'Spin 511', 'model-ambiguous'],
    [8, 'Unheard of 0', 'model-needs-maker'],
    [9, 'Unheard of 1', 'model-needs-maker'],
  ]);
});

it('finds rooms of the site and funding by code before name', async () => {
  await given.test.asSuperuser(`INSERT INTO room (site_id, code, name)
    SELECT id, r.code, r.name FROM site s CROSS JOIN (VALUES ('B-1', 'Library'), ('LIBRARY', 'Store'), ('B-2', 'Café')) r(code, name) WHERE s.code = 'LHS'`);
  await given.test.asSuperuser(`INSERT INTO funding_source (code, name) VALUES ('0100', 'Bond'), ('BOND', 'General')`);
  const lines = ['library,bond', 'cafe,0100', 'Store,General', 'Nowhere,Bond'];
  const run = await importFile(given, 'devices', [
    'Asset Tag,Manufacturer,Model,Location,Room,Funding Source',
    ...lines.map((line, n) => `LR-${n},HP,Chromebook 11 G9,LHS,${line}`),
    ...many((n) => `LX-${n},HP,Chromebook 11 G9,LHS,No room ${n},`),
  ]);
  expect(numbersOf(run)).toEqual([3, 0, 0, 1 + MANY]);
  expect((await problemsOf(run.id)).slice(0, 2)).toEqual([
    [5, 'Nowhere', 'room-unknown'],
    [6, 'No room 0', 'room-unknown'],
  ]);
  const found = await given.test.asSuperuser(
    `SELECT d.asset_tag AS tag, r.code AS room, f.code AS fund FROM device d JOIN room r ON r.id = d.location_room_id
     JOIN funding_split_line l ON l.split_id = d.funding_split_id JOIN funding_source f ON f.id = l.funding_source_id WHERE d.asset_tag LIKE 'LR-%' ORDER BY 1`,
  );
  expect(found).toEqual([
    { tag: 'LR-0', room: 'LIBRARY', fund: 'BOND' },
    { tag: 'LR-1', room: 'B-2', fund: '0100' },
    { tag: 'LR-2', room: 'LIBRARY', fund: 'BOND' },
  ]);
});
