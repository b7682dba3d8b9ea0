import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Given, Inventory } from '../inventory.test-support.js';
import { everywhere, givenOn, inventoryOn } from '../inventory.test-support.js';
import { AnchorFolder } from './anchor-folder.js';
import { castAnchor } from './anchor-ledger.service.js';
import { verifyLedger } from './verify-ledger.js';

let test: TestDatabase;
let inventory: Inventory;
let given: Given;
let folder: string;
/** Registered, condition reported, moved to repair, back, renamed: five entries. */
let deviceId: string;

beforeAll(async () => {
  test = await testDatabase();
  inventory = inventoryOn(test);
  given = givenOn(test, inventory);
  await given.district();
  for (let i = 0; i < 5; i += 1) await given.device({ serial: `SN-${i}` });
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cubby-ledger-'));
  const { id, tag } = await given.device({});
  deviceId = id;
  await given.record({ deviceId, type: 'condition-reported', after: { condition: 'C' } });
  await inventory.states.change(everywhere, id, { to: 'in-repair', reason: 'screen' });
  await inventory.states.change(everywhere, id, { to: 'in-stock', reason: 'repaired' });
  await inventory.editing.edit(everywhere, id, { version: 1, assetTag: `${tag}-N` });
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await tamper(
    `DELETE FROM device_identifier WHERE device_id = $1`,
    `DELETE FROM device_event WHERE device_id = $1`,
    `DELETE FROM device WHERE id = $1`,
    'DELETE FROM ledger_anchor',
  );
});
afterAll(() => test.close());

/** What somebody with the owner's password could do: no trigger runs. `$1` is the device. */
async function tamper(...statements: string[]): Promise<void> {
  const bound = statements.map((sql) => sql.replaceAll('$1', `'${deviceId}'`));
  await test.asSuperuser(['SET session_replication_role = replica', ...bound].join('; '));
}
const findings = async (): Promise<string[]> => {
  const report = await verifyLedger(test.database.read, { folder: new AnchorFolder(folder) });
  expect(report.findings.every((finding) => finding.deviceId === null || finding.deviceId === deviceId)).toBe(true);
  return report.findings.map(({ seq, problem, columns }) =>
    [seq, problem, columns].filter((part) => part !== null).join(' '),
  );
};
const rehash = (seq: number): string =>
  `UPDATE device_event e SET hash = inventory_event_hash(e) WHERE device_id = $1 AND seq = ${seq}`;
const rechain = (seq: number): string =>
  `UPDATE device_event e SET prev_hash = p.hash FROM device_event p WHERE e.device_id = $1 AND e.seq = ${seq} AND p.device_id = $1 AND p.seq = ${seq - 1}`;

it('finds nothing in a ledger that only its trigger wrote', async () => {
  await castAnchor(test.database, new AnchorFolder(folder), new Date());
  const report = await verifyLedger(test.database.read, { folder: new AnchorFolder(folder) });
  expect(report).toEqual({ devices: 6, anchors: 1, findings: [], truncated: false });
});

describe('names the entry that was', () => {
  it.each<[string, string[], string[]]>([
    [
      'edited',
      [`UPDATE device_event SET after = '{"condition": "A"}' WHERE device_id = $1 AND seq = 2`],
      ['2 entry-edited', '5 summary-differs condition'],
    ],
    [
      'edited in its evidence',
      [`UPDATE device_event SET evidence = '{}' WHERE device_id = $1 AND seq = 3`],
      ['3 entry-edited'],
    ],
    [
      'edited in who did it',
      [`UPDATE device_event SET account_id = uuidv7() WHERE device_id = $1 AND seq = 1`],
      ['1 entry-edited'],
    ],
    [
      'edited in its time by a microsecond',
      [`UPDATE device_event SET occurred_at = occurred_at + interval '1 microsecond' WHERE device_id = $1 AND seq = 2`],
      ['2 entry-edited'],
    ],
    [
      'the newest, edited',
      [`UPDATE device_event SET evidence = '{"reason": "other"}' WHERE device_id = $1 AND seq = 5`],
      ['5 entry-edited'],
    ],
    [
      'edited and hashed again',
      [`UPDATE device_event SET evidence = '{"x": 1}' WHERE device_id = $1 AND seq = 2`, rehash(2)],
      ['3 link-broken'],
    ],
    [
      'the newest, edited and hashed again',
      [`UPDATE device_event SET evidence = '{"reason": "other"}' WHERE device_id = $1 AND seq = 5`, rehash(5)],
      ['5 head-differs'],
    ],
    [
      'removed',
      ['DELETE FROM device_event WHERE device_id = $1 AND seq = 2'],
      ['2 entry-missing', '5 summary-differs condition'],
    ],
    ['the newest, cut off', ['DELETE FROM device_event WHERE device_id = $1 AND seq = 5'], ['5 tail-cut']],
    ['the newest two, cut off', ['DELETE FROM device_event WHERE device_id = $1 AND seq >= 4'], ['4 tail-cut']],
    ['all of them, removed', ['DELETE FROM device_event WHERE device_id = $1'], ['no-entries']],
    [
      'added behind the head',
      [
        `INSERT INTO device_event SELECT (jsonb_populate_record(e, '{"seq": 6}')).* FROM device_event e WHERE device_id = $1 AND seq = 5`,
        rechain(6),
        rehash(6),
      ],
      ['6 tail-added'],
    ],
    [
      'none, but the device changed',
      [
        `UPDATE device SET condition = 'A', home_site_id = (SELECT id FROM site WHERE id <> home_site_id LIMIT 1) WHERE id = $1`,
      ],
      ['5 summary-differs condition, home_site_id'],
    ],
    [
      'none, but its dates changed',
      [`UPDATE device SET last_event_at = now(), last_seen_at = now(), state_since = now() WHERE id = $1`],
      ['5 summary-differs last_event_at, last_seen_at, state_since'],
    ],
    [
      'none, but a code changed',
      [`UPDATE device_identifier SET value = 'OTHER-' || value WHERE device_id = $1 AND kind = 'tag'`],
      ['5 code-differs asset_tag'],
    ],
  ])('%s', async (_name, statements, expected) => {
    await tamper(...statements);
    expect(await findings()).toEqual(expected);
  });
});

describe('against an anchor', () => {
  /** Everything made to fit again: only an earlier day knows better. */
  const rewrite = [
    `UPDATE device_event SET evidence = '{"reason": "forged"}' WHERE device_id = $1 AND seq = 2`,
    rehash(2),
    ...[3, 4, 5].flatMap((seq) => [rechain(seq), rehash(seq)]),
    'UPDATE device SET ledger_hash = (SELECT hash FROM device_event WHERE device_id = $1 AND seq = 5) WHERE id = $1',
  ];

  it('a rewrite with all its hashes shows', async () => {
    await castAnchor(test.database, new AnchorFolder(folder), new Date());
    await tamper(...rewrite);
    expect(await findings()).toEqual(['5 rewritten']);
  });

  it('and would not show without one', async () => {
    await tamper(...rewrite);
    expect((await verifyLedger(test.database.read)).findings).toEqual([]);
  });

  it('a later anchor does not hide it while an earlier one is compared', async () => {
    await castAnchor(test.database, new AnchorFolder(folder), new Date('2027-01-01T02:15:00Z'));
    await tamper(...rewrite);
    await castAnchor(test.database, new AnchorFolder(folder), new Date('2027-01-02T02:15:00Z'));
    expect(await findings()).toEqual(['5 rewritten']);
    expect((await verifyLedger(test.database.read, { folder: new AnchorFolder(folder), anchors: 1 })).findings).toEqual(
      [],
    );
  });

  it('new entries after it are no rewrite', async () => {
    await castAnchor(test.database, new AnchorFolder(folder), new Date());
    await given.record({ deviceId, type: 'condition-reported', after: { condition: 'D' } });
    expect(await findings()).toEqual([]);
  });

  it('its file must be there and be whole', async () => {
    await castAnchor(test.database, new AnchorFolder(folder), new Date());
    const [name] = readdirSync(join(folder, 'ledger-anchors'));
    writeFileSync(join(folder, 'ledger-anchors', name), 'spoilt');
    expect(await findings()).toEqual(['anchor-unreadable']);
  });

  it('its row must be there too', async () => {
    await castAnchor(test.database, new AnchorFolder(folder), new Date());
    await tamper('DELETE FROM ledger_anchor');
    expect(await findings()).toEqual(['anchor-removed']);
  });
});

it('stops after enough findings', async () => {
  await tamper(`UPDATE device_event SET evidence = '{"x": 1}' WHERE device_id = $1`);
  expect(await verifyLedger(test.database.read, { most: 2 })).toMatchObject({
    truncated: true,
    findings: [{ seq: 1 }, { seq: 2 }],
  });
});

describe('the running product', () => {
  it.each([
    ['edit an entry', `UPDATE device_event SET source = 'x'`],
    ['remove an entry', 'DELETE FROM device_event'],
    ['empty the ledger', 'TRUNCATE device_event CASCADE'],
    ['set the state of a device', `UPDATE device SET state = 'retired'`],
    ['set its head', 'UPDATE device SET last_seq = last_seq + 1'],
    ['remove a device', 'DELETE FROM device'],
    ['free a tag', 'DELETE FROM device_identifier'],
    ['edit a code', `UPDATE device_identifier SET value = 'X'`],
    ['remove an anchor', 'DELETE FROM ledger_anchor'],
    ['change the legal moves', `UPDATE device_state_move SET two_person = false`],
    ['change a split', 'UPDATE funding_split_line SET basis_points = 1'],
  ])('may not %s', async (_name, sql) => {
    await expect(test.database.read.execute(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('not even its owner may edit, remove or empty', async () => {
    for (const sql of [
      `UPDATE device_event SET source = 'x'`,
      'DELETE FROM device_event',
      'TRUNCATE device_event CASCADE',
    ]) {
      await expect(test.asSuperuser(sql)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(test.asSuperuser(`UPDATE device SET state = 'retired'`)).rejects.toMatchObject({ code: '42501' });
  });

  it('writes an entry and its effect, or neither', async () => {
    const before = await inventory.details.get(everywhere, deviceId);
    const failing = test.database.transaction(async (tx) => {
      await tx.query('SELECT inventory_record_events($1::jsonb)', [
        JSON.stringify([{ deviceId, type: 'condition-reported', source: 'test', after: { condition: 'F' } }]),
      ]);
      throw new Error('and then something failed');
    });
    await expect(failing).rejects.toThrow('something failed');
    expect(await inventory.details.get(everywhere, deviceId)).toEqual(before);
    expect(await findings()).toEqual([]);
  });
});
