import { connect } from 'node:net';
import pg from 'pg';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import type { ServerProcess } from '../support/server-process.js';
import { ready, spawnServer } from '../support/server-process.js';
import type { WeakLine } from '../support/weak-line.js';
import { weakLine } from '../support/weak-line.js';

let database: TestDatabase;
let running: ServerProcess[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  for (const server of running) server.process.kill('SIGKILL');
  await Promise.all(running.map(({ exited }) => exited));
  running = [];
});
afterAll(() => database.close());

async function start(settings: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await spawnServer({
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    ...settings,
  });
  running.push(server);
  return server;
}

/** Asks for an account: needs the database, and no session. */
const signIn = (url: string, signal?: AbortSignal): Promise<Response> =>
  fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'nobody@example.org', password: 'not a password of anybody' }),
    ...(signal ? { signal } : {}),
  });

const codeOf = async (response: Response): Promise<unknown> => ((await response.json()) as { code?: unknown }).code;

/** Resolves when the other side has closed an idle connection. */
async function idleConnection(url: string): Promise<{ closed: Promise<void> }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    socket.once('data', () => resolve());
    socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
  });
  return { closed };
}

describe('the server process', () => {
  it('says where it is, and logs one JSON object a line', async () => {
    const server = await start();
    await ready(server);
    await fetch(`${server.url}/api/v1/nothing`);
    server.process.kill('SIGTERM');
    expect(await server.exited).toBe(0);
    const lines = server.output().trim().split('\n');
    const port = new URL(server.url).port;
    expect(lines).toContain(`Cubby is ready at http://localhost:${port}`);
    const logged = lines
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(logged.map((line) => line['event'])).toEqual(expect.arrayContaining(['http.request', 'process.stopping']));
    expect(server.output()).not.toContain(new URL(database.appUrl).password);
  });

  it('answers what is in flight when it is told to stop, refuses what comes new, and ends with 0', async () => {
    const server = await start();
    await ready(server);
    const idle = await idleConnection(server.url);
    const lock = new pg.Client({ connectionString: database.ownerUrl });
    await lock.connect();
    await lock.query('BEGIN');
    await lock.query('LOCK TABLE account, throttle IN ACCESS EXCLUSIVE MODE');
    const inFlight = signIn(server.url);
    await waitsForLock(lock);

    server.process.kill('SIGTERM');
    await idle.closed;
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
    server.process.kill('SIGTERM');
    server.process.kill('SIGINT');
    await lock.query('ROLLBACK');
    await lock.end();

    const answer = await inFlight;
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'session.sign-in-refused']);
    expect(await server.exited).toBe(0);
  });

  it('lives while the database is away, says so, and comes back by itself', async () => {
    const url = new URL(database.appUrl);
    const line: WeakLine = await weakLine(Number(url.port));
    url.port = String(line.port);
    const server = await start({ DATABASE_URL: url.href });
    try {
      await ready(server);
      for (const state of ['cut', 'stuck'] as const) {
        line.set(state);
        const answer = await signIn(server.url, AbortSignal.timeout(10_000)).catch(async (e) => {
          await new Promise((r) => setTimeout(r, 1500));
          throw e;
        });
        expect([answer.status, await codeOf(answer)]).toEqual([503, 'database.unavailable']);
        expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
        const readiness = await fetch(`${server.url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
        expect([readiness.status, await readiness.json()]).toEqual([
          503,
          { ready: false, reasons: ['database-unavailable'], warnings: [] },
        ]);
        expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
        line.set('open');
        await ready(server);
        expect((await signIn(server.url)).status).toBe(401);
      }
      server.process.kill('SIGTERM');
      expect(await server.exited).toBe(0);
    } finally {
      await line.close();
    }
  });

  it.each(['cut', 'stuck'] as const)('ends in time while the database is away: %s', async (state) => {
    const url = new URL(database.appUrl);
    const line = await weakLine(Number(url.port));
    url.port = String(line.port);
    const server = await start({ DATABASE_URL: url.href });
    try {
      await ready(server);
      line.set(state);
      const inFlight = signIn(server.url);
      // Takes longer than the way of the request above.
      await fetch(`${server.url}/health/ready`);
      server.process.kill('SIGTERM');
      expect((await inFlight).status).toBe(503);
      expect(await server.exited).toBe(0);
    } finally {
      await line.close();
    }
  });

  it('says which setting is wrong, and does not start', async () => {
    const server = await start({ PUBLIC_URL: 'http://cubby.example.org', LOG_LEVEL: 'loud' });
    expect(await server.exited).toBe(1);
    expect(server.output()).toMatch(/PUBLIC_URL .*ALLOW_PLAIN_HTTP/);
    expect(server.output()).toMatch(/LOG_LEVEL must be one of/);
    expect(server.output()).not.toMatch(/\n\s+at /);
  });

  it('warns when the running role could rewrite the ledger', async () => {
    const server = await start({ DATABASE_URL: database.ownerUrl });
    await ready(server);
    expect(await (await fetch(`${server.url}/health/ready`)).json()).toEqual({
      ready: true,
      reasons: [],
      warnings: ['append-only-by-trigger-only'],
    });
  });

  it('shows its metrics to this machine only, or to whoever has the token', async () => {
    const open = await start();
    await ready(open);
    const forwarded = { headers: { 'x-forwarded-for': '198.51.100.7' } };
    expect((await fetch(`${open.url}/metrics`)).status).toBe(200);
    expect((await fetch(`${open.url}/metrics`, forwarded)).status).toBe(404);
    const text = await (await fetch(`${open.url}/metrics`)).text();
    expect(text).toMatch(/cubby_http_request_seconds_count\{method="GET",route="\/health\/ready",status="200"\} \d+/);
    expect(text).toMatch(/cubby_database_connections\{state="total"\} \d+/);
    expect(text).toMatch(/^cubby_backup_age_seconds (\+Inf|[\d.]+)$/m);
    expect(text).toMatch(/^cubby_backup_last_verified_seconds (\+Inf|[\d.]+)$/m);
    expect(text).toMatch(/^cubby_backup_failures_total \d+$/m);

    const token = 'a-token-of-enough-length';
    const guarded = await start({ METRICS_TOKEN: token });
    await ready(guarded);
    expect((await fetch(`${guarded.url}/metrics`)).status).toBe(404);
    expect((await fetch(`${guarded.url}/metrics`, { headers: { authorization: 'Bearer wrong' } })).status).toBe(404);
    expect((await fetch(`${guarded.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  });
});

/** Until a statement of the server waits for the lock that we hold. */
async function waitsForLock(client: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE NOT l.granted AND d.datname = current_database()`,
    );
    if ((rowCount ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
