import { RosterQuestionsService } from './roster-questions.service.js';
import { PeopleFacade, SitesFacade } from '@app/directory';
import { AdminLog } from '@app/identity';
import { addDays, newId } from '@app/kernel';
import { Viewer } from '@app/platform';
import {
  aStudent,
  bring,
  check,
  csv,
  hasDevice,
  numbersOf,
  oneRoster,
  packageOf,
  peopleOf,
  rostersForEach,
  rowsOf,
  sqlOf,
  students,
} from '../rosters.test-support.js';

const given = rostersForEach();
let questions: RosterQuestionsService;
beforeEach(() => {
  // Neither searches nor lists here: answers need the database alone.
  questions = new RosterQuestionsService(given.test.database, {} as PeopleFacade, {} as SitesFacade, new AdminLog());
});

const sql = sqlOf(given);
const stateOf = async (number: string): Promise<string | undefined> =>
  (await peopleOf(given)).find((one) => one.number === number)?.state;
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
    await bring(given, oneRoster(students(0, 20)));
    await bring(given, oneRoster(students(1, 20)));
    const { id, version } = await openQuestion();
    await questions.answer(given.viewer, id, { version, answer: 'withdraw', on: await today() });
    expect(await stateOf('70000')).toBe('withdrawn');
    expect((await bring(given, oneRoster(students(0, 20)))).result).toMatchObject({ change: 1, takenBack: 1 });
    expect(await stateOf('70000')).toBe('active');
  });

  it('is a question when a clerk had withdrawn them, asked once', async () => {
    await bring(given, oneRoster(students(0, 20)));
    await sql(`UPDATE person SET state = 'withdrawn', withdrawn_on = current_date WHERE number = '70000'`);
    expect(numbersOf(await bring(given, oneRoster(students(0, 20))))).toEqual([0, 0, 19, 0, 1, 0]);
    expect(await stateOf('70000')).toBe('withdrawn');
    const { id, version, kind } = await openQuestion();
    expect(kind).toBe('returned');
    await questions.answer(given.viewer, id, { version, answer: 'stays-withdrawn' });
    expect(numbersOf(await bring(given, oneRoster(students(0, 20))))).toEqual([0, 0, 20, 0, 0, 0]);
  });
});

it('a question that was put off is asked again on its day, one that was answered is not', async () => {
  await bring(given, oneRoster(students(0, 20)));
  await bring(given, oneRoster(students(1, 20)));
  const { id, version } = await openQuestion();
  await questions.answer(given.viewer, id, { version, answer: 'later', on: addDays(await today(), 60) });
  await expect(questions.answer(given.viewer, id, { version, answer: 'still-here' })).rejects.toMatchObject({
    code: 'roster.question-closed',
  });
  await questions.answer(given.viewer, id, { version: version + 1, answer: 'still-here' });
  expect(numbersOf(await bring(given, oneRoster(students(1, 20))))).toEqual([0, 0, 19, 0, 0, 0]);
  expect(await stateOf('70000')).toBe('active');
});

it('nobody left before their last loan, nor long before the question', async () => {
  await bring(given, oneRoster(students(0, 40)));
  await bring(given, oneRoster(students(2, 40)));
  await hasDevice(given, '70001', 20);
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
  const strange = newId();
  const all = [ids[0].id as string, strange];
  await expect(questions.answerAll(given.viewer, all, { answer: 'still-here' })).rejects.toMatchObject({
    ...{ code: 'roster.question-not-found', details: { questionIds: [strange] } },
  });
  const elsewhere = new Viewer(newId(), 'of no site', new Map([['person:edit', [newId()]]]));
  await expect(questions.answerAll(elsewhere, all, { answer: 'still-here' })).rejects.toMatchObject({
    details: { questionIds: all },
  });
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
  expect(numbersOf(await check(given, oneRoster(students(0, 3))))).toEqual([3, 0, 0, 0, 1, 0]);
  await sql(`INSERT INTO roster_source (code, name) VALUES ('second', 'Charter SIS')`);
  expect(numbersOf(await check(given, oneRoster(students(0, 4))))).toEqual([4, 0, 0, 0, 0, 0]);
});

it('whom another source still has is neither withdrawn nor asked about', async () => {
  await bring(given, oneRoster(students(0, 20)));
  const [{ id: second }] = await sql(
    `INSERT INTO roster_source (code, name) VALUES ('second', 'Charter SIS') RETURNING id`,
  );
  await bring(
    { ...given, sourceId: second as string },
    oneRoster([aStudent(1, { id: 'other-1' }), aStudent(2, { id: 'other-2' })]),
  );
  expect(numbersOf(await bring(given, oneRoster([aStudent(1)], 'tobedeleted')))).toEqual([0, 0, 0, 0, 0, 0]);
  expect(numbersOf(await bring(given, oneRoster(students(3, 20))))).toEqual([0, 0, 17, 0, 1, 0]);
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

it('a name has 255 characters of any script, as the standard lets it', async () => {
  const long = '🦊'.repeat(255);
  await bring(given, oneRoster([aStudent(1, { name: [long, 'é'.repeat(255)] })]));
  expect(await sql(`SELECT length(given_name) AS given, length(family_name) AS family FROM person`)).toEqual([
    { given: 255, family: 255 },
  ]);
  const run = await check(given, oneRoster([aStudent(1), aStudent(2, { name: [`${long}x`, 'Rivera'] })]));
  expect((await rowsOf(given, run)).find(({ outcome }) => outcome === 'refuse')).toMatchObject({
    ...{ file: 'users', line: 3 },
    problems: [{ field: 'givenName', code: 'too-long', reason: 'is longer than 255 characters' }],
  });
});

it('two runs of one source at once: one after the other, nobody twice', async () => {
  const { importer, viewer, sourceId } = given;
  const first = await importer.check(viewer, sourceId, packageOf(oneRoster(students(0, 20))));
  const second = await importer.check(viewer, sourceId, packageOf(oneRoster(students(0, 21))));
  const done = await Promise.all([importer.run(viewer, first.id), importer.run(viewer, second.id)]);
  expect(done.map(({ state }) => state)).toEqual(['done', 'done']);
  expect(await sql('SELECT count(*)::int AS n FROM person')).toEqual([{ n: 21 }]);
  expect(done.reduce((sum, { result }) => sum + result!.create, 0)).toBe(21);
});

it('a job that comes twice, and one whose run was cancelled, do nothing', async () => {
  const { importer, viewer } = given;
  const run = await bring(given, oneRoster(students(0, 3)));
  expect(await importer.work(run.id, run.jobRunId!)).toMatchObject({ state: 'done' });
  const waiting = await check(given, oneRoster(students(0, 4)));
  await importer.rosters.cancel(waiting.id);
  await expect(importer.run(viewer, waiting.id)).rejects.toMatchObject({ code: 'roster.state-conflict' });
  expect(await sql('SELECT count(*)::int AS n FROM person')).toEqual([{ n: 3 }]);
});
