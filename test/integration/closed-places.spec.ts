// What the database's refusals mean is said beside the errors.
import '@app/directory';
import type { ScanService } from '@app/desk';
import { verifyLedger } from '@app/inventory';
import type { Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';
import type { TestDatabase } from '../support/database.js';
import { openDesk } from '../support/desk.js';
import type { Given, Scanned } from '../support/given.js';
import { GivenDesk } from '../support/given.js';

let test: TestDatabase;
let given: Given;
let scans: ScanService;
let site: string;
let clerk: Viewer;
let desk: GivenDesk;
let n = 0;

beforeAll(async () => {
  ({ test, given, scans, site, clerk } = await openDesk());
});
afterAll(() => test.close());
beforeEach(async () => {
  n += 1;
  desk = new GivenDesk(await given.station(site));
});

const scan = (...scanned: Scanned): Promise<ScanAnswer> => desk.scan(scans, clerk, ...scanned);
const change = (sql: string, params: unknown[]): Promise<unknown> =>
  test.database.transaction((tx) => tx.execute(sql, params));
const deviceOf = async (id: string): Promise<unknown> =>
  (
    await test.database.read.query('SELECT state, holder_cart_id, holder_room_id, last_seq FROM device WHERE id = $1', [
      id,
    ])
  )[0];

/** Checked out into a place and in again: an undo of the return leads back there. */
async function returnedFrom(code: string): Promise<{ id: string; tag: string; undo: () => Promise<ScanAnswer> }> {
  const device = await given.device(site);
  await scan('out', code);
  expect(await scan('out', device.tag)).toMatchObject({ row: 'O10' });
  const back = await scan('in', device.tag);
  expect(back).toMatchObject({ row: 'I1', undoable: true });
  return { ...device, undo: () => scan('in', { kind: 'undo', scanId: back.id }) };
}

describe('an undo that leads back into a place that is no more', () => {
  const refused = async (device: Awaited<ReturnType<typeof returnedFrom>>, words: string): Promise<void> => {
    const before = await deviceOf(device.id);
    expect(await device.undo()).toMatchObject({ row: 'UNDO-NO', class: 'STOP', text: { headline: words } });
    expect(await deviceOf(device.id)).toEqual(before);
    expect(await verifyLedger(test.database.read)).toMatchObject({ findings: [] });
  };

  it('is refused for a cart that was closed', async () => {
    const cart = await given.cart(site, `CART-A${n}`, 3);
    const device = await returnedFrom(`CART-A${n}`);
    await change('UPDATE cart SET active = false WHERE id = $1', [cart]);
    await refused(device, `NOT UNDONE – ${device.tag} would go back to CART-A${n}, which is closed`);
  });

  it('is refused for a slot that the cart has no more', async () => {
    const cart = await given.cart(site, `CART-A${n}`, 3);
    await scan('out', `CART-A${n}`);
    await scan('out', '3');
    const device = await given.device(site);
    await scan('out', device.tag);
    const back = await scan('in', device.tag);
    await change('UPDATE cart SET slots = 2 WHERE id = $1', [cart]);
    await refused(
      { ...device, undo: () => scan('in', { kind: 'undo', scanId: back.id }) },
      `NOT UNDONE – ${device.tag} would go back to slot 3 of CART-A${n}, which has 2`,
    );
  });

  it('is refused for a room that was closed', async () => {
    const room = await given.room(site, `ROOM-A${n}`);
    const device = await returnedFrom(`ROOM-A${n}`);
    await change('UPDATE room SET active = false WHERE id = $1', [room]);
    await refused(device, `NOT UNDONE – ${device.tag} would go back to ROOM-A${n}, which is closed`);
  });

  it('is refused for a room in which the device lay before it was handed out', async () => {
    const room = await given.room(site, `ROOM-A${n}`);
    const device = await given.device(site);
    await given.deviceEvent(device.id, 'moved', { location_room_id: room });
    await scan('out', (await given.person(site)).number);
    const out = await scan('out', device.tag);
    await change('UPDATE room SET active = false WHERE id = $1', [room]);
    await refused(
      { ...device, undo: () => scan('out', { kind: 'undo', scanId: out.id }) },
      `NOT UNDONE – ${device.tag} would go back to ROOM-A${n}, which is closed`,
    );
  });

  it('goes on while the place is there', async () => {
    const cart = await given.cart(site, `CART-A${n}`, 3);
    const device = await returnedFrom(`CART-A${n}`);
    await change('UPDATE cart SET slots = 1 WHERE id = $1', [cart]);
    expect(await device.undo()).toMatchObject({ row: 'UNDO' });
    expect(await deviceOf(device.id)).toMatchObject({ holder_cart_id: cart });
  });
});

it('a room or cart that was closed while it stood at the desk receives nothing', async () => {
  const [room, cart] = [await given.room(site, `ROOM-A${n}`), await given.cart(site, `CART-A${n}`)];
  for (const [code, table, id] of [
    [`ROOM-A${n}`, 'room', room],
    [`CART-A${n}`, 'cart', cart],
  ]) {
    const device = await given.device(site);
    await scan('out', code);
    await change(`UPDATE ${table} SET active = false WHERE id = $1`, [id]);
    expect(await scan('out', device.tag)).toMatchObject({
      row: 'PLACE-NO',
      class: 'STOP',
      text: { headline: `NOT CHECKED OUT – ${code} is closed` },
    });
    expect(await deviceOf(device.id)).toMatchObject({ state: 'in-stock' });
  }
});

describe('a cart whose room is closed', () => {
  const shut = `NOT CHECKED OUT – CART-A`;
  const aCartIn = async (): Promise<{ cart: string; room: string; close: () => Promise<unknown> }> => {
    const [room, cart] = [await given.room(site, `ROOM-A${n}`), await given.cart(site, `CART-A${n}`, 3)];
    await change('UPDATE cart SET room_id = $2 WHERE id = $1', [cart, room]);
    return { cart, room, close: () => change('UPDATE room SET active = false WHERE id = $1', [room]) };
  };

  it('receives nothing, and says why; what stood in it comes back', async () => {
    const { cart, close } = await aCartIn();
    const [inside, device] = [await given.device(site), await given.device(site)];
    await scan('out', `CART-A${n}`);
    expect(await scan('out', inside.tag)).toMatchObject({ row: 'O10' });
    await close();
    const headline = `${shut}${n} stands in ROOM-A${n}, which is closed`;
    expect(await scan('out', device.tag)).toMatchObject({ row: 'PLACE-NO', class: 'STOP', text: { headline } });
    desk.context = { ...desk.context, roomId: null };
    expect(await scan('out', `CART-A${n}`)).toMatchObject({ row: 'PLACE-NO', text: { headline } });
    const back = await scan('in', inside.tag);
    expect(back).toMatchObject({ row: 'I1' });
    expect(await deviceOf(inside.id)).toMatchObject({ state: 'in-stock' });
    expect(await scan('in', { kind: 'undo', scanId: back.id })).toMatchObject({
      row: 'UNDO-NO',
      text: { headline: `NOT UNDONE – ${inside.tag} would go back to CART-A${n}, which is closed` },
    });
    const slot = { state: 'deployed', custody: 'cart', holder_cart_id: cart, cart_slot: 2 };
    await expect(given.deviceEvent(device.id, 'checked-out', slot)).rejects.toMatchObject({ code: 'place.closed' });
  });

  it('that is closed between the two calls of a scan: the table says so', async () => {
    const { room } = await aCartIn();
    const device = await given.device(site);
    await scan('out', `CART-A${n}`);
    const { commit, closing } = await closingInTheMiddle(room);
    const coming = scan('out', device.tag);
    await test.waitsForLock();
    commit();
    await closing;
    expect(await coming).toMatchObject({ row: 'PLACE-NO' });
  });
});

/** Closes the room in a transaction that waits to commit. */
async function closingInTheMiddle(room: string): Promise<{ commit: () => void; closing: Promise<void> }> {
  let commit = (): void => undefined;
  const mayCommit = new Promise<void>((resolve) => (commit = resolve));
  let closed = (): void => undefined;
  const isClosed = new Promise<void>((resolve) => (closed = resolve));
  const closing = test.database.transaction(async (tx) => {
    await tx.execute('UPDATE room SET active = false WHERE id = $1', [room]);
    closed();
    await mayCommit;
  });
  await isClosed;
  return { commit, closing };
}

it('a room that is closed between the two calls of a scan: the table says so', async () => {
  const room = await given.room(site, `ROOM-A${n}`);
  const device = await given.device(site);
  await scan('out', `ROOM-A${n}`);
  const { commit, closing } = await closingInTheMiddle(room);
  const coming = scan('out', device.tag);
  await test.waitsForLock();
  commit();
  await closing;
  expect(await coming).toMatchObject({ row: 'PLACE-NO' });
});

describe('the database', () => {
  const put = (device: string, after: object): Promise<void> =>
    given.deviceEvent(device, 'checked-out', { state: 'deployed', ...after });

  it('lets no device into a closed room or cart, nor beyond its slots', async () => {
    const [room, cart] = [await given.room(site), await given.cart(site, undefined, 4)];
    const device = await given.device(site);
    const inSlot = (slot: number): Promise<void> =>
      put(device.id, { custody: 'cart', holder_cart_id: cart, cart_slot: slot });
    await expect(inSlot(5)).rejects.toMatchObject({ code: 'place.closed' });
    await change('UPDATE cart SET active = false WHERE id = $1', [cart]);
    await change('UPDATE room SET active = false WHERE id = $1', [room]);
    await expect(inSlot(1)).rejects.toMatchObject({ code: 'place.closed' });
    await expect(put(device.id, { custody: 'room', holder_room_id: room })).rejects.toMatchObject({
      code: 'place.closed',
    });
    await expect(given.deviceEvent(device.id, 'moved', { location_room_id: room })).rejects.toMatchObject({
      code: 'place.closed',
    });
  });

  it('closes no room and no cart with a device in it, and takes away no slot that is used', async () => {
    const [room, stock, cart] = [await given.room(site), await given.room(site), await given.cart(site, undefined, 4)];
    const [inRoom, inStock, inCart] = [await given.device(site), await given.device(site), await given.device(site)];
    await put(inRoom.id, { custody: 'room', holder_room_id: room, location_room_id: room });
    await given.deviceEvent(inStock.id, 'moved', { location_room_id: stock });
    await put(inCart.id, { custody: 'cart', holder_cart_id: cart, cart_slot: 3 });
    for (const id of [room, stock])
      await expect(change('UPDATE room SET active = false WHERE id = $1', [id])).rejects.toMatchObject({
        code: 'room.in-use',
        details: { devices: 1 },
      });
    for (const set of ['active = false', 'slots = 2'])
      await expect(change(`UPDATE cart SET ${set} WHERE id = $1`, [cart])).rejects.toMatchObject({
        code: 'cart.in-use',
        details: { lastSlot: 3 },
      });
    await change('UPDATE cart SET slots = 3 WHERE id = $1', [cart]);
  });
});
