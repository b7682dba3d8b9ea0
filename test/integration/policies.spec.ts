import type { PolicyKind } from '@app/directory';
import { PolicyRegistry } from '@app/directory';
import { AdminLog } from '@app/identity';
import { addDays } from '@app/kernel';
import { Viewer } from '@app/platform';
import { MISSING_CLOCK } from '../../libs/circulation/src/policies/missing-clock.js';
import { loanLimitEffects } from '../../libs/circulation/src/policies/loan-limit-effects.js';
import '../../libs/desk/src/desk.errors.js';
import { DESK_CHOICES, deskPolicySql } from '../../libs/desk/src/policies/desk-choices.js';
import { DESK_POLICY } from '../../libs/desk/src/policies/desk-policy.js';
import { LOAN_LIMITS } from '../../libs/directory/src/policies/loan-limits.js';
import { PeopleFacade } from '../../libs/directory/src/people.facade.js';
import { PeopleSearchService } from '../../libs/directory/src/people/people-search.service.js';
import { PoliciesService } from '../../libs/directory/src/policies/policies.service.js';
import type { PolicyRow } from '../../libs/directory/src/policies/policy-rows.js';
import { SiteUse } from '../../libs/directory/src/sites/site-use.js';
import { SitesService } from '../../libs/directory/src/sites/sites.service.js';
import { codeOf } from '../../libs/directory/src/directory.test-support.js';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import { Given } from '../support/given.js';

let test: TestDatabase;
let given: Given;
let policies: PoliciesService;
let today: string;
let admin: Viewer;

beforeAll(async () => {
  test = await testDatabase();
  given = new Given(test.database);
  await given.district();
  const registry = new PolicyRegistry();
  const sites = new SitesService(test.database, new AdminLog(), new SiteUse());
  const people = new PeopleFacade(new PeopleSearchService(test.database, sites));
  for (const policy of [
    { ...LOAN_LIMITS, effects: loanLimitEffects(people) },
    MISSING_CLOCK,
    DESK_POLICY,
  ] as PolicyKind[])
    registry.register(policy);
  policies = new PoliciesService(test.database, registry, sites, new AdminLog());
  today = await given.today();
  admin = await given.clerk('all', ['policy:edit']);
});
afterAll(() => test.close());

const rowsOf = async (kind: string, key: string | null): Promise<PolicyRow[]> => {
  const { items } = await policies.list(admin);
  return items.find((each) => each.kind === kind)!.rows.filter((row) => row.key === key);
};
const lastId = async (kind: string, key: string | null): Promise<string | null> =>
  (await rowsOf(kind, key))[0]?.id ?? null;

const inForce = async (site: string, on = today): Promise<Record<string, string>> => {
  const [row] = await test.database.read.query<{ policy: Record<string, string> }>(
    `SELECT ${deskPolicySql('$1::uuid', '$2::date')} AS policy`,
    [site, on],
  );
  return row.policy;
};

describe('a policy', () => {
  it('of the desk has an entry for each of its columns, and each column may be empty at a site', async () => {
    const columns = await test.asSuperuser(
      `SELECT attname AS column, attnotnull AS needed FROM pg_attribute WHERE attrelid = 'policy_desk'::regclass AND attnum > 0
         AND NOT attisdropped AND attname NOT IN ('id', 'site_id', 'effective', 'made_by', 'made_at') ORDER BY 1`,
    );
    const entries = DESK_CHOICES.map(({ column }) => ({ column, needed: false }));
    expect(columns).toEqual(entries.sort((a, b) => (a.column < b.column ? -1 : 1)));
  });

  it('changes by a further row; what was in force until then stays, and the log has old and new', async () => {
    const before = (await rowsOf('loan-limits', 'staff'))[0];
    const startsOn = addDays(today, 10);
    const change = { key: 'staff', startsOn, lastId: before.id, values: { limitDaily: 3 } };
    const row = await policies.plan(admin, 'loan-limits', change);
    expect(row).toMatchObject({
      from: startsOn,
      until: null,
      values: { limitDaily: 3, limitLong: 5 },
      madeBy: 'K. Ono',
    });
    const [newest, old] = await rowsOf('loan-limits', 'staff');
    expect(newest.id).toBe(row.id);
    expect(old).toEqual({ ...before, until: addDays(startsOn, -1) });
    const log = await test.database.read.query(
      'SELECT action, account_id, before, after FROM admin_log WHERE subject_id = $1',
      [row.id],
    );
    expect(log).toEqual([
      {
        action: 'policy.planned',
        account_id: admin.accountId,
        before: { limitDaily: 2 },
        after: { name: 'Loan limits: Staff', startsOn, limitDaily: 3 },
      },
    ]);
  });

  it('is never back-dated, nor planned before a change that is planned already', async () => {
    const last = await lastId('missing-clock', 'demand');
    const plan = (startsOn: string, of = last) =>
      codeOf(policies.plan(admin, 'missing-clock', { key: 'demand', startsOn, lastId: of, values: { afterDays: 40 } }));
    expect(await plan(addDays(today, -1))).toBe('policy.day');
    expect(await plan(addDays(today, 5))).toBe('none');
    expect(await plan(addDays(today, 3))).toBe('policy.changed');
    const values = { afterDays: 41 };
    const onTop = { key: 'demand', lastId: await lastId('missing-clock', 'demand'), values };
    expect(await codeOf(policies.plan(admin, 'missing-clock', { ...onTop, startsOn: addDays(today, 5) }))).toBe(
      'policy.day',
    );
    expect(await codeOf(policies.plan(admin, 'missing-clock', { ...onTop, startsOn: today, values: {} }))).toBe(
      'policy.values',
    );
  });

  it('is changed by one of several who started from the same row', async () => {
    const last = await lastId('loan-limits', 'student');
    const plan = (limitLong: number) =>
      codeOf(
        policies.plan(admin, 'loan-limits', {
          key: 'student',
          startsOn: addDays(today, 1),
          lastId: last,
          values: { limitLong },
        }),
      );
    expect((await Promise.all([plan(4), plan(5), plan(6)])).sort()).toEqual([
      'none',
      'policy.changed',
      'policy.changed',
    ]);
    expect(await rowsOf('loan-limits', 'student')).toHaveLength(2);
  });

  it('of a site that decides for the first time is made once, however many ask', async () => {
    const site = await given.site();
    const change = { key: site, startsOn: addDays(today, 1), lastId: null, values: { pastSupport: 'off' } };
    const answers = await Promise.all([1, 2, 3].map(() => codeOf(policies.plan(admin, 'desk', change))));
    expect(answers.sort()).toEqual(['none', 'policy.changed', 'policy.changed']);
    await expect(
      test.asSuperuser(
        `INSERT INTO policy_desk (site_id, effective, past_support) VALUES ($1, '[2030-01-01,)', 'warn')`,
        [site],
      ),
    ).rejects.toMatchObject({ constraint: 'ex_policy_desk_overlap' });
  });

  it('of a site says what the site decides and follows the district in the rest', async () => {
    const [site, other] = [await given.site(), await given.site()];
    await policies.plan(admin, 'desk', { key: site, startsOn: today, lastId: null, values: { heldByOther: 'ok' } });
    expect(await inForce(site)).toMatchObject({ heldByOther: 'ok', withdrawnPerson: 'block' });
    expect(await inForce(other)).toMatchObject({ heldByOther: 'refuse' });
    const later = addDays(today, 30);
    const district = {
      key: null,
      startsOn: later,
      lastId: await lastId('desk', null),
      values: { withdrawnPerson: 'warn' },
    };
    await policies.plan(admin, 'desk', district);
    expect(await inForce(site, later)).toMatchObject({ heldByOther: 'ok', withdrawnPerson: 'warn' });
    const back = { key: site, startsOn: later, lastId: await lastId('desk', site), values: { heldByOther: null } };
    await policies.plan(admin, 'desk', back);
    expect(await inForce(site, later)).toMatchObject({ heldByOther: 'refuse' });
    await expect(
      test.asSuperuser(`UPDATE policy_desk SET held_by_other = NULL WHERE site_id IS NULL`),
    ).rejects.toMatchObject({
      constraint: 'ck_policy_desk_whole',
    });
  });

  it('that has not begun can be taken back, the last one first; the one before goes on', async () => {
    const [first] = await rowsOf('missing-clock', 'lock');
    const plan = async (days: number, afterDays: number) =>
      policies.plan(admin, 'missing-clock', {
        key: 'lock',
        startsOn: addDays(today, days),
        lastId: await lastId('missing-clock', 'lock'),
        values: { afterDays },
      });
    const [one, two] = [await plan(2, 1), await plan(4, 2)];
    const remove = (id: string) => codeOf(policies.remove(admin, 'missing-clock', id));
    expect(await remove(one.id)).toBe('policy.not-last');
    expect(await remove(first.id)).toBe('policy.in-force');
    expect(await remove(two.id)).toBe('none');
    expect(await remove(one.id)).toBe('none');
    expect(await rowsOf('missing-clock', 'lock')).toEqual([first]);
    expect(await remove(one.id)).toBe('policy.not-found');
  });

  it('is edited where the permission holds: one site does not reach the district or another site', async () => {
    const [site, other] = [await given.site(), await given.site()];
    const local = await given.clerk([site], ['policy:edit']);
    const plan = (key: string | null) =>
      codeOf(policies.plan(local, 'desk', { key, startsOn: today, lastId: null, values: { pastSupport: 'off' } }));
    expect(await plan(other)).toBe('site.not-found');
    expect(await plan(null)).toBe('access.district-wide-only');
    expect(await plan(site)).toBe('none');
    const { items } = await policies.list(local);
    const keys = items.find(({ kind }) => kind === 'desk')!.rows.map(({ key }) => key);
    expect(new Set(keys)).toEqual(new Set([null, site]));
  });

  it('cannot be rewritten by the running product', async () => {
    const rewrite = (sql: string) => codeOf(test.database.transaction((tx) => tx.execute(sql)));
    expect(await rewrite(`UPDATE policy_desk SET past_support = 'off'`)).not.toBe('none');
    expect(await rewrite(`UPDATE policy_loan_limit SET limit_daily = 9`)).not.toBe('none');
    expect(await rewrite(`UPDATE policy_missing_step SET after_days = 9`)).not.toBe('none');
    expect(await rewrite(`UPDATE policy_clearance SET grace_school_days = 9`)).not.toBe('none');
  });
});

describe('a choice that the law forbids', () => {
  const profile = (name: string) => test.asSuperuser(`UPDATE district SET profile = $1`, [name]);
  const block = async () => ({
    key: null,
    startsOn: addDays(today, 90),
    lastId: await lastId('desk', null),
    values: { agreement: 'block' },
  });
  afterAll(() => profile('generic'));

  it('is refused with the field and the law, in the preview too', async () => {
    await profile('california');
    const change = await block();
    const refused = {
      code: 'policy.values',
      details: { errors: [{ field: 'agreement', message: expect.stringMatching(/Education Code 49010/) as string }] },
    };
    await expect(policies.preview(admin, 'desk', change)).rejects.toMatchObject(refused);
    await expect(policies.plan(admin, 'desk', change)).rejects.toMatchObject(refused);
  });

  it('keeps the district from the profile while it is in force or planned', async () => {
    await profile('generic');
    const { id } = await policies.plan(admin, 'desk', await block());
    const change = test.database.transaction((tx) => tx.execute(`UPDATE district SET profile = 'california'`));
    await expect(change).rejects.toMatchObject({
      code: 'district.profile-agreement',
      details: { errors: [{ field: 'profile' }] },
    });
    await policies.remove(admin, 'desk', id);
  });
});

describe('what a change would reach', () => {
  it('counts the people over a new limit, and shows those of other sites by their initials', async () => {
    const [site, other] = [await given.site(), await given.site()];
    const [here, there] = [await given.person(site), await given.person(other)];
    for (const [person, where] of [
      [here, site],
      [here, site],
      [there, other],
      [there, other],
    ] as const) {
      const device = await given.device(where);
      await test.asSuperuser(
        `INSERT INTO loan (device_id, person_id, borrower_name, type, site_id, loaned_at, opened_seq)
         VALUES ($1, $2, 'x', 'daily', $3, clock_timestamp(), 1)`,
        [device.id, person.id, where],
      );
    }
    const viewer = new Viewer(
      admin.accountId,
      'admin',
      new Map<string, 'all' | string[]>([
        ['policy:edit', 'all'],
        ['person:read', [site]],
      ]),
    );
    const change = { key: 'student', startsOn: addDays(today, 60), lastId: await lastId('loan-limits', 'student') };
    const { items } = await policies.preview(viewer, 'loan-limits', {
      ...change,
      values: { limitDaily: 0, limitLong: 9 },
    });
    expect(items).toMatchObject([
      { count: 2, people: [{ has: 2 }, { has: 2 }] },
      { count: 0, people: [] },
    ]);
    expect(new Map(items[0].people.map(({ id, display }) => [id, display]))).toEqual(
      new Map([
        [here.id, 'Maya Rivera'],
        [there.id, 'M. R.'],
      ]),
    );
  });

  it('has a number for every choice of the desk, of what each meets at the site today', async () => {
    const site = await given.site('EFF');
    const [student, other] = [await given.person(site), await given.person(site)];
    await test.asSuperuser(
      `INSERT INTO person_agreement (person_id, school_year_id, signed_on) SELECT $1, id, current_date FROM school_year`,
      [student.id],
    );
    const [late, reserved] = [await given.device(site), await given.device(site)];
    await given.device(site, { loanerPool: true });
    const holder = { state: 'deployed', custody: 'student', holder_person_id: other.id };
    await given.deviceEvent(late.id, 'checked-out', holder);
    await test.asSuperuser(
      `INSERT INTO loan (device_id, person_id, borrower_name, type, site_id, loaned_at, due_on, opened_seq)
       VALUES ($1, $2, 'x', 'long', $3, clock_timestamp() - interval '9 days', current_date - 5, 1)`,
      [late.id, other.id, site],
    );
    await test.asSuperuser(`INSERT INTO reservation (device_id, person_id) VALUES ($1, $2)`, [reserved.id, student.id]);
    const values = {
      ...{ agreement: 'warn', reservedDevice: 'warn', nonLoaner: 'warn', backDateDays: 3 },
      ...{ lateReturn: 'off', swappedDevices: 'off' },
    };
    const change = { key: site, startsOn: today, lastId: null, values };
    const { items } = await policies.preview(admin, 'desk', change);
    expect(items.map(({ count, href }) => [count, href])).toEqual([
      [1, null],
      [1, '/reservations?site=EFF'],
      [1, '/devices?state=in-stock&loanerPool=false&site=EFF'],
      [1, '/devices?state=deployed&site=EFF'],
      [1, '/devices?overdue=true&site=EFF'],
      [1, '/devices?holder=person&site=EFF'],
    ]);
  });

  it('counts devices of the site and names their list', async () => {
    const site = await given.site('CNT');
    await given.device(site, { modelId: await given.model('2020-06-30') });
    await given.device(site, { modelId: await given.model('2099-06-30') });
    const change = { key: site, startsOn: today, lastId: null, values: { pastSupport: 'off' } };
    const { items } = await policies.preview(admin, 'desk', change);
    expect(items).toMatchObject([{ count: 1 }]);
    expect(items[0].href).toMatch(/^\/devices\?state=in-stock,deployed&model=[^&]+&site=CNT$/);
    expect(await rowsOf('desk', site)).toEqual([]);
    const held = await given.device(site);
    const holder = { state: 'deployed', custody: 'student', holder_person_id: (await given.person(site)).id };
    await given.deviceEvent(held.id, 'checked-out', holder);
    const taken = await policies.preview(admin, 'desk', { ...change, values: { heldByOther: 'ok' } });
    expect(taken.items).toMatchObject([{ count: 1, href: '/devices?holder=person&site=CNT' }]);
  });
});
