import { Settings } from '@app/platform';
import type { Viewer } from '@app/platform';
import { ScanService } from '@app/desk';
import type { ScanAnswer, ScanRequest, StationContext } from '@app/scan-engine';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import { addSchoolDays } from '../../libs/directory/src/calendar/school-days.rules.js';
import { schoolCalendar } from '../../libs/directory/src/calendar/school-calendar.js';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import { Given, GivenDesk } from '../support/given.js';

let test: TestDatabase;
let given: Given;
let scans: ScanService;
let site: string;
let clerk: Viewer;
let desk: GivenDesk;
let today: string;

beforeAll(async () => {
  test = await testDatabase();
  given = new Given(test.database);
  scans = new ScanService(test.database, Settings.from({ PUBLIC_URL: 'http://localhost:3000' }));
  await given.district();
  site = await given.site('LHS');
  clerk = await given.clerk([site]);
  [{ today }] = await test.database.read.query<{ today: string }>('SELECT directory_day(clock_timestamp()) AS today');
});
afterAll(() => test.close());
beforeEach(async () => {
  desk = new GivenDesk(await given.station(site));
});

async function scan(
  mode: ScanRequest['mode'],
  act: ScanRequest['act'] | string,
  as: Viewer = clerk,
): Promise<ScanAnswer> {
  const answer = await scans.handle(as, desk.request(mode, act));
  desk.context = answer.context;
  return answer;
}
const setUp = (settings: Partial<StationContext>): void => {
  desk.context = { ...desk.context, ...settings };
};
const loanOf = async (deviceId: string): Promise<Record<string, unknown>> =>
  (
    await test.database.read.query(
      `SELECT type, person_id, due_on, due_at, directory_closing_on(site_id, due_on) AS closing, loaned_at, returned_at, closed_as
         FROM loan WHERE device_id = $1 ORDER BY opened_seq DESC LIMIT 1`,
      [deviceId],
    )
  )[0];

describe('kinds of loan', () => {
  it('in school: due when the school closes, within a limit of its own', async () => {
    const maya = await given.person(site);
    const [first, second] = [await given.device(site), await given.device(site)];
    setUp({ loanType: 'in-school' });
    await scan('out', maya.number);
    expect(await scan('out', first.tag)).toMatchObject({ row: 'O10', person: { limit: 1 } });
    const [{ next }] = await test.database.read.query<{ next: { on: string; at: string } }>(
      'SELECT directory_next_closing($1, clock_timestamp()) AS next',
      [site],
    );
    const loan = await loanOf(first.id);
    expect(loan).toMatchObject({ type: 'in-school', due_on: next.on });
    expect(new Date(String(loan.due_at))).toEqual(new Date(next.at));
    expect(await scan('out', second.tag)).toMatchObject({ row: 'O15', text: { headline: /1 of 1/ } });
    // Another kind has its own limit.
    setUp({ loanType: 'one-to-one' });
    expect(await scan('out', second.tag)).toMatchObject({ row: 'O10' });
  });

  it('over the summer: due on the first school day of the next year, or without a day when nobody has entered it', async () => {
    const lend = async (): Promise<Record<string, unknown>> => {
      const [person, device] = [await given.person(site), await given.device(site)];
      setUp({ ...EMPTY_CONTEXT, loanType: 'summer' });
      await scan('out', person.number);
      await scan('out', device.tag);
      return loanOf(device.id);
    };
    expect(await lend()).toMatchObject({ type: 'summer', due_on: null, due_at: null });
    // A Saturday: the school opens on Monday.
    const [{ saturday, monday }] = await test.database.read.query<{ saturday: string; monday: string }>(
      `SELECT s AS saturday, s + 2 AS monday FROM (SELECT (date_trunc('week', current_date + 200) + interval '5 days')::date AS s) x`,
    );
    await test.asSuperuser(
      `INSERT INTO school_year (label, starts_on, ends_on) VALUES ('next', $1::date, $1::date + 280)`,
      [saturday],
    );
    expect(await lend()).toMatchObject({ type: 'summer', due_on: monday, due_at: null });
  });
});

describe('the due chip', () => {
  it.each([1, 3, 12])('counts %i school days of the site, closed days left out', async (n) => {
    await test.asSuperuser(
      `INSERT INTO calendar_day (site_id, on_day, kind, label) VALUES (NULL, $1::date + 1, 'closed', 'Break'), ($2, $1::date + 2, 'closed', 'Flood')
       ON CONFLICT DO NOTHING`,
      [today, site],
    );
    const [person, device] = [await given.person(site), await given.device(site)];
    setUp({ due: { kind: 'school-days', n }, loanType: 'daily' });
    await scan('out', person.number);
    const answer = await scan('out', device.tag);
    expect(answer).toMatchObject({ row: 'O10', context: { due: { kind: 'school-days', n } } });
    const expected = addSchoolDays(await schoolCalendar(test.database.read, site, today), today, n);
    const loan = await loanOf(device.id);
    expect(loan).toMatchObject({ due_on: expected });
    expect(loan.due_at).toEqual(loan.closing);
    expect(answer.text.lines.join()).toMatch(/due \w{3} \d+ \w{3} \d+:\d\d|due \d+ \w{3} \d{4}/);
  });

  it('is a day, the end of the year, or a refusal that says why', async () => {
    const [device, other] = [await given.device(site), await given.device(site)];
    await scan('out', (await given.person(site)).number);
    setUp({ due: { kind: 'day', on: '2099-06-12' } });
    expect(await scan('out', device.tag)).toMatchObject({ row: 'O10' });
    expect(await loanOf(device.id)).toMatchObject({ due_on: '2099-06-12', due_at: null });
    await scan('out', (await given.person(site)).number);
    setUp({ due: { kind: 'day', on: '2020-06-12' } });
    expect(await scan('out', other.tag)).toMatchObject({ row: 'DUE-NO', class: 'STOP', undoable: false });
    setUp({ due: { kind: 'year-end' } });
    expect(await scan('out', other.tag)).toMatchObject({ row: 'O10' });
    const [{ ends }] = await test.database.read.query<{ ends: string }>(
      `SELECT ends_on AS ends FROM school_year WHERE label = 'now'`,
    );
    expect(await loanOf(other.id)).toMatchObject({ type: 'one-to-one', due_on: ends });
  });
});
