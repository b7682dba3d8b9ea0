import { PeopleFacade, SitesFacade } from '@app/directory';
import { AdminLog } from '@app/identity';
import { Viewer } from '@app/platform';
import { Given as DistrictGiven } from '../../../../../test/support/given.js';
import type { Given, Student } from '../rosters.test-support.js';
import { aStudent, bring, givenRosters, numbersOf, oneRoster, rowsOf } from '../rosters.test-support.js';
import type { QuestionAnswer } from './roster-question.rules.js';
import { RosterQuestionsService } from './roster-questions.service.js';

let given: Given;
let questions: RosterQuestionsService;
beforeEach(async () => {
  given = await givenRosters();
  questions = new RosterQuestionsService(given.test.database, {} as PeopleFacade, {} as SitesFacade, new AdminLog());
  await bring(given, oneRoster(others(LEAVER)));
});
afterEach(() => given.close());

const sql = (text: string) => given.test.asSuperuser(text);
/** Twenty who stay, and somebody. */
const others = (...more: Student[]): Student[] => [...Array.from({ length: 20 }, (_, n) => aStudent(n + 10)), ...more];
const LEAVER = aStudent(2, { grade: '12' });
/** The SIS gave the leaver's number once more. */
const NEWCOMER = aStudent(90, { number: '70002', name: ['Bo', 'Day'], grade: '09' });

/** Who has which number, under which code the desk finds them, and what they hold. */
const records = () =>
  sql(`SELECT p.given_name || ' ' || p.family_name AS name, p.number, i.value AS code, p.state, p.grade,
      (SELECT d.asset_tag FROM device d WHERE d.holder_person_id = p.id) AS holds
    FROM person p JOIN person_identifier i ON i.person_id = p.id AND i.kind = 'number'
    WHERE p.number_key LIKE '70002%' OR p.family_name = 'Day' ORDER BY p.number`);
const record = (name: string, number: string, rest: Record<string, unknown>) => ({
  ...{ name, number, code: number, state: 'active', holds: null },
  ...rest,
});
const leaver = (rest: Record<string, unknown> = {}) => record('Maya Rivera2', '70002', { grade: '12', ...rest });
const open = (kind: string) =>
  sql(`SELECT q.id, q.version, q.user_id, p.number FROM roster_question q JOIN person p ON p.id = q.person_id
    WHERE q.state = 'open' AND q.kind = '${kind}'`);
async function answer(reply: QuestionAnswer, as = given.viewer): Promise<void> {
  const [{ id, version }] = await open('number-reused');
  await questions.answer(as, id as string, { version: version as number, answer: reply });
}
async function holdsDevice(): Promise<void> {
  const [{ site, person }] = await sql(
    `SELECT primary_site_id AS site, id AS person FROM person WHERE number = '70002'`,
  );
  const district = new DistrictGiven(given.test.database);
  const device = await district.device(site as string, { tag: 'CB-1' });
  await district.deviceEvent(device.id, 'checked-out', {
    ...{ state: 'deployed', custody: 'student', holder_person_id: person },
  });
  await sql(`INSERT INTO loan (device_id, person_id, borrower_name, type, site_id, loaned_at, opened_seq)
    SELECT id, holder_person_id, 'Maya Rivera2', 'one-to-one', home_site_id, now(), 2 FROM device`);
}

it('a number that another id has now, with another name, is a question: nobody is renamed, asked once', async () => {
  await holdsDevice();
  const run = await bring(given, oneRoster(others(NEWCOMER)));
  // One is missing, one has a number in question.
  expect(numbersOf(run)).toEqual([0, 0, 20, 0, 2, 0]);
  expect(await records()).toEqual([leaver({ holds: 'CB-1' })]);
  expect(await open('number-reused')).toMatchObject([{ user_id: 'stu-90', number: '70002' }]);
  expect(await open('missing')).toMatchObject([{ number: '70002' }]);
  const rows = (await rowsOf(given, run)).filter(({ label }) => label === 'Day, Bo');
  expect(rows).toMatchObject([{ outcome: 'ask', personId: null, problems: [{ code: 'number-reused' }] }]);
  expect(rows[0].problems[0].reason).toContain('Rivera2, Maya');
  // Who waits for the answer counts as asked, each night.
  expect(numbersOf(await bring(given, oneRoster(others(NEWCOMER))))).toEqual([0, 0, 20, 0, 1, 0]);
  expect(await open('number-reused')).toHaveLength(1);
  expect(await records()).toEqual([leaver({ holds: 'CB-1' })]);
});

it('somebody else: the record keeps its device under another number, the next run makes the new one', async () => {
  await holdsDevice();
  await bring(given, oneRoster(others(NEWCOMER)));
  await answer('somebody-else');
  const before = leaver({ number: '70002-OLD', code: '70002-OLD', holds: 'CB-1' });
  expect(await records()).toEqual([before]);
  expect(await open('missing')).toMatchObject([{ number: '70002-OLD' }]);
  // With changes alone, and none about them: they waited for the answer.
  expect(numbersOf(await bring(given, oneRoster([aStudent(10)], 'active')))).toEqual([1, 0, 1, 0, 0, 0]);
  expect(await records()).toEqual([record('Bo Day', '70002', { grade: '9' }), before]);
  expect(await sql('SELECT p.number FROM loan l JOIN person p ON p.id = l.person_id')).toEqual([
    { number: '70002-OLD' },
  ]);
  expect(numbersOf(await bring(given, oneRoster(others(NEWCOMER))))).toEqual([0, 0, 21, 0, 0, 0]);
});

it('one person: the next run changes the record, which the new id means from then on', async () => {
  await bring(given, oneRoster(others(NEWCOMER)));
  await answer('same-person');
  expect(numbersOf(await bring(given, oneRoster([aStudent(10)], 'active')))).toEqual([0, 1, 1, 0, 0, 0]);
  expect(await records()).toEqual([record('Bo Day', '70002', { grade: '9' })]);
  expect(await open('missing')).toEqual([]);
  expect(numbersOf(await bring(given, oneRoster(others(NEWCOMER))))).toEqual([0, 0, 21, 0, 0, 0]);
});

it('is settled when the one who had the number is there again', async () => {
  await bring(given, oneRoster(others(NEWCOMER)));
  const run = await bring(given, oneRoster(others(LEAVER, NEWCOMER)));
  expect(numbersOf(run)).toEqual([0, 0, 21, 0, 0, 1]);
  expect([await open('number-reused'), await open('missing')]).toEqual([[], []]);
});

it('of who leaves in the same file that gives their number away both are true', async () => {
  const files = oneRoster([NEWCOMER], 'active');
  const [header, line] = files['users.csv'].trim().split('\n');
  const gone = 'stu-2,tobedeleted,2027-08-10T09:00:00.000Z,,,,,,,,,,,,,,,';
  expect(numbersOf(await bring(given, { ...files, 'users.csv': `${[header, gone, line].join('\n')}\n` }))).toEqual([
    0, 0, 0, 1, 1, 0,
  ]);
  expect(await records()).toEqual([leaver({ state: 'withdrawn' })]);
  await answer('somebody-else');
  await bring(given, oneRoster(others(NEWCOMER)));
  expect(await records()).toEqual([
    record('Bo Day', '70002', { grade: '9' }),
    leaver({ number: '70002-OLD', code: '70002-OLD', state: 'withdrawn' }),
  ]);
});

it('of somebody withdrawn whom no roster ever had it is a question too', async () => {
  await sql(`WITH p AS (INSERT INTO person (kind, number, given_name, family_name, primary_site_id, state, withdrawn_on)
      SELECT 'student', '80001', 'Old', 'Friend', id, 'withdrawn', current_date FROM site WHERE code = '005' RETURNING id, primary_site_id)
    INSERT INTO person_site (person_id, site_id) SELECT id, primary_site_id FROM p`);
  const run = await bring(given, oneRoster(others(LEAVER, aStudent(91, { number: '80001' }))));
  expect(numbersOf(run)).toEqual([0, 0, 21, 0, 1, 0]);
  expect(await open('number-reused')).toMatchObject([{ user_id: 'stu-91', number: '80001' }]);
});

it.each<[string, Partial<Student>, boolean]>([
  ['the same name and grade', {}, false],
  ['the same name, a grade on', { grade: '11' }, false],
  ['the same name, far from the grade', { grade: '03' }, true],
  ['another first name', { name: ['Mia', 'Rivera2'] }, true],
  ['a second first name, and other capitals', { name: ['MAYA Lou', 'RIVERA2'] }, false],
])('another id with %s: asked is %s', async (_, more, isAsked) => {
  await bring(given, oneRoster(others({ ...LEAVER, ...more, id: 'stu-90' })));
  expect((await open('number-reused')).length).toBe(isAsked ? 1 : 0);
  expect(await sql(`SELECT count(*)::int AS n FROM person WHERE number_key LIKE '70002%'`)).toEqual([{ n: 1 }]);
});

it('is answered by those only who may edit people everywhere', async () => {
  await bring(given, oneRoster(others(NEWCOMER)));
  const [{ id: site }] = await sql(`SELECT id FROM site WHERE code = '005'`);
  const clerk = new Viewer(given.viewer.accountId, 'clerk', new Map([['person:edit', [site as string]]]));
  await expect(answer('somebody-else', clerk)).rejects.toMatchObject({ code: 'roster.question-not-found' });
  expect(await records()).toEqual([leaver()]);
});
