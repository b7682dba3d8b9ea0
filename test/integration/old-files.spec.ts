import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { exportAll, takeBackup } from '@app/backups';
import { Importer } from '@app/exchange';
import type { Settings } from '@app/platform';
import { JobRegistry, StoredFiles } from '@app/platform';
import type { Given } from '../../libs/exchange/src/rosters/rosters.test-support.js';
import { aStudent, bring, givenRosters, oneRoster } from '../../libs/exchange/src/rosters/rosters.test-support.js';
import { RosterRetention } from '../../libs/exchange/src/rosters/runs/roster-retention.js';
import type { RestoreMachine } from '../support/backed-up.js';
import { restoreMachine } from '../support/backed-up.js';
import { using } from '../support/bare-machine.js';

let given: Given;
let machine: RestoreMachine;
let files: StoredFiles;
let importer: Importer;
beforeEach(async () => {
  given = await givenRosters();
  machine = await restoreMachine();
  files = new StoredFiles(settings());
  importer = new Importer(given.test.database, settings());
});
afterEach(async () => {
  await given.close();
  await machine.gone();
});

const settings = (): Settings => ({ DATA_DIR: given.folder }) as Settings;
const upload = async (content: string): Promise<string> => {
  const stream = Readable.from([Buffer.from(content)]);
  return (await importer.upload(given.viewer, 'devices', { fileName: 'devices.csv', stream })).fileId;
};
const retention = async (): Promise<void> => {
  const { sources } = given.importer;
  await new RosterRetention(given.test.database, settings(), files, sources, new JobRegistry()).run();
  await importer.retention.purge();
};

/** The ids of what is missing, in a backup and in an export of everything. */
async function missing(): Promise<{ backup: string[]; exported: number; kept: number }> {
  const { test, folder } = given;
  const path = join(folder, `${Math.random()}.tar`);
  const { manifest } = await takeBackup(test.database, { path, dataDir: folder });
  await machine.restore(path);
  const kept = manifest.files.filter((file) => file.path.startsWith('files/')).length;
  const exported = await exportAll(test.database, join(folder, 'all.zip'), folder);
  return { backup: manifest.filesMissing, exported: exported.filesMissing, kept };
}

it('files whose time is over are missing nowhere: the record says when they went', async () => {
  const old = await bring(given, oneRoster([aStudent(1)]));
  const uploaded = await upload('Asset Tag,Serial\nA-1,S-1\n');
  const age = `created_at = created_at - interval '31 days'`;
  await given.test.asSuperuser(`UPDATE roster_run SET ${age}`);
  await given.test.asSuperuser(`UPDATE import_run SET ${age}`);
  await bring(given, oneRoster([aStudent(1), aStudent(2)]));
  await upload('Asset Tag,Serial\nA-2,S-2\n');
  await retention();
  await retention();
  expect(await missing()).toEqual({ backup: [], exported: 0, kept: 2 });
  await using(machine.appUrl, async (db) => {
    const gone = await db.read.query(`SELECT id FROM stored_file WHERE removed_at IS NOT NULL ORDER BY id`);
    expect(gone).toEqual([{ id: old.fileId }, { id: uploaded }]);
  });
  for (const id of [old.fileId!, uploaded])
    await expect(files.open(given.test.database.read, id)).rejects.toMatchObject({
      code: 'file.removed',
      details: { fileId: id, removedAt: expect.any(String) as string },
    });
});

it('a file that somebody else took away is missing, and said to be', async () => {
  const fileId = await upload('Asset Tag,Serial\nA-1,S-1\n');
  await rm(join(given.folder, 'files/import', fileId));
  await retention();
  expect(await missing()).toEqual({ backup: [`files/import/${fileId}`], exported: 1, kept: 0 });
  await expect(files.open(given.test.database.read, fileId)).rejects.toMatchObject({ code: 'file.missing' });
});

it('a server that was killed between the record and the bytes leaves nothing for good', async () => {
  const fileId = await upload('Asset Tag,Serial\nA-1,S-1\n');
  const { database } = given.test;
  await database.transaction((tx) => files.retire(tx, [fileId]));
  expect(await files.sweep(database.read, new Date(Date.now() - 60_000))).toBe(0);
  expect(await files.sweep(database.read, new Date(Date.now() + 60_000))).toBe(1);
  expect(await missing()).toEqual({ backup: [], exported: 0, kept: 0 });
});
