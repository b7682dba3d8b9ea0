import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { exportAll } from '@app/backups';
import type { Exported } from '@app/backups';
import { Settings, StoredFiles } from '@app/platform';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import { Given } from '../support/given.js';
import { accountAs } from '../support/sign-in.js';

const NAMES: [string, string][] = [
  ['=HYPERLINK("x")', "O'Brien"],
  ['Two\nlines, "quoted"', 'Nguyễn\t\\N \\.'],
  ['Line\u2028separator', "'=apostrophe"],
];

let folder: string;
let test: TestDatabase;
let exported: Exported;
let zip: Record<string, Uint8Array>;
let fileId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-export-all-'));
  test = await testDatabase();
  const given = new Given(test.database);
  await given.district();
  const site = await given.site('LHS');
  for (const name of NAMES) await given.person(site, { name });
  await given.missingCase(site);
  await accountAs(test.database, 'it-admin', null);
  await test.asSuperuser(
    `INSERT INTO session (token_hash, account_id, expires_at, proven_at) SELECT 'token'::bytea, id, now(), now() FROM account LIMIT 1`,
  );
  const files = new StoredFiles(Settings.from({ DATA_DIR: folder }));
  const kept = await files.keep(Readable.from([Buffer.from('a photo')]), 'photo');
  fileId = kept.id;
  await test.database.transaction((tx) =>
    files.record(tx, kept, { fileName: 'x.png', mediaType: 'image/png', createdBy: null }),
  );
  exported = await exportAll(test.database, join(folder, 'all.zip'), folder);
  zip = unzipSync(await readFile(join(folder, 'all.zip')));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const text = (name: string): string => Buffer.from(zip[name]).toString('utf8');
const csv = (table: string): Record<string, string>[] =>
  Papa.parse<Record<string, string>>(text(`csv/${table}.csv`).replace('\ufeff', ''), {
    header: true,
    skipEmptyLines: true,
  }).data;
const json = (table: string): Record<string, unknown>[] =>
  text(`json/${table}.jsonl`)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

it('has every row of every table, as CSV and as JSON', async () => {
  for (const { name, rows } of exported.tables) {
    const table = name.replace('public.', '');
    const [{ n }] = await test.asSuperuser(`SELECT count(*)::int AS n FROM ${name}`);
    expect({ table, rows, csv: csv(table).length, json: json(table).length }).toEqual({
      table,
      rows: n,
      csv: n,
      json: n,
    });
  }
  expect(exported.tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['public.person', 'public.device_event', 'public.loan', 'public.policy_backup']),
  );
});

it('keeps every character, and gives a spreadsheet no formula', () => {
  const names = (rows: Record<string, unknown>[]): unknown[] => rows.map((row) => [row.given_name, row.family_name]);
  expect(names(json('person'))).toEqual(expect.arrayContaining(NAMES));
  const cells = csv('person').map(({ given_name: given, family_name: family }) => [given, family]);
  expect(cells).toEqual(
    expect.arrayContaining([
      [`'=HYPERLINK("x")`, "O'Brien"],
      ['Two\nlines, "quoted"', 'Nguyễn\t\\N \\.'],
      ['Line\u2028separator', "''=apostrophe"],
    ]),
  );
});

it('has the files, and says which is which', () => {
  expect(text(`files/photo/${fileId}`)).toBe('a photo');
  expect(csv('stored_file')).toMatchObject([{ id: fileId, file_name: 'x.png', media_type: 'image/png' }]);
  expect([exported.files, exported.filesMissing]).toEqual([1, 0]);
});

it('explains every column that it has, and what of the catalogue it leaves out', async () => {
  const dictionary = JSON.parse(text('dictionary.json')) as Record<string, unknown>[];
  const [{ n }] = await test.asSuperuser(
    `SELECT count(*)::int AS n FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER' AND table_name NOT IN ('migrations', 'sql_function_checksum', 'backup_attempt')`,
  );
  expect(dictionary).toHaveLength(n as number);
  expect(dictionary.find((row) => row.table === 'public.loan' && row.column === 'person_id')).toMatchObject({
    type: 'uuid',
    refersTo: 'person (id)',
    about: 'Who had which device from when to when, with the name as of that day',
  });
  expect(dictionary.find((row) => row.table === 'public.site' && row.column === 'kind')?.conditions).toContain(
    "'high'",
  );
  for (const { name } of exported.tables) {
    const columns = dictionary.filter((row) => row.table === name && row.exported).map(({ column }) => column);
    expect(
      text(`csv/${name.replace('public.', '')}.csv`)
        .split('\r\n')[0]
        .replace('\ufeff', '')
        .split(','),
    ).toEqual(columns);
  }
  expect(text('dictionary.csv').split('\r\n')).toHaveLength(dictionary.length + 2);
});

it('has nothing that opens anything', () => {
  const all = Object.values(zip)
    .map((bytes) => Buffer.from(bytes).toString('latin1'))
    .join('\n');
  expect(all).not.toContain('$argon2');
  expect(all).not.toContain('x746f6b656e');
  expect(Object.keys(zip).filter((name) => /\/(session|pseudonym_key|throttle|setup_code)\./.test(name))).toEqual([]);
  expect(Object.keys(json('account')[0])).not.toContain('password_hash');
});

it('is readable by its owner only, and leaves no half file behind', async () => {
  expect((await stat(join(folder, 'all.zip'))).mode & 0o777).toBe(0o600);
  await test.asSuperuser('CREATE TABLE zz_unreadable (id int PRIMARY KEY)');
  await expect(exportAll(test.database, join(folder, 'failed.zip'), folder)).rejects.toThrow(/permission denied/);
  await test.asSuperuser('DROP TABLE zz_unreadable');
  expect((await readdir(folder)).filter((name) => name.startsWith('failed'))).toEqual([]);
});
