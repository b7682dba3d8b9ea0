import { createHash, randomUUID } from 'node:crypto';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { forgetOldKeys } from './idempotency.js';
import type { IdempotencyClaim } from './request-context.js';
import { currentContext, runInContext } from './request-context.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
  await test.asSuperuser('CREATE TABLE probe (id serial, who text); GRANT ALL ON probe, probe_id_seq TO cubby_app');
});
afterAll(() => test.close());
beforeEach(() => test.asSuperuser('TRUNCATE probe, idempotency_key'));

const ana = randomUUID();
const claim = (
  given: Partial<{ key: string; accountId: string; route: string; body: string }> = {},
): IdempotencyClaim => ({
  key: given.key ?? 'k-1',
  accountId: given.accountId ?? ana,
  route: given.route ?? 'POST /api/v1/devices',
  bodyHash: createHash('sha256')
    .update(given.body ?? '{}')
    .digest(),
});

/** One request that adds a row and answers with its id. */
const request = (idempotency: IdempotencyClaim, delay = 0): Promise<{ id: number; at: string[] }> =>
  runInContext({ requestId: randomUUID(), idempotency }, () =>
    test.database.transaction(async (tx) => {
      if (delay) await tx.query('SELECT pg_sleep($1)', [delay]);
      const [row] = await tx.query<{ id: number }>(`INSERT INTO probe (who) VALUES ('x') RETURNING id`);
      return { id: row.id, at: ['2026-01-01T00:00:00Z'] };
    }),
  );
const rows = async (): Promise<unknown> => (await test.database.read.query('SELECT count(*) AS n FROM probe'))[0]?.n;

it('answers a repeat from the store', async () => {
  const first = claim();
  const repeat = claim();
  const answer = await request(first);
  expect(await request(repeat)).toEqual(answer);
  expect(await rows()).toBe(1);
  expect([first.replayed, repeat.replayed]).toEqual([false, true]);
});

it.each([
  ['body', { body: '{"other":1}' }],
  ['route', { route: 'POST /api/v1/people' }],
])('refuses the key for another %s', async (_what, other) => {
  await request(claim());
  await expect(request(claim(other))).rejects.toMatchObject({ kind: 'invalid', code: 'idempotency.key-reused' });
  expect(await rows()).toBe(1);
});

it('keeps the keys of accounts apart', async () => {
  const answer = await request(claim());
  expect((await request(claim({ accountId: randomUUID() }))).id).not.toBe(answer.id);
  expect(await rows()).toBe(2);
});

it('lets one of many twins work and gives all of them its answer', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => request(claim(), 0.1)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await rows()).toBe(1);
});

it('forgets the key when the work fails, so that a repeat may succeed', async () => {
  const failing = runInContext({ requestId: 'r', idempotency: claim() }, () =>
    test.database.transaction(async (tx) => {
      await tx.execute(`INSERT INTO probe (who) VALUES ('y')`);
      throw new Error('no');
    }),
  );
  await expect(failing).rejects.toThrow('no');
  expect(await rows()).toBe(0);
  await request(claim());
  expect(await rows()).toBe(1);
});

it('runs the work of a lost race again under the same key', async () => {
  let runs = 0;
  const answer = await runInContext({ requestId: 'r', idempotency: claim() }, () =>
    test.database.transaction(async (tx) => {
      runs += 1;
      if (runs === 1) await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$`);
      return { runs };
    }),
  );
  expect(answer).toEqual({ runs: 2 });
});

it('refuses a second transaction in one keyed request, except a side note', async () => {
  await runInContext({ requestId: 'r', idempotency: claim() }, async () => {
    const note = () =>
      test.database.transaction((tx) => tx.execute(`INSERT INTO probe (who) VALUES ('n')`), { idempotency: 'skip' });
    await note();
    expect(currentContext()?.idempotency?.claimed).toBeUndefined();
    await test.database.transaction(() => Promise.resolve());
    await note();
    await expect(test.database.transaction(() => Promise.resolve())).rejects.toThrow('one transaction');
  });
  expect(await rows()).toBe(2);
});

it('leaves requests without a key alone', async () => {
  await runInContext({ requestId: 'r' }, () => test.database.transaction(() => Promise.resolve(1)));
  expect(await test.database.read.query('SELECT 1 FROM idempotency_key')).toEqual([]);
});

it('remembers a key for 30 days', async () => {
  await request(claim({ key: 'recent' }));
  await request(claim({ key: 'old' }));
  await test.asSuperuser(`UPDATE idempotency_key SET created_at = now() - interval '29 days' WHERE key = 'recent'`);
  await test.asSuperuser(`UPDATE idempotency_key SET created_at = now() - interval '31 days' WHERE key = 'old'`);
  expect(await test.database.transaction(forgetOldKeys)).toBe(1);
  expect(await test.database.read.query('SELECT key FROM idempotency_key')).toEqual([{ key: 'recent' }]);
});

it('holds for a transaction of calls: the last one does not commit before its result is stored', async () => {
  const add = `INSERT INTO probe (who) VALUES ($1) RETURNING id`;
  const work = (): Promise<string | null> =>
    runInContext({ requestId: 'r', idempotency: claim() }, () =>
      test.database.transaction((tx) => tx.lastCall('add-probe', add, ['x']), { begin: 'with-first-call' }),
    );
  const first = await work();
  expect(await work()).toBe(first);
  expect(await rows()).toBe(1);
});
