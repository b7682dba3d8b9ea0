import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Settings } from '@app/platform';
import { JobRegistry, StoredFiles } from '@app/platform';
import { rosterChecks } from './roster-health.js';
import { RosterWatch } from './roster-watch.js';
import type { Given } from '../rosters.test-support.js';
import { aStudent, givenRosters, oneRoster, peopleOf } from '../rosters.test-support.js';

let given: Given;
let watch: RosterWatch;
let folder: string;
beforeEach(async () => {
  given = await givenRosters();
  const settings = { DATA_DIR: given.folder } as Settings;
  const { sources, rosters } = given.importer;
  watch = new RosterWatch(settings, new StoredFiles(settings), sources, rosters, new JobRegistry());
  folder = join(given.folder, 'rosters/sis');
  await watch.look(given.sourceId, 'sis');
});
afterEach(() => given.close());

/** Lies there long enough. */
const look = () => watch.look(given.sourceId, 'sis', Date.now() + 61_000);
const zipOf = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

/** Does what the jobs of the queue would do. */
async function worked(): Promise<void> {
  const { items } = await given.importer.rosters.list({ limit: 10 });
  for (const { id, state, jobRunId } of items) if (state === 'checking') await given.importer.work(id, jobRunId!);
}

it.each([
  ['a zip file', async () => writeFile(join(folder, 'night.zip'), zipOf(oneRoster([aStudent(1)])))],
  [
    'a zip file with a folder in it',
    async () =>
      writeFile(
        join(folder, 'n.zip'),
        zipOf(
          Object.fromEntries(Object.entries(oneRoster([aStudent(1)])).map(([name, text]) => [`export/${name}`, text])),
        ),
      ),
  ],
  [
    'a folder',
    async () => {
      await mkdir(join(folder, 'night'));
      for (const [name, text] of Object.entries(oneRoster([aStudent(1)])))
        await writeFile(join(folder, 'night', name), text);
    },
  ],
  [
    'loose files',
    async () => {
      for (const [name, text] of Object.entries(oneRoster([aStudent(1)]))) await writeFile(join(folder, name), text);
    },
  ],
])('takes %s, runs it by itself, and leaves it without passwords', async (_, lay) => {
  await lay();
  await watch.look(given.sourceId, 'sis');
  expect((await given.importer.rosters.list({ limit: 10 })).items).toEqual([]);
  await look();
  await worked();
  expect(await peopleOf(given)).toMatchObject([{ number: '70001' }]);
  expect((await given.importer.rosters.list({ limit: 10 })).items).toMatchObject([
    { state: 'done', cameBy: 'folder', unattended: true, accountName: null },
  ]);
  expect(await readdir(folder)).toEqual(['done', 'refused']);
  const [kept] = await readdir(join(folder, 'done'));
  expect((await readFile(join(folder, 'done', kept))).includes('hunter2')).toBe(false);
});

it('keeps of what it cannot read a run that failed and the reason, and nothing of its files', async () => {
  const half = zipOf(oneRoster([aStudent(1)])).subarray(0, 100);
  await writeFile(join(folder, 'half.zip'), half);
  await writeFile(join(folder, 'lunch.csv'), 'menu,price\nsoup,2\n');
  await mkdir(join(folder, 'night/export'), { recursive: true });
  await writeFile(join(folder, 'night/export/users.csv'), 'sourcedId,password\nstu-1,hunter2\n');
  await look();
  expect(await readdir(folder)).toEqual(['done', 'refused']);
  const runs = (await given.importer.rosters.list({ limit: 10 })).items;
  const failed = { state: 'failed', cameBy: 'folder', unattended: true, fileId: null, dialect: null };
  expect(runs.sort((a, b) => a.fileName.localeCompare(b.fileName))).toMatchObject([
    { ...failed, fileName: 'files', failure: { code: 'roster.not-recognised', details: { files: ['lunch'] } } },
    { ...failed, fileName: 'half.zip', byteSize: 100, failure: { code: 'archive.damaged' } },
    { ...failed, fileName: 'night', byteSize: 33, failure: { code: 'roster.column-missing' } },
  ]);
  const notes = await readdir(join(folder, 'refused'));
  expect(notes.map((name) => name.replace(/^[\dTZ-]+-/, '')).sort()).toEqual([
    'files.txt',
    'half.zip.txt',
    'night.txt',
  ]);
  const note = async (end: string) =>
    readFile(
      join(
        folder,
        'refused',
        notes.find((name) => name.endsWith(end))!,
      ),
      'utf8',
    );
  expect(await note('half.zip.txt')).toContain('archive.damaged');
  expect(await note('half.zip.txt')).toContain(createHash('sha256').update(half).digest('hex'));
  expect(await note('night.txt')).toContain('night/export/users.csv: 33 bytes');
  expect(await note('night.txt')).not.toContain('hunter2');
  await expect(given.importer.rosters.check(given.viewer, runs[0].id)).rejects.toMatchObject({
    code: 'roster.state-conflict',
  });
});

it('refuses a package with two tables of one name', async () => {
  const files = oneRoster([aStudent(1)]);
  await writeFile(join(folder, 'a.zip'), zipOf({ ...files, 'old/users.csv': files['users.csv'] }));
  await look();
  expect((await given.importer.rosters.list({ limit: 10 })).items).toMatchObject([
    { state: 'failed', failure: { code: 'roster.file-twice', details: { file: 'users.csv' } } },
  ]);
});

it('leaves the files of a source that was switched off meanwhile', async () => {
  await given.test.asSuperuser('UPDATE roster_source SET active = false');
  await writeFile(join(folder, 'night.zip'), zipOf(oneRoster([aStudent(1)])));
  await expect(look()).rejects.toMatchObject({ code: 'roster.source-off' });
  expect(await readdir(folder)).toContain('night.zip');
});

it('says aloud that the newest one did not go in, until one does', async () => {
  const heard = async () => ({
    held: (await given.importer.sources.get(given.sourceId)).held?.state ?? null,
    problems: (await rosterChecks(given.test.database.read, given.folder)).filter(({ level }) => level === 'problem')
      .length,
  });
  const deliver = async (name: string, text: Uint8Array) => {
    await writeFile(join(folder, name), text);
    await look();
    await worked();
  };
  const good = oneRoster([aStudent(1), aStudent(2)]);
  await deliver('a.zip', zipOf(good));
  expect(await heard()).toEqual({ held: null, problems: 0 });
  await deliver('b.zip', zipOf(good).subarray(0, 100));
  expect(await heard()).toEqual({ held: 'failed', problems: 1 });
  await deliver('c.zip', zipOf(good));
  expect(await heard()).toEqual({ held: null, problems: 0 });
  // Two of three lines are refused: nothing stops it, but it is no roster any more.
  await deliver('d.zip', zipOf({ ...good, 'users.csv': good['users.csv'].replaceAll(',student,', ',passenger,') }));
  expect(await heard()).toEqual({ held: 'checked', problems: 1 });
  const [{ id }] = (await given.importer.rosters.list({ limit: 1 })).items;
  await given.importer.rosters.cancel(id);
  expect(await heard()).toEqual({ held: null, problems: 0 });
});

it('says where a roster lies that nobody takes', async () => {
  const problems = async () =>
    (await rosterChecks(given.test.database.read, given.folder)).filter(({ level }) => level === 'problem');
  const other = join(given.folder, 'rosters/sjs');
  await mkdir(join(other, 'done'), { recursive: true });
  await writeFile(join(folder, 'night.zip'), 'taken at the next look');
  await given.test.asSuperuser('UPDATE roster_source SET watched = true');
  expect(await problems()).toEqual([]);
  await writeFile(join(other, 'night.zip'), 'by nobody');
  expect(await problems()).toMatchObject([{ text: expect.stringContaining(other) as string }]);
});

it('a file that lost most students waits for somebody', async () => {
  const students = Array.from({ length: 20 }, (_, n) => aStudent(n));
  await writeFile(join(folder, 'a.zip'), zipOf(oneRoster(students)));
  await look();
  await worked();
  await writeFile(join(folder, 'b.zip'), zipOf(oneRoster(students.slice(0, 8))));
  await look();
  await worked();
  expect((await given.importer.rosters.list({ limit: 10 })).items[0]).toMatchObject({
    state: 'stopped',
    guard: { number: 12 },
  });
  expect((await peopleOf(given)).filter(({ state }) => state === 'active')).toHaveLength(20);
});

it('what an upload left whose server was killed goes within minutes, and one that is under way stays', async () => {
  const raw = join(given.folder, 'files/roster-raw');
  await mkdir(raw, { recursive: true });
  for (const name of ['left', 'under-way']) await writeFile(join(raw, name), 'password');
  const before = new Date(Date.now() - 16 * 60_000);
  await utimes(join(raw, 'left'), before, before);
  await watch.run();
  expect(await readdir(raw)).toEqual(['under-way']);
});
