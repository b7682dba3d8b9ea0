import type { Given } from '../rosters.test-support.js';
import { aStudent, bring, check, givenRosters, numbersOf, oneRoster, rowsOf } from '../rosters.test-support.js';

let given: Given;
beforeEach(async () => {
  given = await givenRosters();
  await bring(given, oneRoster(everybody()));
});
afterEach(() => given.close());

/** Forty students; the name tells whom the source means. `changed`: their numbers in its next file. */
const everybody = (changed: Readonly<Record<number, string>> = {}) =>
  Array.from({ length: 40 }, (_, n) => aStudent(n, n in changed ? { number: changed[n] } : {}));
/** Who has which number, and by which code the desk finds them. */
const numbers = async (...of: number[]): Promise<unknown> => {
  const rows = await given.test.asSuperuser(
    `SELECT p.family_name AS name, p.number, i.value AS code FROM person p JOIN person_identifier i ON i.person_id = p.id AND i.kind = 'number'`,
  );
  return of.map((n) => rows.filter(({ name }) => name === `Rivera${n}`).map(({ number, code }) => [number, code]));
};
const both = (number: string): string[][] => [[number, number]];

it.each([
  ['two change places', { 1: '70002', 2: '70001' }],
  ['one takes the number that another leaves', { 1: '70002', 2: '70902' }],
  ['three in a circle', { 1: '70002', 2: '70003', 3: '70001' }],
])('%s: the same people have other numbers', async (_, changed) => {
  const run = await bring(given, oneRoster(everybody(changed)));
  expect(numbersOf(run).slice(0, 2)).toEqual([0, Object.keys(changed).length]);
  expect(await numbers(...Object.keys(changed).map(Number))).toEqual(Object.values(changed).map(both));
  expect(numbersOf(await bring(given, oneRoster(everybody(changed))))).toEqual([0, 0, 40, 0, 0, 0]);
});

it('of whom the id means, a number that is blank stays, and all else is taken', async () => {
  const run = await bring(
    given,
    oneRoster([aStudent(1, { number: '', grade: '10' }), aStudent(90, { number: '' })], 'active'),
  );
  expect(numbersOf(run)).toEqual([0, 1, 0, 0, 0, 1]);
  const [known, unknown] = await rowsOf(given, run);
  expect(known).toMatchObject({
    ...{ key: '70001', outcome: 'change', changes: [{ field: 'grade', from: '9', to: '10' }] },
    problems: [{ field: 'number', code: 'number-blank' }],
  });
  expect(unknown).toMatchObject({ outcome: 'refuse', problems: [{ field: 'number', code: 'missing' }] });
  expect(await numbers(1)).toEqual([both('70001')]);
});

it('somebody new gets the number that another leaves', async () => {
  const files = oneRoster([...everybody({ 1: '70901' }), aStudent(90, { number: '70001' })]);
  expect(numbersOf(await bring(given, files))).toEqual([1, 1, 39, 0, 0, 0]);
  expect(await numbers(1, 90)).toEqual([both('70901'), both('70001')]);
});

it.each([
  ['of somebody who is missing', everybody({ 1: '70002' }).filter(({ id }) => id !== 'stu-2'), [1], 'Rivera2, Maya'],
  ['of somebody who keeps it', everybody({ 1: '70002' }), [1], 'Rivera2, Maya'],
  [
    'of somebody whose own new number is refused',
    everybody({ 1: '70002', 2: '70003' }),
    [1, 2],
    'Rivera2, Maya|Rivera3, Maya',
  ],
  ['of somebody who is in no roster', everybody({ 1: '80001' }), [1], 'Friend, Old'],
  ['that an id nobody knew gives', [...everybody(), aStudent(90, { number: '70002' })], [90], 'Rivera2, Maya'],
])('a number %s is refused, with both named', async (_, students, refused, holders) => {
  await given.test.asSuperuser(`WITH p AS (INSERT INTO person (kind, number, given_name, family_name, primary_site_id)
    SELECT 'student', '80001', 'Old', 'Friend', id FROM site WHERE code = '005' RETURNING id, primary_site_id)
    INSERT INTO person_site (person_id, site_id) SELECT id, primary_site_id FROM p`);
  const before = await numbers(1, 2, 3);
  const run = await check(given, oneRoster(students));
  const rows = (await rowsOf(given, run)).filter(({ outcome }) => outcome === 'refuse');
  expect(rows.map(({ label }) => label)).toEqual(refused.map((n) => `Rivera${n}, Maya`));
  const said = rows.map(({ problems }) => problems.find(({ code }) => code === 'number-of-other')?.reason);
  expect(said).toEqual(holders.split('|').map((name) => `is the number of ${name}, who keeps it`));
  await given.importer.run(given.viewer, run.id);
  expect(await numbers(1, 2, 3)).toEqual(before);
});

it('with changes alone, a number of somebody who is not among them is theirs still', async () => {
  const run = await bring(given, oneRoster([aStudent(90, { number: '70002' })], 'active'));
  expect(numbersOf(run)).toEqual([0, 0, 0, 0, 0, 1]);
  expect(await numbers(2, 90)).toEqual([both('70002'), []]);
});

it('a number of somebody whom no line is about is theirs, not one that stands twice', async () => {
  // Their school came, so all of them are looked at.
  const { 'orgs.csv': orgs } = oneRoster([]);
  const { 'manifest.csv': manifest, ...delta } = oneRoster([aStudent(90, { number: '70002' })], 'active');
  const run = await check(given, {
    ...delta,
    'manifest.csv': manifest.replace('file.orgs,absent', 'file.orgs,bulk'),
    'orgs.csv': orgs,
  });
  const refused = (await rowsOf(given, run)).filter(({ outcome }) => outcome === 'refuse');
  expect(refused).toMatchObject([
    {
      label: 'Rivera90, Maya',
      problems: [{ code: 'number-of-other', reason: 'is the number of Rivera2, Maya, who keeps it' }],
    },
  ]);
  expect(refused[0].problems).toHaveLength(1);
});

it('whom the source has under another id now is the same person', async () => {
  const students = everybody().map((one) => (one.id === 'stu-2' ? { ...one, id: 'new-2' } : one));
  expect(numbersOf(await bring(given, oneRoster(students)))).toEqual([0, 0, 40, 0, 0, 0]);
});
