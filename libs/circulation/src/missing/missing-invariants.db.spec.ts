import { newId } from '@app/kernel';
import type { Viewer } from '@app/platform';
import { codeOf, MissingDesk } from './missing.test-support.js';

let desk: MissingDesk;
let site: string;
let principal: Viewer;
let finance: Viewer;

beforeAll(async () => {
  desk = await MissingDesk.open();
  await desk.given.district();
  site = await desk.given.site('LHS');
  principal = await desk.as('site-admin', [site]);
  finance = await desk.as('finance', null);
});
afterAll(() => desk.test.close());

/** A ledger entry past every service, as a bug would write it. */
const move = (deviceId: string, state: string) =>
  desk.db.transaction((tx) =>
    tx.query('SELECT inventory_record_events($1::jsonb)', [
      JSON.stringify([{ deviceId, type: 'state-changed', source: 'test', after: { state } }]),
    ]),
  );

describe('a device and its case fit together at commit', () => {
  const broken = { constraint: 'ck_missing_case_device' };

  it('no device goes astray without a case', async () => {
    const { id } = await desk.given.device(site);
    await expect(move(id, 'missing')).rejects.toMatchObject(broken);
  });

  it('none comes back, is stolen or is lost while its case says something else', async () => {
    const { id } = await desk.given.device(site);
    await desk.reported(principal, id);
    for (const state of ['in-stock', 'stolen', 'lost']) await expect(move(id, state)).rejects.toMatchObject(broken);
  });

  it('no case is opened, closed or written off while its device says something else', async () => {
    const { id } = await desk.given.device(site);
    const open = `INSERT INTO missing_case (device_id, kind, site_id, policy_on, reported_at, notified_on, opened_seq)
      VALUES ($1, 'missing', $2, current_date, now(), current_date, 1)`;
    await expect(desk.db.transaction((tx) => tx.execute(open, [id, site]))).rejects.toMatchObject(broken);
    const { id: caseId } = await desk.reported(principal, id);
    for (const state of ['recovered', 'written-off']) {
      const close = `UPDATE missing_case SET state = $2, closed_at = now(), closed_seq = 2, closed_as = CASE WHEN $2 = 'recovered' THEN 'returned' ELSE $2 END WHERE id = $1`;
      await expect(desk.db.transaction((tx) => tx.execute(close, [caseId, state]))).rejects.toMatchObject(broken);
    }
  });

  it('no device has two cases that are not over', async () => {
    const { id } = await desk.given.device(site);
    await desk.reported(principal, id);
    const twice = desk.db.transaction((tx) =>
      tx.execute(
        `INSERT INTO missing_case (device_id, kind, site_id, policy_on, reported_at, notified_on, opened_seq)
         SELECT device_id, kind, site_id, policy_on, reported_at, notified_on, opened_seq FROM missing_case WHERE device_id = $1`,
        [id],
      ),
    );
    expect(await codeOf(twice)).toBe('missing-case.open-already');
  });

  it('the policy of one step never holds twice on a day', async () => {
    const add = `INSERT INTO policy_missing_step (step, effective, after_days) VALUES ('lock', '[2030-01-01,)', 1)`;
    expect(await codeOf(desk.db.transaction((tx) => tx.execute(add)))).toBe('policy.changed');
  });

  it('the running product cannot delete a case, a step or a write-off', async () => {
    for (const table of ['missing_case', 'missing_case_step', 'write_off']) {
      const gone = desk.db.transaction((tx) => tx.execute(`DELETE FROM ${table}`));
      await expect(gone).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('a command that fails at its very end', () => {
  beforeAll(() =>
    desk.test.database.asSuperuser(
      `CREATE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'failed late'; END $f$`,
    ),
  );
  const failing = async (work: () => Promise<unknown>): Promise<void> => {
    await desk.test.database.asSuperuser(
      `CREATE CONSTRAINT TRIGGER fail_late AFTER INSERT OR UPDATE ON missing_case DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION fail_late()`,
    );
    await expect(work()).rejects.toThrow('failed late');
    await desk.test.database.asSuperuser('DROP TRIGGER fail_late ON missing_case');
  };
  const facts = { kind: 'missing' as const, reason: 'not-found', lastSeenOn: '2026-01-15' };

  it.each<[string, (deviceId: string) => Promise<() => Promise<unknown>>]>([
    ['report-missing', (deviceId) => Promise.resolve(() => desk.reporting().report(principal, deviceId, facts))],
    [
      'report-stolen at once',
      (deviceId) =>
        Promise.resolve(() =>
          desk.reporting().report(principal, deviceId, { ...facts, kind: 'stolen', finding: 'the camera shows it' }),
        ),
    ],
    [
      'report-stolen',
      async (deviceId) => {
        const { id, version } = await desk.reported(principal, deviceId);
        return () => desk.stealing().report(principal, id, { version, finding: 'the camera shows it' });
      },
    ],
    [
      'do-step',
      async (deviceId) => {
        const { id, version } = await desk.reported(principal, deviceId);
        return () => desk.steps().do(principal, id, { version, step: 'lock' });
      },
    ],
    [
      'review',
      async (deviceId) => {
        const { id, version } = await desk.reported(principal, deviceId);
        return () => desk.steps().do(principal, id, { version, step: 'review', note: 'x' });
      },
    ],
    [
      'propose-write-off',
      async (deviceId) => {
        const { id, version } = await desk.reviewed(principal, deviceId);
        return () => desk.proposing().propose(principal, id, { version, reason: 'other' });
      },
    ],
    [
      'approve',
      async (deviceId) => {
        const { id, version } = await desk.proposed(principal, deviceId);
        return () => desk.deciding().decide(finance, id, { version, decision: 'approve' });
      },
    ],
    [
      'decline',
      async (deviceId) => {
        const { id, version } = await desk.proposed(principal, deviceId);
        return () => desk.deciding().decide(finance, id, { version, decision: 'decline', note: 'x' });
      },
    ],
    [
      'recover',
      async (deviceId) => {
        const { id, version } = await desk.reported(principal, deviceId);
        return () => desk.recovering().recover(principal, id, { version, reason: 'returned', foundCondition: 'D' });
      },
    ],
    [
      'edit',
      async (deviceId) => {
        const { id, version } = await desk.reported(principal, deviceId);
        return () => desk.editing().edit(principal, id, { version, toldBy: 'a parent' });
      },
    ],
  ])('%s leaves nothing behind', async (_name, prepare) => {
    const { deviceId } = await desk.lent(site);
    const command = await prepare(deviceId);
    const before = await desk.everything(deviceId);
    await failing(command);
    expect(await desk.everything(deviceId)).toEqual(before);
    await command();
    expect(await desk.everything(deviceId)).not.toEqual(before);
  });
});

describe('the list', () => {
  it('shows what is in scope, the first due first, page by page', async () => {
    const far = await desk.given.site('FAR');
    const near = await desk.given.site('NEAR');
    const made: string[] = [];
    for (let ago = 0; ago < 7; ago += 1) {
      const { deviceId } = await desk.lent(ago % 2 ? near : far);
      made.push((await desk.reported(await desk.as('it-admin', null), deviceId, ago * 15)).id);
    }
    const walk = async (viewer: Viewer, filter: object): Promise<string[]> => {
      const ids: string[] = [];
      let after: string | undefined;
      let total = 0;
      do {
        const page = await desk.cases().list(viewer, { ...filter, after, limit: 2 });
        ids.push(...page.items.map(({ id }) => id));
        after = page.next ?? undefined;
        total = page.total.count;
      } while (after);
      expect(total).toBe(ids.length);
      return ids;
    };
    const nearby = await desk.as('site-clerk', [near]);
    // The longest ago is the first due: its lock is the oldest.
    expect(await walk(nearby, {})).toEqual([made[5], made[3], made[1]]);
    await expect(walk(nearby, { site: [far] })).rejects.toMatchObject({ code: 'site.not-found' });
    expect(await walk(await desk.as('it-admin', null), { site: [far], overdue: true })).toEqual([
      made[6],
      made[4],
      made[2],
    ]);
    expect(await walk(nearby, { step: ['demand'] })).toEqual([]);
    expect(await walk(nearby, { state: ['open'], kind: ['missing'], pending: false })).toHaveLength(3);
    expect(await codeOf(desk.details().get(nearby, made[0]))).toBe('missing-case.not-found');
    expect(await codeOf(desk.details().get(nearby, newId()))).toBe('missing-case.not-found');
  });
});

describe('every night', () => {
  it('each site with steps due today is told once, and no other', async () => {
    const [busy, idle] = [await desk.given.site('BUSY'), await desk.given.site('IDLE')];
    const head = await desk.as('site-admin', [busy]);
    await desk.test.database.asSuperuser(
      `INSERT INTO role_grant (account_id, role_id, site_id) SELECT '${head.accountId}', id, '${busy}' FROM role WHERE code = 'site-admin'`,
    );
    for (const [where, ago] of [
      [busy, 30],
      [busy, 30],
      [busy, 31],
      [idle, 29],
    ] as const) {
      await desk.reported(await desk.as('it-admin', null), (await desk.lent(where)).deviceId, ago);
    }
    await desk.job().run();
    await desk.job().run();
    const told = await desk.db.read.query<{ payload: { siteId: string; steps: object; cases: number } }>(
      `SELECT data -> 'payload' AS payload FROM pgboss.job WHERE name = 'desk.notify-of-missing-steps'`,
    );
    const busyOnes = told.map(({ payload }) => payload).filter(({ siteId }) => siteId === busy);
    expect(busyOnes).toHaveLength(2);
    expect(busyOnes[0]).toMatchObject({ steps: { demand: 2 }, cases: 2 });
    expect(told.some(({ payload }) => payload.siteId === idle)).toBe(false);
  });
});
