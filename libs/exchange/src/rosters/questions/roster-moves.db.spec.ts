import { PeopleFacade, SitesFacade } from '@app/directory';
import { Given as DistrictGiven } from '../../../../../test/support/given.js';
import type { Given } from '../rosters.test-support.js';
import { aStudent, bring, givenRosters, oneRoster } from '../rosters.test-support.js';
import { RosterMovesService } from './roster-moves.service.js';

let given: Given;
beforeEach(async () => {
  given = await givenRosters();
});
afterEach(() => given.close());

const sql = (text: string) => given.test.asSuperuser(text);
const many = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => aStudent(from + n));

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
