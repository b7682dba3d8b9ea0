import { addDays } from '@app/kernel';
import type { Viewer } from '@app/platform';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Given, Inventory } from '../inventory.test-support.js';
import { codeOf, everywhere, givenOn, inventoryOn, query, viewerOf } from '../inventory.test-support.js';
import { listQuery } from './list-query.js';
import type { DevicesQuery } from './devices-query.dto.js';

let test: TestDatabase;
let inventory: Inventory;
let given: Given;
const sites: string[] = [];
const models: string[] = [];
const sources: string[] = [];
let room = '';
let staff = '';

/** 60 devices over 3 sites and 3 models, some away from home, untagged, on loan, on hold, missing long unseen or never seen. */
beforeAll(async () => {
  test = await testDatabase();
  inventory = inventoryOn(test);
  given = givenOn(test, inventory);
  await given.district();
  for (const code of ['AAA', 'BBB', 'CCC']) sites.push(await given.site(code));
  for (const name of ['One', 'Two', 'Three']) models.push(await given.model(name));
  const person = await given.person({ siteId: sites[0] });
  const teacher = await given.person({ siteId: sites[0], kind: 'staff' });
  staff = teacher.id;
  for (let i = 0; i < 60; i += 1) {
    const untagged = i % 10 === 9;
    const { id } = await given.device({
      ...{ modelId: models[i % 3], homeSiteId: sites[i % 3], locationSiteId: sites[i % 7 === 0 ? 2 : i % 3] },
      ...{
        assetTag: untagged ? undefined : `L-${String((i * 37) % 60).padStart(3, '0')}`,
        state: untagged ? 'ordered' : 'in-stock',
      },
      ...{
        condition: i % 4 === 0 ? 'C' : 'B',
        ...(i % 5 === 0 ? {} : { purchasedOn: i % 2 ? '2025-08-01' : '2026-03-01' }),
      },
    });
    if (untagged) continue;
    if (i % 6 === 1) await given.checkedOut(id, i % 12 === 1 ? teacher.id : person.id);
    if (i % 8 === 2) await given.record({ deviceId: id, type: 'hold-placed', after: { holds: ['damaged'] } });
    if (i % 9 === 4) await given.record({ deviceId: id, type: 'reported-missing', after: { state: 'missing' } });
  }
  await test.asSuperuser(`SET session_replication_role = replica;
    UPDATE device SET last_seen_at = now() - interval '1 minute' * last_seq WHERE asset_tag NOT LIKE '%4';
    UPDATE device SET last_seen_at = now() - interval '200 days' WHERE asset_tag LIKE '%2';
    UPDATE device SET program = 'Measure J, phase 2' WHERE asset_tag LIKE '%8';
    UPDATE device SET program = 'Title I' WHERE asset_tag LIKE '%5'`);
  room = await given.room(sites[1]);
  const half = { basisPoints: 5_000 };
  const [titleOne, bond] = [
    await inventory.funding.createSource({ code: 'T-1', name: 'Title I' }),
    await inventory.funding.createSource({ code: 'BOND', name: 'Bond' }),
  ];
  sources.push(titleOne.id, bond.id);
  const [both, one] = await test.database.transaction(async (tx) => [
    await inventory.funding.splitOf(
      tx,
      sources.map((sourceId) => ({ sourceId, ...half })),
    ),
    await inventory.funding.splitOf(tx, [{ sourceId: bond.id, basisPoints: 10_000 }]),
  ]);
  await test.asSuperuser(`SET session_replication_role = replica;
    UPDATE device SET location_room_id = '${room}' WHERE location_site_id = '${sites[1]}' AND asset_tag LIKE '%1';
    UPDATE device SET funding_split_id = '${both}' WHERE asset_tag LIKE '%6';
    UPDATE device SET funding_split_id = '${one}' WHERE asset_tag LIKE '%7'`);
});
afterAll(() => test.close());

/** Every page from the first to the last. */
async function walk(viewer: Viewer, facts: Partial<DevicesQuery>, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await inventory.list.list(viewer, query({ ...facts, limit, after }));
    expect(page.total === null).toBe(after !== undefined);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

const daysAgo = (days: number): string => addDays(new Date().toISOString().slice(0, 10), -days);

/** Long ago, or never: those without a tag too. */
const UNSEEN = `asset_tag LIKE '%2' OR asset_tag LIKE '%4' OR asset_tag IS NULL`;

const ORDER = {
  tag: 'asset_tag NULLS LAST, id',
  '-tag': 'asset_tag IS NULL, asset_tag DESC, CASE WHEN asset_tag IS NULL THEN id END, id DESC',
  lastSeen: 'last_seen_at, id',
  '-lastSeen': 'last_seen_at DESC, id DESC',
};

describe.each(Object.keys(ORDER) as (keyof typeof ORDER)[])('sorted by %s', (sort) => {
  it.each<[string, () => Partial<DevicesQuery>, () => string]>([
    ['nothing', () => ({}), () => 'true'],
    ['one state', () => ({ state: ['deployed'] }), () => `state = 'deployed'`],
    ['two states', () => ({ state: ['missing', 'in-stock'] }), () => `state IN ('missing', 'in-stock')`],
    ['a site by code', () => ({ site: ['bbb'] }), () => `location_site_id = '${sites[1]}'`],
    [
      'two sites and two states',
      () => ({ site: ['AAA', sites[2]], state: ['deployed', 'ordered'] }),
      () => `location_site_id IN ('${sites[0]}', '${sites[2]}') AND state IN ('deployed', 'ordered')`,
    ],
    ['where they belong', () => ({ homeSite: ['CCC'] }), () => `home_site_id = '${sites[2]}'`],
    ['elsewhere', () => ({ elsewhere: true }), () => 'home_site_id <> location_site_id'],
    ['two models', () => ({ model: [models[0], models[2]] }), () => `model_id IN ('${models[0]}', '${models[2]}')`],
    ['condition', () => ({ condition: ['C'] }), () => `condition = 'C'`],
    ['hold', () => ({ hold: ['damaged', 'legal'] }), () => `holds <> '{}'`],
    ['holder', () => ({ holder: ['person'] }), () => 'holder_person_id IS NOT NULL'],
    ['staff', () => ({ holder: ['staff'] }), () => `holder_person_id = '${staff}'`],
    [
      'a student, or nobody',
      () => ({ holder: ['student', 'none'] }),
      () => `holder_person_id IS DISTINCT FROM '${staff}'`,
    ],
    [
      'people, none of them staff',
      () => ({ holder: ['person'], holderNot: ['staff'] }),
      () => `holder_person_id <> '${staff}'`,
    ],
    ['no holder', () => ({ holder: ['room', 'none'] }), () => 'holder_person_id IS NULL'],
    ['a fiscal year', () => ({ purchasedIn: ['2026'] }), () => `purchased_on BETWEEN '2025-07-01' AND '2026-06-30'`],
    ['no day of purchase', () => ({ purchasedIn: ['unknown'] }), () => 'purchased_on IS NULL'],
    ['not seen', () => ({ seenBefore: daysAgo(100) }), () => UNSEEN],
    ['a state it is not', () => ({ stateNot: ['in-stock', 'ordered'] }), () => `state NOT IN ('in-stock', 'ordered')`],
    ['a state that is and is not', () => ({ state: ['missing'], stateNot: ['missing'] }), () => 'false'],
    ['another site', () => ({ siteNot: ['BBB'] }), () => `location_site_id <> '${sites[1]}'`],
    [
      'a site without a model and a condition',
      () => ({ site: ['AAA'], modelNot: [models[0]], conditionNot: ['C'] }),
      () => `location_site_id = '${sites[0]}' AND model_id <> '${models[0]}' AND condition <> 'C'`,
    ],
    ['without a hold', () => ({ holdNot: ['damaged'] }), () => `holds = '{}'`],
    ['a room', () => ({ room: [room] }), () => `location_room_id = '${room}'`],
    [
      'a room and a state',
      () => ({ room: [room], state: ['in-stock'] }),
      () => `location_room_id = '${room}' AND state = 'in-stock'`,
    ],
    ['two programs', () => ({ program: ['Title I', 'Measure J, phase 2'] }), () => 'program IS NOT NULL'],
    ['a program or none', () => ({ program: ['Title I', '-'] }), () => `coalesce(program, 'Title I') = 'Title I'`],
    ['another program', () => ({ programNot: ['Title I'] }), () => `program IS DISTINCT FROM 'Title I'`],
    ['a source of funding, in part', () => ({ funding: [sources[0]] }), () => `asset_tag LIKE '%6'`],
    ['a source of funding', () => ({ funding: [sources[1]] }), () => 'funding_split_id IS NOT NULL'],
    ['no funding', () => ({ funding: ['-'] }), () => 'funding_split_id IS NULL'],
    ['another source', () => ({ fundingNot: [sources[0], '-'] }), () => `asset_tag LIKE '%7'`],
    ['another home site', () => ({ homeSiteNot: ['CCC'] }), () => `home_site_id <> '${sites[2]}'`],
    ['another room or none', () => ({ roomNot: [room] }), () => `location_room_id IS DISTINCT FROM '${room}'`],
    ['another holder', () => ({ holderNot: ['none', 'room'] }), () => 'holder_person_id IS NOT NULL'],
    ['a holder that is and is not', () => ({ holder: ['person'], holderNot: ['person'] }), () => 'false'],
    ['seen since', () => ({ seenAfter: daysAgo(100) }), () => `NOT (${UNSEEN}) AND asset_tag IS NOT NULL`],
    [
      'seen between two days',
      () => ({ seenAfter: daysAgo(300), seenBefore: daysAgo(100) }),
      () => `last_seen_at <> '-infinity' AND (${UNSEEN})`,
    ],
    [
      'not seen, at a site',
      () => ({ seenBefore: daysAgo(100), site: ['AAA'] }),
      () => `(${UNSEEN}) AND location_site_id = '${sites[0]}'`,
    ],
  ])('%s: pages of 7 are the whole set, in order, with its total', async (_name, facts, where) => {
    const expected = await test.asSuperuser(`SELECT id FROM device WHERE ${where()} ORDER BY ${ORDER[sort]}`);
    const ids = await walk(everywhere, { ...facts(), sort }, 7);
    expect(ids).toEqual(expected.map(({ id }) => id));
    expect((await inventory.list.list(everywhere, query({ ...facts(), sort }))).total).toBe(expected.length);
  });

  it('shows a clerk what is at the site and what belongs there, once', async () => {
    const clerk = viewerOf([sites[0]], 'device:read');
    const mine = `(location_site_id = '${sites[0]}' OR home_site_id = '${sites[0]}')`;
    for (const [facts, where] of [
      [{}, 'true'],
      [{ state: ['in-stock', 'deployed'] }, `state IN ('in-stock', 'deployed')`],
      [{ elsewhere: true }, 'location_site_id <> home_site_id'],
      [{ homeSite: ['AAA'], model: [models[0]] }, `home_site_id = '${sites[0]}' AND model_id = '${models[0]}'`],
    ] as [Partial<DevicesQuery>, string][]) {
      const expected = await test.asSuperuser(
        `SELECT id FROM device WHERE ${mine} AND ${where} ORDER BY ${ORDER[sort]}`,
      );
      expect(await walk(clerk, { ...facts, sort }, 4)).toEqual(expected.map(({ id }) => id));
    }
    for (const named of [{ site: ['CCC'] }, { homeSite: ['AAA', 'NOWHERE'] }])
      expect(await codeOf(inventory.list.list(clerk, query({ ...named, sort })))).toBe('site.not-found');
  });
});

it('lists the programs there are', async () => {
  expect(await inventory.list.programs()).toEqual(['Measure J, phase 2', 'Title I']);
});

it('has rows behind every case', async () => {
  const counts = await test.asSuperuser(
    `SELECT count(*) FILTER (WHERE asset_tag IS NULL) AS untagged, count(*) FILTER (WHERE state = 'missing') AS missing,
       count(*) FILTER (WHERE state = 'deployed') AS out, count(*) FILTER (WHERE holds <> '{}') AS held,
       count(*) FILTER (WHERE home_site_id <> location_site_id) AS away,
       count(*) FILTER (WHERE asset_tag LIKE '%2') AS unseen,
       count(*) FILTER (WHERE program IS NOT NULL) AS program, count(*) FILTER (WHERE funding_split_id IS NOT NULL) AS funded
     FROM device`,
  );
  for (const [name, count] of Object.entries(counts[0])) expect([name, Number(count) > 2]).toEqual([name, true]);
});

it.each(['x', 'W10', 'WyJhIl0', 'W251bGwsIm5vIGlkIl0'])('refuses the cursor %s', async (after) => {
  await expect(inventory.list.list(everywhere, query({ after }))).rejects.toMatchObject({ code: 'request.invalid' });
  expect(await codeOf(inventory.list.list(everywhere, query({ after, sort: 'lastSeen' })))).toBe('request.invalid');
});

it('tells tagged chargers from devices, in the numbers of a site too', async () => {
  const before = await inventory.summary.summary(everywhere, sites[1]);
  const charger = await given.model('Charger');
  await test.asSuperuser(`UPDATE model SET device_class = 'accessory' WHERE id = $1`, [charger]);
  const { id } = await given.device({ modelId: charger, homeSiteId: sites[1], assetTag: 'CHARGER-1' });
  expect(await walk(everywhere, { accessory: true }, 9)).toEqual([id]);
  expect(await walk(everywhere, { accessory: false }, 50)).not.toContain(id);
  expect(await walk(everywhere, { accessory: true, model: [models[0]] }, 9)).toEqual([]);
  const { asOf: _asOf, ...after } = await inventory.summary.summary(everywhere, sites[1]);
  expect(before).toMatchObject(after);
});

it('numbers a site, each number with the filter that lists it', async () => {
  const summary = await inventory.summary.summary(everywhere, sites[2]);
  const listed = async (filter: Record<string, string>): Promise<number | null> =>
    (await inventory.list.list(everywhere, await listQuery(new URLSearchParams(filter).toString()))).total;
  const { present, out, loanersFree, loanersOut, holds, notSeen90, away, states, byPurchaseYear, byModel } = summary;
  const cards = [present, out, loanersFree, loanersOut, holds, notSeen90, away];
  for (const { count, filter } of [...cards, ...states, ...byPurchaseYear, ...byModel]) {
    expect([filter, await listed(filter)]).toEqual([filter, count]);
  }
  expect(present.count).toBeGreaterThan(20);
  expect(byPurchaseYear.map(({ label }) => label)).toEqual(['FY 2025-26', 'Unknown']);
  expect(notSeen90.count).toBeGreaterThan(0);
  expect(await codeOf(inventory.summary.summary(viewerOf([sites[0]], 'device:read'), sites[2]))).toBe('site.not-found');
});

it('says of a holder the kind to everybody, the number only to who sees people there', async () => {
  const factsFor = async (...rights: Parameters<typeof viewerOf>): Promise<unknown[]> => {
    const { items } = await inventory.list.list(viewerOf(...rights), query({ holder: ['staff'], limit: 1 }));
    return items.map(({ holderKind, holderNumber, holderHomeroom }) => [holderKind, holderNumber, holderHomeroom]);
  };
  const [{ number }] = await test.asSuperuser(
    `UPDATE person SET homeroom = 'H-7' WHERE id = '${staff}' RETURNING number`,
  );
  expect(await factsFor('all', 'device:read')).toEqual([['staff', null, null]]);
  expect(await factsFor('all', 'device:read', 'person:read')).toEqual([['staff', number, 'H-7']]);
});
