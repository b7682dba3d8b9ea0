import type { ScanService } from '@app/desk';
import { verifyLedger } from '@app/inventory';
import type { Viewer } from '@app/platform';
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

beforeAll(async () => {
  ({ test, given, scans, site, clerk } = await openDesk());
});
afterAll(() => test.close());
beforeEach(async () => {
  desk = new GivenDesk(await given.station(site));
});

const scan = (mode: Scanned[0], act: Scanned[1], at = desk): Promise<ScanAnswer> => at.scan(scans, clerk, mode, act);
const undo = (scanId: string | null = null): Promise<ScanAnswer> => scan('out', { kind: 'undo', scanId });
/** Handed out at this desk. */
async function given1(): Promise<GivenDevice & { scanId: string; person: string }> {
  const person = await given.person(site);
  const device = await given.device(site);
  await scan('out', person.number);
  const { id: scanId, row } = await scan('out', device.tag);
  expect(row).toBe('O10');
  return { ...device, scanId, person: person.id };
}
const by = async (deviceId: string, type: string, after: object, evidence: object = {}): Promise<void> => {
  const accountId = await given.account('R. Ortiz');
  await test.database.transaction(async (tx) => {
    await tx.query('SELECT inventory_record_events($1::jsonb)', [
      JSON.stringify([{ deviceId, type, after, evidence, accountId, source: 'page' }]),
    ]);
    await tx.query('SELECT circulation_adopt_cases(ARRAY[$1::uuid], NULL)', [deviceId]);
  });
};

describe('an undo is refused with what happened since, who did it and when', () => {
  const says = async (words: RegExp): Promise<void> => {
    const answer = await undo();
    expect(answer).toMatchObject({ row: 'UNDO-NO', class: 'STOP' });
    expect(answer.text.headline).toMatch(words);
  };

  it('a return at another desk', async () => {
    const { tag } = await given1();
    const other = new GivenDesk(await given.station(site, 'Gym desk'));
    expect(await scan('in', tag, other)).toMatchObject({ row: 'I1' });
    await says(new RegExp(`^NOT UNDONE – ${tag} was returned at Gym desk by .+, \\d+:\\d\\d [AP]M$`));
  });

  it.each([
    ['reported-missing', { state: 'missing' }, {}, 'was reported missing by R. Ortiz'],
    ['state-changed', { state: 'retired', custody: 'none' }, {}, 'became retired by R. Ortiz'],
    ['moved', { location_room_id: null }, {}, 'was moved by R. Ortiz'],
    ['moved', { location_room_id: null }, { bulkRunId: '1' }, 'was moved in bulk by R. Ortiz'],
    ['merged', { state: 'void', custody: 'none' }, {}, 'was merged into another record by R. Ortiz'],
  ])('%s %j', async (type, after, evidence, words) => {
    const device = await given.device(site);
    await scan('out', (await given.person(site)).number);
    await scan('out', device.tag);
    const free = type === 'state-changed' || type === 'merged';
    if (free) await scan('in', device.tag);
    await by(device.id, type, after, evidence);
    await says(new RegExp(`^NOT UNDONE – ${device.tag} ${words}, \\d+:\\d\\d [AP]M$`));
  });

  it('a hold that was lifted', async () => {
    const device = await given1();
    const back = await scan('in', device.tag);
    await scan('in', { kind: 'answer', scanId: back.id, key: '3' });
    await by(device.id, 'hold-cleared', { holds: [] });
    await says(new RegExp(`^NOT UNDONE – the hold on ${device.tag} was lifted by R. Ortiz, `));
  });
});

describe('what contradicts nothing', () => {
  it.each([
    ['a new tag', 'identifier-changed', () => ({ asset_tag: `NEW-${Date.now() % 1e6}` })],
    ['an edit in bulk', 'edited', () => ({})],
    ['a hold', 'hold-placed', () => ({ holds: ['damaged'] })],
    ['a condition', 'condition-reported', () => ({ condition: 'C' })],
    ['a sync', 'mdm-changed', () => ({ mdm_status: 'provisioned' })],
  ] as const)('blocks no undo: %s', async (_, type, after) => {
    const { id } = await given1();
    const facts = after();
    await by(id, type, facts);
    expect(await undo()).toMatchObject({ row: 'UNDO', class: 'OK' });
    const [row] = await test.database.read.query('SELECT * FROM device WHERE id = $1', [id]);
    expect(row).toMatchObject({ state: 'in-stock', holder_person_id: null, ...facts });
    expect(await verifyLedger(test.database.read)).toMatchObject({ findings: [] });
  });

  it('an entry that sets nothing is still taken back only while it is the last', async () => {
    const { id } = await given1();
    await by(id, 'edited', {});
    const [{ seq }] = await test.database.read.query<{ seq: number }>(
      'SELECT last_seq AS seq FROM device WHERE id = $1',
      [id],
    );
    await by(id, 'condition-reported', { condition: 'C' });
    await expect(
      test.database.transaction((tx) =>
        tx.query('SELECT inventory_record_events($1::jsonb)', [
          JSON.stringify([{ deviceId: id, type: 'reversed', reversesSeq: seq, source: 'page' }]),
        ]),
      ),
    ).rejects.toThrow();
  });
});

describe('the undo after a refused one', () => {
  it('goes on to the scan before, and says when there is none', async () => {
    const first = await given1();
    const second = await given1();
    const other = new GivenDesk(await given.station(site));
    await scan('in', second.tag, other);
    expect(await undo()).toMatchObject({ row: 'UNDO-NO', targetScanId: second.scanId });
    expect(await undo()).toMatchObject({ row: 'UNDO', targetScanId: first.scanId, text: { lines: [first.tag] } });
    expect(await undo()).toMatchObject({ row: 'UNDO-NO', text: { headline: 'NOT UNDONE – nothing else to undo' } });
    // The row itself can be asked for again.
    expect(await undo(second.scanId)).toMatchObject({ row: 'UNDO-NO', targetScanId: second.scanId });
  });
});
