import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { strFromU8, unzipSync } from 'fflate';
import type { Settings } from '@app/platform';
import { JobRegistry, StoredFiles } from '@app/platform';
import { RosterRetention } from './roster-retention.js';
import type { RosterRun } from './roster-run.js';
import { RosterUploadService } from './roster-upload.service.js';
import type { Given } from '../rosters.test-support.js';
import {
  aStudent,
  bring,
  check,
  givenRosters,
  numbersOf,
  oneRoster,
  packageOf,
  peopleOf,
  rowsOf,
} from '../rosters.test-support.js';

let given: Given;
beforeEach(async () => {
  given = await givenRosters();
});
afterEach(() => given.close());

async function keptUsers(): Promise<string> {
  const names = await readdir(join(given.folder, 'files/roster'));
  expect(names).toHaveLength(1);
  const kept = unzipSync(await readFile(join(given.folder, 'files/roster', names[0])));
  expect(Object.keys(kept)).toEqual(['orgs.csv', 'users.csv']);
  return strFromU8(kept['users.csv']);
}

const many = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => aStudent(from + n));
const count = async (table: string): Promise<unknown> =>
  (await given.test.asSuperuser(`SELECT count(*)::int AS n FROM ${table}`))[0].n;

it('makes people, finds them again, and changes what the roster owns', async () => {
  const first = await bring(given, oneRoster([aStudent(1), aStudent(2, { org: 'org-ms', grade: '7' })]));
  expect(numbersOf(first)).toEqual([2, 0, 0, 0, 0, 0]);
  expect(await peopleOf(given)).toMatchObject([
    {
      number: '70001',
      name: 'Maya Rivera1',
      kind: 'student',
      grade: '9',
      site: '005',
      sites: ['005'],
      state: 'active',
    },
    { number: '70002', grade: '7', site: 'WMS' },
  ]);
  expect(numbersOf(await bring(given, oneRoster([aStudent(1), aStudent(2, { org: 'org-ms', grade: '7' })])))).toEqual([
    0, 0, 2, 0, 0, 0,
  ]);
  const changed = await bring(
    given,
    oneRoster([aStudent(1, { grade: '10' }), aStudent(2, { name: ['Mia', 'Rivera'] })]),
  );
  expect(numbersOf(changed)).toEqual([0, 2, 0, 0, 0, 0]);
  expect((await rowsOf(given, changed)).map(({ changes }) => changes)).toEqual([
    [{ field: 'grade', from: '9', to: '10' }],
    expect.arrayContaining([
      { field: 'givenName', from: 'Maya', to: 'Mia' },
      { field: 'grade', from: '7', to: '9' },
      { field: 'site', from: 'WMS', to: '005' },
    ]),
  ]);
  expect(
    await given.test.asSuperuser(
      'SELECT f.code AS "from", t.code AS "to" FROM roster_move m JOIN site f ON f.id = m.from_site_id JOIN site t ON t.id = m.to_site_id',
    ),
  ).toEqual([{ from: 'WMS', to: '005' }]);
});

it('keeps nothing of passwords: not in the file, not in a table', async () => {
  const run = await bring(given, oneRoster([aStudent(1)]));
  expect(await keptUsers()).not.toContain('hunter2');
  expect(run.files[1].unread).toContain('password');
  expect(JSON.stringify(await given.test.asSuperuser('SELECT * FROM roster_record'))).not.toContain('hunter2');
});

it.each([
  ['a comma that is not quoted', 'Rivera3,', 'Rivera, Jr,', 'record-too-many-cells', 'stu-3'],
  ['a comma too few', 'Maya,Rivera3,,', 'Maya,Rivera3,', 'record-too-few-cells', null],
  ['a quotation mark in the wrong place', 'Maya,Rivera3', '"Ma"ya","Rivera3"', 'record-quotes', null],
])('refuses a line with %s, and keeps none of its cells', async (_, from, to, code, key) => {
  const files = oneRoster([aStudent(1), aStudent(2), aStudent(3)]);
  const run = await bring(given, { ...files, 'users.csv': files['users.csv'].replace(from, to) });
  expect(numbersOf(run)).toEqual([2, 0, 0, 0, 0, 1]);
  expect((await rowsOf(given, run)).at(-1)).toMatchObject({ line: 4, key, outcome: 'refuse', problems: [{ code }] });
  const kept = await keptUsers();
  expect(kept).not.toContain('hunter2');
  expect(kept).not.toContain('70003');
});

it('refuses all lines when the header lacks a name, and keeps no password of them', async () => {
  const files = oneRoster([aStudent(1)]);
  const run = await check(given, { ...files, 'users.csv': files['users.csv'].replace(',middleName', '') });
  expect((await rowsOf(given, run)).map(({ outcome }) => outcome)).toEqual(['refuse']);
  expect(await keptUsers()).not.toContain('hunter2');
});

it('a file that ends in the middle of a line changes nothing of whom that line is about', async () => {
  const files = oneRoster([aStudent(1), aStudent(2, { grade: '10' })]);
  await bring(given, files);
  const cut = files['users.csv'].slice(0, -'0,hunter2\n'.length);
  expect(cut.endsWith(',1')).toBe(true);
  const run = await check(given, { ...files, 'users.csv': cut });
  expect((await rowsOf(given, run)).find(({ line }) => line === 3)).toMatchObject({
    outcome: 'refuse',
    problems: [{ code: 'record-cut-off' }],
  });
  await given.importer.run(given.viewer, run.id);
  expect(await peopleOf(given)).toMatchObject([{ grade: '9' }, { grade: '10', state: 'active' }]);
});

it('asks about whom a bulk file does not have, and withdraws nobody', async () => {
  await bring(given, oneRoster(many(0, 20)));
  const run = await bring(given, oneRoster(many(2, 20)));
  expect(numbersOf(run)).toEqual([0, 0, 18, 0, 2, 0]);
  expect((await peopleOf(given)).filter(({ state }) => state === 'active')).toHaveLength(20);
  expect(await count('roster_question')).toBe(2);
  // Asked once, however often they are missing; closed when they are there again.
  expect(numbersOf(await bring(given, oneRoster(many(2, 20))))).toEqual([0, 0, 18, 0, 0, 0]);
  await bring(given, oneRoster(many(0, 20)));
  expect(await given.test.asSuperuser('SELECT DISTINCT state FROM roster_question')).toEqual([{ state: 'closed' }]);
});

it.each([
  ['60 % fewer', 8],
  ['nobody', 0],
])('stops at %s', async (_, left) => {
  await bring(given, oneRoster(many(0, 20)));
  const run = await check(given, oneRoster(many(0, left)));
  expect(run).toMatchObject({ state: 'stopped', guard: { before: 20, leaving: 20 - left, number: 20 - left } });
  await expect(given.importer.run(given.viewer, run.id)).rejects.toMatchObject({ code: 'roster.state-conflict' });
  expect(await count('roster_question')).toBe(0);
  await expect(
    given.importer.rosters.approve(given.viewer, run.id, { version: run.version, number: 3 }),
  ).rejects.toMatchObject({
    code: 'roster.number-wrong',
  });
  const approved = await given.importer.rosters.approve(given.viewer, run.id, {
    version: run.version,
    number: 20 - left,
  });
  const done = await given.importer.work(run.id, approved.jobRunId!);
  expect(done).toMatchObject({ state: 'done', approvedNumber: 20 - left, approverName: 'Ada' });
  expect((await peopleOf(given)).filter(({ state }) => state === 'active')).toHaveLength(20);
  expect(await count('roster_question')).toBe(20 - left);
});

it('withdraws whom a delta deletes, and takes them back when they return', async () => {
  await bring(given, oneRoster(many(0, 20)));
  const gone = await bring(given, oneRoster([aStudent(1)], 'tobedeleted'));
  expect(numbersOf(gone)).toEqual([0, 0, 0, 1, 0, 0]);
  expect(await rowsOf(given, gone)).toMatchObject([{ file: 'users', line: 2, outcome: 'withdraw' }]);
  expect((await peopleOf(given))[1]).toMatchObject({ number: '70001', state: 'withdrawn' });
  expect(numbersOf(await bring(given, oneRoster([aStudent(1), aStudent(2, { grade: '11' })], 'active')))).toEqual([
    0, 2, 0, 0, 0, 0,
  ]);
  expect((await peopleOf(given)).slice(1, 3)).toMatchObject([{ state: 'active' }, { grade: '11' }]);
});

it('old rosters lose their rows and their file, and what they came to stays', async () => {
  const old = await bring(given, oneRoster(many(0, 3)));
  const fresh = await bring(given, oneRoster(many(0, 4)));
  await given.test.asSuperuser(`UPDATE roster_run SET created_at = created_at - interval '31 days' WHERE id = $1`, [
    old.id,
  ]);
  const settings = { DATA_DIR: given.folder } as Settings;
  const { sources } = given.importer;
  await new RosterRetention(given.test.database, settings, new StoredFiles(settings), sources, new JobRegistry()).run();
  expect(await readdir(join(given.folder, 'files/roster'))).toEqual([fresh.fileId]);
  expect((await rowsOf(given, old)).length).toBe(0);
  expect((await rowsOf(given, fresh)).length).toBe(4);
  expect(await given.importer.rosters.find(old.id)).toMatchObject({ state: 'done', result: { create: 3 } });
});

it('an upload of files one by one is refused by the one that makes them too many bytes, and nothing of it stays', async () => {
  const { viewer, sourceId, folder } = given;
  const service = new RosterUploadService(new StoredFiles({ DATA_DIR: folder } as Settings), given.importer.rosters);
  const megabytes = (n: number) => Readable.from(Array.from({ length: n }, () => Buffer.alloc(1_048_576, 'a')));
  const upload = service.upload(viewer, async (keep) => {
    await keep({ fileName: 'users.csv', stream: megabytes(120) });
    await keep({ fileName: 'orgs.csv', stream: megabytes(81) });
    return sourceId;
  });
  await expect(upload).rejects.toMatchObject({ status: 413, message: 'The file orgs.csv is too large' });
  expect(await readdir(join(folder, 'files/roster-raw'))).toEqual([]);
});

it.each(['command', 'folder'] as const)(
  'the same files by the %s once more are looked at anew: answers given meanwhile count',
  async (cameBy) => {
    const files = oneRoster([...many(0, 3), ...many(3, 9).map((one) => ({ ...one, org: 'org-new' }))]);
    const come = async (): Promise<RosterRun> => {
      const way = { cameBy, unattended: cameBy === 'folder', queued: false };
      const { id, jobRunId } = await given.importer.rosters.take(given.viewer, given.sourceId, packageOf(files), way);
      return given.importer.work(id, jobRunId!);
    };
    const first = await come();
    expect(first.state).toBe('checked');
    expect(numbersOf(first)).toEqual([3, 0, 0, 0, 0, 6]);
    await given.test.asSuperuser(
      `INSERT INTO roster_org_site (source_id, org_id, site_id) SELECT $1, 'org-new', id FROM site WHERE code = 'WMS'`,
      [given.sourceId],
    );
    const again = await come();
    expect(again).toMatchObject({ id: first.id, state: cameBy === 'folder' ? 'done' : 'checked' });
    expect(numbersOf(again)).toEqual([9, 0, 0, 0, 0, 0]);
  },
);
