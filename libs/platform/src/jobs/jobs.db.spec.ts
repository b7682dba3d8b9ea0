import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Settings } from '../config/index.js';
import { currentContext } from '../database/request-context.js';
import { DomainEvent } from './domain-event.js';
import { JobRegistry } from './job-registry.js';
import { JobWorker } from './job-worker.js';
import { Jobs } from './jobs.js';

class ProbeHappened extends DomainEvent<{ id: number }> {
  readonly type = 'desk.alarm-raised.v1';
}
class NobodyListens extends DomainEvent<{ id: number }> {
  readonly type = 'inventory.device-state-changed.v1';
}
class Unheard extends DomainEvent<{ id: number }> {
  readonly type = 'probe.never-listed.v1';
}

// What is provoked here is logged as it should be; nobody needs to read it.
Logger.overrideLogger(false);

let test: TestDatabase;
let jobs: Jobs;
const workers: JobWorker[] = [];

beforeAll(async () => {
  test = await testDatabase();
  jobs = new Jobs(test.database);
  await test.asSuperuser(`
    INSERT INTO event_subscription VALUES ('desk.alarm-raised.v1', 'exchange.import') ON CONFLICT DO NOTHING;
    UPDATE pgboss.queue SET retry_limit = 3, retry_delay = 0, retry_backoff = false`);
});
beforeEach(() => test.asSuperuser('DELETE FROM pgboss.job'));
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
});
afterAll(async () => {
  await test.close();
  // pg-boss looks once a second whether its workers have ended, and keeps the process alive for it.
  await pause(1_100);
});

/** What was put into queues here; an engine that runs puts in jobs of its own, for its clock. */
const queued = (): Promise<{ id: string; name: string; data: unknown; state: string }[]> =>
  test.database.read.query(
    `SELECT id, name, data, state FROM pgboss.job WHERE NOT starts_with(name, '__pgboss__') ORDER BY name`,
  );

async function work(...handlers: Parameters<JobRegistry['registerJob']>[0][]): Promise<JobWorker> {
  const registry = new JobRegistry();
  for (const handler of handlers) registry.registerJob(handler);
  const worker = new JobWorker(Settings.from({}), test.database, registry, new Jobs(test.database));
  workers.push(worker);
  await worker.start();
  return worker;
}
const until = async (what: () => boolean | Promise<boolean>): Promise<void> => {
  for (let waited = 0; waited < 20_000; waited += 50) {
    if (await what()) return;
    await pause(50);
  }
  throw new Error('It did not come about in 20 s');
};

describe('publishing', () => {
  it('puts one job into each queue that subscribes, under one id', async () => {
    await test.database.transaction((tx) => jobs.publish(tx, new ProbeHappened({ id: 7 })));
    const rows = await queued();
    const data = { type: 'desk.alarm-raised.v1', payload: { id: 7 } };
    expect(rows.map(({ name, data: held }) => ({ name, data: held }))).toEqual([
      { name: 'desk.notify-of-alarm', data },
      { name: 'exchange.import', data },
    ]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
  });

  it('gives jobs the limits of their queue', async () => {
    await test.database.transaction((tx) => jobs.publish(tx, new ProbeHappened({ id: 7 })));
    const limits = `SELECT j.retry_limit = q.retry_limit AND j.policy = q.policy AND j.state = 'created'
      AND j.expire_in = q.expire_seconds * interval '1 second' AND j.keep_until > now() + interval '13 days' AS same
      FROM pgboss.job j JOIN pgboss.queue q USING (name)`;
    expect(await test.database.read.query(limits)).toEqual([{ same: true }, { same: true }]);
  });

  it('leaves no job when the transaction is rolled back', async () => {
    const failing = test.database.transaction(async (tx) => {
      await jobs.publish(tx, new ProbeHappened({ id: 7 }));
      await jobs.send(tx, 'exchange.import', { id: 8 });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await queued()).toEqual([]);
  });

  it('is content when nobody listens, and fails for a type that is not listed', async () => {
    await test.database.transaction((tx) => jobs.publish(tx, new NobodyListens({ id: 7 })));
    const unheard = test.database.transaction((tx) => jobs.publish(tx, new Unheard({ id: 7 })));
    await expect(unheard).rejects.toThrow('event.unknown-type');
    expect(await queued()).toEqual([]);
  });

  it('fails for a queue that does not exist', async () => {
    const sending = test.database.transaction((tx) => jobs.send(tx, 'nowhere', {}));
    await expect(sending).rejects.toThrow('There is no queue nowhere');
  });

  it('keeps a second job of one key out', async () => {
    const send = () =>
      test.database.transaction((tx) => jobs.send(tx, 'exchange.import', {}, { singletonKey: 'k', everySeconds: 600 }));
    expect(await send()).toEqual(expect.any(String));
    expect(await send()).toBeNull();
    expect(await queued()).toHaveLength(1);
  });
});

describe('the worker', () => {
  it('hands the payload and the message id to the handler of the event', async () => {
    const heard: unknown[] = [];
    const registry = new JobRegistry();
    registry.register<{ id: number }>({
      handles: 'desk.alarm-raised.v1',
      name: 'desk.notify-of-alarm',
      handle: (payload, messageId) =>
        Promise.resolve(void heard.push([payload, messageId, currentContext()?.requestId])),
    });
    const worker = new JobWorker(Settings.from({}), test.database, registry, new Jobs(test.database));
    workers.push(worker);
    await worker.start();
    await test.database.transaction((tx) => jobs.publish(tx, new ProbeHappened({ id: 7 })));
    const [job] = await queued();
    await until(() => heard.length > 0);
    expect(heard).toEqual([[{ id: 7 }, job?.id, job?.id]]);
  });

  it('runs a job again after a failure, under the same id', async () => {
    const ids: string[] = [];
    await work({
      queue: 'exchange.import',
      run: (_data, id) => {
        ids.push(id);
        return ids.length < 2 ? Promise.reject(new Error('first time')) : Promise.resolve();
      },
    });
    await test.database.transaction((tx) => jobs.send(tx, 'exchange.import', { id: 1 }));
    await until(() => ids.length === 2);
    expect(new Set(ids).size).toBe(1);
  });

  it('lets a job that runs finish when the process ends', async () => {
    let finished = false;
    let begun = false;
    const worker = await work({
      queue: 'exchange.import',
      run: async () => {
        begun = true;
        await pause(1_000);
        finished = true;
      },
    });
    await test.database.transaction((tx) => jobs.send(tx, 'exchange.import', { id: 1 }));
    await until(() => begun);
    await worker.stop();
    expect(finished).toBe(true);
    expect((await queued()).map(({ state }) => state)).toEqual(['completed']);
  });

  it('refuses to start with a handler whose queue migrate did not make', async () => {
    await expect(work({ queue: 'probe.none', run: () => Promise.resolve() })).rejects.toThrow(
      'No queue for probe.none',
    );
  });

  it('does not bring the process down when the database is away', async () => {
    const worker = await work({ queue: 'exchange.import', run: () => Promise.resolve() });
    await test.asSuperuser(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'cubby_app' AND datname = current_database()`,
    );
    await test.database.transaction((tx) => jobs.send(tx, 'exchange.import', { id: 1 })).catch(() => undefined);
    await pause(1_500);
    let ran = false;
    await worker.stop();
    await work({ queue: 'exchange.import', run: () => Promise.resolve(void (ran = true)) });
    await test.database.transaction((tx) => jobs.send(tx, 'exchange.import', { id: 2 }));
    await until(() => ran);
  });

  it('follows the time zone of the district', async () => {
    await test.database.transaction((tx) => jobs.setTimeZone(tx, 'America/Los_Angeles'));
    const zones = await test.database.read.query<{ timezone: string }>('SELECT timezone FROM pgboss.schedule');
    expect(new Set(zones.map(({ timezone }) => timezone))).toEqual(new Set(['America/Los_Angeles']));
  });
});

it('keeps one handler for each queue', () => {
  const registry = new JobRegistry();
  const handler = { queue: 'probe', run: () => Promise.resolve() };
  registry.registerJob(handler);
  expect(() => registry.registerJob(handler)).toThrow('has a handler already');
});
