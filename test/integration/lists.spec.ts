import { ScanService } from '@app/desk';
import type { Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';
import { ListsService } from '../../libs/circulation/src/lists/lists.service.js';
import { HouseholdService } from '../../libs/directory/src/people/household.service.js';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { codeOf } from '../support/code-of.js';
import type { Scanned } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';

let test: TestApp;
let given: Given;
let site: string;
let clerk: Viewer;
let desk: GivenDesk;

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
});
afterAll(() => test.close());
beforeEach(async () => {
  site = await given.site();
  clerk = await given.clerk([site], ['person:contacts']);
  desk = new GivenDesk(await given.station(site));
});

const scan = (...scanned: Scanned): Promise<ScanAnswer> => desk.scan(test.get(ScanService), clerk, ...scanned);
/** Hands a device out; the loan is as if it had been due so many days ago. */
async function lend(
  number: string,
  type: 'daily' | 'in-school' | 'one-to-one',
  dueDaysAgo: number | null,
): Promise<string> {
  const { id, tag } = await given.device(site);
  desk.context = { ...desk.context, loanType: type };
  await scan('out', number);
  expect(await scan('out', tag)).toMatchObject({ row: 'O10' });
  if (dueDaysAgo !== null)
    await test.database.asSuperuser(
      `UPDATE loan SET due_on = directory_day(clock_timestamp()) - $2::int, due_at = NULL WHERE device_id = $1`,
      [id, dueDaysAgo],
    );
  return tag;
}
const homeroom = (id: string, name: string) =>
  test.database.asSuperuser('UPDATE person SET homeroom = $2 WHERE id = $1', [id, name]);

describe('the lists for the morning', () => {
  it('name the loaners that are out and what is overdue, by homeroom, with late returns counted', async () => {
    const [omar, maya] = [await given.person(site, { name: ['Omar', 'Diaz'] }), await given.person(site)];
    await homeroom(omar.id, '9-B');
    await homeroom(maya.id, '9-A');
    const returned = await lend(maya.number, 'daily', 3);
    await scan('in', returned);
    const loaner = await lend(omar.number, 'daily', null);
    const late = await lend(maya.number, 'one-to-one', 20);

    const loaners = await test.get(ListsService).loans(clerk, 'loaners', site);
    expect(loaners.items.map((row) => [row.homeroom, row.device.tag, row.lateReturns])).toEqual([['9-B', loaner, 0]]);
    const overdue = await test.get(ListsService).loans(clerk, 'overdue', site);
    expect(overdue).toMatchObject({
      capped: false,
      items: [{ homeroom: '9-A', device: { tag: late }, borrower: { display: 'Maya Rivera' }, lateReturns: 1 }],
    });
    expect(overdue.items[0].daysLate).toBeLessThanOrEqual(20);
    expect(
      await test.database.asSuperuser(
        `SELECT row_count, detail FROM access_log WHERE action = 'list.viewed' AND site_id = $1 ORDER BY id`,
        [site],
      ),
    ).toEqual([
      { row_count: 1, detail: { list: 'loaners' } },
      { row_count: 1, detail: { list: 'overdue' } },
    ]);
  });

  it('name in-school loans beside the day loans: both are due when the school closes', async () => {
    const maya = await given.person(site);
    const [daily, inSchool] = [await lend(maya.number, 'daily', null), await lend(maya.number, 'in-school', null)];
    const { items } = await test.get(ListsService).loans(clerk, 'loaners', site);
    expect(items.map(({ device, type }) => [device.tag, type]).sort()).toEqual(
      [
        [daily, 'daily'],
        [inSchool, 'in-school'],
      ].sort(),
    );
    // Neither is the device that they are to take home.
    expect((await test.get(ListsService).noShows(clerk, site)).items.map(({ person }) => person.id)).toEqual([maya.id]);
  });

  it('name who never got a device up to a day, and what waits for them', async () => {
    const [came, never, promised] = [await given.person(site), await given.person(site), await given.person(site)];
    await given.person(site, { kind: 'staff' });
    await given.person(site, { withdrawnOn: '2026-10-01' });
    await lend(came.number, 'one-to-one', null);
    await lend(never.number, 'daily', null);
    const waiting = await given.device(site);
    await test.database.asSuperuser('INSERT INTO reservation (device_id, person_id) VALUES ($1, $2)', [
      waiting.id,
      promised.id,
    ]);
    const noShows = async (by?: string) =>
      (await test.get(ListsService).noShows(clerk, site, by)).items.map(({ person, reservedTag }) => [
        person.id,
        reservedTag,
      ]);
    expect((await noShows()).sort()).toEqual(
      [
        [never.id, null],
        [promised.id, waiting.tag],
      ].sort(),
    );
    expect(await noShows('2026-01-01')).toHaveLength(3);
  });

  it('are those of the own sites', async () => {
    const elsewhere = await given.clerk([await given.site()]);
    expect(await codeOf(test.get(ListsService).loans(elsewhere, 'overdue', site))).toBe('site.not-found');
    expect(await codeOf(test.get(ListsService).noShows(elsewhere, site))).toBe('site.not-found');
  });
});

describe('a household', () => {
  it('is whoever shares a guardian’s address or telephone, however it is written, in the own sites', async () => {
    const [maya, leo, ana, far] = [
      await given.person(site),
      await given.person(site, { name: ['Leo', 'Rivera'] }),
      await given.person(site, { name: ['Ana', 'Wu'] }),
      await given.person(await given.site(), { name: ['Far', 'Rivera'] }),
    ];
    const guardian = (id: string, email: string | null, phone: string | null) =>
      test.database.asSuperuser(`INSERT INTO guardian (person_id, name, email, phone) VALUES ($1, 'G', $2, $3)`, [
        ...[id, email, phone],
      ]);
    await guardian(maya.id, 'Rivera@Example.org', '(925) 555-0100');
    await guardian(leo.id, 'rivera@example.org', null);
    await guardian(far.id, 'rivera@example.org', null);
    await guardian(ana.id, 'wu@example.org', '+1 925 555 0199');
    const siblings = async (id: string) =>
      (await test.get(HouseholdService).of(clerk, id)).map(({ givenName }) => givenName);
    expect(await siblings(maya.id)).toEqual(['Leo']);
    expect(await siblings(ana.id)).toEqual([]);
    await guardian(ana.id, null, '1-925-555-0100');
    expect(await siblings(ana.id)).toEqual(['Maya']);
    const reader = await given.clerk([site]);
    expect(await codeOf(test.get(HouseholdService).of(reader, maya.id))).toBe('person.not-found');
  });
});
