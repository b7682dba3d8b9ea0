// What the database's refusals mean is said beside the errors.
import '@app/directory';
import { newId } from '@app/kernel';
import type { Tx } from '@app/platform';
import { dryRun, givenDistrict } from '../../libs/exchange/src/imports/imports.test-support.js';
import type { Given } from '../../libs/exchange/src/imports/imports.test-support.js';
import { codeOf } from '../support/code-of.js';
import { Given as Records } from '../support/given.js';

let given: Given;
let site: string;
let home: string;
let deviceId: string;
beforeEach(async () => {
  given = await givenDistrict();
  const records = new Records(given.test.database);
  [site, home] = [await records.site('NEW'), await records.site('HOME')];
  deviceId = (await records.device(home)).id;
});
afterEach(() => given.close());

/** A transaction that has done its work and waits for the word to commit. */
async function held(work: (tx: Tx) => Promise<unknown>): Promise<{ commit: () => Promise<void> }> {
  let done = (): void => undefined;
  let goOn = (): void => undefined;
  const isDone = new Promise<void>((resolve) => (done = resolve));
  const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
  const ended = given.test.database.transaction(async (tx) => {
    await work(tx);
    done();
    await mayGoOn;
  });
  await Promise.race([isDone, ended]);
  return {
    commit: () => {
      goOn();
      return ended;
    },
  };
}

/** As `SitesService` closes it. */
async function close(tx: Tx): Promise<void> {
  await tx.query('SELECT 1 FROM site WHERE id = $1 FOR UPDATE', [site]);
  const [{ used }] = await tx.query<{ used: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM device WHERE home_site_id = $1 OR location_site_id = $1)
       OR EXISTS (SELECT 1 FROM person_site WHERE site_id = $1) AS used`,
    [site],
  );
  if (used) throw new Error('in use');
  await tx.execute('UPDATE site SET active = false WHERE id = $1', [site]);
}

const record = (after: object) => (tx: Tx) =>
  tx.query('SELECT inventory_record_events($1::jsonb)', [
    JSON.stringify([{ deviceId, type: 'moved', source: 'page', after }]),
  ]);

const WAYS: [string, (tx: Tx) => Promise<unknown>][] = [
  [
    'an in-hand transfer',
    (tx) =>
      tx.query('SELECT desk_move($1::jsonb, $2::jsonb)', [
        JSON.stringify({ siteId: site, source: 'desk' }),
        JSON.stringify({ kind: 'transfer-in-hand', deviceId, fromSiteId: home }),
      ]),
  ],
  ['a new home', (tx) => record({ home_site_id: site })(tx)],
  ['a move', (tx) => record({ location_site_id: site })(tx)],
  [
    'a person',
    (tx) =>
      tx.execute(
        `WITH p AS (INSERT INTO person (kind, number, given_name, family_name) VALUES ('staff', $2, 'Kai', 'Ono') RETURNING id)
         INSERT INTO person_site (person_id, site_id) SELECT id, $1 FROM p`,
        [site, newId()],
      ),
  ],
];

it.each(WAYS)('%s waits for the closing and is refused', async (_name, work) => {
  const closing = await held(close);
  const coming = codeOf(given.test.database.transaction(work));
  await given.test.waitsForLock();
  await closing.commit();
  expect(await coming).toBe('site.closed');
});

it.each(WAYS)('the closing waits for %s', async (_name, work) => {
  const coming = await held(work);
  const closing = given.test.database.transaction(close);
  const refused = expect(closing).rejects.toThrow('in use');
  await given.test.waitsForLock();
  await coming.commit();
  await refused;
});

it.each([
  ['people', ['Number,First Name,Last Name,School', 'N-1,Ana,Wu,NEW']],
  ['devices', ['Asset Tag,Manufacturer,Model,Site', 'N-1,HP,Chromebook 11 G9,NEW']],
] as const)('an import of %s brings nothing to a site that is being closed', async (kind, lines) => {
  const { id } = await dryRun(given, kind, lines);
  const closing = await held(close);
  const running = given.importer.run(given.viewer, id);
  await given.test.waitsForLock();
  await closing.commit();
  expect((await running).state).toBe('done');
  expect(
    await given.test.database.read.query(
      `SELECT (SELECT count(*)::int FROM device WHERE $1 IN (home_site_id, location_site_id)) AS devices,
         (SELECT count(*)::int FROM person_site WHERE site_id = $1) AS people,
         (SELECT array_agg(problems -> 0 ->> 'code') FROM import_row WHERE run_id = $2) AS reasons`,
      [site, id],
    ),
  ).toEqual([{ devices: 0, people: 0, reasons: ['site-closed'] }]);
});
