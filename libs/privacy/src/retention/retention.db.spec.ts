import { PolicyRegistry } from '@app/directory';
import { Viewer } from '@app/platform';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import { Given } from '../../../../test/support/given.js';
import type { RetentionRunDto } from './retention.dto.js';
import { RetentionService } from './retention.service.js';

let test: TestApp;
let given: Given;
let service: RetentionService;
let ada: Viewer;
let bo: Viewer;
const sql = (text: string, values: unknown[] = []) => test.database.asSuperuser(text, values);

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  const site = await given.site();
  // 120 left long ago, three will have gone for three years next year.
  for (let n = 0; n < 120; n += 1)
    await given.person(site, { withdrawnOn: `2015-06-${String((n % 28) + 1).padStart(2, '0')}` });
  const [{ recent }] = await sql(`SELECT (current_date - interval '2 years')::date::text AS recent`);
  for (let n = 0; n < 3; n += 1) await given.person(site, { withdrawnOn: recent as string });
  await given.person(site);
  await given.person(site, { kind: 'staff', withdrawnOn: '2015-06-01' });
  service = test.get(RetentionService);
  [ada, bo] = await Promise.all(['Ada', 'Bo'].map(async (name) => admin(await given.account(name))));
});
afterAll(() => test.close());
afterEach(() =>
  sql(`UPDATE retention_run SET state = 'cancelled', finished_at = now(), decided_by = coalesce(decided_by, planned_by), decided_at = now()
    WHERE state IN ('planned', 'running')`),
);

const admin = (id: string): Viewer =>
  new Viewer(id, 'admin', new Map(['retention:run', 'person:read'].map((code): [string, 'all'] => [code, 'all'])));
const approve = (run: RetentionRunDto, also: object = {}, by = bo) =>
  service.approve(by, run.id, { version: run.version, people: run.toForget, ...also });

it('plans students who left, and nobody else', async () => {
  const run = await service.plan(ada);
  expect(run).toMatchObject({ state: 'planned', toForget: 120, toKeep: 3, own: true, plannedBy: 'Ada' });
  expect(run.byYear).toEqual([{ year: new Date().getUTCFullYear() + 1, people: 3 }]);
  await expect(service.plan(bo)).rejects.toMatchObject({ code: 'retention.under-way' });
});

it('lists them with what decides, page by page', async () => {
  const run = await service.plan(ada);
  const seen: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await service.items(ada, run.id, { list: 'forget', limit: 50, after });
    seen.push(...page.items.map(({ personId }) => personId));
    expect(page.items[0]).toMatchObject({
      display: 'Maya Rivera',
      reasons: [{ why: 'left', years: 3, countedFrom: 'left' }],
    });
    if (page.next === null) break;
    after = page.next;
  }
  expect(new Set(seen).size).toBe(120);
  const kept = (query: object) => service.items(ada, run.id, { list: 'keep', limit: 50, ...query });
  expect((await kept({})).items).toHaveLength(3);
  expect((await kept({ year: run.byYear[0].year, why: ['left'] })).items).toHaveLength(3);
  expect((await kept({ why: ['holds-device'] })).items).toEqual([]);
  expect((await kept({ year: 2199 })).items).toEqual([]);
});

it('begins only when a second person types the number', async () => {
  const run = await service.plan(ada);
  await expect(approve(run, {}, ada)).rejects.toMatchObject({ code: 'account.second-person' });
  await expect(approve(run, { people: 119 })).rejects.toMatchObject({ code: 'retention.wrong-count' });
  await expect(approve(run, { version: 9 })).rejects.toMatchObject({ code: 'retention.state-conflict' });
  const elsewhere = new Viewer(bo.accountId, 'one', new Map([['retention:run', [run.id]]]));
  expect(() => approve(run, {}, elsewhere)).toThrow(/district/);
  expect(await approve(run)).toMatchObject({ state: 'running', decidedBy: 'Bo' });
  await expect(approve(run)).rejects.toMatchObject({ code: 'retention.state-conflict' });
  expect(
    await sql(`SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'privacy.forget' AND data ->> 'runId' = $1`, [
      run.id,
    ]),
  ).toEqual([{ n: 1 }]);
});

it('begins for two at once only once', async () => {
  const run = await service.plan(ada);
  const cy = admin(await given.account('Cy'));
  const answers = await Promise.allSettled([approve(run), approve(run, {}, cy)]);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('is not approved by whoever may be the first person again', async () => {
  const run = await service.plan(ada);
  await sql(
    'UPDATE account SET password_set_by = $2, password_set_at = now(), password_chosen_at = now() WHERE id = $1',
    [bo.accountId, ada.accountId],
  );
  await expect(approve(run)).rejects.toMatchObject({ code: 'account.password-of-another' });
  await sql(
    'UPDATE account SET password_set_by = NULL, password_set_at = NULL, password_chosen_at = NULL WHERE id = $1',
    [bo.accountId],
  );
});

it('is not approved when it is old', async () => {
  const run = await service.plan(ada);
  await sql('UPDATE retention_run SET on_day = on_day - 15 WHERE id = $1', [run.id]);
  await expect(approve(run)).rejects.toMatchObject({ code: 'retention.stale' });
});

it('has two persons in the database too', async () => {
  const run = await service.plan(ada);
  await expect(
    sql(`UPDATE retention_run SET state = 'running', decided_by = planned_by, decided_at = now() WHERE id = $1`, [
      run.id,
    ]),
  ).rejects.toThrow(/ck_retention_run_two_persons/);
});

it('knows every kind of money, and what stays', async () => {
  const { policies, staying } = await service.overview(ada);
  const kinds = await sql(
    `SELECT regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g') AS kind FROM pg_constraint WHERE conname = 'ck_funding_source_kind'`,
  );
  expect(policies.map(({ key }) => key)).toEqual(expect.arrayContaining(kinds.flatMap(({ kind }) => kind as string[])));
  expect(policies.find(({ key }) => key === 'ecf')).toMatchObject({ years: 10, countedFrom: 'received' });
  expect(staying.map(({ lib }) => lib)).toEqual([
    'directory',
    'inventory',
    'circulation',
    'desk',
    'labels',
    'exchange',
    'privacy',
    'identity',
    'platform',
  ]);
  const policy = test.get(PolicyRegistry).find('retention');
  expect(
    await policy.effects(test.database.database.read, ada, { key: 'everybody', startsOn: '2026-01-01', values: {} }),
  ).toMatchObject([{ count: 123 }]);
  expect(
    await policy.effects(test.database.database.read, ada, { key: 'none', startsOn: '2026-01-01', values: {} }),
  ).toMatchObject([{ count: 0 }]);
});
