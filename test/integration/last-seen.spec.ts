import { randomUUID } from 'node:crypto';
import type { ScanService } from '@app/desk';
import { verifyLedger } from '@app/inventory';
import type { Viewer } from '@app/platform';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import type { ScanAnswer } from '@app/scan-engine';
import type { TestDatabase } from '../support/database.js';
import { openDesk } from '../support/desk.js';
import type { Given, GivenDevice, Scanned } from '../support/given.js';
import { GivenDesk } from '../support/given.js';

let test: TestDatabase;
let given: Given;
let scans: ScanService;
let site: string;
let clerk: Viewer;
let desk: GivenDesk;
let device: GivenDevice;

beforeAll(async () => {
  ({ test, given, scans, site, clerk } = await openDesk());
});
beforeEach(async () => {
  desk = new GivenDesk(await given.station(site));
  device = await given.device(site);
});
afterAll(async () => {
  // Whatever was done here, the ledger says the same of every device.
  expect((await verifyLedger(test.database.read)).findings).toEqual([]);
  await test.close();
});

const scan = (...scanned: Scanned): Promise<ScanAnswer> => desk.scan(scans, clerk, ...scanned);
/** Null: never. */
async function seen(): Promise<Date | null> {
  const [row] = await test.asSuperuser(
    `SELECT nullif(last_seen_at, '-infinity') AS at, last_event_at AS changed FROM device WHERE id = $1`,
    [device.id],
  );
  changed = row.changed as Date;
  return row.at as Date | null;
}
let changed: Date;

async function record(event: object): Promise<void> {
  await test.database.transaction((tx) =>
    tx.query('SELECT inventory_record_events($1::jsonb)', [JSON.stringify([{ deviceId: device.id, ...event }])]),
  );
}

it('is never, until somebody has it in hand', async () => {
  expect(await seen()).toBeNull();
});

it('is the moment of the scan that moved it', async () => {
  const maya = await given.person(site);
  await scan('out', maya.number);
  await scan('out', device.tag);
  const out = await seen();
  expect(out).toEqual(changed);
  desk.context = EMPTY_CONTEXT;
  await scan('in', device.tag);
  expect((await seen())!.getTime()).toBeGreaterThan(out!.getTime());
  expect(await seen()).toEqual(changed);
});

it('moves when a scan changes nothing', async () => {
  const before = (await seen(), changed);
  expect(await scan('in', device.tag)).toMatchObject({ row: 'I5' });
  const first = await seen();
  expect(first).not.toBeNull();
  expect(await scan('in', device.tag)).toMatchObject({ class: 'AGAIN' });
  expect((await seen())!.getTime()).toBeGreaterThan(first!.getTime());
  expect(changed).toEqual(before);
});

it.each([
  ['scanner', true],
  ['camera', true],
  ['typed', false],
  ['page', false],
] as const)('a look-up by %s: %s', async (source, moves) => {
  expect(await scan('look', device.tag, { source })).toMatchObject({ row: 'L1', undoable: false });
  expect((await seen()) !== null).toBe(moves);
});

it.each([
  ['a bulk run', { type: 'moved', source: 'bulk', after: { condition: 'C' } }],
  ['an import', { type: 'condition-reported', source: 'import', after: { condition: 'C' } }],
  ['an import that says who has it', { type: 'received', source: 'import', after: { condition: 'C' } }],
  ['device management', { type: 'mdm-changed', source: 'sync', after: { mdm_status: 'provisioned' } }],
  ['an edit in the office', { type: 'hold-cleared', source: 'page', after: { holds: [] } }],
  ['a report that it is not there', { type: 'moved', source: 'case', after: { condition: 'C' } }],
])('does not move by %s', async (_name, event) => {
  await seen();
  const before = changed;
  await record(event);
  expect(await seen()).toBeNull();
  expect(changed.getTime()).toBeGreaterThan(before.getTime());
  await scan('in', device.tag);
  const at = await seen();
  await record(event);
  expect(await seen()).toEqual(at);
});

it.each([
  ['a find on the page of its case', { type: 'found', source: 'case', after: { condition: 'C' } }],
  [
    'its receipt',
    { type: 'state-changed', source: 'page', after: { condition: 'C' }, evidence: { action: 'receive-order' } },
  ],
])('moves by %s', async (_name, event) => {
  await record(event);
  expect(await seen()).toEqual(changed);
});

describe('an undo', () => {
  it('takes the seeing of its scan back: it was not this device', async () => {
    const maya = await given.person(site);
    await scan('in', device.tag);
    const earlier = await seen();
    await scan('out', maya.number);
    await scan('out', device.tag);
    expect(await seen()).not.toEqual(earlier);
    expect(await scan('out', { kind: 'undo', scanId: null })).toMatchObject({ row: 'UNDO' });
    expect(await seen()).toEqual(earlier);
  });

  it('of a bulk change leaves it', async () => {
    await scan('in', device.tag);
    const at = await seen();
    await record({ type: 'condition-reported', source: 'bulk', after: { condition: 'C' } });
    await record({ type: 'reversed', source: 'bulk', reversesSeq: 2 });
    expect(await seen()).toEqual(at);
  });

  it('of the only scan leaves never', async () => {
    await record({ type: 'checked-in', source: 'scanner', stationId: randomUUID(), after: { condition: 'C' } });
    expect(await seen()).not.toBeNull();
    await record({ type: 'reversed', source: 'scanner', stationId: randomUUID(), reversesSeq: 2 });
    expect(await seen()).toBeNull();
  });
});

it('cannot be written by the product itself', async () => {
  const write = test.database.transaction((tx) =>
    tx.execute('UPDATE device SET last_seen_at = now() WHERE id = $1', [device.id]),
  );
  await expect(write).rejects.toThrow('permission denied');
  await expect(test.asSuperuser('UPDATE device SET last_seen_at = now() WHERE id = $1', [device.id])).rejects.toThrow(
    'gets its summary from the ledger',
  );
});

it('knows of sightings by people only', async () => {
  await expect(
    test.asSuperuser(`INSERT INTO device_sighting (device_id, seen_at, source) VALUES ($1, now(), 'sync')`, [
      device.id,
    ]),
  ).rejects.toThrow('ck_device_sighting_source');
});
