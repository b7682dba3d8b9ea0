import { dataSourceOptions } from '@app/platform';
import type { Database } from '@app/platform';
import { DataSource } from 'typeorm';
import { migrateDatabase, migrationPlan } from '../../database/migrate.js';
import { tableHashes, using } from '../support/bare-machine.js';
import { openDesk } from '../support/desk.js';
import type { TestDesk } from '../support/desk.js';
import { Given, GivenDesk } from '../support/given.js';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.test.close());

/** A bit of everything that a district has. */
async function fill({ test, given, site, scans, clerk }: TestDesk): Promise<void> {
  await given.missingCase(site);
  await given.clearance(site);
  await given.reservation(site);
  await given.labelRun(site);
  const [device, person] = [await given.device(site), await given.person(site)];
  const at = new GivenDesk(await given.station(site));
  for (const code of [person.number, device.tag])
    at.context = (await scans.handle(clerk, at.request('out', code))).context;
  await test.asSuperuser(
    `INSERT INTO backup_run (cause, state, begun_at, error) VALUES ('asked', 'failed', now(), 'x')`,
  );
}

const columnsOf = (db: Database): Promise<{ table: string; columns: string }[]> =>
  db.read.query(
    `SELECT table_name AS "table", string_agg(column_name || ' ' || data_type, ', ' ORDER BY column_name) AS columns
     FROM information_schema.columns WHERE table_schema = 'public' GROUP BY 1 ORDER BY 1`,
  );

/** What else a schema is made of, as Postgres writes it down. Some triggers stand with the functions, and views always. */
const restOf = (db: Database): Promise<{ what: string }[]> =>
  db.read.query(`
    SELECT tgrelid::regclass || ' ' || tgname AS what FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text NOT LIKE 'pgboss.%'
    UNION ALL SELECT schemaname || '.' || viewname || definition FROM pg_views WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid <> 0
    UNION ALL SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'public'
      WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    ORDER BY 1`);

/** So many migrations back, one by one, as `typeorm migration:revert` does it. */
async function goBack(ownerUrl: string, count: number): Promise<void> {
  const source = new DataSource({
    ...dataSourceOptions(ownerUrl, { poolSize: 1 }),
    migrations: [...migrationPlan.migrations],
    migrationsTransactionMode: 'each',
  });
  await source.initialize();
  for (let n = 0; n < count; n += 1) await source.undoLastMigration();
  await source.destroy();
}

const ALL = migrationPlan.migrations.length;
/** The tables that the product began with stay. */
const FIRST = 7;

it.each([
  [30, 40],
  [ALL - FIRST, 20],
])(
  'the last %i migrations go back one by one with data in the tables, and forward again, and what they do not touch stays',
  async (back, atLeast) => {
    const { test, site } = desk;
    await fill(desk);
    const { ownerUrl } = test;
    const [hashes, columns] = [await tableHashes(test.database), await columnsOf(test.database)];
    const rest = await restOf(test.database);
    await goBack(ownerUrl, back);
    const below = await using(ownerUrl, columnsOf);
    const { migrations } = await migrateDatabase(ownerUrl, 'cubby_app');
    expect(migrations).toHaveLength(back);
    expect(await columnsOf(test.database)).toEqual(columns);
    expect(await restOf(test.database)).toEqual(rest);
    // Untouched: there at the bottom, with the same columns.
    const untouched = columns
      .filter(({ table, columns: all }) => below.some((one) => one.table === table && one.columns === all))
      .map(({ table }) => table)
      .filter((table) => table in hashes);
    expect(untouched.length).toBeGreaterThan(atLeast);
    expect(untouched).toEqual(expect.arrayContaining(['device_event', 'person_site', 'site']));
    const after = await tableHashes(test.database);
    // The seeds of permissions and roles are made again by each migrate.
    expect(untouched.filter((table) => after[table] !== hashes[table])).toEqual([]);
    await new Given(test.database).device(site);
  },
);

it('all of them go back to nothing, and forward again to the same schema', async () => {
  const { test } = desk;
  await fill(desk);
  const [columns, rest] = [await columnsOf(test.database), await restOf(test.database)];
  await goBack(test.ownerUrl, ALL);
  const left = await using(test.ownerUrl, columnsOf);
  expect(left.map(({ table }) => table).sort()).toEqual(['migrations', 'sql_function_checksum']);
  await migrateDatabase(test.ownerUrl, 'cubby_app');
  expect(await columnsOf(test.database)).toEqual(columns);
  expect(await restOf(test.database)).toEqual(rest);
  const given = new Given(test.database);
  await given.district();
  await given.device(await given.site('LHS'));
});
