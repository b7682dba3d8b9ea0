import { newId } from '@app/kernel';
import { IdentityFacade } from '@app/identity';
import { verifyLedger } from '@app/inventory';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { BulkChunk, CHUNK } from '../../libs/inventory/src/bulk/bulk-chunk.js';
import { manyDevices } from '../../libs/inventory/src/bulk/bulk.test-support.js';
import { BULK_QUEUE, BulkWorker } from '../../libs/inventory/src/bulk/bulk-worker.js';
import type { BulkRunDto } from '../../libs/inventory/src/bulk/bulk.dto.js';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import type { ServerProcess } from '../support/server-process.js';
import { ready, spawnServer } from '../support/server-process.js';
import type { TestAccount } from '../support/sign-in.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';
import { until } from '../support/until.js';

const DEVICES = 2 * CHUNK + 100;

let test: TestApp;
let [here, there, modelId] = ['', '', ''];
let admin: TestAccount;
let servers: ServerProcess[] = [];

beforeAll(async () => {
  test = await testApp();
  const given = new Given(test.database.database);
  await given.district();
  [here, there, modelId] = [await given.site('LHS'), await given.site('WMS', 'middle'), await given.model()];
  admin = await accountAs(test.database.database, 'it-admin', null);
}, 60_000);
afterEach(async () => {
  for (const server of servers) server.process.kill('SIGKILL');
  await Promise.all(servers.map(({ exited }) => exited));
  servers = [];
});
afterAll(() => test.close());

const rows = <T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> =>
  test.database.asSuperuser(sql, values) as Promise<T[]>;

/** Speaks to one server as the admin. */
async function bulkAt(url: string) {
  const cookie = await signIn(url, admin);
  const call = async (method: string, path: string, body?: object): Promise<BulkRunDto> => {
    const response = await fetch(`${url}/api/v1/bulk-runs${path}`, {
      method,
      headers: { origin: ORIGIN, cookie, 'content-type': 'application/json', 'idempotency-key': newId() },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = (await response.json()) as BulkRunDto;
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    look: (id: string) => call('GET', `/${id}`),
    move: (ids: string[], siteId: string) =>
      call('POST', '', { action: { kind: 'move', siteId, alsoHome: true }, selection: { ids } }),
    start: (id: string) => call('POST', `/${id}/start`, { reason: 'New school' }),
    cancel: (id: string) => call('POST', `/${id}/cancel`, {}),
    resume: (id: string) => call('POST', `/${id}/resume`, {}),
  };
}

/** How many of the run's devices are untouched, changed whole and once, or neither. */
async function devicesOf(runId: string): Promise<Record<string, number>> {
  const [counts] = await rows<Record<string, number>>(
    `SELECT count(*) FILTER (WHERE fate = 'untouched')::int AS untouched, count(*) FILTER (WHERE fate = 'changed')::int AS changed,
       count(*) FILTER (WHERE fate = 'neither')::int AS neither
     FROM (SELECT CASE
         WHEN i.outcome = 'planned' AND e.entries = 0 AND d.home_site_id = $2 AND d.location_site_id = $2 THEN 'untouched'
         WHEN i.outcome = 'changed' AND e.entries = 1 AND e.seq = i.seq AND d.last_seq = i.seq AND d.home_site_id = $3
           AND d.location_site_id = $3 THEN 'changed'
         ELSE 'neither' END AS fate
       FROM bulk_run_item i JOIN device d ON d.id = i.device_id
       CROSS JOIN LATERAL (SELECT count(*) AS entries, max(seq) AS seq FROM device_event
         WHERE device_id = d.id AND evidence ->> 'bulkRunId' = $1::uuid::text) AS e
       WHERE i.run_id = $1) AS f`,
    [runId, here, there],
  );
  return counts;
}

async function serve(): Promise<ServerProcess> {
  const { appUrl, ownerUrl } = test.database;
  const server = await spawnServer({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, PUBLIC_URL: ORIGIN });
  servers.push(server);
  await ready(server);
  return server;
}

/** Holds one device as a desk does that is in the middle of a scan. */
async function heldDevice(id: string): Promise<{ letGo: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: test.database.ownerUrl });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM device WHERE id = $1 FOR NO KEY UPDATE', [id]);
  return { letGo: () => client.end() };
}

const waiting = () =>
  rows(`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);

/** What the queues' own watch does every two minutes, with the job two minutes older than it is; and no pause before the retry. */
async function takeOverJobs(): Promise<void> {
  const boss = new PgBoss({
    connectionString: test.database.ownerUrl,
    migrate: false,
    supervise: false,
    schedule: false,
  });
  await boss.start();
  await rows(`UPDATE pgboss.job SET started_on = started_on - interval '2 minutes' WHERE name = $1`, [BULK_QUEUE]);
  await boss.expire();
  await boss.stop({ graceful: false });
  await rows(`UPDATE pgboss.job SET start_after = now() WHERE name = $1 AND state = 'retry'`, [BULK_QUEUE]);
}

it('a server that is killed in the middle leaves each device whole, and the next one goes on by itself', async () => {
  const ids = await manyDevices(test.database, { count: DEVICES, modelId, siteId: here, prefix: 'KIL' });
  const held = await heldDevice(ids[CHUNK + 10]);
  const first = await serve();
  const bulk = await bulkAt(first.url);
  const run = await bulk.move(ids, there);
  expect(run).toMatchObject({ total: DEVICES, toChange: DEVICES });
  await bulk.start(run.id);
  await until(waiting, (found) => found.length === 1);
  first.process.kill('SIGKILL');
  await first.exited;
  await held.letGo();
  await until(waiting, (found) => found.length === 0);
  expect(await devicesOf(run.id)).toEqual({ changed: CHUNK, untouched: DEVICES - CHUNK, neither: 0 });

  await takeOverJobs();
  const next = await bulkAt((await serve()).url);
  const done = await until(
    () => next.look(run.id),
    ({ state }) => state !== 'running',
    { within: 30_000 },
  );
  expect(done).toMatchObject({ state: 'done', changed: DEVICES, waiting: 0 });
  expect(await devicesOf(run.id)).toEqual({ changed: DEVICES, untouched: 0, neither: 0 });
  expect((await verifyLedger(test.database.database.read)).findings).toEqual([]);
});

it('a run that is cancelled in the middle stays where it is, and does the rest once when it is resumed', async () => {
  const ids = await manyDevices(test.database, { count: DEVICES, modelId, siteId: here, prefix: 'CAN' });
  const bulk = await bulkAt(test.url);
  const worker = test.get(BulkWorker);
  const chunks = test.get(BulkChunk);
  const { id } = await bulk.move(ids, there);
  await bulk.start(id);
  const viewer = await test.get(IdentityFacade).viewerOf(test.database.database.read, admin.id);
  const action = { kind: 'move', siteId: there, roomId: null, alsoHome: true } as const;
  expect(await chunks.apply(viewer!, { id, action, reason: null })).toBe(CHUNK);

  expect(await bulk.cancel(id)).toMatchObject({ state: 'cancelled', changed: CHUNK, waiting: DEVICES - CHUNK });
  // The worker that was in the middle, and one that comes to it now.
  expect(await chunks.apply(viewer!, { id, action, reason: null })).toBe(0);
  await worker.run({ runId: id });
  expect(await bulk.look(id)).toMatchObject({ state: 'cancelled', changed: CHUNK, waiting: DEVICES - CHUNK });
  expect(await devicesOf(id)).toEqual({ changed: CHUNK, untouched: DEVICES - CHUNK, neither: 0 });

  expect(await bulk.resume(id)).toMatchObject({ state: 'running', changed: CHUNK });
  await worker.run({ runId: id });
  expect(await bulk.look(id)).toMatchObject({ state: 'done', changed: DEVICES, waiting: 0 });
  expect(await devicesOf(id)).toEqual({ changed: DEVICES, untouched: 0, neither: 0 });
});
