import { ScanService } from '@app/desk';
import { addDays } from '@app/kernel';
import type { Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';
import { ClearancesService } from '../../libs/circulation/src/clearances/clearances.service.js';
import { ListsService } from '../../libs/circulation/src/lists/lists.service.js';
import type { LoanDto } from '../../libs/circulation/src/loans/loan.dto.js';
import { LoansListService } from '../../libs/circulation/src/loans/loans-list.service.js';
import { LoansService } from '../../libs/circulation/src/loans/loans.service.js';
import { SiteSummariesService } from '../../libs/circulation/src/site-summaries/site-summaries.service.js';
import { DeviceListService } from '../../libs/inventory/src/devices/device-list.service.js';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import type { GivenPerson, Scanned } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';

let test: TestApp;
let given: Given;
let site: string;
let clerk: Viewer;
let admin: Viewer;
let desk: GivenDesk;
let sam: GivenPerson;
let device: { id: string; tag: string };
let today: string;

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  today = await given.today();
});
afterAll(() => test.close());

/** A school of its own; Sam has a device for the year, due in a hundred days. */
beforeEach(async () => {
  site = await given.site();
  clerk = await given.clerk([site], ['person:contacts']);
  admin = await given.clerk([site], ['device:propose-write-off']);
  desk = new GivenDesk(await given.station(site));
  sam = await given.person(site, { name: ['Sam', 'Cole'] });
  device = await given.device(site);
  await scan('out', sam.number);
  expect(await scan('out', device.tag)).toMatchObject({ row: 'O10' });
  await ownDay(addDays(today, 100));
});

const scan = (...scanned: Scanned): Promise<ScanAnswer> => desk.scan(test.get(ScanService), clerk, ...scanned);

const ownDay = (day: string) =>
  test.database.asSuperuser('UPDATE loan SET due_on = $2 WHERE device_id = $1', [device.id, day]);

/** Withdrawn, with a clearance that is late from a day on. */
async function leaves(lastDay: string, lateOn: string): Promise<string> {
  await test.database.asSuperuser(`UPDATE person SET state = 'withdrawn', withdrawn_on = $2 WHERE id = $1`, [
    sam.id,
    lastDay,
  ]);
  const [{ id }] = await test.database.database.transaction((tx) =>
    tx.query<{ id: string }>('SELECT circulation_open_clearance($1, $2) AS id', [sam.id, lateOn]),
  );
  return id;
}

type Due = Pick<LoanDto, 'dueOn' | 'dueByClearance' | 'overdue'>;
const dueOf = ({ dueOn, dueByClearance, overdue }: Due): Due => ({ dueOn, dueByClearance, overdue });

/** The loan as each page has it. */
async function pages(): Promise<Due[]> {
  const loans = test.get(LoansService);
  const found = [
    await loans.ofPerson(clerk, sam.id, { open: true, limit: 5 }),
    await loans.ofDevice(clerk, device.id, { limit: 5 }),
    await loans.ofSite(clerk, site, { limit: 5 }),
    await test.get(LoansListService).list(clerk, { state: ['out'], limit: 5 }),
  ];
  return found.map(({ items }) => dueOf(items[0]));
}

/** Whether each list of what is overdue has it. */
async function overdueLists(): Promise<boolean[]> {
  const counts = await test.get(LoansService).counts(clerk, site);
  const { items } = await test.get(SiteSummariesService).list(clerk);
  const lists = [
    await test.get(LoansService).ofSite(clerk, site, { overdue: true, limit: 5 }),
    await test.get(LoansListService).list(clerk, { state: ['overdue'], limit: 5 }),
    await test.get(LoansListService).list(clerk, { state: ['overdue', 'over'], limit: 5 }),
    await test.get(DeviceListService).list(clerk, { site: [site], overdue: true, sort: 'tag', limit: 5 }),
    await test.get(ListsService).loans(clerk, 'overdue', site),
  ];
  return [...[counts.overdue, items[0].overdue].map((n) => n === 1), ...lists.map((list) => list.items.length === 1)];
}

describe('the day by which a device of somebody who leaves is due', () => {
  it('is the last day on every page, and at the desk', async () => {
    await leaves(today, addDays(today, 8));
    expect(await pages()).toEqual(Array(4).fill({ dueOn: today, dueByClearance: true, overdue: false }));
    expect(await overdueLists()).toEqual(Array(7).fill(false));
    expect(await test.get(LoansService).counts(clerk, site)).toMatchObject({ overdue: 0, dueToday: 1 });
    const seen = await scan('look', device.tag);
    expect(seen.device?.dueOn).toBe(today);
    expect(seen.text.lines.join()).toContain('due by clearance');
  });

  it('is overdue when the clearance is late, in every list of what is overdue', async () => {
    const lastDay = addDays(today, -20);
    await leaves(lastDay, addDays(today, 1));
    expect(await overdueLists()).toEqual(Array(7).fill(false));
    expect((await scan('look', device.tag)).text.lines.join()).toContain('due by clearance');
    await test.database.asSuperuser('UPDATE clearance SET overdue_on = $2 WHERE person_id = $1', [sam.id, today]);
    expect(await pages()).toEqual(Array(4).fill({ dueOn: lastDay, dueByClearance: true, overdue: true }));
    expect(await overdueLists()).toEqual(Array(7).fill(true));
    const [row] = (await test.get(ListsService).loans(clerk, 'overdue', site)).items;
    expect(row).toMatchObject({ dueOn: lastDay, dueByClearance: true });
    expect(row.daysLate).toBeGreaterThan(0);
  });

  it('is late at the desk from the day that the clearance says', async () => {
    const lateAt = async (): Promise<unknown> => {
      const [{ facts }] = await test.database.asSuperuser('SELECT circulation_loan_facts($1) AS facts', [device.id]);
      return (facts as { lateFrom: string }).lateFrom;
    };
    expect(await lateAt()).toBe(addDays(today, 101));
    await leaves(addDays(today, -20), addDays(today, -12));
    expect(await lateAt()).toBe(addDays(today, -12));
    const { text } = await scan('in', device.tag);
    expect(`${text.headline} ${text.lines.join(' ')}`).toMatch(/school days? late/);
  });

  it('is the loan’s own when that comes first, and counts it as overdue', async () => {
    await ownDay(addDays(today, -3));
    await leaves(today, addDays(today, 8));
    expect(await pages()).toEqual(Array(4).fill({ dueOn: addDays(today, -3), dueByClearance: false, overdue: true }));
    expect(await overdueLists()).toEqual(Array(7).fill(true));
  });

  it('is the loan’s own again once it was let go; what came back keeps its own', async () => {
    const id = await leaves(addDays(today, -20), addDays(today, -12));
    const { version } = await test.get(ClearancesService).get(admin, id);
    await test.get(ClearancesService).close(admin, id, version, 'Moved abroad');
    expect(await pages()).toEqual(Array(4).fill({ dueOn: addDays(today, 100), dueByClearance: false, overdue: false }));
    expect(await overdueLists()).toEqual(Array(7).fill(false));
    await scan('in', device.tag);
    const { items } = await test.get(LoansService).ofDevice(clerk, device.id, { limit: 1 });
    expect(dueOf(items[0])).toEqual({ dueOn: addDays(today, 100), dueByClearance: false, overdue: false });
  });

  it('is counted once for whoever left two schools', async () => {
    await leaves(addDays(today, -20), addDays(today, -12));
    const school = await given.site();
    await test.database.asSuperuser(
      `WITH c AS (INSERT INTO clearance (person_id, site_id, moved_to_site_id, due_on, overdue_on)
         VALUES ($1, $2, $3, $4, $5) RETURNING id)
       INSERT INTO clearance_item (clearance_id, device_id, loan_id)
         SELECT c.id, l.device_id, l.id FROM c, loan l WHERE l.device_id = $6`,
      [sam.id, site, school, addDays(today, -30), addDays(today, -22), device.id],
    );
    expect(await pages()).toEqual(Array(4).fill({ dueOn: addDays(today, -30), dueByClearance: true, overdue: true }));
    expect(await overdueLists()).toEqual(Array(7).fill(true));
  });
});
