import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eraseDistrict } from '@app/backups';
import type { Erased, ErasureCertificate, EraseOrder } from '@app/backups';
import { Database, openDatabase, Settings } from '@app/platform';
import type { OpenedDatabase } from '@app/platform';
import { prepare } from '../../database/migrate.js';
import { using } from '../support/bare-machine.js';
import { Given } from '../support/given.js';

// A cluster of its own, as an installation has it, and every migration.
jest.setTimeout(120_000);

const NAME = 'Quetzalina';
let dataDir: string;
let folder: string;
let settings: Settings;
let target: OpenedDatabase;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cubby-own-'));
  folder = await mkdtemp(join(tmpdir(), 'cubby-own-paper-'));
  // Or Postgres, who is somebody else, gets a place that outlives the test.
  await chmod(dataDir, 0o755);
  settings = Settings.from({ DATA_DIR: dataDir });
  target = await openDatabase(settings);
  await prepare(target);
  await using(target.appUrl, async (db) => {
    const given = new Given(db);
    await given.district();
    await given.person(await given.site('LHS'), { name: [NAME, 'Rivera'] });
  });
  await mkdir(join(dataDir, 'backups'));
  await mkdir(join(dataDir, 'files', 'photo'), { recursive: true });
  for (const path of ['files/photo/x', 'backups/cubby-2026-11-26T010000Z.tar.part', 'erasing.json.part'])
    await writeFile(join(dataDir, path), `of ${NAME}`);
});
afterEach(async () => {
  await target.stop();
  await rm(dataDir, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

const erase = (more: Partial<EraseOrder> = {}): Promise<Erased> =>
  eraseDistrict({
    ...{ ownerUrl: target.ownerUrl, server: target.server, settings, folder, by: 'Dana Whitfield' },
    ...{ district: 'Test Unified', withoutBackup: true, backupsToo: false },
    ...more,
  });

/** Files with the name in them, as anybody would look for it. */
function named(): string[] {
  try {
    return execFileSync('grep', ['-rla', NAME, dataDir], { encoding: 'utf8' }).trim().split('\n');
  } catch (error) {
    if ((error as { status: number }).status === 1) return [];
    throw error;
  }
}

it('leaves no name on the disk: tables, write-ahead log, files', async () => {
  expect(named().some((path) => path.includes('pg_wal'))).toBe(true);
  const { certificate, pdf } = await erase();
  expect(named()).toEqual([]);
  expect(certificate).toMatchObject({ state: 'erased', server: 'own' });
  expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await readdir(dataDir)).sort()).toEqual(['backups', 'postgres']);
  // What starts afterwards finds an empty installation.
  target = await openDatabase(settings);
  await expect(erase()).rejects.toMatchObject({ code: 'erase.nothing-there' });
});

it('goes on where it was cut off', async () => {
  const server = target.server!;
  const killed = {
    refuseOthers: () => server.refuseOthers(),
    remove: () => Promise.reject(new Error('killed before')),
  };
  await expect(erase({ server: killed })).rejects.toThrow('killed before');
  const later = {
    refuseOthers: () => server.refuseOthers(),
    remove: () => server.remove().then(() => Promise.reject(new Error('killed after'))),
  };
  await expect(erase({ server: later })).rejects.toThrow('killed after');
  expect(named().map((path) => path.replace(dataDir, ''))).toContain('/files/photo/x');
  target = await openDatabase(settings);
  await expect(erase({ district: 'Another Unified' })).rejects.toMatchObject({ code: 'erase.wrong-district' });
  const { certificate, json } = await erase();
  expect(certificate.tables.find(({ name }) => name === 'public.person')).toMatchObject({ rows: 1 });
  expect((JSON.parse(await readFile(json, 'utf8')) as ErasureCertificate).state).toBe('erased');
  expect(named()).toEqual([]);
});

it('a server of which half is deleted is no server: the next start deletes the rest', async () => {
  await target.stop();
  await mkdir(join(dataDir, 'postgres', 'data.removed'));
  await writeFile(join(dataDir, 'postgres', 'data.removed', '0001'), NAME);
  target = await openDatabase(settings);
  expect(await readdir(join(dataDir, 'postgres'))).not.toContain('data.removed');
});

it('refuses while another process works in the same server, and deletes nothing', async () => {
  const other = await openDatabase(settings, { name: 'cubby_other' });
  try {
    await expect(erase()).rejects.toMatchObject({ code: 'database.cluster-in-use' });
  } finally {
    await other.stop();
  }
  const db = await Database.connect(target.appUrl);
  expect(await db.read.query('SELECT count(*)::int AS n FROM person')).toEqual([{ n: 1 }]);
  await db.close();
  expect(await readdir(dataDir)).toEqual(expect.arrayContaining(['files']));
});
