import { PeopleFacade, SiteNotFound, SitesFacade } from '@app/directory';
import { AccessLog } from '@app/identity';
import type { InventoryFacade } from '@app/inventory';
import { DeviceNotFound } from '@app/inventory';
import { newId } from '@app/kernel';
import type { Db, SiteScope } from '@app/platform';
import { Viewer } from '@app/platform';
import { codeOf } from '../../../../test/support/code-of.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { LoansService } from './loans.service.js';

let test: TestDatabase;
let loans: LoansService;
let home: string;
let other: string;
let modelId: string;
const everywhere = Viewer.system('test');
const viewerOf = (scope: SiteScope, ...permissions: string[]): Viewer =>
  new Viewer(newId(), 'test', new Map(permissions.map((permission) => [permission, scope])));

/** What the service asks of the libs below; their own specs check them. */
function service(): LoansService {
  const requireAll = (_db: unknown, viewer: Viewer, permission: string, [id]: readonly string[]): Promise<void> => {
    const scope = viewer.sitesFor(permission);
    return scope === 'all' || scope.includes(id) ? Promise.resolve() : Promise.reject(new SiteNotFound());
  };
  const inventory = {
    require: async (db: Db, viewer: Viewer, id: string) => {
      const scope = viewer.sitesFor('device:read');
      const found = await db.query(
        'SELECT 1 FROM device WHERE id = $1 AND ($2::uuid[] IS NULL OR home_site_id = ANY ($2))',
        [id, scope === 'all' ? null : scope],
      );
      if (found.length === 0) throw new DeviceNotFound();
    },
    rows: (_db: unknown, _viewer: unknown, ids: readonly string[]) => Promise.resolve(ids.map((id) => ({ id }))),
  } as unknown as InventoryFacade;
  const sites = new SitesFacade({ requireAll } as never, null as never, null as never);
  return new LoansService(
    test.database,
    new PeopleFacade(null as never),
    sites,
    inventory,
    new AccessLog(test.database),
  );
}

const insert = async (sql: string, ...values: unknown[]): Promise<string> =>
  (await test.database.read.query<{ id: string }>(`${sql} RETURNING id`, values))[0].id;

let made = 0;
async function device(): Promise<string> {
  const id = newId();
  made += 1;
  await test.database.transaction(async (tx) => {
    await tx.execute('INSERT INTO device (id, model_id) VALUES ($1, $2)', [id, modelId]);
    const after = {
      ...{ asset_tag: `T-${made}`, state: 'in-stock', custody: 'none', condition: 'A', mdm_status: 'unknown' },
      ...{ home_site_id: home, location_site_id: home },
    };
    await tx.query('SELECT inventory_record_events($1::jsonb)', [
      JSON.stringify([{ deviceId: id, type: 'registered', source: 'test', after }]),
    ]);
  });
  return id;
}
async function person(name: string, siteId = home): Promise<string> {
  const id = newId();
  made += 1;
  const [given, family] = name.split(' ');
  await test.database.transaction(async (tx) => {
    await tx.execute(
      `INSERT INTO person (id, kind, number, given_name, family_name, primary_site_id) VALUES ($1, 'student', $2, $3, $4, $5)`,
      [id, `90${made}`, given, family, siteId],
    );
    await tx.execute('INSERT INTO person_site (person_id, site_id) VALUES ($1, $2)', [id, siteId]);
  });
  return id;
}
/** Out and, unless it stays out, in again: as the desk's SQL does it. */
async function loan(deviceId: string, personId: string, facts: { dueOn?: string; back?: boolean } = {}): Promise<void> {
  const { dueOn, back = true } = facts;
  await test.database.transaction(async (tx) => {
    const record = async (type: string, after: object) => {
      const events = JSON.stringify([{ deviceId, type, source: 'test', after }]);
      const [row] = await tx.query<{ e: { seq: number; occurredAt: string }[] }>(
        'SELECT inventory_record_events($1::jsonb) AS e',
        [events],
      );
      return row.e[0];
    };
    const out = await record('checked-out', { state: 'deployed', custody: 'student', holder_person_id: personId });
    const open = {
      deviceId,
      personId,
      type: 'one-to-one',
      siteId: home,
      seq: out.seq,
      loanedAt: out.occurredAt,
      dueOn,
    };
    const [{ id }] = await tx.query<{ id: string }>('SELECT circulation_open_loan($1::jsonb) AS id', [
      JSON.stringify(open),
    ]);
    if (!back) return;
    const { seq, occurredAt } = await record('checked-in', {
      state: 'in-stock',
      custody: 'none',
      holder_person_id: null,
    });
    await tx.query('SELECT circulation_close_loan($1::jsonb)', [
      JSON.stringify({ loanId: id, seq, returnedAt: occurredAt, how: 'returned' }),
    ]);
  });
}

beforeAll(async () => {
  test = await testDatabase();
  await test.asSuperuser(`INSERT INTO district (name, time_zone) VALUES ('Test USD', 'America/Los_Angeles')`);
  home = await insert(`INSERT INTO site (code, name, kind) VALUES ('LHS', 'Lincoln', 'high')`);
  other = await insert(`INSERT INTO site (code, name, kind) VALUES ('WHS', 'Washington', 'high')`);
  modelId = await insert(`INSERT INTO model (maker, name, device_class) VALUES ('Acer', 'Spin', 'chromebook')`);
  loans = service();
});
afterAll(() => test.close());

async function walk<T>(page: (after?: string) => Promise<{ items: T[]; next: string | null }>): Promise<T[]> {
  const all: T[] = [];
  for (let after: string | undefined; ;) {
    const { items, next } = await page(after);
    all.push(...items);
    if (next === null) return all;
    after = next;
  }
}

it('shows who had a device, newest first, page by page', async () => {
  const id = await device();
  const [maya, leo] = [await person('Maya Rivera'), await person('Leo Park')];
  for (const borrower of [maya, leo, maya]) await loan(id, borrower);
  await loan(id, leo, { back: false });
  const found = await walk((after) => loans.ofDevice(everywhere, id, { after, limit: 2 }));
  expect(found.map(({ borrower, returnedAt }) => [borrower.display, returnedAt === null])).toEqual([
    ...[
      ['Leo Park', true],
      ['Maya Rivera', false],
    ],
    ...[
      ['Leo Park', false],
      ['Maya Rivera', false],
    ],
  ]);
});

it('leaves out what was taken back', async () => {
  const id = await device();
  await loan(id, await person('Maya Rivera'), { back: false });
  await test.database.transaction((tx) =>
    tx.query('SELECT circulation_reverse($1, 2, 2, clock_timestamp(), NULL, NULL)', [id]),
  );
  expect((await loans.ofDevice(everywhere, id, { limit: 5 })).items).toEqual([]);
});

it('shows what a person has before what they had, merged records included', async () => {
  const [maya, twin] = [await person('Maya Rivera'), await person('Maya Riviera')];
  const [a, b, c] = [await device(), await device(), await device()];
  await loan(a, maya, { back: false });
  await loan(b, maya);
  await loan(c, twin);
  await loan(c, maya, { back: false });
  await test.asSuperuser('UPDATE person SET merged_into_id = $1 WHERE id = $2', [maya, twin]);
  const found = await walk((after) => loans.ofPerson(everywhere, maya, { after, limit: 1 }));
  expect(found.map(({ deviceId, returnedAt }) => [deviceId, returnedAt === null])).toEqual([
    [c, true],
    [a, true],
    [c, false],
    [b, false],
  ]);
  expect(
    await test.database.read.query(
      'SELECT DISTINCT action, site_id = (SELECT primary_site_id FROM person p WHERE p.id = person_id) AS own FROM access_log WHERE person_id = $1',
      [maya],
    ),
  ).toEqual([{ action: 'loans.viewed', own: true }]);
  const only = async (open?: boolean) => (await loans.ofPerson(everywhere, maya, { open, limit: 1 })).total;
  expect([await only(true), await only(false), await only()]).toEqual(
    [2, 2, 4].map((count) => ({ count, capped: false })),
  );
});

it('counts and lists open and overdue loans of a site, the first due first', async () => {
  const before = await loans.counts(everywhere, home);
  const borrower = await person('Ana Cruz');
  const [late, later, never] = [await device(), await device(), await device()];
  await loan(never, borrower, { back: false });
  await loan(later, borrower, { back: false, dueOn: '2199-01-01' });
  await loan(late, borrower, { back: false, dueOn: '2026-01-05' });
  const counts = await loans.counts(everywhere, home);
  expect([counts.open - before.open, counts.overdue - before.overdue]).toEqual([3, 1]);
  const all = await walk((after) => loans.ofSite(everywhere, home, { after, limit: 1 }));
  expect(all).toHaveLength(counts.open);
  const dues = all.map(({ dueOn }) => dueOn ?? '9999');
  expect(dues).toEqual([...dues].sort());
  const overdue = await loans.ofSite(everywhere, home, { overdue: true, limit: 9 });
  expect(overdue.total).toEqual({ count: counts.overdue, capped: false });
  expect((await loans.ofSite(everywhere, home, { limit: 1 })).total.count).toBe(counts.open);
  expect(overdue.items.map(({ deviceId, overdue: is }) => [deviceId, is])).toEqual([[late, true]]);
});

it('keeps to the scope', async () => {
  const id = await device();
  const zoe = await person('Zoë Ávila', other);
  await loan(id, zoe, { back: false });
  const clerk = viewerOf([home], 'device:read', 'person:read');
  const stranger = viewerOf([other], 'device:read', 'person:read');
  expect((await loans.ofDevice(clerk, id, { limit: 1 })).items[0].borrower).toEqual({
    ...{ kind: 'person', id: null, display: 'Z. Á.', siteCode: 'WHS', foreign: true },
  });
  expect(await codeOf(loans.ofDevice(stranger, id, { limit: 1 }))).toBe('device.not-found');
  expect(await codeOf(loans.ofPerson(clerk, zoe, { limit: 1 }))).toBe('person.not-found');
  expect(await codeOf(loans.counts(stranger, home))).toBe('site.not-found');
  expect(await codeOf(loans.ofSite(stranger, home, { limit: 1 }))).toBe('site.not-found');
  expect(await codeOf(loans.ofSite(viewerOf([home], 'device:read'), home, { limit: 1 }))).toBe('site.not-found');
});

it.each(['x', 'W10', 'WyJhIl0', 'WzAsMCwwXQ'])('refuses the cursor %s', async (after) => {
  const [id, someone] = [await device(), await person('Ana Cruz')];
  for (const page of [
    loans.ofDevice(everywhere, id, { after, limit: 1 }),
    loans.ofPerson(everywhere, someone, { after, limit: 1 }),
    loans.ofSite(everywhere, home, { after, limit: 1 }),
  ]) {
    expect(await codeOf(page)).toBe('request.invalid');
  }
});
