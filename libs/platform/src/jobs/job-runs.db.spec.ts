import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { JobRuns } from './job-runs.js';

let test: TestDatabase;
let runs: JobRuns;
beforeAll(async () => {
  test = await testDatabase();
  runs = new JobRuns(test.database);
});
afterAll(() => test.close());

const create = (): Promise<string> =>
  test.database.transaction((tx) => runs.create(tx, { kind: 'probe', requestedBy: null, total: 10 }));
const find = (id: string) => runs.find(test.database.read, id);

it('tells how far the work is, also while its transaction is open', async () => {
  const id = await create();
  expect(await find(id)).toMatchObject({ state: 'queued', done: 0, total: 10, startedAt: null });
  expect(await runs.start(id)).toBe(true);
  const seen = await test.database.transaction(async () => {
    await runs.progress(id, 4);
    return (await test.asSuperuser('SELECT done FROM job_run WHERE id = $1', [id]))[0];
  });
  expect(seen).toEqual({ done: 4 });
  await runs.progress(id, 5, 20);
  await runs.finish(id, { created: 5 });
  const run = await find(id);
  expect(run).toMatchObject({ state: 'done', done: 5, total: 20, result: { created: 5 }, error: null });
  expect(run?.finishedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});

it('cancels what has not begun at once, and what runs when it next asks', async () => {
  const waiting = await create();
  expect(await test.database.transaction((tx) => runs.cancel(tx, waiting))).toBe(true);
  expect((await find(waiting))?.state).toBe('cancelled');
  expect(await runs.start(waiting)).toBe(false);

  const running = await create();
  await runs.start(running);
  expect(await runs.cancelRequested(running)).toBe(false);
  await test.database.transaction((tx) => runs.cancel(tx, running));
  expect([await runs.cancelRequested(running), await runs.progress(running, 1)]).toEqual([true, false]);
  await runs.cancelled(running);
  expect((await find(running))?.state).toBe('cancelled');
  expect(await test.database.transaction((tx) => runs.cancel(tx, running))).toBe(false);
});

it('ends once: a late report changes nothing', async () => {
  const id = await create();
  await runs.start(id);
  await runs.fail(id, 'The file has no header.');
  expect(await runs.finish(id, {})).toBe(false);
  expect(await runs.start(id)).toBe(false);
  expect(await find(id)).toMatchObject({ state: 'failed', error: 'The file has no header.' });
});

it('may be begun again by a second delivery', async () => {
  const id = await create();
  await runs.start(id);
  const { startedAt } = (await find(id))!;
  expect(await runs.start(id)).toBe(true);
  expect((await find(id))?.startedAt).toBe(startedAt);
});

it('knows nothing of a run that is not there', async () => {
  expect(await find(randomUUID())).toBeNull();
  expect(await runs.cancelRequested(randomUUID())).toBe(true);
});
