import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { newId } from '@app/kernel';
import type { SiteScope } from '@app/platform';
import { Viewer } from '@app/platform';
import { ExportRetention } from './export-retention.js';
import { MOST_AT_ONCE } from './exports.service.js';
import type { AskedExport } from './export-run.js';
import { asked, NAMED, TestExports } from './exports.test-support.js';

let at: TestExports;
beforeAll(async () => (at = await TestExports.open()));
beforeEach(() => at.begin(2));
afterAll(() => at.close());

describe('a short list', () => {
  it('is a file at once, with one line in the access log', async () => {
    at.length = MOST_AT_ONCE;
    const run = await at.service.begin(at.viewer, asked());
    expect(run).toMatchObject({ state: 'done', rowCount: MOST_AT_ONCE, variant: 'plain', siteId: at.here });
    expect(await at.fileOf(run.id)).toHaveLength(MOST_AT_ONCE + 1);
    const bytes = await readFile(join(at.folder, 'files', 'exports', run.fileId!));
    expect(run.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(run.byteSize).toBe(bytes.length);
    const detail = { list: 'entries', query: '', columns: ['n'], format: 'csv', variant: 'plain' };
    expect(await at.entries()).toEqual([{ site: at.here, n: MOST_AT_ONCE, detail }]);
  });

  it('speaks the language of its reader', async () => {
    at.length = 2;
    const run = await at.service.begin(at.viewer.with([], 'es'), asked());
    expect(await at.fileOf(run.id)).toEqual(['Número', '0', '1']);
  });

  it('leaves nothing behind when it cannot be recorded', async () => {
    at.length = 7;
    const before = await at.files();
    await at.rows('ALTER TABLE access_log ADD CONSTRAINT ck_seven CHECK (row_count <> 7) NOT VALID');
    await expect(at.service.begin(at.viewer, asked())).rejects.toThrow();
    await at.rows('ALTER TABLE access_log DROP CONSTRAINT ck_seven');
    expect(await at.files()).toEqual(before);
    expect((await at.service.list(at.viewer, { limit: 10 })).items).toEqual([]);
    expect(await at.rows('SELECT 1 FROM stored_file WHERE created_by = $1', [at.viewer.accountId])).toEqual([]);
  });
});

describe('people in a list', () => {
  it('have names for a recipient and a purpose, which are kept', async () => {
    at.length = 2;
    const run = await at.service.begin(at.viewer, asked(NAMED));
    expect(await at.fileOf(run.id)).toEqual([
      'Number,Who,E-mail',
      '0,Maya Rivera,maya@example.org',
      '1,Room 12,maya@example.org',
    ]);
    expect(run).toMatchObject({ variant: 'names', recipient: 'County office', purpose: 'Audit' });
    const [entry] = await at.entries();
    expect(entry.detail).toMatchObject({ variant: 'names', recipient: 'County office', purpose: 'Audit' });
  });

  it('are asked about no one where the filters leave nobody, and no row has a name then', async () => {
    at.length = 2;
    const filtered = { columns: ['n', 'who', 'mail'], query: 'homeroom=none' };
    const run = await at.service.begin(at.viewer, asked(filtered));
    expect(run).toMatchObject({ variant: 'plain', recipient: null, purpose: null });
    // The list of this spec has somebody all the same.
    expect((await at.fileOf(run.id)).join()).not.toMatch(/Rivera|maya@/);
    const [entry] = await at.entries();
    expect(entry.detail).toMatchObject({ variant: 'plain', words: 'Homeroom: nobody' });
    const everybody = asked({ ...filtered, query: '' });
    await expect(at.service.begin(at.viewer, everybody)).rejects.toMatchObject({ status: 400 });
  });

  it('have the same pseudonym in every file; what only names them is left out', async () => {
    at.length = 2;
    const pseudonymous = asked({ ...NAMED, variant: 'pseudonyms' });
    const [first, second] = [
      await at.service.begin(at.viewer, pseudonymous),
      await at.service.begin(at.viewer, pseudonymous),
    ];
    const [head, row, other] = await at.fileOf(first.id);
    expect([head, row, other]).toEqual([
      'Number,Who,E-mail',
      expect.stringMatching(/^0,P-[0-9A-Z]{10},$/),
      '1,Room 12,',
    ]);
    expect(await at.fileOf(second.id)).toEqual([head, row, other]);
    // Nobody gets anything of it that could be disclosed.
    expect(first).toMatchObject({ variant: 'pseudonyms', recipient: null, purpose: null });
  });

  it.each([
    ['without saying how they appear', { variant: null }, 'variant'],
    ['without a recipient', { recipient: null }, 'recipient'],
    ['without a purpose', { purpose: null }, 'purpose'],
    ['with a column that is none', { columns: ['n', 'home'] }, 'columns.1'],
    ['with a column twice', { columns: ['n', 'n'] }, 'columns.1'],
    ['of no list', { list: 'salaries' }, 'list'],
    ['with a filter that is none', { query: 'name=Maya' }, 'name'],
  ])('are not exported %s', async (_, wrong, field) => {
    const refused = await at.service.begin(at.viewer, asked({ ...NAMED, ...wrong })).catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 400, errors: [{ field }] });
  });

  it('are named to nobody who may not take names along, and counted for everybody who may read the list', async () => {
    at.length = 2;
    const auditor = new Viewer(at.viewer.accountId, 'auditor', new Map([['device:read', 'all' as const]]));
    await expect(at.service.begin(auditor, asked(NAMED))).rejects.toMatchObject({ code: 'export.names-not-permitted' });
    let seen: SiteScope = [];
    at.onPage = (by) => Promise.resolve(void (seen = by.sitesFor('person:read')));
    await at.service.begin(auditor, asked({ ...NAMED, variant: 'pseudonyms' }));
    expect(seen).toBe('all');
    // With names: of those sites alone from which names may go.
    const partly = at.viewer.with([['person:read', 'all']]);
    await at.service.begin(partly, asked(NAMED));
    expect(seen).toEqual([at.here]);
    const helper = new Viewer(at.viewer.accountId, 'helper', new Map());
    await expect(at.service.begin(helper, asked())).rejects.toMatchObject({ code: 'export.not-permitted' });
  });
});

describe('rows about people whose names are left out', () => {
  const pupils = (also: Partial<AskedExport>): Promise<string[][]> =>
    at.service
      .begin(at.viewer, asked({ list: 'pupils', columns: ['n', 'who'], variant: 'pseudonyms', ...also }))
      .then(({ id }) => at.fileOf(id))
      .then(([, ...lines]) => lines.map((line) => line.split(',')));

  it('stand in the order of the pseudonyms, which is not that of the list', async () => {
    const people = Array.from({ length: 1_200 }, () => newId());
    at.length = 2_400;
    // Twice in the list, the second time on another page; the last is nobody.
    at.personOf = (n) => (n === 2_399 ? null : people[n % 1_200]);
    const rows = await pupils({});
    const codes = rows.map(([, who]) => who);
    expect(codes.at(-1)).toBe('Room 12');
    expect(codes.slice(0, -1)).toEqual(codes.slice(0, -1).sort());
    expect(new Set(codes).size).toBe(1_201);
    const entries = rows.map(([n]) => Number(n));
    expect([...entries].sort((a, b) => a - b)).toEqual(entries.map((_, n) => n));
    // Those of one person as they stand in the list.
    expect(entries.indexOf(7)).toBe(entries.indexOf(1_207) - 1);
    expect(await pupils({})).toEqual(rows);
    // Without a column that says anything of them too: a class list lies beside the file.
    expect((await pupils({ columns: ['n'], variant: null })).map(([n]) => Number(n))).toEqual(entries);
    expect((await pupils(NAMED)).map(([n]) => Number(n))).toEqual(entries.map((_, n) => n));
  });

  it('are not found by what says who they are', async () => {
    const refused = async (also: Partial<AskedExport>) => pupils(also).catch((error: unknown) => error);
    const told = (field: string) => ({ code: 'export.tells-who', details: { errors: [{ field }] } });
    expect(await refused({ query: 'homeroom=7B' })).toMatchObject(told('homeroom'));
    expect(await refused({ query: 'homeroom=7B', columns: ['n'], variant: null })).toMatchObject(told('homeroom'));
    expect(await refused({ query: 'homeroom=7B', list: 'entries' })).toMatchObject(told('homeroom'));
    expect(await refused({ query: 'homeroom=7B', ...NAMED })).toHaveLength(2);
    expect(await refused({ query: 'homeroom=7B', list: 'entries', columns: ['n'], variant: null })).toHaveLength(2);
  });
});

describe('whoever audits', () => {
  const auditorOf = (sites: SiteScope): Viewer =>
    new Viewer(at.viewer.accountId, 'auditor', new Map([['export:pseudonyms', sites]]));
  const people = (also: Partial<AskedExport> = {}): AskedExport =>
    asked({ ...NAMED, list: 'pupils', variant: 'pseudonyms', ...also });

  it('takes a list about people along with pseudonyms, of the own sites', async () => {
    let seen: SiteScope = [];
    at.onPage = (by) => Promise.resolve(void (seen = by.sitesFor('person:read')));
    const run = await at.service.begin(auditorOf([at.there]), people());
    expect(run).toMatchObject({ variant: 'pseudonyms', siteId: at.there, recipient: null });
    expect(seen).toEqual([at.there]);
    const own = await at.service.begin(at.viewer, asked({ ...NAMED, variant: 'pseudonyms' }));
    const file = await text((await at.service.file(auditorOf([at.there]), run.id)).stream);
    expect(file.trimEnd().split('\r\n')).toEqual(await at.fileOf(own.id));
    expect(file).not.toMatch(/Maya|Rivera/);
    await expect(at.service.file(auditorOf([at.here]), run.id)).rejects.toMatchObject({ code: 'export.not-permitted' });
  });

  it.each([
    ['with names', {}],
    ['with no word on people', { variant: null }],
    ['without its columns about people', { variant: null, columns: ['n'] }],
  ] as [string, Partial<AskedExport>][])('may not do so %s', async (_, also) => {
    const refused = at.service.begin(auditorOf('all'), people({ variant: 'names', ...also }));
    await expect(refused).rejects.toMatchObject({ code: 'export.names-not-permitted' });
  });

  it('gets no list that is of other things, which he may not read', async () => {
    const refused = at.service.begin(auditorOf('all'), asked({ ...NAMED, variant: 'pseudonyms' }));
    await expect(refused).rejects.toMatchObject({ code: 'export.not-permitted' });
    const nobody = new Viewer(at.viewer.accountId, 'helper', new Map([['scan:use', 'all' as const]]));
    await expect(at.service.begin(nobody, people())).rejects.toMatchObject({ code: 'export.not-permitted' });
  });
});

it('keeps a file for a week, and that it went out for ever', async () => {
  at.length = 2;
  const run = await at.service.begin(at.viewer, asked());
  const retention = at.test.app.get(ExportRetention);
  await retention.run();
  expect(await at.fileOf(run.id)).toHaveLength(3);
  expect(Date.parse(run.expiresAt!) - Date.parse(run.createdAt)).toBeGreaterThan(6.9 * 86_400_000);
  await at.rows(`UPDATE export_run SET expires_at = clock_timestamp() - interval '1 second' WHERE id = $1`, [run.id]);
  await expect(at.service.file(at.viewer, run.id)).rejects.toMatchObject({ code: 'export.expired' });
  await retention.run();
  expect(await at.files()).not.toContain(run.fileId);
  expect((await at.look(run.id)).purgedAt).not.toBeNull();
  await expect(at.service.file(at.viewer, run.id)).rejects.toMatchObject({ code: 'export.expired' });
  const { database } = at.test.database;
  await expect(database.transaction((tx) => tx.execute('DELETE FROM export_run'))).rejects.toThrow();
  await expect(database.transaction((tx) => tx.execute(`UPDATE pseudonym_key SET key = key`))).rejects.toThrow();
});

it('is refused by the database itself when names would go out to nobody', async () => {
  at.length = 2;
  const { id } = await at.service.begin(at.viewer, asked(NAMED));
  const change = at.rows('UPDATE export_run SET recipient = NULL, purpose = NULL WHERE id = $1', [id]);
  await expect(change).rejects.toThrow('ck_export_run_disclosed');
});

it('is given only to whoever reaches all that it was made from: no token that is narrower, nobody who lost a site', async () => {
  at.length = 2;
  const run = await at.service.begin(at.viewer, asked(NAMED));
  await expect(at.service.file(at.viewer.with([['device:read', []]]), run.id)).rejects.toMatchObject({
    code: 'export.not-permitted',
  });
  await expect(at.service.file(at.viewer.with([['device:read', [at.there]]]), run.id)).rejects.toMatchObject({
    code: 'export.not-permitted',
  });
  await expect(at.service.file(at.viewer.with([['export:people', []]]), run.id)).rejects.toMatchObject({
    code: 'export.names-not-permitted',
  });
  await expect(
    at.service.file(
      at.viewer.with([
        ['person:read', 'all'],
        ['export:people', [at.there]],
      ]),
      run.id,
    ),
  ).rejects.toMatchObject({ code: 'export.not-permitted' });
  expect((await at.service.file(at.viewer.with([['device:read', 'all']]), run.id)).run.id).toBe(run.id);
});

it('is no way to take everything along by a program', async () => {
  at.length = 0;
  const { id } = await at.service.begin(at.viewer, asked());
  await at.rows(
    `INSERT INTO export_run (list, query, columns, format, variant, language, account_id, rights, file_id, row_count, expires_at)
     SELECT list, query, columns, format, variant, language, account_id, rights, file_id, row_count, expires_at
     FROM export_run, generate_series(1, 119) WHERE id = $1`,
    [id],
  );
  await expect(at.service.begin(at.viewer, asked())).rejects.toMatchObject({ code: 'export.too-many' });
});

it("belongs to its account: somebody else's is not at.there", async () => {
  at.length = 2;
  const run = await at.service.begin(at.viewer, asked());
  const other = new Viewer(await at.given.account(), 'other', new Map([['device:read', 'all' as const]]));
  await expect(at.service.find(other, run.id)).rejects.toMatchObject({ code: 'export.not-found' });
  await expect(at.service.file(other, run.id)).rejects.toMatchObject({ code: 'export.not-found' });
  await expect(at.service.cancel(other, run.id)).rejects.toMatchObject({ code: 'export.not-found' });
  expect((await at.service.list(other, { limit: 10 })).items).toEqual([]);
});
