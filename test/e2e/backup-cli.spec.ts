import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BareMachine } from '../support/bare-machine.js';
import { bareMachine, tableHashes } from '../support/bare-machine.js';
import type { CliAnswer } from '../support/cli-process.js';
import { CLI, cubby } from '../support/cli-process.js';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import { Given } from '../support/given.js';
import { ready, spawnServer } from '../support/server-process.js';
import type { TestAccount } from '../support/sign-in.js';
import { accountAs, signIn } from '../support/sign-in.js';
import { until } from '../support/until.js';

// Each of these starts several processes.
jest.setTimeout(240_000);

let folder: string;
let database: TestDatabase;
let account: TestAccount;
let machine: BareMachine;
let file: string;

const settingsOf = (place: { appUrl: string; ownerUrl: string }, dataDir: string): Record<string, string> => ({
  DATABASE_URL: place.appUrl,
  DATABASE_OWNER_URL: place.ownerUrl,
  DATA_DIR: dataDir,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-backup-cli-'));
  // Or Postgres, who is somebody else, gets a place that outlives the test.
  await chmod(folder, 0o755);
  database = await testDatabase();
  const given = new Given(database.database);
  await given.district();
  const site = await given.site('LHS');
  await given.device(site);
  await given.person(site);
  account = await accountAs(database.database, 'it-admin', null);
  const taken = await cubby(settingsOf(database, folder), ['backup', '--to', join(folder, 'district.tar')]);
  expect(taken).toMatchObject({ code: 0, err: '' });
  expect(taken.out).toContain('Backed up Test Unified as of 20');
  expect(taken.out).toContain('It is not encrypted');
  file = join(folder, 'district.tar');
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => void (machine = await bareMachine()));
afterEach(() => machine.gone());

it('a lost machine is there again by one command, and its people sign in', async () => {
  const settings = settingsOf(machine, machine.dataDir);
  const restored = await cubby(settings, ['restore', file]);
  expect(restored).toMatchObject({ code: 0, err: '' });
  expect(restored.out).toContain('Every table has the checksum of the backup, and the ledger is whole: 1 devices');
  expect(restored.out).toMatch(
    /^0 sessions were ended. Accounts are those of \d{4}-\d\d-\d\d: whoever was disabled since/m,
  );
  expect(await machine.owner(tableHashes)).toEqual(await tableHashes(database.database));
  const server = await spawnServer(settings);
  await ready(server);
  expect(await signIn(server.url, account, server.url.replace('127.0.0.1', 'localhost'))).toMatch(/^[\w-]+=./);
  server.process.kill('SIGTERM');
  expect(await server.exited).toBe(0);
  const again = await cubby(settings, ['restore', file]);
  expect(again).toMatchObject({ code: 1 });
  expect(again.err).toContain(
    'The database is not empty (the table district has rows), and a restore never overwrites.',
  );
  expect(again.err).not.toMatch(/\n\s+at /);
});

it('a district leaves: everything in open formats, then nothing here, and a paper that says so', async () => {
  const settings = settingsOf(machine, machine.dataDir);
  expect(await cubby(settings, ['restore', file])).toMatchObject({ code: 0 });
  const erase = (name: string, ...more: string[]): Promise<CliAnswer> =>
    cubby(settings, ['erase', '--by', 'Dana Whitfield', '--certificate', join(folder, 'paper'), ...more], name);
  expect((await erase('Test Unified\n')).err).toContain('No backup of the last 24 hours lies in the folder of backups');
  const exported = await cubby(settings, ['export-all', '--to', join(folder, 'all.zip')]);
  expect(exported).toMatchObject({ code: 0, err: '' });
  expect(exported.out).toContain('has names of students in it');
  const refused = await erase('');
  expect(refused.out).toContain("archives of it, replicas and backups are its owner's to remove");
  expect(refused.err).toBe('No name was typed. Nothing was erased.\n');
  expect((await erase('Another Unified\n')).err).toContain('That is not the name of the district');
  expect((await erase('Test Unified\n')).err).toContain('show the file of a backup or an export');
  const erased = await erase('Test Unified\n', '--taken', join(folder, 'all.zip'));
  expect(erased).toMatchObject({ code: 0, err: '' });
  expect(erased.out).toMatch(/^Erased Test Unified: \d+ rows, 0 files\.$/m);
  expect((await readdir(join(folder, 'paper'))).map((name) => name.replace(/.*\./, ''))).toEqual(['json', 'pdf']);
  expect((await erase('Test Unified\n')).err).toContain('There is no district in this database');
  const doctor = await cubby(settings, ['doctor']);
  expect(doctor).toMatchObject({ code: 1, err: expect.stringMatching(/^\n?\w+ problems? found\.\n$/) as string });
  // Of a database without tables the server's findings (the one of the tests may lose scans) and that it is empty.
  const problems = doctor.out.split('\n').filter((line) => line.startsWith('PROBLEM') && !line.includes('fsync'));
  expect(problems).toEqual([
    'PROBLEM The database is empty: run cubby migrate, or start the server and set the district up.',
  ]);
});

it('killed in the middle it leaves nothing that starts; begun again it is whole', async () => {
  const settings = settingsOf(machine, machine.dataDir);
  const child = spawn(process.execPath, [CLI, 'restore', file], { env: { PATH: process.env.PATH ?? '', ...settings } });
  const ended = new Promise((resolve) => child.on('close', resolve));
  await until(
    () =>
      machine.owner(async (db) => {
        const [row] = await db.read.query<{ marked: boolean }>(
          `SELECT to_regclass('public.restore_unfinished') IS NOT NULL AS marked`,
        );
        return row.marked;
      }),
    (marked) => marked,
    // The file is read as a whole before.
    { within: 60_000 },
  );
  child.kill('SIGKILL');
  await ended;
  for (const command of [['migrate'], ['verify-ledger'], ['backup'], ['doctor']]) {
    const refused = await cubby(settings, command);
    expect(refused.code).toBe(1);
    expect(refused.out + refused.err).toContain('A restore into this database did not finish');
    expect(refused.out + refused.err).not.toMatch(/\n\s+at |permission denied|Run cubby migrate/);
  }
  const server = await spawnServer(settings);
  expect(await server.exited).toBe(1);
  expect(server.output()).toContain('A restore into this database did not finish');
  expect(server.output()).not.toMatch(/RestoreUnfinished|\n\s+at /);
  expect(await cubby(settings, ['restore', file])).toMatchObject({ code: 0 });
  expect(await machine.owner(tableHashes)).toEqual(await tableHashes(database.database));
  expect(await readdir(machine.dataDir)).not.toContain('restoring');
});

it('proves a backup without touching anything, and says what is wrong with one', async () => {
  const settings = settingsOf(database, join(folder, 'verify'));
  const before = await tableHashes(database.database);
  const proven = await cubby(settings, ['restore', '--verify', file]);
  expect(proven).toMatchObject({ code: 0, err: '' });
  expect(proven.out).toContain('The backup can be restored');
  expect(await tableHashes(database.database)).toEqual(before);
  expect((await readdir(settings.DATA_DIR)).filter((name) => name !== 'postgres')).toEqual([]);
  const half = join(folder, 'half.tar');
  await cubby(settings, ['backup', '--to', half]);
  await truncate(half, 20_000);
  for (const args of [['--verify', half], [half]]) {
    const refused = await cubby(settings, ['restore', ...args]);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/^The backup is incomplete: the file ends too early/);
  }
});

it('a name with an ending is that of a file, and a folder is no backup', async () => {
  const settings = settingsOf(database, folder);
  const named = join(folder, 'named.cubby');
  expect(await cubby(settings, ['backup', '--to', named])).toMatchObject({ code: 0, err: '' });
  expect((await stat(named)).isFile()).toBe(true);
  // A share that is not mounted: its folders are not made on the local disk.
  for (const command of ['backup', 'export-all']) {
    const unmounted = await cubby(settings, [command, '--to', join(folder, 'share', 'cubby')]);
    expect(unmounted).toMatchObject({
      code: 1,
      err: `There is no folder ${join(folder, 'share')}: mount its share, or make it.\n`,
    });
  }
  // Where no folder can be made it ends, and says so.
  const nowhere = await cubby(settings, ['backup', '--to', '/proc/cubby']);
  expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining('The folder of backups cannot be reached')]);
  for (const args of [[folder], ['--verify', folder]]) {
    const refused = await cubby(settingsOf(machine, machine.dataDir), ['restore', ...args]);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/^This is not a backup of Cubby: it is a folder: name the file in it.*\n$/);
  }
});

it('takes the passphrase from a file or a setting, never from an argument', async () => {
  const settings = settingsOf(database, folder);
  const words = join(folder, 'words');
  await writeFile(words, 'short\n');
  const weak = await cubby(settings, ['backup', '--passphrase-file', words]);
  expect(weak).toMatchObject({ code: 1, out: '', err: 'The passphrase must have at least 12 characters.\n' });
  const locked = { ...settings, BACKUP_PASSPHRASE: 'seven lamps in the corridor' };
  const taken = await cubby(locked, ['backup', '--to', join(folder, 'locked')]);
  expect(taken).toMatchObject({ code: 0, err: '' });
  expect(taken.out).not.toContain('not encrypted');
  const name = /locked[\w.-]*\/(cubby-\d{4}-\d\d-\d\dT\d{6}Z\.tar\.age)/.exec(taken.out)?.[1];
  const path = join(folder, 'locked', String(name));
  expect((await cubby(settings, ['restore', path])).err).toContain('The backup is encrypted: set BACKUP_PASSPHRASE');
  const wrong = await cubby({ ...settings, BACKUP_PASSPHRASE: 'six lamps in the corridor' }, ['restore', path]);
  expect(wrong.err).toContain('The passphrase does not open this backup');
  expect((await cubby(settings, ['backup', '--to', path])).err).toContain('is there already');
});
