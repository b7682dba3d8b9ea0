import type { ScanAnswer } from '@app/scan-engine';
import type { TestDesk } from '../support/desk.js';
import { openDesk } from '../support/desk.js';
import type { GivenDevice, Scanned } from '../support/given.js';
import { GivenDesk } from '../support/given.js';

/** The findings that stand after the quick answers to a return, I16. */
let open: TestDesk;
let desk: GivenDesk;
let device: GivenDevice;
let back: ScanAnswer;

beforeAll(async () => {
  open = await openDesk();
});
afterAll(() => open.test.close());
beforeEach(async () => {
  desk = new GivenDesk(await open.given.station(open.site));
  device = await open.given.device(open.site);
  const person = await open.given.person(open.site);
  await scan('out', person.number);
  await scan('out', device.tag);
  desk.context = { ...desk.context, personId: null };
  back = await scan('in', device.tag);
});

const scan = (...scanned: Scanned): Promise<ScanAnswer> => desk.scan(open.scans, open.clerk, ...scanned);
const say = (key: string): Promise<ScanAnswer> => scan('in', { kind: 'answer', scanId: back.id, key });
const undo = (): Promise<ScanAnswer> => scan('in', { kind: 'undo', scanId: null });
const standing = async (): Promise<unknown[]> =>
  (
    await open.test.asSuperuser(
      'SELECT finding FROM condition_report WHERE device_id = $1 AND withdrawn_at IS NULL ORDER BY finding',
      [device.id],
    )
  ).map(({ finding }) => finding);

it.each([
  [['1', '3'], ['screen']],
  [
    ['3', '4'],
    ['keyboard', 'screen'],
  ],
  [['2', '1'], ['ok']],
  [['1', '2'], ['cosmetic']],
  [
    ['1', 'c'],
    ['charger-missing', 'ok'],
  ],
])('%j: %j', async (keys, findings) => {
  for (const key of keys) expect(await say(key)).toMatchObject({ class: 'OK' });
  expect(await standing()).toEqual(findings);
});

it('OK beside damage is not written down, and says why', async () => {
  await say('3');
  expect(await say('1')).toMatchObject({
    class: 'CHECK',
    undoable: false,
    text: { headline: 'STILL ON HOLD ▲ damage was noted' },
  });
  expect(await standing()).toEqual(['screen']);
});

it('an undo takes back just what its answer said, and brings back what it took away', async () => {
  await say('1');
  await say('3');
  await say('4');
  await undo();
  expect(await standing()).toEqual(['screen']);
  expect(await say('4')).toMatchObject({ row: 'I16', class: 'OK' });
  await undo();
  await undo();
  expect(await standing()).toEqual(['ok']);
  await undo();
  expect(await standing()).toEqual([]);
});

it('an undo that moved no device says what it took back', async () => {
  await scan('in', { kind: 'note', scanId: back.id, text: 'the hinge is loose' });
  expect((await undo()).text).toEqual({ headline: 'UNDONE', lines: [`${device.tag} · taken back: NOTED`] });
  await say('1');
  expect((await undo()).text.lines).toEqual([`${device.tag} · taken back: CONDITION OK`]);
  expect((await undo()).text.lines).toEqual([device.tag]);
});
