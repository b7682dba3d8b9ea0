import { PeopleFacade, SiteNotFound, SitesFacade } from '@app/directory';
import { newId } from '@app/kernel';
import type { SiteScope } from '@app/platform';
import { Viewer } from '@app/platform';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Given } from '../../../../test/support/given.js';
import { LoansService } from '../loans/loans.service.js';
import { CollectionService } from '../site-students/collection.service.js';
import { SiteStudentsService } from '../site-students/site-students.service.js';
import { SiteSummariesService } from './site-summaries.service.js';

let test: TestDatabase;
let given: Given;
let summaries: SiteSummariesService;
let students: SiteStudentsService;
let loans: LoansService;
let sitesFacade: SitesFacade;
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
  sitesFacade = new SitesFacade({ requireAll } as never, null as never, null as never);
  const people = new PeopleFacade(null as never);
  students = new SiteStudentsService(test.database, people, sitesFacade);
  loans = new LoansService(test.database, people, sitesFacade, null as never, null as never);
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

it('counts no tagged charger as a device', async () => {
  const here = await given.site();
  const charger = await given.model();
  await test.asSuperuser(`UPDATE model SET device_class = 'accessory' WHERE id = $1`, [charger]);
  for (const modelId of [charger, charger, undefined]) await given.device(here, { modelId });
  expect((await summaryOf(here))?.states).toEqual({ 'in-stock': 1 });
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

  it('of grades with a 1:1 program are counted by themselves', async () => {
    const siteId = await given.site();
    await test.asSuperuser(
      `INSERT INTO program (site_id, grade, school_year_id, kind)
       SELECT $1, g.grade, y.id, g.kind FROM school_year y, (VALUES ('9', 'take-home'), ('3', 'cart')) AS g (grade, kind)`,
      [siteId],
    );
    const [holding, third] = [await given.person(siteId), await given.person(siteId)];
    await given.person(siteId);
    await test.asSuperuser(`UPDATE person SET grade = '3' WHERE id = $1`, [third.id]);
    await lend(siteId, holding.id);
    const numbers = { grades: ['9'], students: 2, withDevice: 1 };
    expect(await summaryOf(siteId)).toMatchObject({ takeHome: numbers, studentsWithoutDevice: 2 });
    const lacking = await students.list(everywhere, siteId, { device: 'without', grade: ['9'], limit: 9 });
    expect(lacking.total).toEqual({ count: 1, capped: false });
    const elsewhere = await given.site();
    expect(await summaryOf(elsewhere)).toMatchObject({ takeHome: { grades: [], students: 0, withDevice: 0 } });
  });

  it('who gave their 1:1 device back are collected, those who keep it are not', async () => {
    const siteId = await given.site();
    const [keeps, back, swapped, earlier, lost, kept] = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() => given.person(siteId)),
    );
    await test.asSuperuser(`UPDATE person SET grade = '10' WHERE id = $1`, [keeps.id]);
    const loan = async (
      person: { id: string },
      returned: string | null,
      closedAs = 'returned',
      due: number | null = null,
    ) => {
      const { id } = await given.device(siteId);
      await test.asSuperuser(
        `INSERT INTO loan (device_id, person_id, borrower_name, type, site_id, loaned_at, opened_seq, returned_at, closed_seq, closed_as, due_on)
         VALUES ($1, $2, 'x', 'one-to-one', $3, clock_timestamp() - interval '3 years', 1, clock_timestamp() - $4::interval,
           CASE WHEN $4::interval IS NOT NULL THEN 1 END, CASE WHEN $4::interval IS NOT NULL THEN $5 END, current_date + $6::integer)`,
        [id, person.id, siteId, returned, closedAs, due],
      );
    };
    await loan(keeps, null);
    await loan(back, '1 day');
    await loan(swapped, '9 days');
    await loan(swapped, null, 'returned', 30);
    await loan(kept, null, 'returned', 400);
    await loan(earlier, '2 years');
    await loan(lost, '1 day', 'lost');
    const { grades, lastDay } = await new CollectionService(test.database, sitesFacade).ofSite(everywhere, siteId);
    expect(grades).toEqual([
      { grade: '10', out: 1, returned: 0, kept: 0 },
      { grade: '9', out: 1, returned: 1, kept: 1 },
    ]);
    const [year] = await test.asSuperuser('SELECT ends_on::text AS "lastDay" FROM school_year');
    expect({ lastDay }).toEqual(year);
    for (const [device, grade, who] of [
      ['to-return', '9', swapped],
      ['kept', '9', kept],
      ['returned', '9', back],
      ['one-to-one', '10', keeps],
    ] as const) {
      const { items } = await students.list(everywhere, siteId, { device, grade: [grade], limit: 9 });
      expect(items.map(({ id }) => id)).toEqual([who.id]);
    }
    // Who leaves gives it back by their own last day, whatever the loan says.
    await test.asSuperuser(
      `WITH c AS (INSERT INTO clearance (person_id, site_id, due_on, overdue_on) SELECT $1, $2, current_date + 3, current_date + 9 RETURNING id)
       INSERT INTO clearance_item (clearance_id, device_id, loan_id) SELECT c.id, l.device_id, l.id FROM c, loan l WHERE l.person_id = $1`,
      [kept.id, siteId],
    );
    const { grades: afterwards } = await new CollectionService(test.database, sitesFacade).ofSite(everywhere, siteId);
    expect(afterwards.find(({ grade }) => grade === '9')).toEqual({ grade: '9', out: 2, returned: 1, kept: 0 });
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
