import { RosterQuestionsService } from './roster-questions.service.js';
import { PeopleFacade, SitesFacade } from '@app/directory';
import { AdminLog } from '@app/identity';
import { addDays } from '@app/kernel';
import { Given as DistrictGiven } from '../../../../../test/support/given.js';
import { RosterMovesService } from './roster-moves.service.js';
import type { Given } from '../rosters.test-support.js';
import {
  aStudent,
  bring,
  check,
  givenRosters,
  numbersOf,
  oneRoster,
  packageOf,
  peopleOf,
  rowsOf,
} from '../rosters.test-support.js';

let given: Given;
let questions: RosterQuestionsService;
beforeEach(async () => {
  given = await givenRosters();
  // Neither searches nor lists here: answers need the database alone.
  questions = new RosterQuestionsService(given.test.database, {} as PeopleFacade, {} as SitesFacade, new AdminLog());
});
afterEach(() => given.close());

const sql = (text: string) => given.test.asSuperuser(text);
const many = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => aStudent(from + n));
const stateOf = async (number: string): Promise<string | undefined> =>
  (await peopleOf(given)).find((one) => one.number === number)?.state;
const csv = (...lines: string[]): string => `${lines.join('\n')}\n`;
const openQuestion = async (): Promise<{ id: string; version: number; kind: string }> =>
  (await sql(`SELECT id, version, kind FROM roster_question WHERE state = 'open'`))[0] as {
    id: string;
    version: number;
    kind: string;
  };
const today = async (): Promise<string> =>
  (await sql(`SELECT directory_day(clock_timestamp())::text AS d`))[0].d as string;

describe('who comes back', () => {
  it('is taken back when the answer to the roster’s own question withdrew them', async () => {
    await bring(given, oneRoster(many(0, 20)));
    await bring(given, oneRoster(many(1, 20)));
    const { id, version } = await openQuestion();
    await questions.answer(given.viewer, id, { version, answer: 'withdraw', on: await today() });
    expect(await stateOf('70000')).toBe('withdrawn');
    expect((await bring(given, oneRoster(many(0, 20)))).result).toMatchObject({ change: 1, takenBack: 1 });
    expect(await stateOf('70000')).toBe('active');
  });

  it('is a question when a clerk had withdrawn them, asked once', async () => {
    await bring(given, oneRoster(many(0, 20)));
    await sql(`UPDATE person SET state = 'withdrawn', withdrawn_on = current_date WHERE number = '70000'`);
    expect(numbersOf(await bring(given, oneRoster(many(0, 20))))).toEqual([0, 0, 19, 0, 1, 0]);
    expect(await stateOf('70000')).toBe('withdrawn');
    const { id, version, kind } = await openQuestion();
    expect(kind).toBe('returned');
    await questions.answer(given.viewer, id, { version, answer: 'stays-withdrawn' });
    expect(numbersOf(await bring(given, oneRoster(many(0, 20))))).toEqual([0, 0, 20, 0, 0, 0]);
  });
});

it('a question that was put off is asked again on its day, one that was answered is not', async () => {
  await bring(given, oneRoster(many(0, 20)));
  await bring(given, oneRoster(many(1, 20)));
  const { id, version } = await openQuestion();
  await questions.answer(given.viewer, id, { version, answer: 'later', on: addDays(await today(), 60) });
  await expect(questions.answer(given.viewer, id, { version, answer: 'still-here' })).rejects.toMatchObject({
    code: 'roster.question-closed',
  });
  await questions.answer(given.viewer, id, { version: version + 1, answer: 'still-here' });
  expect(numbersOf(await bring(given, oneRoster(many(1, 20))))).toEqual([0, 0, 19, 0, 0, 0]);
  expect(await stateOf('70000')).toBe('active');
});

it('nobody left before their last loan, nor long before the question', async () => {
  await bring(given, oneRoster(many(0, 40)));
  await bring(given, oneRoster(many(2, 40)));
  const device = await new DistrictGiven(given.test.database).device(
    (await sql(`SELECT id FROM site WHERE code = '005'`))[0].id as string,
    { tag: 'CB-1' },
  );
  const [{ id: personId }] = await sql(`SELECT id FROM person WHERE number = '70001'`);
  await new DistrictGiven(given.test.database).deviceEvent(device.id, 'checked-out', {
    state: 'deployed',
    custody: 'student',
    holder_person_id: personId,
  });
  await sql(`INSERT INTO loan (device_id, person_id, borrower_name, type, site_id, loaned_at, opened_seq)
    SELECT id, holder_person_id, 'Maya', 'one-to-one', home_site_id, now() - interval '20 days', 2 FROM device`);
  const day = await today();
  const ids = await sql(
    `SELECT q.id, p.number FROM roster_question q JOIN person p ON p.id = q.person_id ORDER BY p.number`,
  );
  const left = (before: number, ...which: number[]) =>
    questions.answerAll(
      given.viewer,
      which.map((n) => ids[n].id as string),
      { answer: 'withdraw', on: addDays(day, -before) },
    );
  await expect(left(61, 0)).rejects.toMatchObject({ code: 'roster.answer-invalid' });
  await expect(left(25, 0, 1)).rejects.toMatchObject({ code: 'roster.answer-invalid' });
  expect([await stateOf('70000'), await stateOf('70001')]).toEqual(['active', 'active']);
  expect(await left(60, 0)).toMatchObject({ answered: 1 });
  expect(await left(15, 1)).toMatchObject({ answered: 1 });
});

it('contacts that somebody typed stay theirs', async () => {
  const users = (phone: string): Record<string, string> => {
    const files = oneRoster([aStudent(1)]);
    const [header, student] = files['users.csv'].trim().split('\n');
    const withAgents = student.replace(/,,09,hunter2$/, ',"g1,g2",09,hunter2');
    return {
      ...files,
      'users.csv': csv(
        header,
        withAgents,
        `g1,,,true,org-hs,parent,,,Pat,Rivera,,,pat@mail.example,,${phone},,,`,
        'g2,,,true,org-hs,guardian,,,Sam,Rivera,,,,,5550102,,,',
      ),
    };
  };
  await bring(given, users('5550100'));
  const guardians = () => sql(`SELECT name, relation, phone, origin FROM guardian ORDER BY name, origin`);
  expect(await guardians()).toEqual([
    { name: 'Pat Rivera', relation: 'parent', phone: '5550100', origin: 'roster' },
    { name: 'Sam Rivera', relation: 'guardian', phone: '5550102', origin: 'roster' },
  ]);
  // Somebody corrects one and adds another: as the page does, all are typed then.
  await sql(`UPDATE guardian SET origin = 'hand', phone = '5559999' WHERE name = 'Pat Rivera'`);
  expect((await bring(given, users('5550111'))).result).toMatchObject({ change: 0 });
  expect((await guardians())[0]).toMatchObject({ name: 'Pat Rivera', phone: '5559999', origin: 'hand' });
});

describe('staff', () => {
  const header =
    'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password';
  const orgs = oneRoster([])['orgs.csv'];
  const students = many(0, 5).map(({ id, number }) => `${id},,,true,org-hs,student,,,Mo,Ray,,${number},,,,,9,`);
  const manifest = (mode: string): string =>
    csv(
      ...['propertyName,value', 'oneroster.version,1.1', `file.users,${mode}`],
      `file.orgs,${mode === 'bulk' ? 'bulk' : 'absent'}`,
    );

  it('with several records and one username is one person; who leaves signs in no more', async () => {
    const staff = (status = ','): string[] => [
      `t-1a,${status},true,org-hs,teacher,ann.lee,,Ann,Lee,,E-100,ann@staff.example,,,,,`,
      `t-1b,${status},true,org-ms,administrator,Ann.Lee,,Ann,Lee,,E-100,ann@staff.example,,,,,`,
    ];
    await bring(given, {
      'manifest.csv': manifest('bulk'),
      'orgs.csv': orgs,
      'users.csv': csv(header, ...students, ...staff()),
    });
    expect((await peopleOf(given)).filter(({ kind }) => kind === 'staff')).toMatchObject([
      { number: 'E-100', sites: ['005', 'WMS'] },
    ]);
    await sql(
      `INSERT INTO account (id, email, display_name) VALUES ('01890000-0000-7000-8000-000000000001', 'Ann@staff.example', 'Ann')`,
    );
    await sql(
      `INSERT INTO session (token_hash, account_id, expires_at, proven_at) VALUES ('\\x01', '01890000-0000-7000-8000-000000000001', now() + interval '1 day', now())`,
    );
    const at = 'tobedeleted,2027-08-10T09:00:00.000Z';
    const gone = { 'manifest.csv': manifest('delta'), 'users.csv': csv(header, ...staff(at)) };
    // One of two records goes: they stay.
    expect(numbersOf(await bring(given, { ...gone, 'users.csv': csv(header, staff(at)[0]) }))).toEqual([
      0, 1, 0, 0, 0, 0,
    ]);
    expect((await bring(given, { ...gone, 'users.csv': csv(header, staff(at)[1]) })).result).toMatchObject({
      withdraw: 1,
    });
    expect(
      await sql(`SELECT a.state, s.ended_at IS NOT NULL AS ended FROM account a JOIN session s ON s.account_id = a.id`),
    ).toEqual([{ state: 'disabled', ended: true }]);
  });

  it('gets accounts by the role rules, at the sites of the roster, and the roles move with them', async () => {
    await sql(
      `INSERT INTO role_rule (matches, value, role_id, scope) SELECT 'roster', 'teacher', id, 'own-sites' FROM role WHERE code = 'til'`,
    );
    const teacher = (org: string): string => `t-9,,,true,${org},teacher,bo.day,,Bo,Day,,E-900,bo@staff.example,,,,,`;
    const clerk = `t-8,,,true,org-hs,aide,cy.fox,,Cy,Fox,,E-800,cy@staff.example,,,,,`;
    const accounts = (): Promise<Record<string, unknown>[]> =>
      sql(`SELECT a.email, r.code AS role, s.code AS site FROM account a LEFT JOIN role_grant g ON g.account_id = a.id LEFT JOIN role r ON r.id = g.role_id
           LEFT JOIN site s ON s.id = g.site_id WHERE a.email LIKE '%@staff.example' AND a.person_id IS NOT NULL AND a.state = 'active' ORDER BY 1, 3`);
    const whole = (org: string): Promise<unknown> =>
      bring(given, {
        'manifest.csv': manifest('bulk'),
        'orgs.csv': orgs,
        'users.csv': csv(header, ...students, teacher(org), clerk),
      });
    await whole('org-hs');
    expect(await accounts()).toEqual([{ email: 'bo@staff.example', role: 'til', site: '005' }]);
    await whole('org-ms');
    expect(await accounts()).toEqual([{ email: 'bo@staff.example', role: 'til', site: 'WMS' }]);
  });
});

it('a temporary student waits for somebody to say that the new record is theirs', async () => {
  await sql(`INSERT INTO person (kind, temporary, number, known_number, given_name, family_name, primary_site_id)
    SELECT 'student', true, 'T-10001', '70001', 'Maya', 'Rivera', id FROM site WHERE code = '005'`).catch(
    () => undefined,
  );
  await sql(`WITH p AS (INSERT INTO person (kind, temporary, number, known_number, given_name, family_name, primary_site_id)
      SELECT 'student', true, 'T-10002', '70002', 'Maya', 'Rivera', id FROM site WHERE code = '005' RETURNING id, primary_site_id)
    INSERT INTO person_site (person_id, site_id) SELECT id, primary_site_id FROM p`);
  expect(numbersOf(await bring(given, oneRoster([aStudent(2)])))).toEqual([1, 0, 0, 0, 0, 0]);
  expect(await sql(`SELECT number FROM person WHERE temporary AND merged_into_id IS NULL`)).toEqual([
    { number: 'T-10002' },
  ]);
});

it('who is here and in no roster is asked about, when one source says the whole', async () => {
  await sql(`WITH p AS (INSERT INTO person (kind, number, given_name, family_name, primary_site_id)
      SELECT 'student', '80001', 'Old', 'Friend', id FROM site WHERE code = '005' RETURNING id, primary_site_id)
    INSERT INTO person_site (person_id, site_id) SELECT id, primary_site_id FROM p`);
  expect(numbersOf(await check(given, oneRoster(many(0, 3))))).toEqual([3, 0, 0, 0, 1, 0]);
  await sql(`INSERT INTO roster_source (code, name) VALUES ('second', 'Charter SIS')`);
  expect(numbersOf(await check(given, oneRoster(many(0, 4))))).toEqual([4, 0, 0, 0, 0, 0]);
});

it('whom another source still has is neither withdrawn nor asked about', async () => {
  await bring(given, oneRoster(many(0, 20)));
  const [{ id: second }] = await sql(
    `INSERT INTO roster_source (code, name) VALUES ('second', 'Charter SIS') RETURNING id`,
  );
  await bring(
    { ...given, sourceId: second as string },
    oneRoster([aStudent(1, { id: 'other-1' }), aStudent(2, { id: 'other-2' })]),
  );
  expect(numbersOf(await bring(given, oneRoster([aStudent(1)], 'tobedeleted')))).toEqual([0, 0, 0, 0, 0, 0]);
  expect(numbersOf(await bring(given, oneRoster(many(3, 20))))).toEqual([0, 0, 17, 0, 1, 0]);
  expect(await stateOf('70001')).toBe('active');
});

it('refuses what it cannot do, line by line, and does the rest', async () => {
  await sql(`UPDATE roster_source SET number_field = 'identifier'`);
  await sql(`WITH p AS (INSERT INTO person (kind, number, given_name, family_name, primary_site_id)
      SELECT 'staff', 'E-1', 'Has', 'Card', id FROM site WHERE code = '005' RETURNING id, primary_site_id), s AS (
      INSERT INTO person_site (person_id, site_id) SELECT id, primary_site_id FROM p)
    INSERT INTO person_identifier (person_id, kind, value) SELECT id, 'card', '70001' FROM p`);
  await sql(
    `INSERT INTO roster_org_site (source_id, org_id, site_id) SELECT '${given.sourceId}', 'org-old', id FROM site WHERE code = 'OLD'`,
  );
  const run = await check(
    given,
    oneRoster([
      aStudent(1),
      aStudent(2),
      aStudent(3, { number: '70002' }),
      aStudent(4, { org: 'org-nowhere' }),
      aStudent(5, { org: 'org-old' }),
      aStudent(6, { name: ['', 'Rivera'] }),
      aStudent(7, { org: 'org-d' }),
      aStudent(8, { number: 'CMD-UNDO' }),
      aStudent(2),
      aStudent(9, { id: 'stu-2' }),
    ]),
  );
  const refused = (await rowsOf(given, run))
    .filter(({ outcome }) => outcome === 'refuse')
    .map(({ line, problems }) => [line, problems[0].code]);
  expect(refused).toEqual([
    [2, 'number-is-a-card'],
    [4, 'repeated'],
    [5, 'org-unknown'],
    [6, 'site-closed'],
    [8, 'no-school'],
    [9, 'not-scannable'],
    [7, 'missing'],
    [11, 'repeated'],
  ]);
  expect(numbersOf(run)[0]).toBe(1);
});

it('two runs of one source at once: one after the other, nobody twice', async () => {
  const { importer, viewer, sourceId } = given;
  const first = await importer.check(viewer, sourceId, packageOf(oneRoster(many(0, 20))));
  const second = await importer.check(viewer, sourceId, packageOf(oneRoster(many(0, 21))));
  const done = await Promise.all([importer.run(viewer, first.id), importer.run(viewer, second.id)]);
  expect(done.map(({ state }) => state)).toEqual(['done', 'done']);
  expect(await sql('SELECT count(*)::int AS n FROM person')).toEqual([{ n: 21 }]);
  expect(done.reduce((sum, { result }) => sum + result!.create, 0)).toBe(21);
});

it('a job that comes twice, and one whose run was cancelled, do nothing', async () => {
  const { importer, viewer } = given;
  const run = await bring(given, oneRoster(many(0, 3)));
  expect(await importer.work(run.id, run.jobRunId!)).toMatchObject({ state: 'done' });
  const waiting = await check(given, oneRoster(many(0, 4)));
  await importer.rosters.cancel(waiting.id);
  await expect(importer.run(viewer, waiting.id)).rejects.toMatchObject({ code: 'roster.state-conflict' });
  expect(await sql('SELECT count(*)::int AS n FROM person')).toEqual([{ n: 3 }]);
});

it.each([
  ['take-home', 'WMS'],
  ['cart', '005'],
])('a student of a %s program moves: their device belongs to %s', async (program, home) => {
  const students = [aStudent(1), ...many(2, 20)];
  await bring(given, oneRoster(students));
  await sql(
    `INSERT INTO program (site_id, grade, school_year_id, kind) SELECT s.id, '9', y.id, '${program}' FROM site s, school_year y WHERE s.code = '005'`,
  );
  const device = await new DistrictGiven(given.test.database).device(
    (await sql(`SELECT id FROM site WHERE code = '005'`))[0].id as string,
    { tag: 'CB-1' },
  );
  const [{ id: personId }] = await sql(`SELECT id FROM person WHERE number = '70001'`);
  await new DistrictGiven(given.test.database).deviceEvent(device.id, 'checked-out', {
    state: 'deployed',
    custody: 'student',
    holder_person_id: personId,
  });
  await sql(`INSERT INTO loan (device_id, person_id, borrower_name, type, site_id, loaned_at, opened_seq)
    SELECT id, holder_person_id, 'Maya Rivera1', 'one-to-one', home_site_id, now(), 2 FROM device`);
  expect((await bring(given, oneRoster([aStudent(1, { org: 'org-ms' }), ...many(2, 20)]))).result).toMatchObject({
    moved: 1,
  });
  const site = async (column: string) =>
    (await sql(`SELECT s.code FROM device d JOIN site s ON s.id = d.${column}`))[0].code;
  expect([await site('home_site_id'), await site('location_site_id')]).toEqual([home, home]);
  expect(await sql(`SELECT holder_person_id IS NOT NULL AS held FROM device`)).toEqual([{ held: true }]);
  const moves = new RosterMovesService(
    given.test.database,
    new PeopleFacade({} as never),
    new SitesFacade({} as never, {} as never, {} as never),
  );
  expect((await moves.list(given.viewer, { limit: 10 })).items).toMatchObject([
    {
      from: { code: '005' },
      to: { code: 'WMS' },
      person: { display: 'Maya Rivera1' },
      rule: program === 'cart' ? 'return-first' : 'follows',
      holds: [{ tag: 'CB-1', type: 'one-to-one' }],
      clearance: null,
    },
  ]);
  // What the job of the news does.
  await sql(`SELECT circulation_follow_move(person_id, from_site_id, moved_on, CASE WHEN directory_returns_first(from_site_id, grade, moved_on)
    THEN moved_on + 8 END) FROM roster_move`);
  const [{ clearance }] = (await moves.list(given.viewer, { limit: 10 })).items;
  expect(clearance?.state).toBe(program === 'cart' ? 'open' : undefined);
});
