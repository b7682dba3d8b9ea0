import type { ScanService } from '@app/desk';
import { Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';
import type { TestDatabase } from '../support/database.js';
import { openDesk } from '../support/desk.js';
import type { Given, Scanned } from '../support/given.js';
import { GivenDesk } from '../support/given.js';

let test: TestDatabase;
let given: Given;
let scans: ScanService;
let home: string;
let clerk: Viewer;
/** A site that gets closed, and a desk there. */
let [site, code] = ['', ''];
let desk: GivenDesk;
let made = 0;

beforeAll(async () => {
  ({ test, given, scans, site: home } = await openDesk());
  clerk = await given.clerk('all', ['scan:undo-any']);
});
afterAll(() => test.close());
beforeEach(async () => {
  made += 1;
  code = `OLD${made}`;
  site = await given.site(code);
  desk = new GivenDesk(await given.station(site));
});

const scan = (mode: Scanned[0], act: Scanned[1], at = desk): Promise<ScanAnswer> => at.scan(scans, clerk, mode, act);
const close = (): Promise<unknown> =>
  test.database.transaction((tx) => tx.execute('UPDATE site SET active = false WHERE id = $1', [site]));
const stateOf = async (id: string): Promise<Record<string, unknown>> =>
  (
    await test.database.read.query('SELECT state, location_site_id AS at, last_seq AS seq FROM device WHERE id = $1', [
      id,
    ])
  )[0];

it('a desk of a closed site answers in words, and the answer is kept', async () => {
  const device = await given.device(home);
  const maya = await given.person(home);
  await close();
  const before = await stateOf(device.id);
  const request = desk.request('in', device.tag);
  const answer = await scans.handle(clerk, request);
  expect(answer).toMatchObject({
    row: 'SITE-NO',
    class: 'STOP',
    undoable: false,
    text: { headline: `NOT DONE – ${code} is closed` },
  });
  expect(await scans.handle(clerk, request)).toEqual(answer);
  expect(await scan('out', maya.number)).toMatchObject({ row: 'SITE-NO' });
  expect(await scan('look', device.tag)).toMatchObject({ row: 'L1' });
  expect(await stateOf(device.id)).toEqual(before);
});

it('a room and a cart of a closed site receive nothing', async () => {
  await given.room(site, `R-${code}`);
  await given.cart(site, `C-${code}`);
  const open = new GivenDesk(await given.station(home));
  const device = await given.device(home);
  expect(await scan('out', `C-${code}`, open)).toMatchObject({ row: 'O25' });
  await close();
  expect(await scan('out', device.tag, open)).toMatchObject({ row: 'SITE-NO', class: 'STOP' });
  expect(await scan('out', `R-${code}`, open)).toMatchObject({
    row: 'SITE-NO',
    text: { headline: `NOT CHECKED OUT – R-${code} is at ${code}, which is closed` },
  });
  expect((await stateOf(device.id)).state).toBe('in-stock');
});

it('nothing is sent to a closed site', async () => {
  const open = new GivenDesk(await given.station(home));
  const device = await given.device(home);
  await close();
  const sent = await scan('in', { kind: 'batch', deviceIds: [device.id], toSiteId: site }, open);
  expect(sent).toMatchObject({ row: 'BATCH-NO', class: 'STOP' });
});

it('an undo that leads back there is refused in words', async () => {
  const open = new GivenDesk(await given.station(home));
  const device = await given.device(home, { locationSiteId: site });
  // What is in stock elsewhere comes here when it is handed out.
  const maya = await given.person(home);
  await scan('out', maya.number, open);
  const out = await scan('out', device.tag, open);
  expect(out).toMatchObject({ row: 'O10', undoable: true });
  await close();
  const before = await stateOf(device.id);
  const undone = await scan('out', { kind: 'undo', scanId: out.id }, open);
  expect(undone).toMatchObject({
    row: 'UNDO-NO',
    class: 'STOP',
    text: { headline: `NOT UNDONE – ${device.tag} would go back to ${code}, which is closed` },
  });
  expect(await stateOf(device.id)).toEqual(before);
});

it('a site that is closed between the two calls of a scan: the table says so, and nothing is half done', async () => {
  const device = await given.device(home);
  const maya = await given.person(home);
  const open = new GivenDesk(await given.station(home));
  await scan('out', maya.number, open);
  await scan('out', device.tag, open);
  let commit = (): void => undefined;
  const mayCommit = new Promise<void>((resolve) => (commit = resolve));
  let locked = (): void => undefined;
  const isLocked = new Promise<void>((resolve) => (locked = resolve));
  const closing = test.database.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM site WHERE id = $1 FOR UPDATE', [site]);
    await tx.execute('UPDATE site SET active = false WHERE id = $1', [site]);
    locked();
    await mayCommit;
  });
  await isLocked;
  const coming = scan('in', device.tag);
  await test.waitsForLock();
  commit();
  await closing;
  expect(await coming).toMatchObject({ row: 'SITE-NO', class: 'STOP' });
  const kept = await test.database.read.query('SELECT row_id FROM scan_event WHERE session_id = $1', [desk.sessionId]);
  expect(kept).toEqual([{ row_id: 'SITE-NO' }]);
});
