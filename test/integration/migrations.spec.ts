import { dataSourceOptions } from '@app/platform';
import type { Database } from '@app/platform';
import { DataSource } from 'typeorm';
import { migrateDatabase, migrationPlan } from '../../database/migrate.js';
import { tableHashes, using } from '../support/bare-machine.js';
import { openDesk } from '../support/desk.js';
import type { TestDesk } from '../support/desk.js';
import { Given, GivenDesk } from '../support/given.js';

/** So many versions back a district with data can be taken: one that went wrong is at most the last of these. */
const BACK = 25;

let desk: TestDesk;
beforeAll(async () => void (desk = await openDesk()));
afterAll(() => desk.test.close());

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

/** Some stand with the functions, whose text did not change. */
const triggersOf = (db: Database): Promise<{ trigger: string }[]> =>
  db.read.query(
    `SELECT tgrelid::regclass || ' ' || tgname AS trigger FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text NOT LIKE 'pgboss.%' ORDER BY 1`,
  );

it(`the last ${BACK} migrations go back one by one with data in the tables, and forward again, and what they do not touch stays`, async () => {
  const { test, site } = desk;
  await fill(desk);
  const { ownerUrl } = test;
  const [hashes, columns] = [await tableHashes(test.database), await columnsOf(test.database)];
  const triggers = await triggersOf(test.database);
  const source = new DataSource({
    ...dataSourceOptions(ownerUrl, { poolSize: 1 }),
    migrations: [...migrationPlan.migrations],
    migrationsTransactionMode: 'each',
  });
  await source.initialize();
  for (let n = 0; n < BACK; n += 1) await source.undoLastMigration();
  await source.destroy();
  const below = await using(ownerUrl, columnsOf);
  const { migrations } = await migrateDatabase(ownerUrl, 'cubby_app');
  expect(migrations).toHaveLength(BACK);
  expect(await columnsOf(test.database)).toEqual(columns);
  expect(await triggersOf(test.database)).toEqual(triggers);
  // Untouched: there at the bottom, with the same columns.
  const untouched = columns
    .filter(({ table, columns: all }) => below.some((one) => one.table === table && one.columns === all))
    .map(({ table }) => table)
    .filter((table) => table in hashes);
  expect(untouched.length).toBeGreaterThan(40);
  expect(untouched).toEqual(expect.arrayContaining(['device_event', 'loan', 'person_site', 'site']));
  const after = await tableHashes(test.database);
  // The seeds of permissions and roles are made again by each migrate.
  expect(untouched.filter((table) => after[table] !== hashes[table])).toEqual([]);
  await new Given(test.database).device(site);
});
