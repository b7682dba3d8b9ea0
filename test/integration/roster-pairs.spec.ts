import type { Given } from '../../libs/exchange/src/rosters/rosters.test-support.js';
import { bring, check, givenRosters, numbersOf } from '../../libs/exchange/src/rosters/rosters.test-support.js';
import { generatedRoster } from '../support/generated-roster.js';

let given: Given;
beforeEach(async () => {
  given = await givenRosters();
});
afterEach(() => given.close());

const roster = generatedRoster({ students: 1_000, schools: 5, lessons: 3, changes: 50 });
const one = async (sql: string): Promise<unknown> => Object.values((await given.test.asSuperuser(sql))[0])[0];

async function withSchools(): Promise<void> {
  for (const { code, name } of roster.schools)
    await given.test.asSuperuser('INSERT INTO site (code, name, kind) VALUES ($1, $2, $3)', [code, name, 'high']);
}

it('brings a district in, the same once more changes nothing, and its changes change what they say', async () => {
  await withSchools();
  const people = roster.students + roster.staff;
  expect(numbersOf(await bring(given, roster.bulk))).toEqual([people, 0, 0, 0, 0, 0]);
  expect(await one(`SELECT count(*)::int FROM guardian WHERE origin = 'roster'`)).toBe(roster.students * 2);
  expect(await one(`SELECT count(*)::int FROM person WHERE kind = 'student' AND homeroom IS NULL`)).toBe(0);
  expect(numbersOf(await bring(given, roster.bulk))).toEqual([0, 0, people, 0, 0, 0]);
  const { added, changed, deleted, moved } = roster;
  const delta = await bring(given, roster.delta);
  // Who leaves a lesson is looked at and stays as they are.
  expect(numbersOf(delta)).toEqual([added, changed, 10, deleted, 0, 0]);
  expect(await one('SELECT count(*)::int FROM roster_move')).toBe(moved);
  expect(await one(`SELECT count(*)::int FROM person WHERE state = 'withdrawn'`)).toBe(deleted);
  // The delta once more: what is said is so already.
  expect(numbersOf(await bring(given, roster.delta))).toEqual(
    [0, 0, added + changed + 10 + deleted, 0, 0, 0].map((n, at) => (at === 2 ? n - deleted : n)),
  );
  // The whole of before: who was new is missing, who was deleted is back.
  expect(numbersOf(await bring(given, roster.bulk))).toEqual([
    0,
    changed + deleted,
    people - changed - deleted,
    0,
    added,
    0,
  ]);
}, 120_000);

it('stops at a file that lost 60 % of them', async () => {
  await withSchools();
  await bring(given, roster.bulk);
  const users = roster.bulk['users.csv'].split('\n').filter((line) => !/^s-\d*[0-5],/.test(line));
  const run = await check(given, { ...roster.bulk, 'users.csv': users.join('\n') });
  expect(run).toMatchObject({
    state: 'stopped',
    guard: { reason: 'many-students-leaving', before: 1_000, leaving: 600 },
  });
  expect(await one(`SELECT count(*)::int FROM person WHERE state = 'active'`)).toBe(roster.students + roster.staff);
}, 120_000);

it('without sites it makes none: everybody waits for an answer', async () => {
  const run = await check(given, roster.bulk);
  expect(numbersOf(run)).toEqual([0, 0, 0, 0, 0, roster.students + roster.staff]);
  expect(await one('SELECT count(*)::int FROM site')).toBe(3);
}, 120_000);
