import { codeOf, everywhere, viewerOf, useInventory } from '../inventory.test-support.js';
import { verifyLedger } from '../ledger/verify-ledger.js';

const { test, inventory, given } = useInventory();
let [site, acer, dell] = ['', '', ''];
beforeAll(async () => {
  await given.district();
  [site, acer, dell] = [await given.site(), await given.model('One', 'Acer'), await given.model('Two', 'Dell')];
});

const device = (facts: object) => given.device({ modelId: acer, homeSiteId: site, ...facts });

describe('codes', () => {
  it('replaces a tag: the old one still finds the device, and is never used again', async () => {
    const { id } = await device({ assetTag: 'TAG-OLD' });
    const replaced = await inventory.codes.replace(everywhere, id, {
      ...{ version: 1, kind: 'tag', value: 'TAG-NEW', reason: 'label-damaged' },
    });
    expect(replaced).toMatchObject({
      tag: 'TAG-NEW',
      version: 2,
      identifiers: [{ kind: 'tag' }, { value: 'TAG-OLD' }],
    });
    expect(await inventory.details.byTag(everywhere, 'tag-old')).toEqual({ id, tag: 'TAG-NEW' });
    expect(await codeOf(device({ assetTag: 'TAG-OLD' }))).toBe('device.tag-taken');
    expect(
      await codeOf(
        inventory.codes.replace(everywhere, id, { version: 1, kind: 'tag', value: 'X-1', reason: 'label-lost' }),
      ),
    ).toBe('device.version-conflict');
  });

  it('retires a label, and takes a new board with the same history', async () => {
    const { id } = await device({ assetTag: 'LOST-1', serial: 'BOARD-OLD' });
    await inventory.codes.replace(everywhere, id, { version: 1, kind: 'tag', value: null, reason: 'label-lost' });
    const board = { version: 2, kind: 'serial', value: 'BOARD-NEW', reason: 'board-replaced' } as const;
    expect(await inventory.codes.replace(everywhere, id, board)).toMatchObject({
      tag: null,
      serial: 'BOARD-NEW',
      lastSeq: 3,
    });
    for (const code of ['LOST-1', 'BOARD-OLD', 'BOARD-NEW'])
      expect(await inventory.details.byTag(everywhere, code)).toMatchObject({ id });
  });
});

describe('duplicates', () => {
  it('finds the same serial of another maker, look-alikes and former codes; neighbours of one order are none', async () => {
    const { id } = await device({ serial: 'NXO1234567' });
    const same = await given.device({ modelId: dell, homeSiteId: site, serial: 'NXO1234567' });
    const alike = await device({ serial: 'NX01234567' });
    await device({ serial: 'NXO1234568' });
    const former = await device({ serial: 'OTHER-SERIAL' });
    await inventory.codes.replace(everywhere, former.id, {
      version: 1,
      kind: 'serial',
      value: null,
      reason: 'typed-wrong',
    });
    await device({ serial: 'FAR-AWAY-1' });
    const found = await inventory.duplicates.of(everywhere, id);
    expect(found.map(({ likeness, device: other }) => [likeness, other.id])).toEqual([
      ['same-serial', same.id],
      ['look-alike', alike.id],
    ]);
    const again = await device({ serial: 'OTHER-SERIAL' });
    expect(await inventory.duplicates.of(everywhere, again.id)).toMatchObject([
      { likeness: 'former-code', device: { id: former.id } },
    ]);
    const groups = await inventory.duplicates.lookAlikes(everywhere, { limit: 50 });
    const group = groups.items.find(({ look }) => look === 'NX01234567');
    expect(group?.devices.map((each) => each.id).sort()).toEqual([id, same.id, alike.id].sort());
    for (const each of group!.devices) {
      const others = await inventory.duplicates.of(everywhere, each.id);
      expect([each.id, ...others.map((other) => other.device.id)].sort()).toEqual([id, same.id, alike.id].sort());
    }
    expect(await inventory.duplicates.of(viewerOf([], 'device:read'), id).catch((e: { code: string }) => e.code)).toBe(
      'device.not-found',
    );
  });
});

it('tags look alike as serials do, on both pages', async () => {
  const [zero, letter] = [
    await device({ assetTag: 'TG-0017', serial: 'SN0017' }),
    await device({ assetTag: 'TG-0OI7', serial: 'SNOOI7' }),
  ];
  await device({ assetTag: 'TG-0018' });
  expect(await inventory.duplicates.of(everywhere, zero.id)).toMatchObject([
    { likeness: 'look-alike', code: expect.stringMatching(/OI7$/) as string, device: { id: letter.id } },
  ]);
  const { items } = await inventory.duplicates.lookAlikes(everywhere, { limit: 50 });
  const groups = items.map(({ devices }) => devices.map(({ id }) => id).sort()).filter((ids) => ids.includes(zero.id));
  expect(groups).toEqual([[zero.id, letter.id].sort()]);
});

const reason = 'registered-twice';

describe('a merge', () => {
  it('keeps both histories, and every code leads to the survivor', async () => {
    const going = await device({ assetTag: 'GO-1', serial: 'GO-SERIAL' });
    const survivor = await device({ assetTag: 'STAY-1' });
    const earlier = await device({ assetTag: 'GO-0' });
    await inventory.merging.merge(everywhere, earlier.id, { survivorId: going.id, lastSeq: 1, reason });
    const merged = await inventory.merging.merge(everywhere, going.id, { survivorId: survivor.id, lastSeq: 2, reason });
    expect(merged).toMatchObject({ id: survivor.id, lastSeq: 2, mergedFrom: [{ tag: 'GO-0' }, { tag: 'GO-1' }] });
    for (const code of ['GO-0', 'go-1', 'GO-SERIAL', 'STAY-1']) {
      expect(await inventory.details.byTag(everywhere, code)).toMatchObject({ id: survivor.id });
      expect((await inventory.lookups.lookup(everywhere, { codes: [code] })).ids).toEqual([survivor.id]);
      const [code_] = await test.asSuperuser(
        'SELECT record_id FROM inventory.v_code WHERE value_key = platform_code_key($1)',
        [code],
      );
      expect(code_).toEqual({ record_id: survivor.id });
    }
    expect(await inventory.details.get(everywhere, going.id)).toMatchObject({
      ...{ state: 'void', tag: 'GO-1', mergedInto: { id: survivor.id, tag: 'STAY-1' }, may: [] },
    });
    const { items } = await inventory.timeline.page(everywhere, going.id, { limit: 10 });
    expect(items.map(({ type }) => type)).toEqual(['merged', 'merged', 'registered']);
    expect(items[0].evidence).toMatchObject({ mergedInto: survivor.id, reason });
    // The survivor may take the serial; the record that went takes nothing.
    const take = { version: 1, kind: 'serial', value: 'GO-SERIAL', reason: 'typed-wrong' } as const;
    expect(await inventory.codes.replace(everywhere, survivor.id, take)).toMatchObject({ serial: 'GO-SERIAL' });
    expect(await codeOf(inventory.codes.replace(everywhere, going.id, { ...take, value: 'X-9' }))).toBe(
      'device.merged',
    );
    expect((await verifyLedger(test.database.read)).findings).toEqual([]);
  });

  it('is refused with an open loan on the record that goes, without the district, and in a chain', async () => {
    const [a, b] = [await device({}), await device({})];
    const person = await given.person({ siteId: site });
    await given.checkedOut(a.id, person.id);
    expect(await codeOf(inventory.merging.merge(everywhere, a.id, { survivorId: b.id, lastSeq: 2, reason }))).toBe(
      'device.loan-open',
    );
    await given.checkedOut(b.id, person.id);
    expect(await codeOf(inventory.merging.merge(everywhere, a.id, { survivorId: b.id, lastSeq: 2, reason }))).toBe(
      'device.loan-open',
    );
    const [c, d] = [await device({}), await device({})];
    expect(await codeOf(inventory.merging.merge(everywhere, c.id, { survivorId: d.id, lastSeq: 9, reason }))).toBe(
      'device.changed-meanwhile',
    );
    expect(await codeOf(inventory.merging.merge(everywhere, c.id, { survivorId: c.id, lastSeq: 1, reason }))).toBe(
      'device.merge-same',
    );
    const local = viewerOf([site], 'device:read', 'device:merge');
    expect(await codeOf(inventory.merging.merge(local, c.id, { survivorId: d.id, lastSeq: 1, reason }))).not.toBe(
      'none',
    );
    await inventory.merging.merge(everywhere, c.id, { survivorId: d.id, lastSeq: 1, reason });
    expect(await codeOf(inventory.merging.merge(everywhere, b.id, { survivorId: c.id, lastSeq: 2, reason }))).toBe(
      'device.merged',
    );
  });

  it('stands in the database too: no survivor is a merged record', async () => {
    const [a, b, c] = [await device({}), await device({}), await device({})];
    await inventory.merging.merge(everywhere, a.id, { survivorId: b.id, lastSeq: 1, reason });
    const chain = test.asSuperuser(
      'INSERT INTO device_merge (device_id, survivor_id, seq, survivor_seq) VALUES ($1, $2, 1, 1)',
      [c.id, a.id],
    );
    await expect(chain).rejects.toThrow('cannot be merged');
    await expect(
      test.asSuperuser('UPDATE device_merge SET survivor_id = device_id WHERE device_id = $1', [a.id]),
    ).rejects.toThrow();
  });
});
