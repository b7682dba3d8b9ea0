import { Settings } from '@app/platform';
import type { Viewer } from '@app/platform';
import { ScanService } from '@app/desk';
import { verifyLedger } from '@app/inventory';
import type { ScanAnswer } from '@app/scan-engine';
import { AdminLog } from '@app/identity';
import { CartUse, PeopleFacade } from '@app/directory';
import { CartsService } from '../../libs/directory/src/carts/carts.service.js';
import { directoryOn } from '../../libs/directory/src/directory.test-support.js';
import { CartSlotsService } from '../../libs/circulation/src/carts/cart-slots.service.js';
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
let n = 0;

beforeAll(async () => {
  test = await testDatabase();
  given = new Given(test.database);
  scans = new ScanService(test.database, Settings.from({ PUBLIC_URL: 'http://localhost:3000' }));
  await given.district();
  site = await given.site('EES', 'elementary');
  model = await given.model();
  clerk = await given.clerk([site]);
});
afterAll(() => test.close());
beforeEach(async () => {
  desk = new GivenDesk(await given.station(site));
});

async function cart(slots: number): Promise<{ id: string; code: string }> {
  n += 1;
  const code = `EES-CART-${n}`;
  const room = await given.room(site);
  const [row] = await test.database.transaction((tx) =>
    tx.query<{ id: string }>(
      'INSERT INTO cart (site_id, room_id, code, name, slots) VALUES ($1, $2, $3, $3, $4) RETURNING id',
      [site, room, code, slots],
    ),
  );
  return { id: row.id, code };
}
const scan = (...scanned: Scanned): Promise<ScanAnswer> => desk.scan(scans, clerk, ...scanned);
async function devices(count: number): Promise<GivenDevice[]> {
  const made: GivenDevice[] = [];
  for (let each = 0; each < count; each += 1) made.push(await given.device(site, { modelId: model }));
  return made;
}
const slots = async (cartId: string): Promise<Record<string, number>> => {
  const rows = await test.database.read.query<{ tag: string; slot: number }>(
    'SELECT asset_tag AS tag, cart_slot AS slot FROM device WHERE holder_cart_id = $1 ORDER BY cart_slot',
    [cartId],
  );
  return Object.fromEntries(rows.map(({ tag, slot }) => [tag, slot]));
};

describe('a cart at the desk', () => {
  it('gives each device the next free slot, says which, and is full at last', async () => {
    const { id, code } = await cart(2);
    const [first, second, third] = await devices(3);
    expect(await scan('out', code)).toMatchObject({
      row: 'O25',
      context: { roomId: id },
      room: { slots: 2, deviceCount: 0 },
    });
    expect(await scan('out', first.tag)).toMatchObject({
      row: 'O10',
      text: { lines: expect.arrayContaining(['slot 1']) as string[] },
    });
    expect(await scan('out', second.tag)).toMatchObject({ row: 'O10', device: { roomName: code } });
    expect(await scan('out', second.tag)).toMatchObject({ row: 'D2', class: 'AGAIN' });
    expect(await scan('out', third.tag)).toMatchObject({ row: 'O27', class: 'STOP', undoable: false });
    expect(await slots(id)).toEqual({ [first.tag]: 1, [second.tag]: 2 });
    const [loan] = await test.database.read.query(
      'SELECT cart_id, room_id, person_id, borrower_name, type FROM loan WHERE device_id = $1',
      [first.id],
    );
    expect(loan).toEqual({ cart_id: id, room_id: null, person_id: null, borrower_name: code, type: 'long' });
    const [device] = await test.database.read.query(
      'SELECT custody, state, location_room_id IS NOT NULL AS placed FROM device WHERE id = $1',
      [first.id],
    );
    expect(device).toEqual({ custody: 'cart', state: 'deployed', placed: true });
  });

  it('begins at the slot that was typed, and goes on behind it', async () => {
    const { id, code } = await cart(4);
    const [first, second, third, fourth, fifth] = await devices(5);
    await scan('out', code);
    expect(await scan('out', '3')).toMatchObject({
      row: 'O28',
      class: 'CONTEXT',
      context: { roomId: id, cartSlot: 3 },
    });
    for (const { tag } of [first, second, third]) expect(await scan('out', tag)).toMatchObject({ row: 'O10' });
    expect(await slots(id)).toEqual({ [third.tag]: 1, [first.tag]: 3, [second.tag]: 4 });
    expect(await scan('out', '3')).toMatchObject({
      row: 'O28',
      class: 'STOP',
      text: { headline: 'NOT SET – slot 3 is taken' },
    });
    expect(await scan('out', '5')).toMatchObject({ row: 'O28', class: 'STOP' });
    expect(await scan('out', '02')).toMatchObject({ row: 'O28', context: { cartSlot: 2 } });
    expect(await scan('out', fourth.tag)).toMatchObject({ row: 'O10' });
    expect(await scan('out', fifth.tag)).toMatchObject({ row: 'O27' });
    expect(await slots(id)).toMatchObject({ [fourth.tag]: 2 });
    // Another cart knows nothing of it.
    const other = await cart(3);
    expect((await scan('out', other.code)).context.cartSlot ?? null).toBeNull();
    expect(await scan('out', fifth.tag)).toMatchObject({
      text: { lines: expect.arrayContaining(['slot 1']) as string[] },
    });
  });

  it('frees the slot at check-in, and an undo takes the device back into its own', async () => {
    const { id, code } = await cart(3);
    const [first, second, third] = await devices(3);
    await scan('out', code);
    for (const { tag } of [first, second]) await scan('out', tag);
    const back = await scan('in', first.tag);
    expect(back).toMatchObject({ row: 'I1', text: { lines: [`${first.tag} · from ${code}`] } });
    expect(await slots(id)).toEqual({ [second.tag]: 2 });
    expect(await scan('in', { kind: 'undo', scanId: back.id })).toMatchObject({ row: 'UNDO' });
    expect(await slots(id)).toEqual({ [first.tag]: 1, [second.tag]: 2 });
    const again = await scan('in', first.tag);
    desk.context = { ...desk.context, roomId: id };
    await scan('out', third.tag);
    expect(await slots(id)).toEqual({ [third.tag]: 1, [second.tag]: 2 });
    // Its slot has another device by now: the undo is refused, and nothing is lost.
    expect(await scan('in', { kind: 'undo', scanId: again.id })).toMatchObject({
      row: 'UNDO-NO',
      text: { headline: expect.stringContaining(`${third.tag} was given to ${code}`) as string },
    });
    expect(await slots(id)).toEqual({ [third.tag]: 1, [second.tag]: 2 });
    expect(await verifyLedger(test.database.read)).toMatchObject({ findings: [] });
  });

  it('fills thirty slots with a batch, one undo empties them', async () => {
    const { id, code } = await cart(30);
    const thirty = await devices(30);
    desk.context = { ...desk.context, batch: true };
    await scan('out', code);
    const done = await scan('out', { kind: 'batch', deviceIds: thirty.map((each) => each.id), toSiteId: null });
    expect(done).toMatchObject({ row: 'BATCH', batch: { done: 30 } });
    expect(Object.values(await slots(id))).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    await scan('out', { kind: 'undo', scanId: done.id });
    expect(await slots(id)).toEqual({});
  });

  it('gives no slot twice, however many desks ask at once', async () => {
    const { id } = await cart(4);
    const six = await devices(6);
    const answers = await Promise.all(
      six.map(async ({ tag }) => {
        const own = new GivenDesk(await given.station(site));
        own.context = { ...own.context, roomId: id };
        return scans.handle(clerk, own.request('out', tag));
      }),
    );
    expect(answers.map(({ row }) => row).sort()).toEqual(['O10', 'O10', 'O10', 'O10', 'O27', 'O27']);
    expect(Object.values(await slots(id))).toEqual([1, 2, 3, 4]);
  });

  it('is checked in look up: what belongs to it, and what does not', async () => {
    const [mine, other] = [await cart(2), await cart(2)];
    const [own, foreign, loose] = await devices(3);
    await scan('out', mine.code);
    await scan('out', own.tag);
    await scan('out', other.code);
    await scan('out', foreign.tag);
    desk.context = { ...desk.context, roomId: null };
    expect(await scan('look', mine.code)).toMatchObject({
      row: 'C1',
      context: { roomId: mine.id },
      room: { slots: 2 },
    });
    expect(await scan('look', own.tag)).toMatchObject({
      row: 'C2',
      class: 'OK',
      text: { headline: 'SLOT 1 ✓' },
      undoable: false,
    });
    expect(await scan('look', foreign.tag)).toMatchObject({
      row: 'C3',
      class: 'CHECK',
      text: { lines: [foreign.tag, `belongs to ${other.code} · slot 1`] },
    });
    expect(await scan('look', loose.tag)).toMatchObject({ row: 'C3', text: { lines: [loose.tag] } });
  });
});

describe('the ledger', () => {
  it('refuses a slot that is taken, a slot without a cart, and two holders', async () => {
    const { id } = await cart(5);
    const [first, second] = await devices(2);
    const put = (device: string, after: object): Promise<void> =>
      given.deviceEvent(device, 'checked-out', { state: 'deployed', custody: 'cart', ...after });
    await put(first.id, { holder_cart_id: id, cart_slot: 2 });
    await expect(put(second.id, { holder_cart_id: id, cart_slot: 2 })).rejects.toThrow();
    await expect(put(second.id, { cart_slot: 3 })).rejects.toThrow();
    await expect(
      put(second.id, { holder_cart_id: id, cart_slot: 3, holder_room_id: await given.room(site) }),
    ).rejects.toThrow();
    expect(await verifyLedger(test.database.read)).toMatchObject({ findings: [] });
  });
});

describe('the check of a cart', () => {
  it('keeps which slot is missing and what is of elsewhere, and stays as it was', async () => {
    const checks = new CartSlotsService(test.database);
    const [mine, other] = [await cart(4), await cart(2)];
    const [first, second, foreign, loose] = await devices(4);
    await scan('out', mine.code);
    for (const { tag } of [first, second]) await scan('out', tag);
    await scan('out', other.code);
    await scan('out', foreign.tag);
    const kept = await checks.check(clerk, mine.id, [first.id, foreign.id, loose.id]);
    expect(kept).toMatchObject({
      slots: 2,
      seen: 1,
      missing: [{ slot: 2, tag: second.tag }],
      strays: [
        { tag: foreign.tag, belongsTo: other.code },
        { tag: loose.tag, belongsTo: null },
      ],
    });
    const { slots: grid, checks: past } = await checks.get(clerk, mine.id);
    expect(grid.map(({ device }) => device?.tag ?? null)).toEqual([first.tag, second.tag, null, null]);
    expect(past).toEqual([kept]);
    const stranger = await given.clerk([await given.site()]);
    await expect(checks.get(stranger, mine.id)).rejects.toMatchObject({ code: 'cart.not-found' });
    await expect(checks.check(stranger, mine.id, [])).rejects.toMatchObject({ code: 'cart.not-found' });
  });
});

describe('who is responsible', () => {
  it('is one change on the cart, dated, and no event of the devices in it', async () => {
    const { id, code } = await cart(3);
    const [device] = await devices(1);
    await scan('out', code);
    await scan('out', device.tag);
    const admin = await given.clerk([site], ['site:edit']);
    const { sites, searching } = directoryOn(test);
    const carts = new CartsService(test.database, sites, new PeopleFacade(searching), new AdminLog(), new CartUse());
    const [lee, ono] = [
      await given.person(site, { kind: 'staff', name: ['T.', 'Lee'] }),
      await given.person(site, { kind: 'staff', name: ['K.', 'Ono'] }),
    ];
    const before = await test.database.read.query('SELECT last_seq FROM device WHERE id = $1', [device.id]);
    const first = await carts.edit(admin, id, { version: 1, responsibleId: lee.id });
    expect(first).toMatchObject({ version: 2, responsible: { id: lee.id, display: 'T. Lee', until: null } });
    await test.asSuperuser(
      `UPDATE cart_responsibility SET effective = daterange(lower(effective) - 9, NULL) WHERE cart_id = $1`,
      [id],
    );
    const second = await carts.edit(admin, id, { version: 2, responsibleId: ono.id });
    expect(second.history.map(({ display, until }) => [display, until === null])).toEqual([
      ['K. Ono', true],
      ['T. Lee', false],
    ]);
    expect(await test.database.read.query('SELECT last_seq FROM device WHERE id = $1', [device.id])).toEqual(before);
    await expect(carts.edit(admin, id, { version: 2, name: 'X' })).rejects.toMatchObject({
      code: 'cart.version-conflict',
    });
    const student = await given.person(site);
    await expect(carts.edit(admin, id, { version: 3, responsibleId: student.id })).rejects.toMatchObject({
      code: 'cart.responsible-unknown',
    });
    await expect(
      carts.edit(await given.clerk([await given.site()], ['site:edit']), id, { version: 3 }),
    ).rejects.toMatchObject({ code: 'cart.not-found' });
  });
});
