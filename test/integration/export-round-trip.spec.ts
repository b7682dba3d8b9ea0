import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ImportKind } from '@app/exchange';
import { Importer } from '@app/exchange';
import { DEVICE_STATES, newId, stateLabel } from '@app/kernel';
import { Viewer } from '@app/platform';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';

let test: TestApp;
let folder: string;
let given: Given;
let cookie: string;
let importer: Importer;
let viewer: Viewer;
let [home, away] = ['', ''];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-round-trip-'));
  test = await testApp({ settings: { DATA_DIR: folder } });
  given = new Given(test.database.database);
  await given.district();
  [home, away] = [await given.site('LHS'), await given.site('WHS')];
  const account = await accountAs(test.database.database, 'it-admin', null);
  cookie = await signIn(test.url, account);
  importer = new Importer(test.database.database, { DATA_DIR: folder });
  viewer = new Viewer(account.id, 'admin', new Map([['import:run', 'all' as const]]));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: object): Promise<Response> {
  const headers = {
    cookie,
    origin: ORIGIN,
    'idempotency-key': newId(),
    ...(body && { 'content-type': 'application/json' }),
  };
  return fetch(`${test.url}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
}

/** All columns of a list, as a CSV file. */
async function exported(list: string, query = ''): Promise<string> {
  const lists = (await (await call('GET', '/export-lists')).json()) as {
    items: { list: string; columns: { key: string }[] }[];
  };
  const columns = lists.items.find((each) => each.list === list)!.columns.map(({ key }) => key);
  const asked = { list, columns, format: 'csv', variant: 'names', recipient: 'Ourselves', purpose: 'Round trip' };
  const made = await call('POST', '/exports', { ...asked, ...(query && { query }) });
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as { id: string };
  return (await call('GET', `/exports/${id}/file`)).text();
}

/** What an import of this file would do: created, changed, unchanged, refused. */
async function planned(kind: ImportKind, file: string): Promise<number[]> {
  const stream = Readable.from([Buffer.from(file)]);
  const run = await importer.upload(viewer, kind, { fileName: 'export.csv', stream });
  const { state, failure, predicted } = await importer.dryRun(viewer, run.id);
  if (state !== 'checked' || !predicted) throw new Error(`${state}: ${JSON.stringify(failure)}`);
  const { create, change, unchanged, refuse } = predicted;
  return [create, change, unchanged, refuse];
}

it('an exported list of devices imported again changes nothing', async () => {
  const states = ['ordered', 'received', 'in-stock', 'in-repair', 'missing', 'stolen', 'lost', 'retired'] as const;
  for (const [n, state] of states.entries()) await given.device(home, { state, tag: `000${n}` });
  const sent = await given.device(home);
  await given.deviceEvent(sent.id, 'sent', { state: 'in-transit', location_site_id: away });
  const modelId = await given.model('2031-06-01');
  const lent = await given.device(home, { modelId, holds: ['damaged'] });
  const person = await given.person(home, { name: ['=HYPERLINK("x")', "'O’Neil, Ñandú"] });
  await given.deviceEvent(lent.id, 'checked-out', {
    ...{ state: 'deployed', custody: 'student', holder_person_id: person.id },
  });
  // At another school, in a room that its own has not, and in one that both have.
  for (const [n, code] of ['LIBRARY', 'LAB-1'].entries()) {
    const room = await given.room(away, code);
    if (n === 1) {
      const same = await given.room(home, 'LAB-2');
      await test.database.asSuperuser('UPDATE room SET name = $2 WHERE id = $1', [same, code]);
    }
    const device = await given.device(home, { locationSiteId: away, modelId });
    await given.deviceEvent(device.id, 'moved', { location_room_id: room });
  }
  await test.database.asSuperuser(
    `UPDATE device SET purchased_on = '2026-02-01', warranty_ends_on = '2029-02-01', program = '=1+1' WHERE id = $1`,
    [lent.id],
  );
  const file = await exported('devices');
  const lines = file.trimEnd().split('\r\n').length - 1;
  expect(lines).toBe(states.length + 4);
  for (const state of [...states, 'in-transit', 'deployed'] as const) expect(file).toContain(stateLabel(state));
  expect(await planned('devices', file)).toEqual([0, 0, lines, 0]);
});

it('every word that the list has for a state is one that an import reads', async () => {
  const words = DEVICE_STATES.map((state) => stateLabel(state));
  const file = ['Asset tag,Model,Site,State', ...words.map((word, n) => `NEW-${n},Nothing,LHS,${word}`)].join('\n');
  const stream = Readable.from([Buffer.from(file)]);
  const run = await importer.upload(viewer, 'devices', { fileName: 'states.csv', stream });
  await importer.dryRun(viewer, run.id);
  const { items } = await importer.listRows(run.id, { outcome: 'refuse', limit: 100 });
  const unread = items
    .flatMap(({ problems }) => problems)
    .filter(({ field, code }) => field === 'state' && code === 'not-a-choice');
  expect([items.length, unread]).toEqual([words.length, []]);
});

it('devices that have no tag yet, and void ones, come back unchanged too', async () => {
  const untagged = await given.device(home, { tag: null, state: 'received', serial: 'LINE-1' });
  const twin = await given.device(home, { tag: null, state: 'ordered', serial: 'line-2' });
  const device = await given.device(home, { tag: 'VOID-1' });
  await given.deviceEvent(device.id, 'state-changed', { state: 'void' });
  const file = await exported('devices');
  for (const code of ['LINE-1', 'line-2', 'VOID-1']) expect(file).toContain(code);
  expect([untagged.tag, twin.tag]).toEqual(['', '']);
  expect(await planned('devices', file)).toEqual([0, 0, file.trimEnd().split('\r\n').length - 1, 0]);
});

it('an exported list of people imported again changes nothing', async () => {
  const names: [string, string][] = [
    ['Zoë', 'Ñandú'],
    ['=SUM(A1)', '-1+1'],
    ["'Ana", "O'Brien"],
    ['שלום', 'عليكم'],
    ['Two  words', 'de la "Cruz", Jr.'],
  ];
  for (const name of names) await given.person(home, { name });
  await given.person(away, { kind: 'staff', number: '000042' });
  await given.person(away, { withdrawnOn: '2026-10-01' });
  const file = await exported('people');
  const lines = file.trimEnd().split('\r\n').length - 1;
  expect(lines).toBeGreaterThanOrEqual(7);
  expect(file).toContain('000042');
  expect(await planned('people', file)).toEqual([0, 0, lines, 0]);
});
