import type { Given } from './imports.test-support.js';
import { dryRun, givenDistrict, importFile } from './imports.test-support.js';

let given: Given;
beforeAll(async () => {
  given = await givenDistrict();
});
afterAll(() => given.close());

/** So many that they come in several pieces, all within the time in which progress is told once. */
const MANY = 3_000;
const PEOPLE = [
  'Number,First Name,Last Name,School,Grade,Homeroom',
  ...Array.from({ length: MANY }, (_, n) => `${2_000_000 + n},Maya,Rivera-${n},LHS,9,Room ${n % 40}`),
];
const ALL = { done: MANY, total: MANY };

it('ends with all lines, of a dry run and of a run, changes or none', async () => {
  expect(await importFile(given, 'people', PEOPLE)).toMatchObject({ state: 'done', progress: ALL });
  const again = await dryRun(given, 'people', [...PEOPLE, '']);
  expect(again).toMatchObject({
    state: 'checked',
    predicted: { create: 0, change: 0, unchanged: MANY },
    progress: ALL,
  });
  const one = await importFile(given, 'people', PEOPLE.with(7, '2000006,Maya,Okafor,LHS,9,Room 6'));
  expect(one).toMatchObject({ state: 'done', result: { change: 1 }, progress: ALL });
  expect(await given.importer.run(given.viewer, again.id)).toMatchObject({ state: 'done', progress: ALL });
}, 30_000);
