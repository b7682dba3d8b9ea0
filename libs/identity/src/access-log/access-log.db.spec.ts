import { newId } from '@app/kernel';
import { Viewer } from '@app/platform';
import type { Identity } from '../identity.test-support.js';
import { useIdentity } from '../identity.test-support.js';

const { test, identity } = useIdentity();

const reader = (scope: 'all' | string[]) => new Viewer(newId(), 'reader', new Map([['access-log:read', scope]]));

describe('the access log', () => {
  it('answers who saw a person and what an account saw, newest first, page after page', async () => {
    const [personId, other, siteId] = [newId(), newId(), newId()];
    const { id, displayName } = await identity.account();
    const clerk = new Viewer(id, 'clerk', new Map());
    const route = 'GET /api/v1/people/:id';
    for (let n = 0; n < 3; n += 1) {
      await identity.accessLog.record(test.database.read, {
        viewer: clerk,
        action: 'person.viewed',
        personId,
        siteId,
        route,
        detail: { n },
      });
    }
    await test.database.transaction((tx) =>
      identity.accessLog.record(tx, { viewer: Viewer.system('export'), action: 'people.exported', rowCount: 12 }),
    );
    await identity.accessLog.record(test.database.read, { viewer: clerk, action: 'person.viewed', personId: other });

    const first = await identity.accessLog.list(reader('all'), { personId, limit: 2 });
    expect(first.items.map(({ detail }) => detail['n'])).toEqual([2, 1]);
    expect(first.items[0]).toMatchObject({
      accountId: id,
      accountName: displayName,
      action: 'person.viewed',
      personId,
      siteId,
      route,
    });
    const second = await identity.accessLog.list(reader('all'), { personId, limit: 2, after: first.next! });
    expect(second).toMatchObject({ items: [{ detail: { n: 0 } }], next: null });
    expect((await identity.accessLog.list(reader('all'), { accountId: id, limit: 50 })).items).toHaveLength(4);
    const [newest, exported] = (await identity.accessLog.list(reader('all'), { limit: 2 })).items;
    expect(newest).toMatchObject({ personId: other });
    expect(exported).toMatchObject({ action: 'people.exported', accountId: null, accountName: null, rowCount: 12 });
  });

  it('shows a reader the entries of the own sites only', async () => {
    const [oak, elm, personId] = [newId(), newId(), newId()];
    for (const siteId of [oak, elm, undefined]) {
      const site = siteId === undefined ? {} : { siteId };
      await identity.accessLog.record(test.database.read, {
        viewer: Viewer.system('t'),
        action: 'person.viewed',
        personId,
        ...site,
      });
    }
    const sites = async (scope: 'all' | string[]) =>
      (await identity.accessLog.list(reader(scope), { personId, limit: 50 })).items.map(({ siteId }) => siteId);
    expect(await sites([oak])).toEqual([oak]);
    expect(await sites([])).toEqual([]);
    expect(await sites('all')).toHaveLength(3);
  });

  it('has one row for what one account sees of one kind of one person within five minutes, however many requests', async () => {
    const [personId, other, siteId] = [newId(), newId(), newId()];
    const [clerk, nurse] = [await identity.account(), await identity.account()].map(
      ({ id }) => new Viewer(id, 'clerk', new Map()),
    ) as [Viewer, Viewer];
    const look = (of: Partial<Parameters<Identity['accessLog']['look']>[1]> = {}) =>
      identity.accessLog.look(test.database.read, { viewer: clerk, action: 'loans.viewed', personId, siteId, ...of });
    const seen = async (): Promise<number> =>
      (await identity.accessLog.list(reader('all'), { personId, limit: 50 })).items.length;

    await Promise.all(Array.from({ length: 8 }, () => look()));
    await look({ route: 'GET /api/v1/people/:id/owed-accessories' });
    expect(await seen()).toBe(1);
    const others = [{ action: 'person.viewed' }, { viewer: nurse }, { rowCount: 2 }, { siteId: newId() }];
    for (const [n, another] of [...others, { detail: { n: 1 } }].entries()) {
      await look(another);
      expect(await seen()).toBe(2 + n);
    }
    await look({ personId: other });
    expect(await seen()).toBe(6);
    await test.asSuperuser(
      `SET session_replication_role = replica; UPDATE access_log SET at = at - interval '5 minutes' WHERE person_id = '${personId}'; SET session_replication_role = origin`,
    );
    await look();
    expect(await seen()).toBe(7);
  });

  it('of what no account does has a row each time', async () => {
    const personId = newId();
    const look = { viewer: Viewer.system('t'), action: 'loans.viewed', personId };
    for (let n = 0; n < 2; n += 1) await identity.accessLog.look(test.database.read, look);
    expect((await identity.accessLog.list(reader('all'), { personId, limit: 5 })).items).toHaveLength(2);
  });

  it('rolls back with the transaction it stands in', async () => {
    const personId = newId();
    const failing = test.database.transaction(async (tx) => {
      await identity.accessLog.record(tx, { viewer: Viewer.system('t'), action: 'person.viewed', personId });
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect((await identity.accessLog.list(reader('all'), { personId, limit: 5 })).items).toEqual([]);
  });

  it.each(['access_log', 'admin_log'])('%s cannot be changed, emptied or cut by the running product', async (table) => {
    const { id } = await identity.account();
    const viewer = new Viewer(id, 'clerk', new Map());
    await identity.accessLog.record(test.database.read, { viewer, action: 'person.viewed' });
    const count = async () => (await test.asSuperuser(`SELECT count(*)::int AS n FROM ${table}`))[0]['n'];
    const before = await count();
    for (const sql of [`UPDATE ${table} SET action = 'x'`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
      await expect(test.database.read.execute(sql)).rejects.toMatchObject({ code: '42501' });
    }
    // Nor by the owner: the triggers stand behind the grants.
    await test.asSuperuser(
      `INSERT INTO ${table} (action${table === 'admin_log' ? ', subject_kind' : ''}) VALUES ('x'${table === 'admin_log' ? `, 'y'` : ''})`,
    );
    for (const sql of [`UPDATE ${table} SET action = 'x'`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
      await expect(test.asSuperuser(sql)).rejects.toMatchObject({ code: '42501' });
    }
    expect(await count()).toBe((before as number) + 1);
  });
});
