import { PeopleFacade, SitesFacade } from '@app/directory';
import { AdminLog } from '@app/identity';
import type { RosterRun } from '../runs/roster-run.js';
import type { Given, Student } from '../rosters.test-support.js';
import { aStudent, bring, givenRosters, numbersOf, oneRoster, rowsOf } from '../rosters.test-support.js';
import type { QuestionAnswer } from './roster-question.rules.js';
import { RosterQuestionsService } from './roster-questions.service.js';

let given: Given;
let other: Given;
beforeEach(async () => {
  given = await givenRosters();
  const [source] = await sql(`INSERT INTO roster_source (code, name) VALUES ('other', 'Charter SIS') RETURNING id`);
  other = { ...given, sourceId: source.id as string };
  await bring(given, oneRoster(first(NINA)));
});
afterEach(() => given.close());

const sql = (text: string) => given.test.asSuperuser(text);
const first = (...more: Student[]): Student[] => [...Array.from({ length: 20 }, (_, n) => aStudent(n + 10)), ...more];
/** Of the other source, which has none of the first one's. */
const second = (...more: Student[]): Student[] => [...Array.from({ length: 20 }, (_, n) => aStudent(n + 40)), ...more];
const NINA = aStudent(1, { id: 'n-20', number: '90020', name: ['Nina', 'Number'], grade: '05' });
const ANOTHER = aStudent(1, { id: 'o-20', number: '90020', name: ['Zoe', 'Other'], grade: '11' });

const records = () =>
  sql(`SELECT number, given_name || ' ' || family_name AS name, kind, grade, state FROM person
    WHERE number_key LIKE '90020%' OR family_name IN ('Number', 'Other', 'Staff') ORDER BY number`);
const nina = (rest: object = {}) => ({
  number: '90020',
  name: 'Nina Number',
  kind: 'student',
  grade: '5',
  state: 'active',
  ...rest,
});
const asked = () =>
  sql(`SELECT id, version, source_id, user_id FROM roster_question WHERE kind = 'number-reused' AND state = 'open'`);
async function answer(reply: QuestionAnswer): Promise<void> {
  const questions = new RosterQuestionsService(
    given.test.database,
    {} as PeopleFacade,
    {} as SitesFacade,
    new AdminLog(),
  );
  const [{ id, version }] = await asked();
  await questions.answer(given.viewer, id as string, { version: version as number, answer: reply });
}
/** Both sources, as every night. */
const night = async (): Promise<number[][]> => [
  numbersOf(await bring(given, oneRoster(first(NINA)))),
  numbersOf(await bring(other, oneRoster(second(ANOTHER)))),
];

it('a number that another source has for somebody else is a question: nobody turns into them', async () => {
  expect(numbersOf(await bring(other, oneRoster(second(ANOTHER))))).toEqual([20, 0, 0, 0, 1, 0]);
  expect(await asked()).toMatchObject([{ source_id: other.sourceId, user_id: 'o-20' }]);
  for (let nights = 0; nights < 2; nights += 1) {
    expect(await night()).toEqual([
      [0, 0, 21, 0, 0, 0],
      [0, 0, 20, 0, 1, 0],
    ]);
    expect(await records()).toEqual([nina()]);
  }
  expect(await asked()).toHaveLength(1);
});

it('somebody else: the number stays with whom the first source has, who comes with it is refused', async () => {
  await bring(other, oneRoster(second(ANOTHER)));
  await answer('somebody-else');
  for (let nights = 0; nights < 2; nights += 1) {
    expect(await night()).toEqual([
      [0, 0, 21, 0, 0, 0],
      [0, 0, 20, 0, 0, 1],
    ]);
    expect(await records()).toEqual([nina()]);
  }
  // The first source takes the number from her: it is free.
  await bring(given, oneRoster(first({ ...NINA, number: '90021' })));
  expect(numbersOf(await bring(other, oneRoster(second(ANOTHER))))).toEqual([1, 0, 20, 0, 0, 0]);
  expect(await records()).toEqual([
    nina({ number: '90020', name: 'Zoe Other', grade: '11' }),
    nina({ number: '90021' }),
  ]);
});

it('one person: the source that was there first names them, no night changes them', async () => {
  await bring(other, oneRoster(second(ANOTHER)));
  await answer('same-person');
  for (let nights = 0; nights < 2; nights += 1) {
    expect(await night()).toEqual([
      [0, 0, 21, 0, 0, 0],
      [0, 0, 21, 0, 0, 0],
    ]);
    expect(await records()).toEqual([nina()]);
  }
  expect(await asked()).toEqual([]);
});

it('whom both have with one name and grade is one person', async () => {
  expect(numbersOf(await bring(other, oneRoster(second({ ...NINA, id: 'o-1' }))))).toEqual([20, 0, 1, 0, 0, 0]);
  expect(await records()).toEqual([nina()]);
});

describe('whom both have with facts that differ', () => {
  const said = { ...NINA, id: 'o-1', name: ['Nina-Marie', 'Number'], grade: '06', org: 'org-ms' } as Student;
  const state = () =>
    sql(`SELECT p.given_name AS name, p.grade, s.code AS home, ARRAY(SELECT o.code FROM person_site ps JOIN site o ON o.id = ps.site_id
      WHERE ps.person_id = p.id ORDER BY 1) AS sites FROM person p JOIN site s ON s.id = p.primary_site_id WHERE p.number = '90020'`);
  const asLed = [{ name: 'Nina', grade: '5', home: '005', sites: ['005', 'WMS'] }];

  it('is led by the source that was made first: after the first night nothing changes, and nobody is moved', async () => {
    // The other one adds its site.
    expect(numbersOf(await bring(other, oneRoster(second(said))))).toEqual([20, 1, 0, 0, 0, 0]);
    for (let nights = 0; nights < 3; nights += 1) {
      expect(numbersOf(await bring(given, oneRoster(first(NINA))))).toEqual([0, 0, 21, 0, 0, 0]);
      const run = await bring(other, oneRoster(second(said)));
      expect(numbersOf(run)).toEqual([0, 0, 21, 0, 0, 0]);
      const row = (await rowsOf(other, run)).find(({ key }) => key === '90020');
      expect(row?.problems.map(({ field, value, code }) => [field, value, code])).toEqual([
        ['givenName', 'Nina-Marie', 'kept-of-source'],
        ['grade', '6', 'kept-of-source'],
        ['site', 'WMS', 'kept-of-source'],
      ]);
      expect(row?.problems[0].reason).toBe('stays as Our SIS says, which leads for this person');
      expect(await state()).toEqual(asLed);
    }
    expect(await sql('SELECT 1 FROM roster_move')).toEqual([]);
  });

  it('stays the student or the staff that the first says, whatever the other one says', async () => {
    const asTeacher = (files: Record<string, string>, id: string) => ({
      ...files,
      'users.csv': files['users.csv'].replace(new RegExp(`student,${id},`), `teacher,${id},`),
    });
    const staff = aStudent(2, { id: 'n-30', number: '90030', name: ['Ned', 'Staff'], grade: '' });
    const otherStaff = { ...staff, id: 'o-30' };
    const led = () => bring(given, asTeacher(oneRoster(first(NINA, staff)), 'n-30'));
    await led();
    await bring(other, asTeacher(oneRoster(second({ ...NINA, id: 'o-1' }, otherStaff)), 'o-30'));
    const turned = asTeacher(oneRoster(second({ ...NINA, id: 'o-1' }, { ...otherStaff, grade: '05' })), 'o-1');
    const run = await bring(other, turned);
    expect(numbersOf(run)).toEqual([0, 0, 22, 0, 0, 0]);
    const said = (await rowsOf(other, run)).flatMap(({ key, problems }) =>
      problems.filter(({ field }) => field === 'kind').map(({ value, code }) => [key, value, code]),
    );
    expect(said.sort()).toEqual([
      ['90020', 'staff', 'kept-of-source'],
      ['90030', 'student', 'kept-of-source'],
    ]);
    expect(numbersOf(await led())).toEqual([0, 0, 22, 0, 0, 0]);
    expect((await records()).map(({ name, kind }) => [name, kind])).toEqual([
      ['Nina Number', 'student'],
      ['Ned Staff', 'staff'],
    ]);
  });

  it('the other one takes back the site that it gave, never the home of the leading one', async () => {
    await bring(other, oneRoster(second({ ...said, org: 'org-hs' })));
    await bring(other, oneRoster(second(said)));
    expect(await state()).toEqual(asLed);
    await bring(other, oneRoster(second({ ...said, org: 'org-hs' })));
    expect(await state()).toEqual([{ ...asLed[0], sites: ['005'] }]);
  });

  it('is led by the other one when the first has them no more', async () => {
    await bring(other, oneRoster(second(said)));
    await bring(given, oneRoster(first()));
    await bring(other, oneRoster(second(said)));
    expect(await state()).toMatchObject([{ name: 'Nina-Marie', grade: '6', home: 'WMS' }]);
  });
});

describe('whom one source has no more and another one lists', () => {
  const both = { ...NINA, id: 'o-1' };
  const kept = async (run: RosterRun) =>
    (await other.importer.listRows(run.id, { outcome: 'kept', limit: 10 })).items.map(
      ({ file, line, key, label, problems }) => [file, line, key, label, problems[0].reason],
    );
  beforeEach(() => bring(other, oneRoster(second(both))));

  it('stays, and the run says of whom and why', async () => {
    const run = await bring(other, oneRoster([both], 'tobedeleted'));
    expect(numbersOf(run)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(run.result?.kept).toBe(1);
    expect(await kept(run)).toEqual([['users', 2, '90020', 'Number, Nina', 'stays because Our SIS still lists them']]);
    expect(await records()).toEqual([nina()]);
  });

  it('names the line also where it does not delete them but gives them no role any more', async () => {
    const files = oneRoster([aStudent(40), both], 'active');
    const gone = { ...files, 'users.csv': files['users.csv'].replace(/student,o-1/, 'parent,o-1') };
    expect(await kept(await bring(other, gone))).toEqual([
      ['users', 3, '90020', 'Number, Nina', 'stays because Our SIS still lists them'],
    ]);
  });

  it('is said of once where they are missing in a whole file, and asked about when the last one has them no more', async () => {
    expect((await bring(other, oneRoster(second()))).result?.kept).toBe(1);
    expect((await bring(other, oneRoster(second()))).result?.kept).toBe(0);
    expect(numbersOf(await bring(given, oneRoster(first())))).toEqual([0, 0, 20, 0, 1, 0]);
  });
});

it.each([
  ['the same name is them', ['Hana', 'Other'], [20, 1, 0, 0, 0, 0]],
  ['another name is a question', ['Zoe', 'Other'], [20, 0, 0, 0, 1, 0]],
] as const)('of the number of somebody entered by hand, %s', async (_, name, counts) => {
  await byHand('student', 'Hana');
  const run = await bring(other, oneRoster(second({ ...ANOTHER, number: '90099', name: [...name], grade: '5' })));
  expect(numbersOf(run)).toEqual(counts);
  expect(await sql(`SELECT given_name AS name FROM person WHERE number = '90099'`)).toEqual([{ name: 'Hana' }]);
});

it.each([['Hana'], ['Zoe']])(
  'a student (%s) with the number of staff is refused: no number changes what somebody is',
  async (name) => {
    await byHand('staff', 'Hana');
    const run = await bring(other, oneRoster(second({ ...ANOTHER, number: '90099', name: [name, 'Other'] })));
    expect(numbersOf(run)).toEqual([20, 0, 0, 0, 0, 1]);
    const rows = (await rowsOf(other, run)).filter(({ outcome }) => outcome === 'refuse');
    expect(rows).toMatchObject([
      { problems: [{ code: 'number-of-other', reason: 'is the number of Other, Hana, who keeps it' }] },
    ]);
    expect(await sql(`SELECT given_name AS name, kind FROM person WHERE number = '90099'`)).toEqual([
      { name: 'Hana', kind: 'staff' },
    ]);
  },
);

const byHand = (kind: string, name: string) =>
  sql(`WITH p AS (INSERT INTO person (kind, number, given_name, family_name, primary_site_id)
      SELECT '${kind}', '90099', '${name}', 'Other', id FROM site WHERE code = '005' RETURNING id, primary_site_id)
    INSERT INTO person_site (person_id, site_id) SELECT id, primary_site_id FROM p`);
