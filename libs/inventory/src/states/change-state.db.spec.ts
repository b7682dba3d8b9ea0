import type { DeviceState } from '@app/kernel';
import { DEVICE_STATES, newId } from '@app/kernel';
import type { DeviceDetailDto } from '../devices/device-detail.dto.js';
import { codeOf, everywhere, viewerOf, useInventory } from '../inventory.test-support.js';
import type { ChangeStateDto } from './state.dto.js';
import { inventoryMoves } from './state-moves.test-support.js';
import type { StateMove } from './state.rules.js';
import { ACTIONS, moveRefusal } from './state.rules.js';

const { test, inventory, given } = useInventory();
let modelId: string;
let homeSiteId: string;
beforeAll(async () => {
  await given.district();
  [modelId, homeSiteId] = [await given.model(), await given.site()];
});

const change = (id: string, request: ChangeStateDto, viewer = everywhere): Promise<DeviceDetailDto> =>
  inventory.states.change(viewer, id, request);

/** A device that was registered in this state. Some states a device can only come into; they are forced. */
async function deviceIn(state: DeviceState): Promise<DeviceDetailDto> {
  const device = await given.device({ modelId, homeSiteId });
  const set =
    { 'in-stock': '' }[state as string] ??
    `, state = '${state}'${state === 'disposed' ? `, mdm_status = 'deprovisioned'` : ''}`;
  await test.asSuperuser(
    `SET session_replication_role = replica; UPDATE device SET version = version${set} WHERE id = '${device.id}'`,
  );
  return inventory.details.get(everywhere, device.id);
}

const requestFor = ({ action, to }: StateMove): ChangeStateDto => {
  const reason = ACTIONS[action]?.reasons[0];
  return { to, ...(reason === undefined ? {} : { reason }) };
};
const subject = { held: false, holds: [], mdmStatus: 'unknown', assetTag: 'X', lastSeq: 1 } as const;
const onPage = inventoryMoves().filter(
  (move) => move.from !== 'none' && !moveRefusal(move, { ...subject, state: move.from }, true),
);
const notOnPage = inventoryMoves().filter(
  (move) => move.from !== 'none' && moveRefusal(move, { ...subject, state: move.from }, true),
);

describe('every move of the page', () => {
  it.each(onPage.map((move) => [`${move.from} → ${move.to}`, move] as const))('%s', async (_name, move) => {
    const device = await deviceIn(move.from as DeviceState);
    const offered = device.actions.find(({ to }) => to === move.to);
    expect(offered).toMatchObject({ action: move.action, allowed: true, place: 'page', refusal: null });
    expect(await change(device.id, requestFor(move))).toMatchObject({ state: move.to, lastSeq: 2 });
    const { items } = await inventory.timeline.page(everywhere, device.id, { limit: 1 });
    expect(items[0]).toMatchObject({
      type: ACTIONS[move.action].event,
      source: 'page',
      before: { state: move.from },
      after: { state: move.to },
    });
    expect(items[0].evidence).toMatchObject({ action: move.action });
  });
});

describe('every move that is not made here', () => {
  it.each(notOnPage.map((move) => [`${move.from} → ${move.to}`, move] as const))('%s', async (_name, move) => {
    const device = await deviceIn(move.from as DeviceState);
    const offered = device.actions.find(({ to }) => to === move.to);
    expect(offered).toMatchObject({ allowed: false });
    expect(await codeOf(change(device.id, requestFor(move)))).toBe(offered!.refusal!.code);
    expect((await inventory.details.get(everywhere, device.id)).lastSeq).toBe(1);
  });
});

it.each(DEVICE_STATES)('refuses every state that no row leads to, from %s', async (from) => {
  const device = await deviceIn(from);
  const reachable = inventoryMoves()
    .filter((move) => move.from === from)
    .map(({ to }) => to);
  for (const to of DEVICE_STATES.filter((state) => !reachable.includes(state))) {
    expect([to, await codeOf(change(device.id, { to }))]).toEqual([to, 'device.move-not-legal']);
  }
});

describe('an open loan', () => {
  const onLoan = async (): Promise<string> => {
    const { id } = await given.device({ modelId, homeSiteId });
    await given.checkedOut(id, (await given.person({ siteId: homeSiteId })).id);
    return id;
  };

  it('goes along to repair and comes back by hand-back only', async () => {
    const id = await onLoan();
    expect(await change(id, { to: 'in-repair', reason: 'screen' })).toMatchObject({
      custody: 'technician',
      holder: { kind: 'person' },
    });
    expect(await codeOf(change(id, { to: 'retired', reason: 'beyond-economic-repair' }))).toBe('device.loan-open');
    expect(await codeOf(change(id, { to: 'in-stock', reason: 'repaired' }))).toBe('device.loan-open');
    expect(await change(id, { to: 'deployed' })).toMatchObject({ state: 'deployed', custody: 'student' });
  });
});

describe('refusals', () => {
  it('a reason: named, and nothing written', async () => {
    const device = await deviceIn('in-stock');
    await expect(change(device.id, { to: 'retired' })).rejects.toMatchObject({
      ...{ code: 'device.evidence-missing', kind: 'invalid', details: { errors: [{ field: 'reason' }] } },
    });
    expect((await inventory.details.get(everywhere, device.id)).lastSeq).toBe(1);
  });

  it('the ledger went on since the caller looked', async () => {
    const { id } = await given.device({ modelId, homeSiteId });
    await given.record({ deviceId: id, type: 'condition-reported', after: { condition: 'C' } });
    expect(await codeOf(change(id, { to: 'retired', reason: 'cycle', lastSeq: 1 }))).toBe('device.changed-meanwhile');
    expect(await codeOf(change(id, { to: 'retired', reason: 'cycle', lastSeq: 2 }))).toBe('none');
  });

  it('a permission held at another site only', async () => {
    const { id } = await given.device({ modelId, homeSiteId });
    const grants = new Map([
      ['device:read', [homeSiteId]],
      ['device:change-state', [await given.site()]],
    ]);
    const { Viewer } = await import('@app/platform');
    const viewer = new Viewer(newId(), 'test', grants);
    expect(await codeOf(change(id, { to: 'retired', reason: 'cycle' }, viewer))).toBe('device.not-permitted');
    const shown = (await inventory.details.get(viewer, id)).actions.find(({ action }) => action === 'retire');
    expect(shown).toMatchObject({ allowed: false, refusal: { code: 'device.not-permitted' } });
  });

  it('void with history', async () => {
    const { id } = await given.device({ modelId, homeSiteId });
    await given.record({ deviceId: id, type: 'condition-reported', after: { condition: 'C' } });
    expect(await codeOf(change(id, { to: 'void', reason: 'duplicate' }))).toBe('device.has-history');
  });

  it('one of two that retire at once', async () => {
    const { id } = await given.device({ modelId, homeSiteId });
    const codes = await Promise.all([1, 2].map(() => codeOf(change(id, { to: 'retired', reason: 'cycle' }))));
    expect(codes.sort()).toEqual(['device.move-not-legal', 'none']);
  });
});

it('keeps the reason, and tells the others', async () => {
  const { id } = await given.device({ modelId, homeSiteId });
  const viewer = viewerOf('all', 'device:read', 'device:change-state');
  await change(id, { to: 'retired', reason: 'cycle' }, viewer);
  const { items } = await inventory.timeline.page(everywhere, id, { limit: 1 });
  expect(items[0].evidence).toEqual({ action: 'retire', reason: 'cycle' });
  const [published] = await test.asSuperuser(
    `SELECT count(*)::int AS types FROM event_type WHERE type = 'inventory.device-state-changed.v1'`,
  );
  expect(published).toEqual({ types: 1 });
});

describe('holds', () => {
  it('are cleared one by one, by entry', async () => {
    const { id } = await given.device({ modelId, homeSiteId });
    await given.record({ deviceId: id, type: 'hold-placed', after: { holds: ['damaged', 'funding'] } });
    const device = await inventory.holds.clear(everywhere, id, { hold: 'damaged', reason: 'repaired' });
    expect(device).toMatchObject({ holds: ['funding'], lastSeq: 3 });
    expect(await codeOf(inventory.holds.clear(everywhere, id, { hold: 'damaged', reason: 'repaired' }))).toBe(
      'device.hold-not-set',
    );
    const reader = viewerOf([homeSiteId], 'device:read');
    expect(await codeOf(inventory.holds.clear(reader, id, { hold: 'funding', reason: 'released' }))).toBe(
      'device.not-permitted',
    );
  });
});
