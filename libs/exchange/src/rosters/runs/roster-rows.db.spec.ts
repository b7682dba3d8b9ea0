import type { Given } from '../rosters.test-support.js';
import { aStudent, bring, givenRosters, oneRoster } from '../rosters.test-support.js';

let given: Given;
beforeEach(async () => {
  given = await givenRosters();
});
afterEach(() => given.close());

it('lists those in whom a field changes, and nobody else', async () => {
  await bring(given, oneRoster([aStudent(1), aStudent(2), aStudent(3)]));
  const run = await bring(
    given,
    oneRoster([aStudent(1, { grade: '10' }), aStudent(2, { org: 'org-ms' }), aStudent(3)]),
  );
  const keys = async (field?: string): Promise<(string | null)[]> =>
    (await given.importer.listRows(run.id, { outcome: 'change', field, limit: 10 })).items.map(({ key }) => key);
  expect(await keys()).toEqual(['70001', '70002']);
  expect(await keys('site')).toEqual(['70002']);
  expect(await keys('grade')).toEqual(['70001']);
  expect(await keys('email')).toEqual([]);
});
