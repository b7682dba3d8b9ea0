import { newId } from '@app/kernel';
import { Viewer } from '@app/platform';
import { everywhere, useIdentity } from '../identity.test-support.js';
import type { Account } from './accounts.reader.js';

const { test, identity } = useIdentity();
let admin: Account;
let oak: string;
beforeAll(async () => {
  const [site] = await test.asSuperuser(
    `INSERT INTO site (code, name, kind) VALUES ('OAK', 'Oak', 'middle') RETURNING id`,
  );
  oak = site['id'] as string;
});
beforeEach(async () => {
  await test.asSuperuser(
    `SET session_replication_role = replica; TRUNCATE account, session, role_grant, admin_log CASCADE`,
  );
  admin = await identity.account(everywhere('it-admin'));
});

const viewer = () => new Viewer(admin.id, 'admin', new Map([['account:manage', 'all']]));
const reload = (id: string) => identity.reader.get(viewer(), id);
const logOf = async (id: string) =>
  test.asSuperuser('SELECT action, account_id, before, after FROM admin_log WHERE subject_id = $1 ORDER BY id', [id]);

describe('an account', () => {
  it('is made with its grants, once for an address, and logged', async () => {
    const grants = [everywhere('auditor'), { role: 'site-clerk', siteId: oak }, everywhere('auditor')];
    const made = await identity.accounts.create(viewer(), { email: 'Ana@Example.org', displayName: 'Ana', grants });
    expect(made).toMatchObject({ email: 'Ana@Example.org', state: 'active', hasPassword: false, version: 1 });
    expect(made.grants).toEqual([everywhere('auditor'), { role: 'site-clerk', siteId: oak }]);
    const twin = identity.accounts.create(viewer(), { email: 'ana@example.ORG', displayName: 'Twin', grants: [] });
    await expect(twin).rejects.toMatchObject({ code: 'account.email-taken', kind: 'conflict' });
    expect(await logOf(made.id)).toMatchObject([
      { action: 'account.created', account_id: admin.id, before: null, after: { displayName: 'Ana' } },
    ]);
    const [given] = await test.asSuperuser('SELECT DISTINCT granted_by FROM role_grant WHERE account_id = $1', [
      made.id,
    ]);
    expect(given).toEqual({ granted_by: admin.id });
  });

  it('is not made when one of its grants cannot be', async () => {
    const make = (grants: Account['grants']) =>
      identity.accounts.create(viewer(), { email: 'x@example.org', displayName: 'X', grants });
    await expect(make([everywhere('auditor'), everywhere('no-such-role')])).rejects.toMatchObject({
      code: 'account.no-such-role',
    });
    await expect(make([everywhere('auditor'), { role: 'til', siteId: newId() }])).rejects.toMatchObject({
      code: 'account.no-such-site',
    });
    expect(await test.asSuperuser(`SELECT 1 FROM account WHERE email = 'x@example.org'`)).toEqual([]);
    expect(await test.asSuperuser('SELECT 1 FROM admin_log')).toEqual([]);
  });

  it('is edited by whoever saw its present version', async () => {
    const { id } = await identity.account(everywhere('til'));
    const edited = await identity.accounts.edit(viewer(), id, { version: 1, displayName: 'Renamed' });
    expect(edited).toMatchObject({ displayName: 'Renamed', state: 'active', version: 2, grants: [everywhere('til')] });
    const stale = identity.accounts.setGrants(viewer(), id, 1, []);
    await expect(stale).rejects.toMatchObject({ code: 'account.version', details: { version: 2 } });
    await expect(identity.passwords.setFor(viewer(), id, 1, 'nine ripe plums, 1 sour')).rejects.toMatchObject({
      code: 'account.version',
    });
    const unknown = identity.accounts.edit(viewer(), newId(), { version: 1, displayName: 'Nobody' });
    await expect(unknown).rejects.toMatchObject({ code: 'account.not-found' });
    expect((await logOf(id)).map(({ action }) => action)).toEqual(['account.edited']);
  });

  it('keeps who gave a grant that stays', async () => {
    const { id } = await identity.accounts.create(viewer(), {
      email: 'k@example.org',
      displayName: 'K',
      grants: [everywhere('til')],
    });
    await identity.accounts.setGrants(identity.admin, id, 1, [everywhere('til'), { role: 'til', siteId: oak }]);
    const rows = await test.asSuperuser(
      'SELECT site_id, granted_by FROM role_grant WHERE account_id = $1 ORDER BY site_id NULLS FIRST',
      [id],
    );
    expect(rows).toEqual([
      { site_id: null, granted_by: admin.id },
      { site_id: oak, granted_by: null },
    ]);
  });

  it('is managed for the whole district only', async () => {
    const local = new Viewer(newId(), 'local', new Map([['account:manage', [oak]]]));
    const refused = { code: 'access.district-wide-only', kind: 'forbidden' };
    const escalate = async () => identity.accounts.setGrants(local, admin.id, 1, [everywhere('til')]);
    await expect(escalate()).rejects.toMatchObject(refused);
    await expect((async () => identity.reader.list(local, { limit: 10 }))()).rejects.toMatchObject(refused);
    await expect(
      (async () => identity.passwords.setFor(local, admin.id, 1, 'nine ripe plums, 1 sour'))(),
    ).rejects.toMatchObject(refused);
    expect((await reload(admin.id)).grants).toEqual([everywhere('it-admin')]);
  });

  it('is found by words of its name and its address, parts of them, in any order, case and spelling of accents', async () => {
    const make = (displayName: string, email: string) =>
      identity.accounts.create(viewer(), { displayName, email, grants: [] });
    await make('Zoë Ångström', 'zoe.angstrom@oak.example');
    await make('Max 100%_Muster', 'max@elm.example');
    const found = async (q: string, rest: object = {}) =>
      (await identity.reader.list(viewer(), { limit: 50, q, ...rest })).items.map(({ displayName }) => displayName);
    for (const q of ['zoe', 'ANGSTROM zo', '  oak.EXAMPLE  ', 'strom zoe.a', 'ångström'])
      expect(await found(q)).toEqual(['Zoë Ångström']);
    expect(await found('100%_m')).toEqual(['Max 100%_Muster']);
    expect(await found('.example m')).toEqual(['Max 100%_Muster', 'Zoë Ångström']);
    expect(await found('zoe', { state: 'disabled' })).toEqual([]);
    expect(await found('zoe max')).toEqual([]);
    for (const q of ['%', 'z_e', '.*']) expect(await found(q)).toEqual(q === '%' ? ['Max 100%_Muster'] : []);
  });

  it('is listed by name, page after page, by state, role and site', async () => {
    const names = ['Ávila', 'avery', 'Zed', 'Barr', 'Barr'];
    for (const [n, displayName] of names.entries()) {
      await identity.accounts.create(viewer(), {
        email: `l${n}@example.org`,
        displayName,
        grants: n < 2 ? [{ role: 'til', siteId: oak }] : [],
      });
    }
    const seen: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 10; page += 1) {
      const { items, next } = await identity.reader.list(viewer(), {
        limit: 2,
        ...(after === undefined ? {} : { after }),
      });
      seen.push(...items.map(({ displayName }) => displayName));
      if (next === null) break;
      after = next;
    }
    expect(seen).toEqual(['avery', 'Ávila', 'Barr', 'Barr', admin.displayName, 'Zed']);
    const count = async (filter: object) =>
      (await identity.reader.list(viewer(), { limit: 50, ...filter })).items.length;
    expect([
      await count({ role: 'til' }),
      await count({ siteId: oak }),
      await count({ role: 'it-admin', siteId: oak }),
    ]).toEqual([2, 2, 0]);
    expect([await count({ state: 'disabled' }), await count({ state: 'active' })]).toEqual([0, 6]);
    await expect((async () => identity.reader.list(viewer(), { limit: 2, after: 'WyJ4Il0' }))()).rejects.toMatchObject({
      status: 400,
    });
  });
});

describe('the last admin', () => {
  const refused = { code: 'account.last-admin', kind: 'conflict' };
  const disable = (account: Account) =>
    identity.accounts.edit(viewer(), account.id, { version: account.version, state: 'disabled' });

  it('can be neither disabled nor deprived, and nothing is left of the attempt', async () => {
    const token = await identity.signIn(admin.email);
    await expect(disable(admin)).rejects.toMatchObject(refused);
    await expect(
      identity.accounts.setGrants(viewer(), admin.id, 1, [{ role: 'it-admin', siteId: oak }]),
    ).rejects.toMatchObject(refused);
    expect(await reload(admin.id)).toMatchObject({ state: 'active', version: 1, grants: [everywhere('it-admin')] });
    expect(await identity.session.find(token)).not.toBeNull();
    expect(await logOf(admin.id)).toEqual([]);
  });

  it('is one who can sign in, for the whole district', async () => {
    await identity.account({ role: 'it-admin', siteId: oak });
    await identity.accounts.create(viewer(), {
      email: 'p@example.org',
      displayName: 'P',
      grants: [everywhere('it-admin')],
    });
    await expect(disable(admin)).rejects.toMatchObject(refused);
    await identity.account(everywhere('it-admin'));
    await expect(disable(admin)).resolves.toMatchObject({ state: 'disabled' });
  });

  it('stays, however many admins remove each other at once', async () => {
    // Connections that are there already: otherwise they open one after the other, and so do the transactions.
    await Promise.all(Array.from({ length: 10 }, () => test.database.read.query('SELECT pg_sleep(0.1)')));
    for (let round = 0; round < 10; round += 1) {
      const admins = [await identity.account(everywhere('it-admin')), await identity.account(everywhere('it-admin'))];
      await test.asSuperuser(`UPDATE account SET state = 'disabled' WHERE NOT id = ANY ($1::uuid[])`, [
        admins.map(({ id }) => id),
      ]);
      const deprive = (each: Account) =>
        identity.accounts.setGrants(viewer(), each.id, each.version, [everywhere('til')]);
      const results = await Promise.allSettled([
        disable(admins[0]),
        round % 2 ? disable(admins[1]) : deprive(admins[1]),
      ]);
      const refusals = results.flatMap((result) =>
        result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
      );
      expect(refusals).toEqual(['account.last-admin']);
    }
  });
});
