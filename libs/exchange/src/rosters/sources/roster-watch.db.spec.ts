import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Settings } from '@app/platform';
import { JobRegistry, StoredFiles } from '@app/platform';
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

it('lays aside what it cannot read, with the reason', async () => {
  await writeFile(join(folder, 'half.zip'), zipOf(oneRoster([aStudent(1)])).subarray(0, 100));
  await writeFile(join(folder, 'lunch.csv'), 'menu,price\nsoup,2\n');
  await look();
  expect((await given.importer.rosters.list({ limit: 10 })).items).toEqual([]);
  const names = await readdir(join(folder, 'refused'));
  expect(names.map((name) => name.replace(/^[\dTZ-]+-/, '')).sort()).toEqual([
    'files',
    'files.txt',
    'half.zip',
    'half.zip.txt',
  ]);
  const reason = names.find((name) => name.endsWith('half.zip.txt'))!;
  expect(await readFile(join(folder, 'refused', reason), 'utf8')).toContain('archive.damaged');
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
