import { newId } from '@app/kernel';
import { clerkAt, codeOf, everywhere, viewerOf, useDirectory } from '../directory.test-support.js';
import { nameKeyOf } from '../shared/keyset.js';
import { SitesFacade } from '../sites.facade.js';

const { test, directory, given } = useDirectory();

/** Until a statement of another transaction waits for ours. */
async function waitsForLock(): Promise<void> {
  for (;;) {
    const waiting = await test.asSuperuser(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('sites', () => {
  it('are listed by name, page by page, inside the scope, open ones and closed ones apart', async () => {
    const made = [];
    for (const name of ['Zulu', 'Álamo', 'Alameda', 'Alameda']) made.push(await given.site({ name }));
    const [zulu, alamo, ...alamedas] = made;
    const closed = await given.site({ name: 'Old' });
    await directory.sites.edit(everywhere, closed.id, { version: 1, active: false });
    const clerk = clerkAt(...made.map(({ id }) => id), closed.id);
    const walked: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await directory.sites.list(clerk, { active: true, limit: 1, after: nameKeyOf(after) });
      walked.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(walked).toEqual([...alamedas.map(({ id }) => id).sort(), alamo.id, zulu.id]);
    const found = async (q: string) =>
      (await directory.sites.list(clerk, { active: true, q, limit: 10, after: null })).items.map(({ id }) => id);
    expect(await found('alaMO')).toEqual([alamo.id]);
    expect(await found(zulu.code.toLowerCase())).toEqual([zulu.id]);
    expect(await found('100%')).toEqual([]);
    const old = await directory.sites.list(clerk, { active: false, limit: 10, after: null });
    expect(old.items.map(({ id }) => id)).toEqual([closed.id]);
  });

  it('are found by id or by code, in any spelling, inside the scope', async () => {
    const site = await given.site({ code: 'Lhs 1' });
    for (const key of [site.id, 'LHS 1', ' lhs  1 ', 'ＬＨＳ 1']) {
      expect((await directory.sites.get(clerkAt(site.id), key)).id).toBe(site.id);
      expect(await codeOf(directory.sites.get(clerkAt(newId()), key))).toBe('site.not-found');
    }
    expect(await codeOf(directory.sites.get(everywhere, 'LHS%'))).toBe('site.not-found');
  });

  it('have codes of their own', async () => {
    await given.site({ code: 'WMS' });
    expect(await codeOf(given.site({ code: 'wms' }))).toBe('site.code-taken');
    const other = await given.site();
    expect(await codeOf(directory.sites.edit(everywhere, other.id, { version: 1, code: 'Wms' }))).toBe(
      'site.code-taken',
    );
  });

  it('are opened by whoever may edit all of them, edited by whoever may edit that one', async () => {
    const site = await given.site();
    const principal = viewerOf([site.id], 'site:edit');
    const work = directory.sites.create(principal, { code: 'NEW', name: 'New', kind: 'high' });
    expect(await codeOf(work)).toBe('access.district-wide-only');
    expect((await directory.sites.edit(principal, site.id, { version: 1, phone: '555', zone: null })).phone).toBe(
      '555',
    );
    expect(await codeOf(directory.sites.edit(viewerOf([newId()], 'site:edit'), site.id, { version: 2 }))).toBe(
      'site.not-found',
    );
    expect(await codeOf(directory.sites.edit(everywhere, newId(), { version: 1 }))).toBe('site.not-found');
  });

  it('are changed by one of several who started from the same version, with one entry in the log', async () => {
    const site = await given.site();
    const edit = (name: string) => codeOf(directory.sites.edit(everywhere, site.id, { version: 1, name }));
    const answers = await Promise.all(['A', 'B', 'C'].map(edit));
    expect(answers.sort()).toEqual(['none', 'site.version-conflict', 'site.version-conflict']);
    const entries = await test.asSuperuser(
      `SELECT before ->> 'name' AS before, (after ->> 'version')::int AS version FROM admin_log WHERE subject_id = $1 AND action = 'site.edited'`,
      [site.id],
    );
    expect(entries).toEqual([{ before: site.name, version: 2 }]);
  });

  it('are closed once nothing belongs to them, and say what does', async () => {
    const site = await given.site();
    const other = await given.site();
    const person = await given.person({ primarySiteId: site.id });
    directory.use.register('carts', (_db, siteId) => Promise.resolve(siteId === site.id ? 2 : 0));
    const close = () => directory.sites.edit(everywhere, site.id, { version: 1, active: false });
    await expect(close()).rejects.toMatchObject({ code: 'site.in-use', details: { people: 1, carts: 2 } });
    expect((await directory.sites.get(everywhere, site.id)).version).toBe(1);

    directory.use.register('carts', () => Promise.resolve(0));
    await directory.editing.edit(everywhere, person.id, { version: 1, primarySiteId: other.id });
    expect(await close()).toMatchObject({ active: false, version: 2 });
    const reopened = await directory.sites.edit(everywhere, site.id, { version: 2, active: true });
    expect(reopened).toMatchObject({ active: true, version: 3 });
  });

  it('are not closed while somebody is added, nor is anybody added while they are closed', async () => {
    const site = await given.site();
    const close = () => codeOf(directory.sites.edit(everywhere, site.id, { version: 1, active: false }));
    let asked = (): void => undefined;
    let goOn = (): void => undefined;
    const hasAsked = new Promise<void>((resolve) => (asked = resolve));
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
    const adding = test.database.transaction(async (tx) => {
      await directory.sites.requireOpen(tx, everywhere, 'person:edit', [site.id]);
      asked();
      await mayGoOn;
      await tx.execute(
        `WITH p AS (INSERT INTO person (kind, number, given_name, family_name) VALUES ('staff', $2, 'Kai', 'Ono') RETURNING id)
         INSERT INTO person_site (person_id, site_id) SELECT id, $1 FROM p`,
        [site.id, newId()],
      );
    });
    await hasAsked;
    const closing = close();
    await waitsForLock();
    goOn();
    await adding;
    expect(await closing).toBe('site.in-use');

    const empty = await given.site();
    await directory.sites.edit(everywhere, empty.id, { version: 1, active: false });
    expect(await codeOf(given.person({ primarySiteId: empty.id }))).toBe('site.closed');
  });

  it('are found by the search over everything inside the scope, signs taken literally', async () => {
    const facade = new SitesFacade(directory.sites, directory.district, directory.use);
    const site = await given.site({ code: 'QX9', name: 'Peña Blanca 50%' });
    const find = async (text: string, viewer = everywhere) =>
      (await facade.search(test.database.read, viewer, text, 8)).map(({ id }) => id);
    for (const text of ['qx', 'pena', '50%']) expect(await find(text)).toEqual([site.id]);
    expect(await find('qx', clerkAt(newId()))).toEqual([]);
    expect(await find('p_na')).toEqual([]);
  });
});

describe('rooms', () => {
  const PAGE = { active: true, after: null, limit: 10 };

  it('belong to a site of the scope', async () => {
    const [own, other] = [await given.site(), await given.site()];
    const body = { code: `R${own.code}`, name: 'Room 1' };
    expect(await codeOf(directory.rooms.create(clerkAt(other.id), own.id, body))).toBe('site.not-found');
    const room = await directory.rooms.create(clerkAt(own.id), own.id, { ...body, capacity: 30 });
    expect((await directory.rooms.list(clerkAt(own.id), own.id, PAGE)).items).toEqual([room]);
    expect(await codeOf(directory.rooms.list(clerkAt(other.id), own.id, PAGE))).toBe('site.not-found');
    expect(await directory.rooms.get(clerkAt(own.id), room.id)).toEqual(room);
    expect(await codeOf(directory.rooms.get(clerkAt(other.id), room.id))).toBe('room.not-found');
    expect(await codeOf(directory.rooms.edit(clerkAt(other.id), room.id, { version: 1, name: 'x' }))).toBe(
      'room.not-found',
    );
    const edited = await directory.rooms.edit(clerkAt(own.id), room.id, { version: 1, capacity: null, active: false });
    expect(edited).toMatchObject({ capacity: null, active: false, version: 2 });
    expect(await codeOf(directory.rooms.edit(clerkAt(own.id), room.id, { version: 1 }))).toBe('room.version-conflict');
    expect((await directory.rooms.list(clerkAt(own.id), own.id, PAGE)).items).toEqual([]);
  });

  it('have codes of their own in the whole district, and no command as a code', async () => {
    const [a, b] = [await given.site(), await given.site()];
    await directory.rooms.create(everywhere, a.id, { code: 'Cart 1', name: 'Cart' });
    const create = (code: string) => codeOf(directory.rooms.create(everywhere, b.id, { code, name: 'Cart' }));
    expect(await create('CART  1')).toBe('room.code-taken');
    for (const code of ['CMD-UNDO', 'cmd-x', 'ＣＭＤ-x', '/u', 'R1', 'Café 1'])
      expect(await create(code)).toBe('room.code-reserved');
  });

  it('are not added to a closed site', async () => {
    const site = await given.site();
    await directory.sites.edit(everywhere, site.id, { version: 1, active: false });
    const work = directory.rooms.create(everywhere, site.id, { code: newId(), name: 'x' });
    expect(await codeOf(work)).toBe('site.closed');
  });
});
