import { randomBytes } from 'node:crypto';
import { Database } from './database.js';
import type { EmbeddedPostgres } from './embedded/index.js';
import { migrateDatabase } from '../../../../database/migrate.js';
import { testServer } from '../../../../test/support/test-server.js';
import { eventCatalogue } from '../../../../database/events.js';
import { migrations } from '../../../../database/migrations/index.js';
import { sqlFunctions } from '../../../../database/functions.js';
import { grantStatements } from '../../../../database/grants.js';
import { migrate } from './migrate.js';
import { ledgerProtection } from './open-database.js';

let server: EmbeddedPostgres;
let name: string;
let urls: { ownerUrl: string; appUrl: string };

beforeAll(async () => void (server = await testServer()));
beforeEach(async () => {
  name = `cubby_migrate_${randomBytes(4).toString('hex')}`;
  urls = await server.ensureDatabase(name);
});
afterEach(() => server.dropDatabase(name));

const plan = { migrations, functions: sqlFunctions, events: eventCatalogue, grants: grantStatements };
const as = async <T>(url: string, work: (db: Database) => Promise<T>): Promise<T> => {
  const db = await Database.connect(url, { poolSize: 2 });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
};

it('runs everything once, however many processes start at the same moment', async () => {
  const reports = await Promise.all([1, 2, 3].map(() => migrateDatabase(urls.ownerUrl, 'cubby_app')));
  const busy = reports.filter(({ migrations: ran }) => ran.length > 0);
  expect(busy).toHaveLength(1);
  expect(busy[0]?.migrations).toHaveLength(migrations.length);
  expect(busy[0]?.functions).toEqual(sqlFunctions.map(({ lib }) => lib));
  const rows = await as(urls.ownerUrl, (db) =>
    db.read.query<{ name: string }>('SELECT name FROM migrations ORDER BY id'),
  );
  expect(rows.map((row) => row.name)).toEqual(migrations.map((migration) => new migration().name));
  expect(reports.filter(({ functions, queues }) => functions.length + queues.length > 0)).toHaveLength(1);
});

it('applies a changed group of SQL functions, and those after it, again', async () => {
  const group = (lib: string, answer: number) => ({
    lib,
    order: 0,
    statements: [`CREATE OR REPLACE FUNCTION ${lib}_answer() RETURNS int LANGUAGE sql AS $$ SELECT ${answer} $$`],
  });
  const run = (...functions: ReturnType<typeof group>[]) =>
    migrate(urls.ownerUrl, { migrations, events: eventCatalogue, grants: () => [], functions }, null);
  expect((await run(group('one', 1), group('two', 2))).functions).toEqual(['one', 'two']);
  expect((await run(group('one', 1), group('two', 2))).functions).toEqual([]);
  expect((await run(group('one', 1), group('two', 3))).functions).toEqual(['two']);
  expect((await run(group('one', 4), group('two', 3))).functions).toEqual(['one', 'two']);
  const [row] = await as(urls.ownerUrl, (db) => db.read.query('SELECT one_answer() AS one, two_answer() AS two'));
  expect(row).toEqual({ one: 4, two: 3 });
});

it('says which lib has SQL that cannot be applied, and keeps what was there', async () => {
  const broken = {
    lib: 'broken',
    order: 0,
    statements: ['CREATE TABLE half (id int)', 'SELECT nonsense FROM nowhere'],
  };
  await expect(migrate(urls.ownerUrl, { ...plan, functions: [broken] }, null)).rejects.toThrow('SQL of broken');
  expect(await as(urls.ownerUrl, (db) => db.read.query(`SELECT to_regclass('half') AS half`))).toEqual([
    { half: null },
  ]);
});

it('makes queues and subscriptions equal to the catalogue', async () => {
  const catalogue = {
    types: ['probe.happened.v1', 'probe.gone.v1'],
    subscriptions: [{ eventType: 'probe.happened.v1', queue: 'probe.listener' }],
    queues: [{ name: 'probe.nightly', expireInSeconds: 60, retryLimit: 0, schedule: { cron: '0 3 * * *' } }],
  };
  const run = (events: typeof catalogue) => migrate(urls.ownerUrl, { ...plan, events }, 'cubby_app');
  expect((await run(catalogue)).queues.sort()).toEqual(['probe.listener', 'probe.nightly']);
  await as(urls.appUrl, async (db) => {
    const queues = `SELECT name, retry_limit AS tries, expire_seconds AS seconds FROM pgboss.queue WHERE name LIKE 'probe%' ORDER BY 1`;
    expect(await db.read.query(queues)).toEqual([
      { name: 'probe.listener', tries: 5, seconds: 900 },
      { name: 'probe.nightly', tries: 0, seconds: 60 },
    ]);
    expect(await db.read.query('SELECT name, cron, timezone FROM pgboss.schedule')).toEqual([
      { name: 'probe.nightly', cron: '0 3 * * *', timezone: 'UTC' },
    ]);
    await db.transaction((tx) => tx.execute(`UPDATE pgboss.schedule SET timezone = 'America/Los_Angeles'`));
    const later = {
      types: ['probe.happened.v1'],
      subscriptions: [],
      queues: [{ ...catalogue.queues[0], expireInSeconds: 90 }],
    };
    expect((await run(later)).queues).toEqual([]);
    expect(await db.read.query('SELECT type FROM event_type')).toEqual([{ type: 'probe.happened.v1' }]);
    expect(await db.read.query('SELECT * FROM event_subscription')).toEqual([]);
    expect(await db.read.query('SELECT timezone FROM pgboss.schedule')).toEqual([{ timezone: 'America/Los_Angeles' }]);
    expect(
      await db.read.query(`SELECT expire_seconds AS seconds FROM pgboss.queue WHERE name = 'probe.nightly'`),
    ).toEqual([{ seconds: 90 }]);
  });
});

it('refuses a subscription to an event that is not listed', async () => {
  const events = { types: [], subscriptions: [{ eventType: 'probe.none.v1', queue: 'probe.listener' }], queues: [] };
  await expect(migrate(urls.ownerUrl, { ...plan, events }, null)).rejects.toThrow('probe.none.v1');
});

it('leaves the ledger protected by grant for the runtime role, by trigger only for the owner', async () => {
  await migrateDatabase(urls.ownerUrl, 'cubby_app');
  expect(await as(urls.appUrl, (db) => ledgerProtection(db.read))).toBe('grant-and-trigger');
  expect(await as(urls.ownerUrl, (db) => ledgerProtection(db.read))).toBe('trigger-only');
});
