import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import { Given } from '../../../../test/support/given.js';
import { PeopleFacade } from '../people.facade.js';
import { HomeroomsService } from './homerooms.service.js';

let test: TestApp;
let given: Given;
beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
});
afterAll(() => test.close());

const student = async (site: string, homeroom: string | null, name = 'Ann'): Promise<string> => {
  const { id } = await given.person(site, { name: [name, 'Adams'] });
  await test.database.asSuperuser('UPDATE person SET homeroom = $2 WHERE id = $1', [id, homeroom]);
  return id;
};

it('are listed and rolled in natural order, with their active students', async () => {
  const [site, other] = [await given.site(), await given.site()];
  const ids = new Map<string, string>();
  for (const homeroom of ['10-01', '9-02', '9-01', '9-10', 'Ms. Ono', '009-01'])
    ids.set(homeroom, await student(site, homeroom));
  await student(site, '9-01', 'Zoe');
  await student(site, null);
  await student(other, '7-01');
  const left = await given.person(site, { withdrawnOn: '2026-10-01' });
  await test.database.asSuperuser(`UPDATE person SET homeroom = '9-03' WHERE id = $1`, [left.id]);
  const viewer = await given.clerk([site]);
  const { items, without, grades } = await test.get(HomeroomsService).list(viewer, site);
  expect(items.map(({ name, students }) => `${name}: ${students}`)).toEqual([
    ...['009-01: 1', '9-01: 2', '9-02: 1', '9-10: 1', '10-01: 1', 'Ms. Ono: 1'],
  ]);
  expect(without).toBe(1);
  expect(grades).toEqual(['9']);
  const people = test.get(PeopleFacade);
  const roll = await people.roll(test.database.database.read, site, { homerooms: ['10-01', '9-10', '9-02'] }, 10);
  expect(roll).toEqual(['9-02', '9-10', '10-01'].map((homeroom) => ids.get(homeroom)));
});

it('are not there for an account of another site', async () => {
  const [site, other] = [await given.site(), await given.site()];
  const viewer = await given.clerk([other]);
  const list = test.get(HomeroomsService).list(viewer, site);
  await expect(list).rejects.toMatchObject({ code: 'site.not-found' });
});
