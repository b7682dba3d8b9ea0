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

/** All columns of a list, as a file. */
async function exported(list: string, format: 'csv' | 'xlsx'): Promise<Buffer> {
  const lists = (await (await call('GET', '/export-lists')).json()) as {
    items: { list: string; columns: { key: string }[] }[];
  };
  const columns = lists.items.find((each) => each.list === list)!.columns.map(({ key }) => key);
  const asked = { list, columns, format, variant: 'names', recipient: 'Ourselves', purpose: 'Round trip' };
  const made = await call('POST', '/exports', asked);
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as { id: string };
  return Buffer.from(await (await call('GET', `/exports/${id}/file`)).arrayBuffer());
}

/** An export of the list, as CSV and as a workbook, would change nothing when it is imported. */
async function comesBack(kind: 'devices' | 'people', holds: (csv: string) => void): Promise<void> {
  const file = await exported(kind, 'csv');
  const csv = file.toString('utf8');
  holds(csv);
  const lines = csv.trimEnd().split('\r\n').length - 1;
  expect(await planned(kind, file)).toEqual([0, 0, lines, 0]);
  expect(await planned(kind, await exported(kind, 'xlsx'))).toEqual([0, 0, lines, 0]);
}

/** What an import of this file would do: created, changed, unchanged, refused. */
async function planned(kind: ImportKind, file: Buffer): Promise<number[]> {
  const run = await importer.upload(viewer, kind, { fileName: 'export', stream: Readable.from([file]) });
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
  // Held by a record that has become another's since: its number stands for both.
  const kept = await given.device(home);
  const [twin, survivor] = [await given.person(home), await given.person(home)];
  await given.deviceEvent(kept.id, 'checked-out', {
    ...{ state: 'deployed', custody: 'student', holder_person_id: twin.id },
  });
  await test.database.asSuperuser('UPDATE person SET merged_into_id = $1 WHERE id = $2', [survivor.id, twin.id]);
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
  await comesBack('devices', (csv) => {
    expect(csv.trimEnd().split('\r\n').length - 1).toBe(states.length + 5);
    const [head] = csv.split('\r\n');
    expect(head).toContain('Held by,Kind of holder,Holder number,Holder homeroom');
    for (const { number } of [person, survivor]) expect(csv).toContain(number);
    for (const state of [...states, 'in-transit', 'deployed'] as const) expect(csv).toContain(stateLabel(state));
  });
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
  await given.device(home, { tag: null, state: 'received', serial: 'LINE-1' });
  await given.device(home, { tag: null, state: 'ordered', serial: '000123' });
  // On order: no codes at all, two of a kind and one of another model.
  const modelId = await given.model('2032-06-01');
  for (const model of [modelId, modelId, undefined])
    await given.device(home, { tag: null, serial: null, state: 'ordered', modelId: model });
  const device = await given.device(home, { tag: 'VOID-1' });
  await given.deviceEvent(device.id, 'state-changed', { state: 'void' });
  await comesBack('devices', (csv) => {
    for (const code of ['LINE-1', '000123', 'VOID-1']) expect(csv).toContain(code);
  });
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
  await comesBack('people', (csv) => {
    for (const name of names.flat().slice(0, 2)) expect(csv).toContain(name);
    expect(csv).toContain('000042');
  });
});
