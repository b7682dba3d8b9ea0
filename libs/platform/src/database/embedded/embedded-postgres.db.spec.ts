import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { isAlive } from './processes.js';

// What is provoked here is logged as it should be; nobody needs to read it.
Logger.overrideLogger(false);

let folder: string;
let started: EmbeddedPostgres[];

beforeEach(async () => {
  folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'cubby-launcher-'));
  started = [];
});
afterEach(async () => {
  for (const server of started) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const start = async (options: { durable?: boolean; watch?: boolean } = {}): Promise<EmbeddedPostgres> => {
  const server = await EmbeddedPostgres.start({ folder, durable: false, ...options });
  started.push(server);
  return server;
};
const ask = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};
const show = async (url: string, name: string): Promise<unknown> =>
  Object.values((await ask(url, `SHOW ${name}`))[0])[0];
const postmaster = async (): Promise<number> =>
  Number((await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n')[0]);
const until = async (what: () => Promise<boolean>): Promise<void> => {
  for (let waited = 0; waited < 30_000; waited += 100) {
    if (await what().catch(() => false)) return;
    await pause(100);
  }
  throw new Error('It did not come about in 30 s');
};

it('makes a cluster that is safe by default', async () => {
  const server = await start({ durable: true });
  const { ownerUrl, appUrl } = await server.ensureDatabase('cubby');
  const settings = [
    'listen_addresses',
    'unix_socket_directories',
    'fsync',
    'synchronous_commit',
    'full_page_writes',
    'data_checksums',
  ];
  expect(await Promise.all(settings.map((name) => show(server.adminUrl(), name)))).toEqual([
    '127.0.0.1',
    '',
    'on',
    'on',
    'on',
    'on',
  ]);
  expect(await show(ownerUrl, 'server_encoding')).toBe('UTF8');
  expect(
    await ask(ownerUrl, `SELECT datlocprovider AS p, datlocale AS l FROM pg_database WHERE datname = 'cubby'`),
  ).toEqual([{ p: 'b', l: 'C.UTF-8' }]);
  expect(await ask(server.adminUrl(), `SELECT DISTINCT auth_method FROM pg_hba_file_rules`)).toEqual([
    { auth_method: 'scram-sha-256' },
  ]);
  const names = (await ask(appUrl, 'SELECT extname FROM pg_extension')).map(({ extname }) => extname);
  expect(names).toEqual(expect.arrayContaining(['pg_trgm', 'btree_gist', 'unaccent', 'fuzzystrmatch']));
  expect((await stat(join(folder, 'server.json'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
  await expect(ask(appUrl.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  await expect(ask(appUrl.replace(/\/cubby$/, '/postgres'), 'SELECT 1')).rejects.toMatchObject({ code: '42501' });
});

it('keeps data, port and passwords from one start to the next', async () => {
  const first = await start();
  const urls = await first.ensureDatabase('cubby');
  await ask(urls.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS n');
  await first.stop();
  await expect(ask(urls.ownerUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  const second = await start();
  expect(second.urls('cubby')).toEqual(urls);
  expect(await ask(urls.ownerUrl, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
});

it('moves to another port when its own is taken', async () => {
  const first = await start();
  const { port } = first;
  await first.stop();
  const squatter = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  try {
    const second = await start();
    expect(second.port).not.toBe(port);
    expect(await ask(second.adminUrl(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  } finally {
    squatter.close();
  }
});

it('joins a live server, and the last one to leave ends it', async () => {
  const [first, second] = await Promise.all([start(), start()]);
  expect(second.adminUrl()).toBe(first.adminUrl());
  const pid = await postmaster();
  await first.stop();
  expect(await ask(second.adminUrl(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(await postmaster()).toBe(pid);
  await second.stop();
  expect(await isAlive(pid)).toBe(false);
});

it('starts after its server was killed and left its lock behind', async () => {
  const first = await start({ watch: false });
  const { ownerUrl } = await first.ensureDatabase('cubby');
  await ask(ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS n');
  await ask(first.adminUrl(), 'CHECKPOINT');
  process.kill(await postmaster(), 'SIGKILL');
  expect(existsSync(join(folder, 'data/postmaster.pid'))).toBe(true);
  await start({ watch: false });
  expect(await ask(ownerUrl, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
});

it('is not misled by a stranger that got the number of the old server', async () => {
  const first = await start();
  await first.stop();
  await writeFile(
    join(folder, 'data/postmaster.pid'),
    `${process.pid}\n${folder}/data\n0\n${first.port}\n\n127.0.0.1\n\n`,
  );
  const second = await start();
  expect(await ask(second.adminUrl(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

it('brings the server back by itself when it is killed', async () => {
  const server = await start();
  const { ownerUrl } = await server.ensureDatabase('cubby');
  await ask(ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS n');
  await ask(server.adminUrl(), 'CHECKPOINT');
  const pid = await postmaster();
  process.kill(pid, 'SIGKILL');
  await until(async () => (await ask(ownerUrl, 'SELECT n FROM kept'))[0]?.n === 42);
  expect(await postmaster()).not.toBe(pid);
});

it('begins anew when the very first start was interrupted', async () => {
  await mkdir(join(folder, 'data.unfinished'));
  await writeFile(join(folder, 'data.unfinished', 'PG_VERSION'), '18\n');
  await writeFile(join(folder, 'launcher.lock'), '999999');
  const server = await start();
  expect(await ask(server.adminUrl(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

it('does not wait for clients when it stops', async () => {
  const server = await start();
  const client = new pg.Client({ connectionString: server.adminUrl() });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  const pid = await postmaster();
  await server.stop();
  expect(await isAlive(pid)).toBe(false);
  await client.end().catch(() => undefined);
});

it('drops a database with whoever is in it, and refuses names that are none', async () => {
  const server = await start();
  const { ownerUrl } = await server.ensureDatabase('cubby_sample');
  await server.dropDatabase('cubby_sample');
  await expect(ask(ownerUrl, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
  await expect(server.dropDatabase('x"; DROP ROLE cubby_app; --')).rejects.toThrow('Not a name');
});
