import { PeopleFacade, SiteNotFound, SitesFacade } from '@app/directory';
import { newId } from '@app/kernel';
import type { SiteScope } from '@app/platform';
import { Viewer } from '@app/platform';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Given } from '../../../../test/support/given.js';
import { LoansService } from '../loans/loans.service.js';
import { SiteStudentsService } from '../site-students/site-students.service.js';
import { SiteSummariesService } from './site-summaries.service.js';

let test: TestDatabase;
let given: Given;
let summaries: SiteSummariesService;
let students: SiteStudentsService;
let loans: LoansService;
const everywhere = Viewer.system('test');
const viewerOf = (scope: SiteScope, ...permissions: string[]): Viewer =>
  new Viewer(newId(), 'test', new Map(permissions.map((permission) => [permission, scope])));

beforeAll(async () => {
  test = await testDatabase();
  given = new Given(test.database);
  await given.district();
  summaries = new SiteSummariesService(test.database);
  const requireAll = (_db: unknown, viewer: Viewer, permission: string, [id]: readonly string[]): Promise<void> => {
    const scope = viewer.sitesFor(permission);
    return scope === 'all' || scope.includes(id) ? Promise.resolve() : Promise.reject(new SiteNotFound());
  };
  const sites = new SitesFacade({ requireAll } as never, null as never, null as never);
  const people = new PeopleFacade(null as never);
  students = new SiteStudentsService(test.database, people, sites);
  loans = new LoansService(test.database, people, sites, null as never, null as never);
});
afterAll(() => test.close());

/** A device of the site with this person, due on a day as many days from the district's today. */
async function lend(siteId: string, personId: string, facts: { due?: number; dueAt?: string } = {}): Promise<void> {
  const { id } = await given.device(siteId);
  const after = { state: 'deployed', custody: 'student', holder_person_id: personId };
  const event = { deviceId: id, type: 'checked-out', source: 'test', after };
  await test.database.transaction(async (tx) => {
    await tx.query('SELECT inventory_record_events($1::jsonb)', [JSON.stringify([event])]);
    await tx.query(
      `SELECT circulation_open_loan($1::jsonb || jsonb_build_object('loanedAt', clock_timestamp(),
         'dueOn', directory_day(clock_timestamp()) + $2::integer, 'dueAt', $3::timestamptz))`,
      [
        JSON.stringify({ deviceId: id, personId, type: 'daily', siteId, seq: 2 }),
        facts.due ?? null,
        facts.dueAt ?? null,
      ],
    );
  });
}

const summaryOf = async (siteId: string, viewer = everywhere) =>
  (await summaries.list(viewer)).items.find(({ site }) => site.id === siteId);

it('counts devices by state where they stand', async () => {
  const [here, other] = [await given.site(), await given.site()];
  for (const state of ['in-stock', 'in-stock', 'missing', 'disposed']) await given.device(here, { state });
  await given.device(here, { locationSiteId: other });
  expect((await summaryOf(here))?.states).toEqual({ 'in-stock': 2, missing: 1, disposed: 1 });
  expect((await summaryOf(other))?.states).toEqual({ 'in-stock': 1 });
});

it('calls overdue what the list of the site calls overdue: by the time of the day where there is one', async () => {
  const siteId = await given.site();
  const { id } = await given.person(siteId);
  await lend(siteId, id, { due: -1 });
  await lend(siteId, id, { due: 0 });
  await lend(siteId, id, { due: 0, dueAt: new Date(Date.now() - 60_000).toISOString() });
  await lend(siteId, id, { due: 0, dueAt: new Date(Date.now() + 3_600_000).toISOString() });
  await lend(siteId, id, { due: 1 });
  await lend(siteId, id);
  expect(await summaryOf(siteId)).toMatchObject({ overdue: 2, states: { deployed: 6 } });
  expect(await loans.counts(everywhere, siteId)).toMatchObject({ open: 6, overdue: 2, dueToday: 2 });
});

describe('students with and without a device', () => {
  it('are the enrolled ones of the primary site, each counted and listed once', async () => {
    const siteId = await given.site();
    const named = (name: string, facts: object = {}) => given.person(siteId, { name: ['Ana', name], ...facts });
    const [two, merged, kept] = [await named('Two'), await named('Merged'), await named('Kept')];
    await named('Alone');
    await named('Left', { withdrawnOn: '2026-01-05' });
    await named('Staff', { kind: 'staff' });
    for (const borrower of [two, two, merged]) await lend(siteId, borrower.id);
    await test.asSuperuser('UPDATE person SET merged_into_id = $1 WHERE id = $2', [kept.id, merged.id]);
    const numbers = { studentsWithDevice: 2, studentsWithoutDevice: 1 };
    expect(await summaryOf(siteId)).toMatchObject(numbers);
    expect(await loans.counts(everywhere, siteId)).toMatchObject(numbers);
    const of = async (device: 'with' | 'without' | undefined): Promise<string[]> => {
      const names: string[] = [];
      for (let after: string | undefined; ;) {
        const page = await students.list(everywhere, siteId, { device, after, limit: 1 });
        names.push(...page.items.map(({ familyName }) => familyName));
        if (page.next === null) {
          expect(page.total).toEqual({ count: names.length, capped: false });
          return names;
        }
        after = page.next;
      }
    };
    expect(await of('with')).toEqual(['Kept', 'Two']);
    expect(await of('without')).toEqual(['Alone']);
    expect(await of(undefined)).toEqual(['Alone', 'Kept', 'Two']);
  });

  it('of another site are not there', async () => {
    const [own, other] = [await given.site(), await given.site()];
    await given.person(other);
    const clerk = viewerOf([own], 'person:read');
    await expect(students.list(clerk, other, { limit: 9 })).rejects.toMatchObject({ code: 'site.not-found' });
    await expect(students.list(clerk, own, { limit: 9, after: 'W10' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });
});

it('shows the sites of the viewer: open ones, and closed ones that still have devices', async () => {
  const [open, closed, empty, other] = [
    await given.site('B'),
    await given.site('A'),
    await given.site(),
    await given.site(),
  ];
  await given.device(closed);
  await test.asSuperuser('UPDATE site SET active = false WHERE id = ANY ($1::uuid[])', [[closed, empty]]);
  const { items } = await summaries.list(viewerOf([open, closed, empty], 'device:read'));
  expect(items.map(({ site }) => site.code)).toEqual(['A', 'B']);
  expect((await summaries.list(viewerOf([other], 'person:read'))).items).toEqual([]);
});
