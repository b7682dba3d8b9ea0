import { AccessLog, AdminLog } from '@app/identity';
import { PeopleFacade } from '@app/directory';
import { Settings, Viewer } from '@app/platform';
import { ScanService } from '@app/desk';
import { verifyLedger } from '@app/inventory';
import type { ScanAnswer, ScanRequest } from '@app/scan-engine';
import { AccessoriesService } from '../../libs/inventory/src/accessories/accessories.service.js';
import { LoanAccessoriesService } from '../../libs/circulation/src/accessories/loan-accessories.service.js';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import type { GivenDevice, GivenPerson } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';

let test: TestDatabase;
let given: Given;
let scans: ScanService;
let types: AccessoriesService;
let lines: LoanAccessoriesService;
let admin: Viewer;
let site: string;
let clerk: Viewer;
let desk: GivenDesk;
let modelId: string;
let chargerModelId: string;
const typeIds = { charger: '', other: '', barrel: '', sleeve: '' };

beforeAll(async () => {
  test = await testDatabase();
  given = new Given(test.database);
  scans = new ScanService(test.database, Settings.from({ PUBLIC_URL: 'http://localhost:3000' }));
  types = new AccessoriesService(test.database, new AdminLog());
  lines = new LoanAccessoriesService(test.database, new PeopleFacade(null as never), new AccessLog(test.database));
  await given.district();
  site = await given.site('LHS');
  admin = new Viewer(await given.account('Admin'), 'admin', new Map([['model:edit', 'all']]));
  typeIds.charger = (
    await types.create(admin, { kind: 'charger', name: 'USB-C charger', connector: 'USB-C', watts: 45 })
  ).id;
  typeIds.other = (await types.create(admin, { kind: 'charger', name: 'HP charger', watts: 65 })).id;
  typeIds.barrel = (await types.create(admin, { kind: 'charger', name: 'HP 45 W barrel', watts: 45 })).id;
  typeIds.sleeve = (await types.create(admin, { kind: 'case', name: 'Sleeve' })).id;
  modelId = await given.model();
  await types.setOfModel(admin, modelId, {
    version: 1,
    isTypeId: null,
    items: [
      { typeId: typeIds.charger, relation: 'comes-with', count: 1 },
      { typeId: typeIds.sleeve, relation: 'comes-with', count: 1 },
      { typeId: typeIds.other, relation: 'compatible', count: 1 },
    ],
  });
  chargerModelId = await given.model();
  await test.asSuperuser(`UPDATE model SET device_class = 'accessory' WHERE id = $1`, [chargerModelId]);
  await types.setOfModel(admin, chargerModelId, { version: 1, isTypeId: typeIds.charger, items: [] });
});
afterAll(() => test.close());
beforeEach(async () => {
  clerk = await given.clerk([site]);
  desk = new GivenDesk(await given.station(site));
});

function scan(mode: ScanRequest['mode'], act: ScanRequest['act'] | string): Promise<ScanAnswer> {
  if (desk.context.personId && mode === 'in' && typeof act === 'string')
    desk.context = { ...desk.context, personId: null };
  return desk.scan(scans, clerk, mode, act);
}
const say = (to: ScanAnswer, key: string): Promise<ScanAnswer> => scan('in', { kind: 'answer', scanId: to.id, key });
const undo = (scanId: string | null = null): Promise<ScanAnswer> => scan('in', { kind: 'undo', scanId });
const aDevice = (): Promise<GivenDevice> => given.device(site, { modelId });
const aCharger = (): Promise<GivenDevice> => given.device(site, { modelId: chargerModelId });

async function lend(...devices: GivenDevice[]): Promise<GivenPerson & { last: ScanAnswer }> {
  const person = await given.person(site);
  desk.context = { ...desk.context, personId: null };
  let last = await scan('out', person.number);
  for (const { tag } of devices) last = await scan('out', tag);
  expect(last.row).toBe('O10');
  return { ...person, last };
}
/** "Another charger", of this type. */
async function another(to: ScanAnswer, type: string): Promise<ScanAnswer> {
  const asked = await say(to, 'm');
  const key = asked.quickAnswers.find(({ label }) => label.values.name === type)?.key;
  return say(asked, key ?? 'none');
}
const cameOf = async (device: GivenDevice): Promise<string[]> =>
  (
    await test.database.read.query<{ name: string }>(
      `SELECT t.name FROM circulation.v_accessory v JOIN accessory_return r ON r.line_id = v.id AND r.withdrawn_at IS NULL
       JOIN accessory_type t ON t.id = r.came_type_id WHERE v.device_id = $1`,
      [device.id],
    )
  ).map(({ name }) => name);
const owedBy = async ({ id }: GivenPerson): Promise<string[]> =>
  (await test.database.read.query<{ owed: string[] }>('SELECT circulation_owed_accessories($1) AS owed', [id]))[0].owed;
const linesOf = (device: GivenDevice): Promise<Record<string, unknown>[]> =>
  test.database.read.query(
    'SELECT name, given, returned, substitute, owed FROM circulation.v_accessory WHERE device_id = $1 ORDER BY name DESC',
    [device.id],
  );

describe('accessories of a loan', () => {
  it('go out and come back with the device: one scan each way, and an undo of each', async () => {
    const device = await aDevice();
    const { last: out } = await lend(device);
    expect(out.text.lines).toContain('with USB-C charger, Sleeve');
    expect(out.person?.loans).toMatchObject([{ tag: device.tag, with: ['USB-C charger', 'Sleeve'], accessory: false }]);
    const line = { given: 1, returned: 0, substitute: 0, owed: 1 };
    expect(await linesOf(device)).toEqual([
      { name: 'USB-C charger', ...line },
      { name: 'Sleeve', ...line },
    ]);
    const back = await scan('in', device.tag);
    expect(back).toMatchObject({ row: 'I1' });
    expect(back.text.lines).toContain('with USB-C charger, Sleeve');
    const returned = { ...line, returned: 1, owed: 0 };
    expect(await linesOf(device)).toEqual([
      { name: 'USB-C charger', ...returned },
      { name: 'Sleeve', ...returned },
    ]);
    await undo();
    expect(await linesOf(device)).toEqual([
      { name: 'USB-C charger', ...line },
      { name: 'Sleeve', ...line },
    ]);
    expect(await scan('in', device.tag)).toMatchObject({ row: 'I1' });
    expect(await linesOf(device)).toMatchObject([{ owed: 0 }, { owed: 0 }]);
    expect((await verifyLedger(test.database.read)).findings).toEqual([]);
  });

  it('an undone check-out never gave them', async () => {
    const device = await aDevice();
    const maya = await lend(device);
    await undo(maya.last.id);
    expect(await linesOf(device)).toEqual([]);
    expect(await owedBy(maya)).toEqual([]);
  });

  it('c: the charger did not come; c again: it is here; undo unsays it', async () => {
    const device = await aDevice();
    const maya = await lend(device);
    const back = await scan('in', device.tag);
    expect(await owedBy(maya)).toEqual([]);
    expect(await say(back, 'c')).toMatchObject({ row: 'I17' });
    expect(await owedBy(maya)).toEqual([`USB-C charger (${device.tag})`]);
    expect(await say(back, 'c')).toMatchObject({ row: 'I17', headline: { key: 'I17.back' } });
    expect(await owedBy(maya)).toEqual([]);
    await say(back, 'c');
    await undo();
    expect(await owedBy(maya)).toEqual([]);
    const reports = await test.database.read.query(
      `SELECT FROM condition_report WHERE device_id = $1 AND finding = 'charger-missing' AND withdrawn_at IS NULL`,
      [device.id],
    );
    expect(reports).toEqual([]);
  });

  it('c twice, and the second is undone: the charger is missing again', async () => {
    const device = await aDevice();
    const maya = await lend(device);
    const back = await scan('in', device.tag);
    await say(back, 'c');
    await say(back, 'c');
    expect(await undo()).toMatchObject({ row: 'UNDO' });
    expect(await owedBy(maya)).toEqual([`USB-C charger (${device.tag})`]);
    expect(await say(back, 'c')).toMatchObject({ headline: { key: 'I17.back' } });
    expect(await owedBy(maya)).toEqual([]);
  });

  it.each([[['first', 'second']], [['second', 'first']]] as const)(
    'c twice, and both are undone, the %p: nobody says any more that it is missing',
    async (order) => {
      const device = await aDevice();
      const maya = await lend(device);
      const back = await scan('in', device.tag);
      const said = { first: await say(back, 'c'), second: await say(back, 'c') };
      for (const which of order) expect(await undo(said[which].id)).toMatchObject({ row: 'UNDO' });
      expect(await owedBy(maya)).toEqual([]);
    },
  );

  it('what is owed stands on the card of the person, until it comes back', async () => {
    const device = await aDevice();
    const maya = await lend(device);
    await say(await scan('in', device.tag), 'c');
    const seen = await scan('in', maya.number);
    expect(seen).toMatchObject({ row: 'I15', person: { owes: [`USB-C charger (${device.tag})`] } });
    expect(seen.text.lines).toContain(`still owes USB-C charger (${device.tag})`);
    const [owed] = await lines.owedBy(clerk, maya.id);
    expect(owed).toMatchObject({ name: 'USB-C charger', kind: 'charger', tag: device.tag, given: 1, owed: 1 });
    const elsewhere = await given.clerk([await given.site()]);
    await expect(lines.takeBack(elsewhere, owed.id, 'returned')).rejects.toMatchObject({
      code: 'accessory.line-not-found',
    });
    // Two desks at once: it comes back once.
    const twice = await Promise.allSettled([0, 1, 2].map(() => lines.takeBack(clerk, owed.id, 'returned')));
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of twice)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'accessory.nothing-owed' });
    expect(await owedBy(maya)).toEqual([]);
    expect(await lines.owedBy(clerk, maya.id)).toEqual([]);
  });

  const givenBack = async (maya: GivenPerson): Promise<void> => {
    const [owed] = await lines.owedBy(clerk, maya.id);
    await lines.takeBack(clerk, owed.id, 'returned');
  };

  it('given back later, then c is undone: it came once; the next undo reaches the return itself', async () => {
    const device = await aDevice();
    const maya = await lend(device);
    const back = await scan('in', device.tag);
    await say(back, 'c');
    await givenBack(maya);
    expect(await undo()).toMatchObject({ row: 'UNDO', class: 'OK' });
    expect((await linesOf(device))[0]).toMatchObject({ returned: 1, owed: 0 });
    expect(await undo()).toMatchObject({ row: 'UNDO', targetScanId: back.id });
    expect((await linesOf(device))[0]).toMatchObject({ returned: 0, owed: 1 });
    expect(await undo()).toMatchObject({ row: 'UNDO', targetScanId: maya.last.id });
  });

  it.each(['c', 'm'])('given back later, and the desk says %s: it came once', async (key) => {
    const device = await aDevice();
    const maya = await lend(device);
    const back = await scan('in', device.tag);
    await say(back, 'c');
    await givenBack(maya);
    const said = await (key === 'm' ? another(back, 'HP charger') : say(back, key));
    expect(said.class).not.toBe('STOP');
    expect((await linesOf(device))[0]).toMatchObject({ returned: key === 'c' ? 1 : 0, owed: 0 });
  });

  it.each([
    ['by hand', async (maya: GivenPerson) => void (await givenBack(maya))],
    ['at the station', async (maya: GivenPerson) => void (await say(await scan('in', maya.number), '1'))],
  ])('given back later %s, then m, then that m is undone: it is not owed again', async (_where, giveBack) => {
    const device = await aDevice();
    const maya = await lend(device);
    const back = await scan('in', device.tag);
    await say(back, 'c');
    await giveBack(maya);
    const taken = await another(back, 'HP charger');
    expect((await linesOf(device))[0]).toMatchObject({ returned: 0, substitute: 1, owed: 0 });
    expect(await undo()).toMatchObject({ row: 'UNDO', targetScanId: taken.id });
    expect((await linesOf(device))[0]).toMatchObject({ returned: 1, substitute: 0, owed: 0 });
    expect(await owedBy(maya)).toEqual([]);
  });

  it('c, given back by hand, c again, and that c is undone: it is not owed again', async () => {
    const device = await aDevice();
    const maya = await lend(device);
    const back = await scan('in', device.tag);
    await say(back, 'c');
    await givenBack(maya);
    expect(await say(back, 'c')).toMatchObject({ headline: { key: 'I17.back' } });
    expect(await undo()).toMatchObject({ row: 'UNDO' });
    expect((await linesOf(device))[0]).toMatchObject({ returned: 1, owed: 0 });
    expect(await owedBy(maya)).toEqual([]);
  });

  it('given back at the station, which is undone after m: the undo of m makes it owed', async () => {
    const device = await aDevice();
    const maya = await lend(device);
    const back = await scan('in', device.tag);
    await say(back, 'c');
    const came = await say(await scan('in', maya.number), '1');
    const taken = await another(back, 'HP charger');
    await undo(came.id);
    expect((await linesOf(device))[0]).toMatchObject({ substitute: 1, owed: 0 });
    await undo(taken.id);
    expect((await linesOf(device))[0]).toMatchObject({ returned: 0, owed: 1 });
  });

  it('given back later, then m, then the return is undone: only the device is out again', async () => {
    const device = await aDevice();
    const maya = await lend(device);
    const back = await scan('in', device.tag);
    await say(back, 'c');
    await givenBack(maya);
    await another(back, 'HP charger');
    await undo(back.id);
    expect(await linesOf(device)).toMatchObject([{ owed: 0 }, { owed: 1 }]);
  });

  it('given back later, then the return is undone: only the device is out again', async () => {
    const device = await aDevice();
    const maya = await lend(device);
    const back = await scan('in', device.tag);
    await say(back, 'c');
    await givenBack(maya);
    await undo(back.id);
    expect(await linesOf(device)).toMatchObject([
      { name: 'USB-C charger', owed: 0 },
      { name: 'Sleeve', owed: 1 },
    ]);
    expect(await scan('in', device.tag)).toMatchObject({ row: 'I1' });
    expect(await linesOf(device)).toMatchObject([{ owed: 0 }, { owed: 0 }]);
  });

  it('the database lets nobody return more than was given', async () => {
    const device = await aDevice();
    await lend(device);
    await scan('in', device.tag);
    await expect(
      test.asSuperuser(
        `INSERT INTO accessory_return (line_id, count) SELECT id, 1 FROM circulation.v_accessory WHERE device_id = $1`,
        [device.id],
      ),
    ).rejects.toThrow('more came back than was given');
  });
});

describe('another charger', () => {
  it('E18: m takes it as a substitute, c after that does not, m again says it was the right one', async () => {
    const device = await aDevice();
    const maya = await lend(device);
    const back = await scan('in', device.tag);
    expect(back.quickAnswers.map(({ key }) => key)).toContain('m');
    const taken = await another(back, 'HP charger');
    expect(taken).toMatchObject({ row: 'E18', class: 'CHECK' });
    expect(taken.text).toEqual({
      headline: 'OTHER ONE ▲ taken instead of USB-C charger',
      lines: ['came: HP charger', 'expected: USB-C charger'],
    });
    const line = { name: 'USB-C charger', given: 1 };
    expect((await linesOf(device))[0]).toEqual({ ...line, returned: 0, substitute: 1, owed: 0 });
    await say(back, 'c');
    expect((await linesOf(device))[0]).toMatchObject({ owed: 1, substitute: 0 });
    expect(await owedBy(maya)).toEqual([`USB-C charger (${device.tag})`]);
    expect(await another(back, 'HP charger')).toMatchObject({ row: 'E18', class: 'CHECK' });
    expect((await linesOf(device))[0]).toEqual({ ...line, returned: 0, substitute: 1, owed: 0 });
    expect(await say(back, 'm')).toMatchObject({ row: 'E18', class: 'OK' });
    expect((await linesOf(device))[0]).toEqual({ ...line, returned: 1, substitute: 0, owed: 0 });
    await another(back, 'HP charger');
    await undo();
    expect((await linesOf(device))[0]).toEqual({ ...line, returned: 1, substitute: 0, owed: 0 });
  });

  it('E18: one that the model does not take is not accepted by itself; m accepts it; the undo of the return takes all of it back', async () => {
    const device = await aDevice();
    const maya = await lend(device);
    const back = await scan('in', device.tag);
    const refused = await another(back, 'HP 45 W barrel');
    expect(refused).toMatchObject({
      row: 'E18',
      class: 'CHECK',
      text: { headline: 'OTHER ONE ▲ USB-C charger still owed' },
    });
    expect(await owedBy(maya)).toEqual([`USB-C charger (${device.tag})`]);
    expect(await say(refused, 'm')).toMatchObject({ row: 'E18', class: 'CHECK' });
    expect((await linesOf(device))[0]).toMatchObject({ returned: 0, substitute: 1, owed: 0 });
    expect(await cameOf(device)).toEqual(['HP 45 W barrel']);
    await undo();
    expect(await owedBy(maya)).toEqual([`USB-C charger (${device.tag})`]);
    await undo(back.id);
    expect((await linesOf(device))[0]).toMatchObject({ returned: 0, substitute: 0, owed: 1 });
    expect(await undo()).toMatchObject({ row: 'UNDO', targetScanId: maya.last.id });
  });

  it('E18: none of the list is owed, until it is accepted', async () => {
    const device = await aDevice();
    const maya = await lend(device);
    const asked = await say(await scan('in', device.tag), 'm');
    expect(asked).toMatchObject({ row: 'E18', class: 'STOP', text: { headline: 'WHICH ONE CAME?' } });
    const owed = await say(asked, '6');
    expect(await owedBy(maya)).toEqual([`USB-C charger (${device.tag})`]);
    // The screen is broken too: a finding of the return, whatever was said of the charger.
    expect(await say(owed, '3')).toMatchObject({ row: 'I16', targetScanId: asked.targetScanId });
  });

  it('a device that came without a line asks nothing', async () => {
    const device = await given.device(site);
    await lend(device);
    const back = await scan('in', device.tag);
    expect(back.quickAnswers.map(({ key }) => key)).not.toContain('m');
    expect(await say(back, 'm')).toMatchObject({ row: 'U5', class: 'STOP' });
  });
});

describe('a charger that is brought later', () => {
  const owing = async (): Promise<GivenPerson & { device: GivenDevice }> => {
    const device = await aDevice();
    const maya = await lend(device);
    await say(await scan('in', device.tag), 'c');
    return { ...maya, device };
  };

  it('untagged, is taken at the station by its key, once; an undo makes it owed again', async () => {
    const maya = await owing();
    const seen = await scan('in', maya.number);
    expect(seen).toMatchObject({ row: 'I15', class: 'CONTEXT', quickAnswers: [{ key: '1' }, { key: 'm' }] });
    expect(await say(seen, '1')).toMatchObject({ row: 'E19', class: 'OK', text: { headline: 'BACK: USB-C charger' } });
    expect(await owedBy(maya)).toEqual([]);
    expect(await say(seen, '1')).toMatchObject({ row: 'E19', class: 'AGAIN' });
    expect(await undo()).toMatchObject({ row: 'UNDO' });
    expect(await owedBy(maya)).toEqual([`USB-C charger (${maya.device.tag})`]);
  });

  it('is taken once by two desks', async () => {
    const maya = await owing();
    const seen = await scan('in', maya.number);
    const answers = await Promise.all([0, 1, 2].map(() => say(seen, '1')));
    expect(answers.map((each) => each.class).sort()).toEqual(['AGAIN', 'AGAIN', 'OK']);
    expect((await linesOf(maya.device))[0]).toMatchObject({ returned: 1, owed: 0 });
  });

  it('of another type, is asked for and accepted or not', async () => {
    const maya = await owing();
    const seen = await scan('in', maya.number);
    const refused = await another(seen, 'HP 45 W barrel');
    expect(refused).toMatchObject({ row: 'E18', quickAnswers: [{ key: 'm' }] });
    expect(await owedBy(maya)).toHaveLength(1);
    expect(await say(refused, 'm')).toMatchObject({ row: 'E18', class: 'CHECK' });
    expect(await owedBy(maya)).toEqual([]);
    expect(await cameOf(maya.device)).toEqual(['HP 45 W barrel']);
  });

  it('tagged: the right type settles the line, one of the list instead of it, any other asks; a second scan settles nothing', async () => {
    for (const [typeId, row, outcome, how] of [
      [typeIds.charger, 'E19', 'OK', 'returned'],
      [typeIds.other, 'E18', 'CHECK', 'substitute'],
    ] as const) {
      const [maya, tagged] = [await owing(), await given.device(site, { modelId: await modelOf(typeId) })];
      expect(await scanFor(maya, tagged.tag)).toMatchObject({ row, class: outcome });
      expect((await linesOf(maya.device))[0]).toMatchObject({ [how]: 1, owed: 0 });
      expect(await scanFor(maya, tagged.tag)).toMatchObject({ row: 'I5' });
      expect(await undo()).toMatchObject({ row: 'UNDO' });
      expect(await owedBy(maya)).toHaveLength(1);
    }
    const [maya, tagged] = [await owing(), await given.device(site, { modelId: await modelOf(typeIds.barrel) })];
    const asked = await scanFor(maya, tagged.tag);
    expect(asked).toMatchObject({ row: 'E18', class: 'STOP', quickAnswers: [{ key: 'm' }] });
    expect(asked.text.headline).toBe('NOT TAKEN – HP 45 W barrel instead of USB-C charger');
    expect(await owedBy(maya)).toHaveLength(1);
    expect(await say(asked, 'm')).toMatchObject({ row: 'E18', class: 'CHECK' });
    expect(await owedBy(maya)).toEqual([]);
    expect(await scanFor(maya, tagged.tag)).toMatchObject({ row: 'I5' });
  });
});

async function modelOf(typeId: string): Promise<string> {
  const id = await given.model();
  await test.asSuperuser(`UPDATE model SET device_class = 'accessory' WHERE id = $1`, [id]);
  await types.setOfModel(admin, id, { version: 1, isTypeId: typeId, items: [] });
  return id;
}

/** With the person at the desk. */
async function scanFor(person: GivenPerson, code: string): Promise<ScanAnswer> {
  await scan('in', person.number);
  return desk.scan(scans, clerk, 'in', code, { context: { ...desk.context, personId: person.id } });
}

describe('tagged chargers', () => {
  it('that the device does not take are said so, out and in', async () => {
    const [device, barrel] = [await aDevice(), await given.device(site, { modelId: await modelOf(typeIds.barrel) })];
    const maya = await lend(device);
    const out = await scan('out', barrel.tag);
    expect(out).toMatchObject({ row: 'O10', class: 'CHECK', headlineRow: 'E18' });
    expect(out.text.lines).toContain('expected: USB-C charger');
    await say(await scan('in', device.tag), 'c');
    const back = await scan('in', barrel.tag);
    expect(back).toMatchObject({ row: 'I1', class: 'CHECK', notes: expect.arrayContaining(['E18']) as string[] });
    expect(back.text.lines).toContain(`still owes USB-C charger (${device.tag})`);
    expect(await say(back, 'm')).toMatchObject({ row: 'E18', class: 'CHECK' });
    expect(await owedBy(maya)).toEqual([]);
  });

  it('E19: the tag tells whose it is; the other’s line stays open', async () => {
    const [hers, his] = [await aDevice(), await aDevice()];
    const [herCharger, hisCharger] = [await aCharger(), await aCharger()];
    const maya = await lend(hers, herCharger);
    expect(maya.last.person).toMatchObject({
      limit: 1,
      loans: [{ with: ['Sleeve'] }, { tag: herCharger.tag, accessory: true }],
    });
    const leo = await lend(his, hisCharger);
    // Maya brings her device and Leo's charger.
    await scan('in', hers.tag);
    const charger = await scan('in', hisCharger.tag);
    expect(charger).toMatchObject({ row: 'I1', device: { tag: hisCharger.tag } });
    expect((await linesOf(hers))[0]).toMatchObject({ name: 'USB-C charger', owed: 1 });
    expect((await linesOf(his))[0]).toMatchObject({ name: 'USB-C charger', owed: 0 });
    expect(await scan('in', maya.number)).toMatchObject({ row: 'I14', text: { lines: [herCharger.tag] } });
    await scan('in', herCharger.tag);
    expect((await linesOf(hers))[0]).toMatchObject({ owed: 0 });
    expect(await owedBy(maya)).toEqual([]);
    // Leo's device: the sleeve comes with it, the charger is back already.
    const last = await scan('in', his.tag);
    expect(last.text.lines).toContain('with Sleeve');
    expect(await owedBy(leo)).toEqual([]);
  });

  it('given by mistake and undone, the line is untagged again', async () => {
    const [device, charger] = [await aDevice(), await aCharger()];
    const maya = await lend(device, charger);
    await undo(maya.last.id);
    await scan('in', device.tag);
    expect(await linesOf(device)).toMatchObject([{ name: 'USB-C charger', returned: 1, owed: 0 }, { owed: 0 }]);
  });
});

describe('a model’s accessories', () => {
  it('are changed by one of several who started from the same version; loans keep theirs', async () => {
    const device = await aDevice();
    await lend(device);
    const { version, items } = await types.ofModel(modelId);
    const set = (count: number): Promise<string> =>
      types.setOfModel(admin, modelId, { version, isTypeId: null, items: items.slice(0, count) }).then(
        () => 'set',
        (error: { code: string }) => error.code,
      );
    expect((await Promise.all([set(2), set(2), set(2)])).sort()).toEqual([
      'model.version-conflict',
      'model.version-conflict',
      'set',
    ]);
    expect(await linesOf(device)).toHaveLength(2);
    const after = await types.ofModel(modelId);
    await types.setOfModel(admin, modelId, { version: after.version, isTypeId: null, items });
  });

  it('refuse a type twice, one that is not there, and a plain device that is a charger', async () => {
    const { version, items } = await types.ofModel(modelId);
    const set = (request: object): Promise<unknown> =>
      types.setOfModel(admin, modelId, { version, isTypeId: null, items, ...request });
    const invalid = { code: 'accessory.invalid' };
    await expect(set({ items: [items[0], items[0]] })).rejects.toMatchObject(invalid);
    await expect(set({ items: [{ ...items[0], typeId: modelId }] })).rejects.toMatchObject(invalid);
    await expect(set({ isTypeId: typeIds.charger })).rejects.toMatchObject(invalid);
    await expect(types.create(admin, { kind: 'charger', name: 'usb-c CHARGER' })).rejects.toMatchObject({
      code: 'accessory.name-taken',
    });
    const local = new Viewer(null, 'local', new Map([['model:edit', [site]]]));
    await expect(types.create(local, { kind: 'charger', name: 'X' })).rejects.toMatchObject({
      code: 'access.district-wide-only',
    });
    expect((await types.ofModel(modelId)).version).toBe(version);
  });
});
