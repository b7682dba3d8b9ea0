import type { ScanService } from '@app/desk';
import { verifyLedger } from '@app/inventory';
import type { Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';
import { RenewalsService } from '../../libs/circulation/src/renewals/renewals.service.js';
import { SessionService } from '../../libs/desk/src/sessions/session.service.js';
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
const answerTo = (answer: ScanAnswer, key: string, at = desk): Promise<ScanAnswer> =>
  scan('out', { kind: 'answer', scanId: answer.id, key }, at);
const keysOf = ({ quickAnswers }: ScanAnswer): string[] => quickAnswers.map(({ key }) => key);
const loansOf = (deviceId: string): Promise<Record<string, unknown>[]> =>
  test.database.read.query(
    `SELECT id, due_on, due_at, returned_at IS NULL AS open FROM loan WHERE device_id = $1 AND NOT corrected ORDER BY loaned_at`,
    [deviceId],
  );

const totals = async (): Promise<Record<string, number>> =>
  (await new SessionService(test.database).summary(clerk, desk.sessionId)).totals;

/** A loaner that Maya should have brought back last week. */
async function overdue(): Promise<GivenDevice & { person: string }> {
  const person = await given.person(site);
  const device = await given.device(site, { loanerPool: true });
  desk.context = { ...desk.context, loanType: 'daily' };
  await scan('out', person.number);
  expect(await scan('out', device.tag)).toMatchObject({ row: 'O10' });
  await test.asSuperuser(
    `UPDATE loan SET due_on = due_on - 7, due_at = due_at - interval '7 days' WHERE device_id = $1`,
    [device.id],
  );
  return { ...device, person: person.number };
}

describe('r', () => {
  it('stands in the timeline of the device with who and when, and so does its undo', async () => {
    const device = await overdue();
    const [{ due_on: before }] = await loansOf(device.id);
    const renewed = await answerTo(await scan('out', device.tag), 'r');
    const renewals = new RenewalsService(test.database, { require: () => Promise.resolve() } as never);
    const act = { at: expect.any(String) as string, account: { name: 'K. Ono' }, site: { code: 'LHS' } };
    expect(await renewals.ofDevice(clerk, device.id)).toMatchObject([
      { scanId: renewed.id, wasDueOn: before, renewed: act, undone: null },
    ]);
    await scan('out', { kind: 'undo', scanId: renewed.id });
    expect(await renewals.ofDevice(clerk, device.id)).toMatchObject([{ scanId: renewed.id, undone: act }]);
  });

  it('makes an overdue loaner due again as its type says; an undo puts the day back', async () => {
    const device = await overdue();
    const before = await loansOf(device.id);
    const again = await scan('out', device.tag);
    expect(again).toMatchObject({ row: 'D2', class: 'AGAIN' });
    expect(keysOf(again)).toEqual(['s', 'r']);
    const renewed = await answerTo(again, 'r');
    expect(renewed).toMatchObject({ row: 'RENEW', class: 'OK', undoable: true, device: { tag: device.tag } });
    const [loan] = await loansOf(device.id);
    expect(loan).toMatchObject({ id: before[0].id, open: true });
    expect(String(loan.due_on) > String(before[0].due_on)).toBe(true);
    expect(keysOf(await scan('out', device.tag))).toEqual(['s']);
    expect(await answerTo(again, 'r')).toMatchObject({ row: 'U5', class: 'STOP' });
    expect(await scan('out', { kind: 'undo', scanId: null })).toMatchObject({
      row: 'UNDO',
      text: { lines: [device.tag] },
    });
    expect(await loansOf(device.id)).toEqual(before);
    expect(await scan('out', { kind: 'undo', scanId: renewed.id })).toMatchObject({
      text: { headline: 'NOT UNDONE – already undone' },
    });
    expect(await verifyLedger(test.database.read)).toMatchObject({ findings: [] });
  });

  it('is not undone once the device is back, and the return keeps its day', async () => {
    const device = await overdue();
    const renewed = await answerTo(await scan('out', device.tag), 'r');
    const other = new GivenDesk(await given.station(site, 'Gym desk'));
    await scan('in', device.tag, other);
    const after = await loansOf(device.id);
    const refused = await scan('out', { kind: 'undo', scanId: renewed.id });
    expect(refused).toMatchObject({ row: 'UNDO-NO' });
    expect(refused.text.headline).toContain(`${device.tag} was returned at Gym desk by`);
    expect(await loansOf(device.id)).toEqual(after);
  });
});

describe('s', () => {
  it('takes back what somebody has, and they stay for another', async () => {
    const device = await overdue();
    const swapped = await answerTo(await scan('out', device.tag), 's');
    expect(swapped).toMatchObject({ row: 'SWAP', class: 'OK', device: { state: 'in-stock' } });
    const next = await given.device(site, { loanerPool: true });
    expect(await scan('out', next.tag)).toMatchObject({ row: 'O10', device: { holder: { display: 'Maya Rivera' } } });
  });

  it('at the limit takes back the one for the other in one scan, and one undo puts both back', async () => {
    const maya = await given.person(site);
    const [old, fresh] = [await given.device(site), await given.device(site)];
    await scan('out', maya.number);
    await scan('out', old.tag);
    const before = await loansOf(old.id);
    const refused = await scan('out', fresh.tag);
    expect(refused).toMatchObject({ row: 'O15', class: 'STOP' });
    expect(refused.text.lines).toContain('a supervisor’s card works');
    expect(keysOf(refused)).toEqual(['s']);
    const swapped = await answerTo(refused, 's');
    expect(swapped).toMatchObject({ row: 'O10', notes: ['SWAP'], class: 'OK', device: { tag: fresh.tag } });
    expect(swapped.text.lines).toContain(`${old.tag} is back`);
    expect(await loansOf(old.id)).toMatchObject([{ open: false }]);
    expect(await loansOf(fresh.id)).toMatchObject([{ open: true }]);
    expect(swapped.moves).toEqual({ in: 1, out: 1 });
    expect(await totals()).toMatchObject({ in: 1, out: 2 });
    expect(await scan('out', { kind: 'undo', scanId: swapped.id })).toMatchObject({ row: 'UNDO' });
    expect(await totals()).toMatchObject({ in: 0, out: 1 });
    expect(await loansOf(old.id)).toEqual(before);
    expect(await loansOf(fresh.id)).toEqual([]);
    expect(await verifyLedger(test.database.read)).toMatchObject({ findings: [] });
  });

  it('changes nothing when the other one is missing by now', async () => {
    const maya = await given.person(site);
    const [old, fresh] = [await given.device(site), await given.device(site)];
    await scan('out', maya.number);
    await scan('out', old.tag);
    const refused = await scan('out', fresh.tag);
    await given.deviceEvent(old.id, 'reported-missing', { state: 'missing' });
    expect(await answerTo(refused, 's')).toMatchObject({ row: 'U5', class: 'STOP' });
    expect(await loansOf(fresh.id)).toEqual([]);
  });
});

it('the totals of a session count a device that is taken over for both, and each of several that waited', async () => {
  const [maya, leo] = [await given.person(site), await given.person(site, { name: ['Leo', 'Park'] })];
  const [device, first, second] = [await given.device(site), await given.device(site), await given.device(site)];
  desk.context = { ...desk.context, loanType: 'one-to-one' };
  await scan('out', maya.number);
  await scan('out', device.tag);
  await scan('out', leo.number);
  const other = new GivenDesk(await given.station(site));
  expect(await totals()).toMatchObject({ in: 0, out: 1 });
  await test.asSuperuser(`UPDATE loan SET loaned_at = loaned_at - interval '1 day' WHERE device_id = $1`, [device.id]);
  const refused = await scan('out', device.tag);
  expect(refused.row).toBe('O14');
  expect((await answerTo(refused, 't')).moves).toEqual({ in: 1, out: 1 });
  expect(await totals()).toMatchObject({ in: 1, out: 2 });
  await given.room(site, 'LAB-204');
  await scan('out', first.tag, other);
  await scan('out', second.tag, other);
  expect(await scan('out', 'LAB-204', other)).toMatchObject({ row: 'O4', moves: { in: 0, out: 2 } });
});
