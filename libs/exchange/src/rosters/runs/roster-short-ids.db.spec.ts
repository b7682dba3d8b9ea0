import type { Given, Student } from '../rosters.test-support.js';
import { aStudent, bring, givenRosters, numbersOf, oneRoster, peopleOf, rowsOf } from '../rosters.test-support.js';

let given: Given;
beforeEach(async () => {
  given = await givenRosters();
});
afterEach(() => given.close());

const one = aStudent(1, { id: '1', org: '2' });
const other = aStudent(2, { id: '12', org: '2' });
/** As small systems number their records: from 1. */
const numbered = (students: readonly Student[], changes?: 'tobedeleted'): Record<string, string> => {
  const files = oneRoster(students, changes);
  const orgs = files['orgs.csv'];
  return orgs ? { ...files, 'orgs.csv': orgs.replaceAll('org-d', '1').replaceAll('org-hs', '2') } : files;
};

it('ids of one character are ids: of organisations, of people, in a delta', async () => {
  expect(numbersOf(await bring(given, numbered([one, other])))).toEqual([2, 0, 0, 0, 0, 0]);
  expect(await peopleOf(given)).toMatchObject([
    { number: '70001', site: '005' },
    { number: '70002', site: '005' },
  ]);
  expect(numbersOf(await bring(given, numbered([one, other])))).toEqual([0, 0, 2, 0, 0, 0]);
  expect(numbersOf(await bring(given, numbered([one], 'tobedeleted')))).toEqual([0, 0, 0, 1, 0, 0]);
  expect(await peopleOf(given)).toMatchObject([{ state: 'withdrawn' }, { state: 'active' }]);
});

it('a number of one character is none that a station reads: another field gives it, or the line says so', async () => {
  const short = [one, other].map((student, at) => ({ ...student, id: `0${student.number}`, number: String(at + 1) }));
  await bring(given, numbered(short));
  expect(await peopleOf(given)).toMatchObject([{ number: '070001' }, { number: '070002' }]);
  await given.test.asSuperuser(`UPDATE roster_source SET number_field = 'identifier'`);
  const run = await bring(given, numbered([...short, aStudent(3, { id: '3', org: '2', number: '3' })]));
  expect((await rowsOf(given, run)).map(({ line, problems: [why] }) => [line, why.value, why.code])).toEqual(
    ['1', '2', '3'].map((value, at) => [at + 2, value, 'not-scannable']),
  );
});
