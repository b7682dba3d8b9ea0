import { newId } from '@app/kernel';
import { Settings } from '@app/platform';
import type { Viewer } from '@app/platform';
import { ScanService } from '@app/desk';
import { verifyLedger } from '@app/inventory';
import type { ScanAnswer, ScanRequest } from '@app/scan-engine';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import type { GivenDevice, Scanned } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';

let test: TestDatabase;
let given: Given;
let scans: ScanService;
let site: string;
let model: string;
let clerk: Viewer;
let desk: GivenDesk;

beforeAll(async () => {
  test = await testDatabase();
  given = new Given(test.database);
  scans = new ScanService(test.database, Settings.from({ PUBLIC_URL: 'http://localhost:3000' }));
  await given.district();
  site = await given.site('LHS');
  model = await given.model();
  clerk = await given.clerk([site]);
});
afterAll(() => test.close());
beforeEach(async () => {
  desk = new GivenDesk(await given.station(site));
  desk.context = { ...desk.context, batch: true };
});

const scan = (...scanned: Scanned): Promise<ScanAnswer> => desk.scan(scans, clerk, ...scanned);
async function devices(count: number): Promise<GivenDevice[]> {
  const made: GivenDevice[] = [];
  for (let n = 0; n < count; n += 1) made.push(await given.device(site, { modelId: model }));
  return made;
}
const batch = (of: readonly { id: string }[], toSiteId: string | null = null): ScanRequest['act'] => ({
  kind: 'batch',
  deviceIds: of.map(({ id }) => id),
  toSiteId,
});
const states = async (of: readonly { id: string }[]): Promise<Record<string, number>> => {
  const rows = await test.database.read.query<{ state: string; count: number }>(
    'SELECT state, count(*)::int AS count FROM device WHERE id = ANY ($1) GROUP BY state',
    [of.map(({ id }) => id)],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
};
const count = async (sql: string, of: readonly { id: string }[]): Promise<number> =>
  (await test.database.read.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, [of.map(({ id }) => id)]))[0]
    .n;
const events = (of: readonly { id: string }[]): Promise<number> => count('device_event WHERE device_id = ANY ($1)', of);
const openLoans = (of: readonly { id: string }[]): Promise<number> =>
  count('loan WHERE device_id = ANY ($1) AND returned_at IS NULL', of);

describe('a batch', () => {
  it('only collects until it is committed, then gives all to the room at once, and one undo takes all back', async () => {
    const thirty = await devices(30);
    const room = await given.room(site, 'LHS-CART-1');
    for (const { tag } of thirty.slice(0, 3)) {
      expect(await scan('out', tag)).toMatchObject({
        row: 'BATCH',
        class: 'CONTEXT',
        undoable: false,
        batch: { ready: 1 },
      });
    }
    expect(await events(thirty)).toBe(30);
    expect(await scan('out', 'LHS-CART-1')).toMatchObject({ row: 'O25', context: { roomId: room, batch: true } });
    const answer = await scan('out', batch(thirty));
    expect(answer).toMatchObject({
      row: 'BATCH',
      class: 'OK',
      undoable: true,
      batch: { done: 30, blockers: [] },
      context: { roomId: null, batch: true },
    });
    expect(answer.text.headline).toBe('CHECKED OUT 30 devices');
    expect(await states(thirty)).toEqual({ deployed: 30 });
    expect(await openLoans(thirty)).toBe(30);
    const undo = await scan('out', { kind: 'undo', scanId: null });
    expect(undo).toMatchObject({ row: 'UNDO', targetScanId: answer.id });
    expect(await states(thirty)).toEqual({ 'in-stock': 30 });
    expect(await openLoans(thirty)).toBe(0);
    expect(await verifyLedger(test.database.read)).toMatchObject({ findings: [] });
  });

  it('38: refuses the whole while any is blocked, by reason, and goes on without them', async () => {
    const ready = await devices(4);
    const broken = [await given.device(site, { state: 'in-repair' }), await given.device(site, { state: 'in-repair' })];
    const all = [...ready, ...broken];
    expect(await scan('out', broken[0].tag)).toMatchObject({ row: 'O17', class: 'STOP', batch: { ready: 0 } });
    await given.room(site, 'LHS-R38');
    await scan('out', 'LHS-R38');
    const refused = await scan('out', batch(all));
    expect(refused).toMatchObject({ row: 'BATCH-NO', class: 'STOP', undoable: false, batch: { done: 0, ready: 4 } });
    expect(refused.batch?.blockers).toEqual([
      {
        why: { key: 'why.repair', values: {} },
        deviceIds: broken.map(({ id }) => id).sort(),
        tags: expect.any(Array) as string[],
      },
    ]);
    expect(await events(all)).toBe(6);
    expect(await scan('out', batch(ready))).toMatchObject({ row: 'BATCH', batch: { done: 4 } });
    expect(await states(all)).toEqual({ deployed: 4, 'in-repair': 2 });
  });

  it('is answered again with the same bytes, and done once', async () => {
    const three = await devices(3);
    await given.room(site, 'LHS-R39');
    await scan('out', 'LHS-R39');
    const request = desk.request('out', batch(three));
    const first = await scans.handleAsText(clerk, request);
    const before = await events(three);
    expect(await scans.handleAsText(clerk, request)).toBe(first);
    expect(await events(three)).toBe(before);
    await expect(scans.handle(clerk, { ...request, act: batch(three.slice(1)) })).rejects.toMatchObject({
      code: 'desk.scan-id-reused',
    });
  });

  it('gives each device to one of two desks, the other desk nothing at all, whatever the order of the lists', async () => {
    for (let round = 0; round < 4; round += 1) {
      const shared = await devices(6);
      const [mine, theirs] = [await devices(2), await devices(2)];
      const other = new GivenDesk(await given.station(site));
      const rooms = [await given.room(site), await given.room(site)];
      desk.context = { ...desk.context, roomId: rooms[0] };
      other.context = { ...desk.context, roomId: rooms[1] };
      const answers = await Promise.all([
        scans.handle(clerk, desk.request('out', batch([...shared, ...mine]))),
        scans.handle(clerk, other.request('out', batch([...theirs, ...[...shared].reverse()]))),
      ]);
      expect(answers.map(({ row }) => row).sort()).toEqual(['BATCH', 'BATCH-NO']);
      const lost = answers[0].row === 'BATCH' ? theirs : mine;
      expect(await openLoans(lost)).toBe(0);
      expect(await openLoans(shared)).toBe(6);
    }
  });

  it('leaves nothing behind when one device fails inside of the transaction', async () => {
    const five = await devices(5);
    await given.room(site, 'LHS-R40');
    await scan('out', 'LHS-R40');
    const last = [...five].sort((a, b) => (a.id < b.id ? -1 : 1)).at(-1)?.id;
    await test.asSuperuser(
      `CREATE FUNCTION break_loan() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN
         IF NEW.device_id = '${last}' THEN RAISE EXCEPTION 'disk full'; END IF; RETURN NEW; END $f$;
       CREATE TRIGGER break_loan BEFORE INSERT ON loan FOR EACH ROW EXECUTE FUNCTION break_loan()`,
    );
    const request = desk.request('out', batch(five));
    await expect(scans.handle(clerk, request)).rejects.toThrow('disk full');
    expect([await events(five), await openLoans(five)]).toEqual([5, 0]);
    await test.asSuperuser('DROP TRIGGER break_loan ON loan; DROP FUNCTION break_loan()');
    // The same request again: the id was never used up.
    expect(await scans.handle(clerk, request)).toMatchObject({ row: 'BATCH', batch: { done: 5 } });
  });

  it('takes back and sends to another site; the undo is all or nothing', async () => {
    const wms = await given.site('WMS');
    const four = await devices(4);
    await given.room(site, 'LHS-R41');
    await scan('out', 'LHS-R41');
    await scan('out', batch(four.slice(0, 2)));
    const sent = await scan('in', batch(four, wms));
    expect(sent).toMatchObject({ row: 'BATCH', text: { headline: 'SENT 4 devices' }, batch: { done: 4 } });
    expect(await states(four)).toEqual({ 'in-transit': 4 });
    expect(await openLoans(four)).toBe(0);
    expect(
      await count(
        "device WHERE id = ANY ($1) AND location_site_id = (SELECT id FROM site WHERE code_key = 'WMS')",
        four,
      ),
    ).toBe(4);
    // One of them has arrived: none of the four can be taken back any more.
    const there = new GivenDesk(await given.station(wms));
    const theirs = await given.clerk([wms]);
    await scans.handle(theirs, there.request('in', four[2].tag));
    expect(await scan('in', { kind: 'undo', scanId: sent.id })).toMatchObject({ row: 'UNDO-NO', class: 'STOP' });
    expect(await states(four)).toEqual({ 'in-transit': 3, 'in-stock': 1 });
  });

  it('needs a receiver, a site that is open, and devices that exist', async () => {
    const two = await devices(2);
    expect(await scan('out', batch(two))).toMatchObject({
      row: 'BATCH-NO',
      text: { headline: 'NOT DONE – scan who gets them' },
    });
    expect(await scan('in', batch(two, newId()))).toMatchObject({ row: 'BATCH-NO', undoable: false });
    expect(await scan('in', batch(two, site))).toMatchObject({ row: 'BATCH-NO', undoable: false });
    expect(await scan('in', batch([...two, { id: newId() }]))).toMatchObject({
      row: 'BATCH-NO',
      batch: { blockers: [{ why: { key: 'why.unknown' } }] },
    });
    expect(await events(two)).toBe(2);
  });

  it('takes three hundred at once', async () => {
    const [{ ids }] = await test.database.read.query<{ ids: string[] }>(
      'SELECT ARRAY(SELECT gen_random_uuid() FROM generate_series(1, 300)) AS ids',
    );
    expect(await scan('in', { kind: 'batch', deviceIds: ids, toSiteId: null })).toMatchObject({
      row: 'BATCH-NO',
      text: { headline: 'NOT DONE – 300 blocked' },
    });
  });
});
