import { addDays, weekdayOf } from '@app/kernel';
import { Settings } from '@app/platform';
import { Viewer } from '@app/platform';
import { ScanService } from '@app/desk';
import { verifyLedger } from '@app/inventory';
import type { ScanAnswer, StationContext } from '@app/scan-engine';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import { addSchoolDays } from '../../libs/directory/src/calendar/school-days.rules.js';
import { schoolCalendar } from '../../libs/directory/src/calendar/school-calendar.js';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import type { Scanned } from '../support/given.js';
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
  today = await given.today();
});
afterAll(() => test.close());
beforeEach(async () => {
  desk = new GivenDesk(await given.station(site));
});

const scan = (mode: Scanned[0], act: Scanned[1], as = clerk): Promise<ScanAnswer> => desk.scan(scans, as, mode, act);
const setUp = (settings: Partial<StationContext>): void => {
  desk.context = { ...desk.context, ...settings };
};
const loanOf = async (deviceId: string): Promise<Record<string, unknown>> =>
  (
    await test.database.read.query(
      `SELECT type, person_id, amnesty, due_on, due_at, directory_closing_on(site_id, due_on) AS closing, loaned_at, returned_at, closed_as
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

/** The first day from this one on that is that day of the week, 1 Monday. */
const weekday = (from: string, day: number): string => addDays(from, (day - weekdayOf(from) + 7) % 7);

const openDays = async (of: string): Promise<{ closed: string[]; weekdays: number[] }> => ({
  closed: (
    await test.asSuperuser(
      `SELECT on_day::text FROM calendar_day WHERE kind = 'closed' AND coalesce(site_id, $1) = $1`,
      [of],
    )
  ).map(({ on_day }) => String(on_day)),
  weekdays: (await test.asSuperuser(`SELECT DISTINCT weekday FROM school_hours`)).map((row) => Number(row.weekday)),
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

  it('on a closed day is the next open one, and the answer says so', async () => {
    const saturday = weekday(addDays(today, 21), 6);
    const monday = addDays(saturday, 2);
    const [person, device] = [await given.person(site), await given.device(site)];
    setUp({ due: { kind: 'day', on: saturday } });
    await scan('out', person.number);
    const answer = await scan('out', device.tag);
    expect(answer).toMatchObject({ row: 'O10', notes: ['DUE-MOVED'], class: 'CHECK' });
    expect(answer.headline.values).toMatchObject({ closedOn: saturday, dueOn: monday });
    expect(await loanOf(device.id)).toMatchObject({ due_on: monday });
  });

  it('on a closed last day of the school year is the last open one before, never past the year', async () => {
    const [{ ends }] = await test.database.read.query<{ ends: string }>(
      `SELECT ends_on AS ends FROM school_year WHERE label = 'now'`,
    );
    await test.asSuperuser(
      `INSERT INTO calendar_day (site_id, on_day, kind, label) VALUES ($1, $2, 'closed', 'Flood') ON CONFLICT DO NOTHING`,
      [site, ends],
    );
    const [person, device] = [await given.person(site), await given.device(site)];
    setUp({ due: { kind: 'day', on: ends } });
    await scan('out', person.number);
    expect(await scan('out', device.tag)).toMatchObject({ row: 'O10', notes: ['DUE-MOVED'] });
    const { due_on: due } = await loanOf(device.id);
    const { closed, weekdays } = await openDays(site);
    expect(String(due) < ends).toBe(true);
    expect([weekdays.includes(weekdayOf(String(due))), closed.includes(String(due))]).toEqual([true, false]);
    await test.asSuperuser(`DELETE FROM calendar_day WHERE on_day = $1`, [ends]);
  });

  it('is a day, the end of the year, or a refusal that says why', async () => {
    const [device, other] = [await given.device(site), await given.device(site)];
    await scan('out', (await given.person(site)).number);
    setUp({ due: { kind: 'day', on: '2050-01-01' } });
    const tooFar = await scan('out', device.tag);
    expect(tooFar).toMatchObject({ row: 'DUE-NO', class: 'STOP' });
    expect(tooFar.text.headline).toBe('NOT CHECKED OUT – the due day 1 Jan 2050 is after the next school year');
    const far = weekday(addDays(today, 400), 3);
    setUp({ due: { kind: 'day', on: far } });
    expect(await scan('out', device.tag)).toMatchObject({ row: 'O10' });
    expect(await loanOf(device.id)).toMatchObject({ due_on: far, due_at: null });
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

describe('pair 1:1', () => {
  it('24: the second device is not given to the person who is done', async () => {
    const maya = await given.person(site);
    const [first, second] = [await given.device(site), await given.device(site)];
    setUp({ pair: true });
    await scan('out', maya.number);
    expect(await scan('out', first.tag)).toMatchObject({
      row: 'O10',
      context: { personId: null, pair: true },
      person: null,
    });
    expect(await scan('out', second.tag)).toMatchObject({ row: 'O11', class: 'CONTEXT', undoable: false });
    expect(await loanOf(second.id)).toBeUndefined();
    expect(await loanOf(first.id)).toMatchObject({ person_id: maya.id, returned_at: null });
  });
});

describe('loaners', () => {
  const strict = async (nonLoaner: 'refuse' | 'warn'): Promise<unknown> =>
    test.asSuperuser(`UPDATE policy_desk SET non_loaner = $1`, [nonLoaner]);
  afterEach(() => strict('refuse'));

  it('come from the pool only, unless the site only warns', async () => {
    const maya = await given.person(site);
    const [plain, loaner] = [await given.device(site), await given.device(site, { loanerPool: true })];
    setUp({ loanType: 'daily', loanersOnly: true });
    await scan('out', maya.number);
    expect(await scan('out', plain.tag)).toMatchObject({
      row: 'O23',
      class: 'STOP',
      text: { headline: 'NOT A LOANER' },
    });
    expect(await loanOf(plain.id)).toBeUndefined();
    expect(await scan('out', loaner.tag)).toMatchObject({ row: 'O10' });
    expect(await loanOf(loaner.id)).toMatchObject({ type: 'daily', due_at: expect.anything() as unknown });
    await strict('warn');
    await scan('out', (await given.person(site)).number);
    expect(await scan('out', plain.tag)).toMatchObject({ row: 'O10', notes: ['O23'], class: 'CHECK' });
  });

  it('that go out for the year are named, unless the site says nothing', async () => {
    const [first, second] = [
      await given.device(site, { loanerPool: true }),
      await given.device(site, { loanerPool: true }),
    ];
    await scan('out', (await given.person(site)).number);
    expect(await scan('out', first.tag)).toMatchObject({
      row: 'O10',
      notes: ['O30'],
      class: 'CHECK',
      text: { headline: 'CHECKED OUT ▲ a loaner, given for the year' },
    });
    await test.asSuperuser(`UPDATE policy_desk SET pool_device = 'off'`);
    await scan('out', (await given.person(site)).number);
    expect(await scan('out', second.tag)).toMatchObject({ row: 'O10', notes: [], class: 'OK' });
    await test.asSuperuser(`UPDATE policy_desk SET pool_device = 'warn'`);
  });

  it('40: a helper lends and takes back loaners, sees short names and no record, and undoes only the own', async () => {
    const helper = new Viewer(
      await given.account('Harper'),
      'helper',
      new Map(['site:read', 'scan:use', 'scan:undo-own', 'loaner:lend'].map((code) => [code, [site]])),
    );
    const maya = await given.person(site, { name: ['Maya', 'Rivera'] });
    const leo = await given.person(site, { name: ['Leo', 'Park'] });
    const [plain, loaner] = [await given.device(site), await given.device(site, { loanerPool: true })];
    expect(await scan('out', maya.number, helper)).toMatchObject({
      row: 'O1',
      text: { headline: 'Maya R.' },
      person: { display: 'Maya R.', grade: null, homeroom: null },
      context: { loanType: 'daily', loanersOnly: true },
    });
    expect(await scan('out', plain.tag, helper)).toMatchObject({ row: 'O23', class: 'STOP' });
    const out = await scan('out', loaner.tag, helper);
    expect(out).toMatchObject({ row: 'O10', device: { holder: { display: 'Maya R.', foreign: false } } });
    expect(JSON.stringify(out)).not.toContain('Rivera');
    expect(await loanOf(loaner.id)).toMatchObject({ type: 'daily', person_id: maya.id });
    expect(await scan('look', loaner.tag, helper)).toMatchObject({ row: 'X5', class: 'STOP' });
    await scan('out', leo.number, helper);
    const held = await scan('out', loaner.tag, helper);
    expect(held).toMatchObject({
      row: 'O14',
      quickAnswers: [],
      text: { headline: 'NOT CHECKED OUT – with Maya R.', lines: ['a supervisor’s card works'] },
    });
    expect(await scan('in', loaner.tag, helper)).toMatchObject({ row: 'I1', class: expect.any(String) as string });
    expect(await scan('out', { kind: 'undo', scanId: null }, helper)).toMatchObject({ row: 'UNDO' });
    // What a clerk lent at another desk.
    const clerks = new GivenDesk(await given.station(site));
    const theirs = await given.device(site);
    await scans.handle(clerk, clerks.request('out', leo.number));
    clerks.context = { ...EMPTY_CONTEXT, personId: leo.id };
    const lent = await scans.handle(clerk, clerks.request('out', theirs.tag));
    expect(await scan('out', { kind: 'undo', scanId: lent.id }, helper)).toMatchObject({
      row: 'UNDO-NO',
      class: 'STOP',
    });
    expect(await scan('in', theirs.tag, helper)).toMatchObject({ row: 'O23', class: 'STOP' });
    expect(await loanOf(theirs.id)).toMatchObject({ person_id: leo.id, returned_at: null });
  });
});

describe('amnesty', () => {
  it('stands on the loan that a return closes, and goes with its undo', async () => {
    const [maya, device] = [await given.person(site), await given.device(site)];
    await scan('out', maya.number);
    await scan('out', device.tag);
    setUp({ personId: null, amnesty: true });
    expect(await scan('in', device.tag)).toMatchObject({ row: 'I1', context: { amnesty: true } });
    expect(await loanOf(device.id)).toMatchObject({ amnesty: true, closed_as: 'returned' });
    await scan('in', { kind: 'undo', scanId: null });
    expect(await loanOf(device.id)).toMatchObject({ amnesty: false, returned_at: null });
    setUp({ amnesty: false });
    await scan('in', device.tag);
    expect(await loanOf(device.id)).toMatchObject({ amnesty: false, closed_as: 'returned' });
  });
});

describe('back-dating', () => {
  const daysAgo = async (days: number): Promise<string> =>
    (await test.database.read.query<{ day: string }>('SELECT $1::date - $2::integer AS day', [today, days]))[0].day;
  const longKnown = async (days: number, state?: string): ReturnType<Given['device']> =>
    given.device(site, { state, registeredAt: new Date(Date.now() - days * 86_400_000).toISOString() });
  const entries = (deviceId: string): Promise<{ type: string; day: string; evidence: unknown; recorded: string }[]> =>
    test.database.read.query(
      `SELECT type, directory_day(occurred_at) AS day, evidence, directory_day(recorded_at) AS recorded
         FROM device_event WHERE device_id = $1 ORDER BY seq`,
      [deviceId],
    );

  it('39: entries and loan carry the day, the record its own; a later hold is no obstacle, a later move is', async () => {
    const [maya, device] = [await given.person(site), await longKnown(40)];
    const [lentOn, returnedOn, before] = [await daysAgo(20), await daysAgo(5), await daysAgo(6)];
    setUp({ backDatedTo: lentOn });
    await scan('out', maya.number);
    expect(await scan('out', device.tag)).toMatchObject({ row: 'O10', context: { backDatedTo: lentOn } });
    await given.deviceEvent(device.id, 'mdm-changed', { mdm_status: 'provisioned' });
    setUp({ personId: null, backDatedTo: returnedOn });
    expect(await scan('in', device.tag)).toMatchObject({ row: 'I1' });
    expect((await entries(device.id)).slice(1).map(({ type, day, recorded }) => [type, day, recorded])).toEqual([
      ['checked-out', lentOn, today],
      ['mdm-changed', today, today],
      ['checked-in', returnedOn, today],
    ]);
    expect((await entries(device.id))[3].evidence).toEqual({ backDatedTo: returnedOn });
    const [loan] = await test.database.read.query(
      'SELECT directory_day(loaned_at) AS lent, directory_day(returned_at) AS returned FROM loan WHERE device_id = $1',
      [device.id],
    );
    expect(loan).toEqual({ lent: lentOn, returned: returnedOn });
    // Handed out again the same day, after the return; a day before that is refused.
    await scan('out', maya.number);
    expect(await scan('out', device.tag)).toMatchObject({ row: 'O10' });
    setUp({ personId: null, backDatedTo: before });
    expect(await scan('in', device.tag)).toMatchObject({ row: 'DATE-NO', class: 'STOP', undoable: false });
    expect(await loanOf(device.id)).toMatchObject({ returned_at: null });
    // An undo is of now, and the ledger still adds up.
    setUp({ backDatedTo: returnedOn });
    expect(await scan('out', { kind: 'undo', scanId: null })).toMatchObject({ row: 'UNDO' });
    expect((await entries(device.id)).at(-1)).toMatchObject({ type: 'reversed', day: today, evidence: {} });
    const report = await verifyLedger(test.database.read, {});
    expect(report.findings).toEqual([]);
  });

  it('is refused for a day that is not over, and further back than the site allows', async () => {
    const device = await longKnown(60, 'deployed');
    setUp({ backDatedTo: today });
    expect(await scan('in', device.tag)).toMatchObject({ row: 'DATE-NO', text: { headline: /is not over yet$/ } });
    setUp({ backDatedTo: await daysAgo(31) });
    expect(await scan('in', device.tag)).toMatchObject({
      row: 'DATE-NO',
      text: { headline: /more than 30 days ago$/ },
    });
    setUp({ backDatedTo: await daysAgo(30) });
    expect(await scan('in', device.tag)).toMatchObject({ row: 'I1' });
  });

  it('the database itself refuses a move before the last one', async () => {
    const device = await given.device(site);
    const event = { deviceId: device.id, type: 'checked-out', source: 'test', after: { state: 'deployed' } };
    const back = { ...event, evidence: { backDatedTo: await daysAgo(3) } };
    await expect(
      test.database.transaction((tx) =>
        tx.query('SELECT inventory_record_events($1::jsonb)', [JSON.stringify([back])]),
      ),
    ).rejects.toThrow(/moved after/);
  });
});

describe('a late return', () => {
  it('counts school days, from the due day to the day of the chip', async () => {
    const open = await schoolCalendar(test.database.read, site, today);
    const [maya, device] = [
      await given.person(site),
      await given.device(site, { registeredAt: new Date(Date.now() - 40 * 86_400_000).toISOString() }),
    ];
    const [{ lentOn, dueOn, backOn }] = await test.database.read.query<{
      lentOn: string;
      dueOn: string;
      backOn: string;
    }>('SELECT $1::date - 20 AS "lentOn", $1::date - 15 AS "dueOn", $1::date - 3 AS "backOn"', [today]);
    setUp({ backDatedTo: lentOn, due: { kind: 'day', on: dueOn }, loanType: 'long' });
    await scan('out', maya.number);
    expect(await scan('out', device.tag)).toMatchObject({ row: 'O10' });
    const daysLate = (until: string): number => {
      let n = 0;
      while ((addSchoolDays(open, dueOn, n + 1) ?? '9999') <= until) n += 1;
      return n;
    };
    expect(daysLate(today)).toBeGreaterThan(daysLate(backOn));
    setUp({ personId: null, backDatedTo: backOn });
    expect(await scan('in', device.tag)).toMatchObject({
      row: 'I1',
      notes: ['I2'],
      class: 'CHECK',
      text: { headline: `CHECKED IN ▲ ${daysLate(backOn)} school days late` },
    });
    await scan('in', { kind: 'undo', scanId: null });
    setUp({ backDatedTo: null });
    expect(await scan('in', device.tag)).toMatchObject({
      text: { headline: `CHECKED IN ▲ ${daysLate(today)} school days late` },
    });
  });
});

describe('two who had swapped their devices', () => {
  const lend = async (person: { number: string }, device: { tag: string }): Promise<void> => {
    setUp(EMPTY_CONTEXT);
    await scan('out', person.number);
    await scan('out', device.tag);
    setUp(EMPTY_CONTEXT);
  };
  const holders = (...ids: string[]): Promise<{ person_id: string; type: string; fresh: boolean }[]> =>
    test.database.read.query(
      `SELECT l.person_id, l.type, l.loaned_at > clock_timestamp() - interval '1 minute' AS fresh FROM unnest($1::uuid[]) WITH ORDINALITY AS x(id, n)
         JOIN loan l ON l.device_id = x.id AND l.returned_at IS NULL ORDER BY n`,
      [ids],
    );
  const pair = async () => {
    const [maya, luis] = [await given.person(site), await given.person(site, { name: ['Luis', 'Rivera'] })];
    const [hers, his] = [await given.device(site), await given.device(site)];
    await lend(maya, hers);
    await lend(luis, his);
    // Luis stands at the desk with Maya's.
    await scan('in', luis.number);
    expect(await scan('in', hers.tag)).toMatchObject({ row: 'I1', notes: expect.arrayContaining(['I4']) as string[] });
    return { maya, luis, hers, his };
  };

  it('E4: keep what they have, by loans of today; one undo gives it all back', async () => {
    const { maya, luis, hers, his } = await pair();
    const returned = await scan('in', his.tag);
    expect(returned).toMatchObject({ row: 'I3' });
    expect(returned.quickAnswers.map(({ key }) => key)).toContain('x');
    expect(await holders(hers.id, his.id)).toEqual([]);
    const swapped = await scan('in', { kind: 'answer', scanId: returned.id, key: 'x' });
    expect(swapped).toMatchObject({ row: 'E4', class: 'CHECK', undoable: true, targetScanId: returned.id });
    expect(swapped.text.lines).toEqual([`${hers.tag} → Luis Rivera`, `${his.tag} → Maya Rivera`]);
    expect(await holders(hers.id, his.id)).toEqual([
      { person_id: luis.id, type: 'one-to-one', fresh: true },
      { person_id: maya.id, type: 'one-to-one', fresh: true },
    ]);
    expect(await scan('in', { kind: 'undo', scanId: null })).toMatchObject({ row: 'UNDO' });
    expect(await holders(hers.id, his.id)).toEqual([]);
    const again = await scan('in', { kind: 'answer', scanId: returned.id, key: 'x' });
    expect(again).toMatchObject({ row: 'E4' });
  });

  it('are not asked when one of the devices came back damaged or has gone out again', async () => {
    const { his } = await pair();
    const returned = await scan('in', his.tag);
    await scan('in', { kind: 'answer', scanId: returned.id, key: '3' });
    expect(await scan('in', { kind: 'answer', scanId: returned.id, key: 'x' })).toMatchObject({
      row: 'U5',
      class: 'STOP',
    });
    const other = await pair();
    await lend(await given.person(site), other.hers);
    const late = await scan('in', other.his.tag);
    expect(late).toMatchObject({ row: 'I1' });
    expect(late.quickAnswers.map(({ key }) => key)).not.toContain('x');
  });
});
