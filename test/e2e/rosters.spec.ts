import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { newId } from '@app/kernel';
import pg from 'pg';
import type { RosterRunDto } from '../../libs/exchange/src/rosters/runs/roster-run.dto.js';
import { aStudent, oneRoster } from '../../libs/exchange/src/rosters/rosters.test-support.js';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import type { ServerProcess } from '../support/server-process.js';
import { ready, spawnServer } from '../support/server-process.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';
import { until } from '../support/until.js';

let test: TestApp;
let folder: string;
let sourceId: string;
let admin: Awaited<ReturnType<typeof accountAs>>;
let site: string;
let servers: ServerProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-roster-http-'));
  test = await testApp({ settings: { DATA_DIR: folder } });
  const given = new Given(test.database.database);
  await given.district();
  site = await given.site('005');
  await given.site('WMS', 'middle');
  admin = await accountAs(test.database.database, 'it-admin', null);
  const [source] = await test.database.asSuperuser(
    `INSERT INTO roster_source (code, name) VALUES ('sis', 'Our SIS') RETURNING id`,
  );
  sourceId = source.id as string;
}, 60_000);
afterEach(async () => {
  for (const server of servers) server.process.kill('SIGKILL');
  await Promise.all(servers.map(({ exited }) => exited));
  servers = [];
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

async function serve(): Promise<string> {
  const server = await spawnServer({
    DATABASE_URL: test.database.appUrl,
    DATABASE_OWNER_URL: test.database.ownerUrl,
    PUBLIC_URL: ORIGIN,
    DATA_DIR: folder,
    ROLE: 'all',
  });
  servers.push(server);
  await ready(server);
  return server.url;
}

interface Answer<T> {
  status: number;
  body: T & { code?: string };
}

/** Speaks to one server as somebody. */
async function at(url: string, account = admin) {
  const cookie = await signIn(url, account);
  const call = async <T = RosterRunDto>(method: string, path: string, body?: object): Promise<Answer<T>> => {
    const form = body instanceof FormData;
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        origin: ORIGIN,
        cookie,
        ...(form ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': newId() } : {}),
      },
      ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as T & { code?: string } };
  };
  return {
    call,
    upload: (bytes: Uint8Array | Record<string, string | Uint8Array>, source = sourceId) => {
      const form = new FormData();
      form.append('sourceId', source);
      const files = bytes instanceof Uint8Array ? { '../../night\u202e.zip': bytes } : bytes;
      for (const [name, part] of Object.entries(files)) form.append('file', new Blob([Buffer.from(part)]), name);
      return call('POST', '/roster-runs', form);
    },
    settled: (id: string) =>
      until(
        async () => (await call('GET', `/roster-runs/${id}`)).body,
        ({ state }) => state !== 'checking' && state !== 'running',
        { within: 60_000 },
      ),
  };
}

const zipOf = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
const rows = <T = Record<string, unknown>>(sql: string): Promise<T[]> => test.database.asSuperuser(sql) as Promise<T[]>;
const gradesOf = async (): Promise<(string | null)[]> =>
  (await rows<{ grade: string }>('SELECT DISTINCT grade FROM person ORDER BY 1')).map(({ grade }) => grade);
const waiting = () =>
  rows(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);

const STUDENTS = Array.from({ length: 40 }, (_, n) => aStudent(n));

it('takes a roster from the upload to the result, and a server that is killed in the middle leaves nothing half done', async () => {
  const first = await at(await serve());
  const uploaded = await first.upload(zipOf(oneRoster(STUDENTS)));
  expect(uploaded).toMatchObject({
    status: 201,
    body: { state: 'checking', fileName: 'night.zip', dialect: 'OneRoster 1.1' },
  });
  const { id } = uploaded.body;
  expect(await first.settled(id)).toMatchObject({ state: 'checked', predicted: { create: 40 } });
  expect((await first.call('POST', `/roster-runs/${id}/run`)).status).toBe(202);
  expect(await first.settled(id)).toMatchObject({ state: 'done', result: { create: 40 } });
  expect(await gradesOf()).toEqual(['9']);

  const next = (await first.upload(zipOf(oneRoster(STUDENTS.map((one) => ({ ...one, grade: '10' })))))).body;
  expect(await first.settled(next.id)).toMatchObject({ state: 'checked', predicted: { change: 40 } });
  // It has changed the people, and waits for this row.
  const holder = new pg.Client(test.database.ownerUrl);
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT 1 FROM roster_member FOR UPDATE');
  await first.call('POST', `/roster-runs/${next.id}/run`);
  await until(waiting, (found) => found.length > 0, { within: 30_000 });
  servers[0].process.kill('SIGKILL');
  await servers[0].exited;
  await holder.end();
  await until(waiting, (found) => found.length === 0, { within: 30_000 });
  expect(await gradesOf()).toEqual(['9']);
  expect(await rows('SELECT state, result FROM roster_run ORDER BY created_at DESC LIMIT 1')).toEqual([
    { state: 'running', result: null },
  ]);

  const second = await at(await serve());
  expect(await second.settled(next.id)).toMatchObject({ state: 'done', result: { change: 40 } });
  expect(await gradesOf()).toEqual(['10']);
}, 180_000);

it('stops at a file that lost most students; a person lets it go on, a program does not', async () => {
  const { call, upload, settled } = await at(await serve());
  const { id } = (await upload(zipOf(oneRoster(STUDENTS.slice(0, 16))))).body;
  const stopped = await settled(id);
  expect(stopped).toMatchObject({ state: 'stopped', guard: { reason: 'many-students-leaving', number: 24 } });
  expect(await call('POST', `/roster-runs/${id}/run`)).toMatchObject({
    status: 409,
    body: { code: 'roster.state-conflict' },
  });
  const { version } = stopped;
  expect(await call('PUT', `/roster-runs/${id}/approval`, { version, number: 40 })).toMatchObject({
    status: 422,
    body: { code: 'roster.number-wrong' },
  });
  expect(await call('PUT', `/roster-runs/${id}/approval`, { version: version + 1, number: 24 })).toMatchObject({
    status: 409,
  });
  expect(await call('PUT', `/roster-runs/${id}/approval`, { version, number: 24 })).toMatchObject({
    status: 200,
    body: { state: 'running' },
  });
  expect(await settled(id)).toMatchObject({ state: 'done', result: { ask: 24, withdraw: 0 } });
  expect(await rows(`SELECT count(*)::int AS n FROM person WHERE state = 'active'`)).toEqual([{ n: 40 }]);
  const refused = await call<{ items: { outcome: string; file: string | null }[] }>(
    'GET',
    `/roster-runs/${id}/rows?outcome=ask&limit=200`,
  );
  expect(refused.body.items).toHaveLength(24);
  expect(
    (await call<{ items: unknown[] }>('GET', `/roster-runs/${id}/rows?file=users&limit=5`)).body.items,
  ).toHaveLength(5);
}, 120_000);

it('a clerk sees and answers the questions of the own site only', async () => {
  const url = await serve();
  const clerk = await at(url, await accountAs(test.database.database, 'site-clerk', site));
  const list = await clerk.call<{ items: { id: string; version: number; person: { id: string } }[] }>(
    'GET',
    '/roster-questions?site=005',
  );
  expect(list).toMatchObject({ status: 200 });
  expect(list.body.items).toHaveLength(24);
  const [first, second, ...others] = list.body.items;
  const [{ today, tomorrow }] = await rows<{ today: string; tomorrow: string }>(
    'SELECT directory_day(clock_timestamp())::text AS today, (directory_day(clock_timestamp()) + 1)::text AS tomorrow',
  );
  expect(
    await clerk.call('PUT', `/roster-questions/${first.id}/answer`, {
      version: first.version,
      answer: 'withdraw',
      on: tomorrow,
    }),
  ).toMatchObject({ status: 422 });
  expect(
    await clerk.call('PUT', `/roster-questions/${first.id}/answer`, {
      version: first.version,
      answer: 'withdraw',
      on: today,
    }),
  ).toMatchObject({ status: 204 });
  expect(await rows(`SELECT state, withdrawn_on::text AS "on" FROM person WHERE id = '${first.person.id}'`)).toEqual([
    { state: 'withdrawn', on: today },
  ]);
  expect(
    await clerk.call('PUT', `/roster-questions/${first.id}/answer`, { version: first.version, answer: 'still-here' }),
  ).toMatchObject({ status: 409 });
  const elsewhere = await at(
    url,
    await accountAs(
      test.database.database,
      'site-clerk',
      (await rows<{ id: string }>(`SELECT id FROM site WHERE code = 'WMS'`))[0].id,
    ),
  );
  expect((await elsewhere.call<{ items: unknown[] }>('GET', '/roster-questions')).body.items).toEqual([]);
  expect(
    await elsewhere.call('PUT', `/roster-questions/${second.id}/answer`, {
      version: second.version,
      answer: 'still-here',
    }),
  ).toMatchObject({ status: 404 });
  expect(
    await clerk.call('POST', '/roster-questions/answers', {
      questionIds: others.map(({ id }) => id),
      answer: 'still-here',
    }),
  ).toMatchObject({ status: 200, body: { answered: 22, settledBefore: 0 } });
  expect(await clerk.call('GET', '/roster-runs')).toMatchObject({ status: 403 });
}, 120_000);

it.each([
  ['no zip', strToU8('hello'), 'archive.damaged'],
  ['cut off', zipOf(oneRoster(STUDENTS)).subarray(0, 200), 'archive.damaged'],
  ['a way out of the folder', zipOf({ '../users.csv': 'sourcedId\n' }), 'archive.unsafe-name'],
  ['a bomb', zipSync({ 'users.csv': new Uint8Array(60_000_000) }), 'archive.too-compressed'],
  ['no roster', zipOf({ 'lunch.csv': 'menu,price\nsoup,2\n' }), 'roster.not-recognised'],
])('%s is refused, and nothing of it stays', async (_, bytes, code) => {
  const { upload } = await at(test.url);
  const before = await rows('SELECT count(*)::int AS n FROM roster_run');
  expect(await upload(bytes)).toMatchObject({ status: 422, body: { code } });
  expect(await rows('SELECT count(*)::int AS n FROM roster_run')).toEqual(before);
  expect(await readdir(join(folder, 'files/roster-raw'))).toEqual([]);
});

it('takes the CSV files of a roster one by one, as the same package as their zip', async () => {
  const { call, upload } = await at(test.url);
  const { body: source } = await call<{ id: string }>('POST', '/roster-sources', {
    code: 'loose',
    name: 'Loose files',
  });
  const files = oneRoster([aStudent(700)]);
  const { status, body } = await upload(files, source.id);
  expect([status, body]).toMatchObject([201, { dialect: 'OneRoster 1.1', state: 'checking' }]);
  expect(body.fileName.split(', ')).toEqual(Object.keys(files));
  expect((await upload(zipOf(files), source.id)).body.id).toBe(body.id);
  expect(await readdir(join(folder, 'files/roster-raw'))).toEqual([]);
});

const USERS = oneRoster(STUDENTS)['users.csv'];
it.each([
  [
    'a zip among them',
    { 'users.csv': USERS, 'night.zip': zipOf(oneRoster(STUDENTS)) },
    'roster.files-mixed',
    'night.zip',
  ],
  ['two zips', { 'a.zip': zipOf(oneRoster(STUDENTS)), 'b.zip': zipOf({}) }, 'roster.files-mixed', 'a.zip'],
  ['one of them twice', { 'users.csv': USERS, 'Users.txt': USERS }, 'roster.file-twice', 'Users.txt'],
  [
    'no table',
    { ...oneRoster(STUDENTS), 'users.csv': Uint8Array.of(0, 1, 2, 255, 0) },
    'roster.file-refused',
    'users.csv',
  ],
  [
    'a column missing',
    { ...oneRoster(STUDENTS), 'users.csv': USERS.replace('givenName', 'nickname') },
    'roster.column-missing',
    'users.csv',
  ],
])('files one by one, %s: the refusal names the file, and nothing stays', async (_, files, code, name) => {
  const { upload } = await at(test.url);
  const before = await rows('SELECT count(*)::int AS n FROM roster_run');
  const { status, body } = await upload(files);
  expect([status, body.code]).toEqual([422, code]);
  expect((body as { title?: string; detail?: string }).title).toContain(name);
  expect(await rows('SELECT count(*)::int AS n FROM roster_run')).toEqual(before);
  expect(await readdir(join(folder, 'files/roster-raw'))).toEqual([]);
});

it('maps an organisation that nobody knows', async () => {
  const url = await serve();
  const { call, upload, settled } = await at(url);
  const { body: source } = await call<{ id: string; version: number }>('POST', '/roster-sources', {
    code: 'other',
    name: 'Other SIS',
  });
  const { id } = (await upload(zipOf(oneRoster([aStudent(900, { org: 'org-x' })])), source.id)).body;
  expect(await settled(id)).toMatchObject({ state: 'checked', predicted: { refuse: 1, create: 0 } });
  type Orgs = { items: { orgId: string; unknown: boolean; siteCode: string | null }[] };
  const orgs = await call<Orgs>('GET', `/roster-sources/${source.id}/orgs`);
  expect(orgs.body.items[0]).toMatchObject({ orgId: 'org-x', unknown: true });
  const answers = [{ orgId: 'org-x', makeSite: { code: 'NEW', kind: 'elementary' } }];
  expect(await call<Orgs>('PUT', `/roster-sources/${source.id}/orgs`, { answers })).toMatchObject({ status: 200 });
  // What waits is looked at anew by itself; asking for it once more is no fault.
  expect((await call<{ state: string }>('POST', `/roster-runs/${id}/check`)).status).toBe(202);
  expect(await settled(id)).toMatchObject({ state: 'checked', predicted: { refuse: 0, create: 1 } });
  expect(await call('PATCH', `/roster-sources/${source.id}`, { version: 99, name: 'X' })).toMatchObject({
    status: 409,
  });
  expect(await call('POST', `/roster-runs/${id}/cancel`)).toMatchObject({ status: 202, body: { state: 'cancelled' } });
}, 120_000);
