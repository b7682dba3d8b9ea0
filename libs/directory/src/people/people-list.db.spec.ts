import { decodeCursor } from '@app/kernel';
import { clerkAt, codeOf, everywhere, viewerOf, useDirectory } from '../directory.test-support.js';
import { idKeyOf } from '../shared/keyset.js';
import type { PeopleRequest } from './people-list.service.js';

const { test, directory, given } = useDirectory();

const PAGE: PeopleRequest = { after: null, descending: false, limit: 100 };
const names = (people: { familyName: string; givenName: string }[]): string[] =>
  people.map(({ familyName, givenName }) => `${familyName}, ${givenName}`);

/** Every page from the first to the last. */
async function walk(
  viewer = everywhere,
  request: Partial<PeopleRequest> = {},
): Promise<{ id: string; name: string }[]> {
  const found: { id: string; name: string }[] = [];
  for (let after: string | undefined; ;) {
    const page = await directory.list.list(viewer, { ...PAGE, ...request, after: idKeyOf(after) });
    found.push(...page.items.map(({ id, familyName }) => ({ id, name: familyName })));
    if (page.next === null) return found;
    after = page.next;
  }
}

describe('the order of a list of people', () => {
  it('is that of a telephone book, accents and case in their place', async () => {
    const { id: siteId } = await given.site();
    for (const familyName of ['Zhou', 'Ávila', 'avila', 'Nguyễn', 'Ngo', 'Öberg', 'Łuczak', 'Lutz', 'محمد']) {
      await given.person({ primarySiteId: siteId, familyName });
    }
    const { items } = await directory.list.list(everywhere, { ...PAGE, sites: [siteId] });
    const order = items.map(({ familyName }) => familyName);
    expect(order).toEqual(['avila', 'Ávila', 'Łuczak', 'Lutz', 'Ngo', 'Nguyễn', 'Öberg', 'Zhou', 'محمد']);
    const backwards = await directory.list.list(everywhere, { ...PAGE, sites: [siteId], descending: true });
    expect(backwards.items.map(({ familyName }) => familyName)).toEqual(order.reverse());
  });

  it('is that of family names, then of given names: a double name comes after the simple one', async () => {
    const { id: siteId } = await given.site();
    const people = [
      'Abdi-Adams, Ana',
      'Abdi, Zoe',
      'Abdi, Bo',
      'Zhang-Silva, Rafael',
      'Zhang, Yara',
      'De Leon, Mia',
      'De, Xia',
    ];
    for (const [familyName, givenName] of people.map((person) => person.split(', '))) {
      await given.person({ primarySiteId: siteId, familyName, givenName });
    }
    const order = [
      'Abdi, Bo',
      'Abdi, Zoe',
      'Abdi-Adams, Ana',
      'De, Xia',
      'De Leon, Mia',
      'Zhang, Yara',
      'Zhang-Silva, Rafael',
    ];
    const page = { ...PAGE, sites: [siteId] };
    expect(names((await directory.list.list(everywhere, page)).items)).toEqual(order);
    const walked = await walk(everywhere, { sites: [siteId], limit: 2, descending: true });
    expect(walked.map(({ name }) => name)).toEqual(order.map((person) => person.split(', ')[0]).reverse());
  });

  it.each([false, true])('gives everybody once, also under equal names (descending: %s)', async (descending) => {
    const { id: siteId } = await given.site();
    const made: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      made.push((await given.person({ primarySiteId: siteId, familyName: 'Ávila', givenName: 'Ana' })).id);
    }
    made.push((await given.person({ primarySiteId: siteId, familyName: 'Z' })).id);
    const walked = await walk(everywhere, { sites: [siteId], limit: 2, descending });
    expect(walked.map(({ id }) => id).sort()).toEqual(made.sort());
    expect(walked[descending ? 0 : 7].name).toBe('Z');
  });

  it('keeps its place when somebody in front of it leaves and somebody behind it comes', async () => {
    const { id: siteId } = await given.site();
    const [a] = [await given.person({ primarySiteId: siteId, familyName: 'A' })];
    for (const familyName of ['B', 'C', 'D']) await given.person({ primarySiteId: siteId, familyName });
    const first = await directory.list.list(everywhere, { ...PAGE, sites: [siteId], limit: 2 });
    const elsewhere = await given.site();
    await directory.editing.edit(everywhere, a.id, { version: a.version, primarySiteId: elsewhere.id });
    await given.person({ primarySiteId: siteId, familyName: 'Ca' });
    const second = await directory.list.list(everywhere, {
      ...PAGE,
      sites: [siteId],
      after: idKeyOf(first.next ?? undefined),
    });
    expect(second.items.map(({ familyName }) => familyName)).toEqual(['C', 'Ca', 'D']);
  });

  it('has a cursor without a name in it, since it stands in an address', async () => {
    const { id: siteId } = await given.site();
    for (const familyName of ["O'Brien “Bo” 🦊", 'P']) await given.person({ primarySiteId: siteId, familyName });
    const { items, next } = await directory.list.list(everywhere, { ...PAGE, sites: [siteId], limit: 1 });
    expect(decodeCursor(next)).toEqual([items[0].id]);
    expect((await walk(everywhere, { sites: [siteId], limit: 1 })).map(({ name }) => name)).toEqual([
      "O'Brien “Bo” 🦊",
      'P',
    ]);
  });
});

describe('the scope of a list of people', () => {
  it('is the sites of the viewer: the own one, not another', async () => {
    const [own, other] = [await given.site(), await given.site()];
    await given.person({ primarySiteId: own.id, familyName: 'Own' });
    await given.person({ primarySiteId: other.id, familyName: 'Other' });
    expect(names((await directory.list.list(clerkAt(own.id), PAGE)).items)).toEqual(['Own, Maya']);
    expect(names((await directory.list.list(clerkAt(own.id, other.id), PAGE)).items)).toEqual([
      'Other, Maya',
      'Own, Maya',
    ]);
    expect(await codeOf(directory.list.list(clerkAt(own.id), { ...PAGE, sites: [other.id] }))).toBe('site.not-found');
  });

  it('has people whose second site it is, each once', async () => {
    const [own, other] = [await given.site(), await given.site()];
    await given.person({ primarySiteId: own.id, familyName: 'B', otherSiteIds: [other.id] });
    await given.person({ primarySiteId: other.id, familyName: 'A', otherSiteIds: [own.id] });
    const expected = ['A, Maya', 'B, Maya'];
    expect(names((await directory.list.list(clerkAt(own.id), PAGE)).items)).toEqual(expected);
    expect(names((await directory.list.list(clerkAt(own.id, other.id), PAGE)).items)).toEqual(expected);
    expect(names((await directory.list.list(everywhere, { ...PAGE, sites: [other.id] })).items)).toEqual(expected);
    expect((await walk(clerkAt(own.id, other.id), { limit: 1 })).map(({ name }) => name)).toEqual(['A', 'B']);
  });

  it('is empty for somebody who reads devices only', async () => {
    const { id: siteId } = await given.site();
    await given.person({ primarySiteId: siteId });
    const page = await directory.list.list(viewerOf([siteId], 'device:read'), PAGE);
    expect(page).toEqual({ items: [], next: null, total: { count: 0, capped: false } });
  });
});

describe('filters and total', () => {
  it('narrow by grade, homeroom, kind and state', async () => {
    const { id: primarySiteId } = await given.site();
    const person = (familyName: string, facts: object) => given.person({ primarySiteId, familyName, ...facts });
    await person('Seven', { grade: '7', homeroom: 'R1' });
    await person('Eight', { grade: '8', homeroom: 'R1' });
    await person('Staff', { kind: 'staff' });
    const left = await person('Left', { grade: '7', homeroom: 'R2' });
    await directory.editing.edit(everywhere, left.id, { version: left.version, state: 'withdrawn' });
    const of = async (filter: Partial<PeopleRequest>): Promise<string[]> =>
      (await directory.list.list(clerkAt(primarySiteId), { ...PAGE, ...filter })).items.map((p) => p.familyName);
    expect(await of({ grade: ['7'] })).toEqual(['Left', 'Seven']);
    expect(await of({ homeroom: ['R1'] })).toEqual(['Eight', 'Seven']);
    expect(await of({ kind: ['staff'] })).toEqual(['Staff']);
    expect(await of({ state: ['withdrawn'] })).toEqual(['Left']);
    expect(await of({ grade: ['7'], state: ['active'] })).toEqual(['Seven']);
    expect(await of({ grade: ['%'] })).toEqual([]);
    expect(await of({ grade: ['7', '8'] })).toEqual(['Eight', 'Left', 'Seven']);
    expect(await of({ grade: ['8', '7', '8'] })).toEqual(['Eight', 'Left', 'Seven']);
    expect(await of({ grade: ['7', '8'], homeroom: ['R1', 'R2'], state: ['active'] })).toEqual(['Eight', 'Seven']);
    expect(await of({ kind: ['student', 'staff'] })).toEqual(['Eight', 'Left', 'Seven', 'Staff']);
  });

  it.each([1, 3])('give everybody once with several values of each, %i at a time', async (limit) => {
    const [a, b, c] = [await given.site(), await given.site(), await given.site()];
    const person = (familyName: string, primarySiteId: string, facts: object) =>
      given.person({ primarySiteId, familyName, ...facts });
    await person('D', a.id, { grade: '7', homeroom: 'R1', otherSiteIds: [b.id] });
    await person('A', b.id, { grade: '8', homeroom: 'R2' });
    await person('C', c.id, { grade: '7', homeroom: 'R2', otherSiteIds: [a.id, b.id] });
    await person('B', a.id, { grade: '9', homeroom: 'R1' });
    await person('E', c.id, { grade: '8', homeroom: 'R1' });
    const of = async (filter: Partial<PeopleRequest>): Promise<string> =>
      (await walk(everywhere, { ...filter, limit })).map(({ name }) => name).join('');
    const sites = [a.id, b.id];
    expect(await of({ sites })).toBe('ABCD');
    expect(await of({ sites, grade: ['7', '8'] })).toBe('ACD');
    expect(await of({ sites, grade: ['7', '8'], descending: true })).toBe('DCA');
    expect(await of({ sites, homeroom: ['R1', 'R2'], grade: ['7', '9'] })).toBe('BCD');
    expect(await of({ sites: [...sites, a.id], grade: ['7', '8', '9'] })).toBe('ABCD');
  });

  it('leave merged records out', async () => {
    const { id: primarySiteId } = await given.site();
    const [kept, merged] = [await given.person({ primarySiteId }), await given.person({ primarySiteId })];
    await test.asSuperuser('UPDATE person SET merged_into_id = $1 WHERE id = $2', [kept.id, merged.id]);
    const page = await directory.list.list(clerkAt(primarySiteId), PAGE);
    expect(page.items.map(({ id }) => id)).toEqual([kept.id]);
    expect(page.total).toEqual({ count: 1, capped: false });
  });

  it.each([
    [1_000, { count: 1_000, capped: false }],
    [1_001, { count: 1_000, capped: true }],
  ])('count %i people as %o', async (size, total) => {
    const { id: siteId } = await given.site();
    await test.asSuperuser(
      `WITH p AS (INSERT INTO person (kind, number, given_name, family_name, primary_site_id)
         SELECT 'student', $1 || '-' || n, 'N', 'F' || n, $1::uuid FROM generate_series(1, $2::int) n RETURNING id)
       INSERT INTO person_site SELECT id, $1::uuid FROM p`,
      [siteId, size],
    );
    expect((await directory.list.list(clerkAt(siteId), { ...PAGE, limit: 2 })).total).toEqual(total);
    expect((await directory.list.list(everywhere, { ...PAGE, sites: [siteId], limit: 2 })).total).toEqual(total);
  });
});

it('gives people who were picked in the order of the picking, of the own sites alone', async () => {
  const [{ id: here }, { id: there }] = [await given.site(), await given.site()];
  const [zoe, ana, other] = [
    await given.person({ primarySiteId: here, familyName: 'Zhou' }),
    await given.person({ primarySiteId: here, familyName: 'Adams' }),
    await given.person({ primarySiteId: there, familyName: 'Moss' }),
  ].map(({ id }) => id);
  const picked = async (viewer = everywhere) =>
    (await directory.list.rows(viewer, [zoe, other, ana])).map(({ familyName }) => familyName);
  expect(await picked()).toEqual(['Zhou', 'Moss', 'Adams']);
  expect(await picked(clerkAt(here))).toEqual(['Zhou', 'Adams']);
});
