import { newId } from '@app/kernel';
import { Viewer } from '@app/platform';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Given, Inventory } from '../inventory.test-support.js';
import { everywhere, givenOn, inventoryOn, viewerOf } from '../inventory.test-support.js';

let test: TestDatabase;
let inventory: Inventory;
let given: Given;
let lincoln: string;
let washington: string;
let numberOfZoe: string;

/** Tag → who finds it. */
beforeAll(async () => {
  test = await testDatabase();
  inventory = inventoryOn(test);
  given = givenOn(test, inventory);
  await given.district();
  lincoln = await given.site('LHS');
  washington = await given.site('WHS');
  const spin = await given.model('Chromebook Spin 511', 'Acer');
  const latitude = await given.model('Latitude 3140', 'Dell');
  const device = (assetTag: string, serial: string, modelId: string, homeSiteId: string) =>
    given.device({ assetTag, serial, modelId, homeSiteId });
  const renamed = await device('LHS-00416', '5CD1111111', spin, lincoln);
  await inventory.editing.edit(everywhere, renamed.id, { version: 1, assetTag: 'LHS-00417' });
  const held = await device('LHS-00520', '5CD2222222', spin, lincoln);
  const zoe = await given.person({ name: 'Zoë Nguyễn', siteId: lincoln });
  numberOfZoe = zoe.number;
  await given.checkedOut(held.id, zoe.id);
  const brien = await device('WHS-90001', 'JX90001', latitude, washington);
  await given.checkedOut(brien.id, (await given.person({ name: "Sean O'Brien", siteId: washington })).id);
  await device('000123', 'JX_50%', latitude, washington);
  await test.asSuperuser(
    `INSERT INTO code_rule (site_id, place, pattern, replacement, digits, example, enabled)
     VALUES ($1, 1, '^(?:WHS-?)?0*([0-9]{4,5})$', 'WHS-\\1', 5, 'WHS-9', true)`,
    [washington],
  );
});
afterAll(() => test.close());

/** `reason: tags` of everything that was found. */
const find = async (q: string, viewer: Viewer = everywhere, siteId?: string): Promise<string[]> => {
  const groups = await inventory.searching.search(viewer, { q, limit: 10, siteId });
  return groups.map(
    ({ match, items }) =>
      `${match}: ${items
        .map(({ device }) => device.tag)
        .sort()
        .join(' ')}`,
  );
};

describe('finds', () => {
  it.each([
    ['a tag', 'LHS-00417', ['tag: LHS-00417']],
    ['a tag in other spelling', '  lhs-00417 ', ['tag: LHS-00417']],
    ['a former tag', 'LHS-00416', ['former-tag: LHS-00417']],
    ['a serial', '5cd2222222', ['serial: LHS-00520']],
    ['a tag without its leading zeros', '123', ['tag: 000123']],
    ['a tag as the rules write it', '90001', ['tag: WHS-90001']],
    ['a tag as the rules write it, with its prefix', 'whs90001', ['tag: WHS-90001']],
    ['the beginning of tags', 'lhs-00', ['code-part: LHS-00417 LHS-00520']],
    ['the end of a tag', '0520', ['text: LHS-00520']],
    ['a model', 'spin', ['model: LHS-00417 LHS-00520']],
    ['maker and model in any order', '3140 dell', ['model: 000123 WHS-90001']],
    ['a part of a model and of a code', 'dell 9000', ['text: WHS-90001']],
    ['a holder without accents', 'nguyen', ['holder: LHS-00520']],
    ['a holder by both names', 'Nguyễn zoe', ['holder: LHS-00520']],
    ['a slip in a tag', 'LHS-0417', ['similar-code: LHS-00417']],
    ['two letters exchanged in a serial', '5CD2222232', ['similar-code: LHS-00520']],
    ['a typing error in a model', 'chromebok', ['similar-name: LHS-00417 LHS-00520']],
    ['a typing error in a name', 'nguyem', ['similar-name: LHS-00520']],
    ['a name without its apostrophe', 'obrien', ['similar-name: WHS-90001']],
    ['a percent sign as itself', 'jx_50%', ['serial: 000123']],
  ])('%s', async (_name, q, found) => {
    expect(await find(q)).toEqual(found);
  });

  it('what a person has by their number', async () => {
    expect(await find(numberOfZoe)).toEqual(['holder: LHS-00520']);
  });

  describe('what a person has under any of their records', () => {
    let tags: string[];
    let numbers: string[];
    beforeAll(async () => {
      const [kept, merged] = [
        await given.person({ name: 'Katarzyna Wojcik', siteId: lincoln }),
        await given.person({ name: 'Kasia Vojtsik', siteId: washington }),
      ];
      numbers = [kept.number, merged.number];
      const before = await given.device({ assetTag: 'LHS-07001', homeSiteId: lincoln });
      const since = await given.device({ assetTag: 'LHS-07002', homeSiteId: lincoln });
      await given.checkedOut(before.id, merged.id);
      await given.checkedOut(since.id, kept.id);
      await test.asSuperuser('UPDATE person SET merged_into_id = $1 WHERE id = $2', [kept.id, merged.id]);
      tags = [`holder: ${before.tag} ${since.tag}`];
    });

    it('by either name and either number', async () => {
      const many = [lincoln, ...(await Promise.all(Array.from({ length: 5 }, () => given.site())))];
      for (const q of ['wojcik', 'vojtsik', ...numbers]) {
        for (const viewer of [
          everywhere,
          viewerOf([lincoln], 'device:read', 'person:read'),
          viewerOf(many, 'device:read', 'person:read'),
        ])
          expect([q, await find(q, viewer)]).toEqual([q, tags]);
      }
      expect(await find('vojtsyk')).toEqual([tags[0].replace('holder', 'similar-name')]);
    });

    it('only where the record that stands for them is in scope', async () => {
      const reads = new Map([
        ['device:read', [lincoln]],
        ['person:read', [washington]],
      ]);
      for (const q of ['vojtsik', ...numbers]) expect(await find(q, new Viewer(newId(), 'test', reads))).toEqual([]);
    });
  });

  it('what stands in a cart and in a room by their codes', async () => {
    const room = await given.room(lincoln);
    const [{ cart, code }] = (await test
      .asSuperuser(
        `UPDATE room SET code = 'LHS-LAB' WHERE id = '${room}';
       INSERT INTO cart (site_id, code, name, slots) VALUES ('${lincoln}', 'LHS-C7', 'Cart 7', 8)`,
      )
      .then(() => test.asSuperuser(`SELECT id AS cart, code FROM cart WHERE code = 'LHS-C7'`))) as {
      cart: string;
      code: string;
    }[];
    const inCart = await given.device({ assetTag: 'LHS-08001', homeSiteId: lincoln });
    const inRoom = await given.device({ assetTag: 'LHS-08002', homeSiteId: lincoln });
    await given.record({
      deviceId: inCart.id,
      type: 'checked-out',
      after: { state: 'deployed', custody: 'cart', holder_cart_id: cart, cart_slot: 3 },
    });
    await given.record({
      deviceId: inRoom.id,
      type: 'checked-out',
      after: { state: 'deployed', custody: 'room', holder_room_id: room },
    });
    expect(await find(code.toLowerCase())).toEqual(['holder: LHS-08001']);
    expect(await find('lhs-lab')).toEqual(['holder: LHS-08002']);
    expect(await find(code, everywhere, washington)).toEqual([]);
  });

  it('says which code matched, unless it is the one shown', async () => {
    const matched = async (q: string) =>
      (await inventory.searching.search(everywhere, { q, limit: 5 }))[0].items[0].matched;
    expect(await matched('LHS-00416')).toBe('LHS-00416');
    expect(await matched('LHS-00417')).toBeNull();
  });
});

describe('finds nothing', () => {
  it.each([
    '%',
    '%%',
    '_',
    '___',
    '\\',
    'LHS%',
    "' OR '1'='1",
    '1;SELECT pg_sleep(5)',
    '(a+)+$',
    'zzzzzz',
    '😀',
    'x'.repeat(100),
  ])('for %s', async (q) => {
    expect(await find(q)).toEqual([]);
  });
});

describe('within the scope', () => {
  it.each([
    ['a tag of another site', 'WHS-90001'],
    ['its serial', 'JX90001'],
    ['the beginning of its tag', 'WHS'],
    ['its model', 'latitude'],
    ['its holder', 'sean'],
    ['a slip in its tag', 'WHS-9001'],
  ])('%s stays hidden', async (_name, q) => {
    expect(await find(q, viewerOf([lincoln], 'device:read', 'person:read'))).toEqual([]);
    expect(await find(q, everywhere, lincoln)).toEqual([]);
    expect(await find(q)).not.toEqual([]);
  });

  it('names of people need person:read where the person is', async () => {
    expect(await find('zoe', viewerOf([lincoln], 'device:read'))).toEqual([]);
    const sites = new Map([
      ['device:read', [lincoln]],
      ['person:read', [washington]],
    ]);
    const elsewhere = new Viewer(newId(), 'test', sites);
    expect(await find('zoe', elsewhere)).toEqual([]);
    expect(await find(numberOfZoe, elsewhere)).toEqual([]);
    expect(await find('zoe', viewerOf([lincoln], 'device:read', 'person:read'))).toEqual(['holder: LHS-00520']);
  });

  it('many sites find the same as all', async () => {
    const many = [lincoln, washington, ...(await Promise.all(Array.from({ length: 30 }, () => given.site())))];
    const viewer = viewerOf(many, 'device:read', 'person:read');
    for (const q of ['LHS-00417', 'lhs-00', '0520', 'spin', 'dell 9000', 'nguyen', 'LHS-0417', 'chromebok', 'obrien']) {
      expect([q, await find(q, viewer)]).toEqual([q, await find(q)]);
      expect([q, await find(q, viewerOf([lincoln, washington], 'device:read', 'person:read'))]).toEqual([
        q,
        await find(q),
      ]);
    }
  });
});

it('gives no more than the limit', async () => {
  const groups = await inventory.searching.search(everywhere, { q: 'lhs-00', limit: 1 });
  expect(groups.flatMap(({ items }) => items)).toHaveLength(1);
});
