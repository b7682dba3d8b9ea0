import { PeopleFacade, SitesFacade } from '@app/directory';
import { aStudent, bring, hasDevice, oneRoster, rostersForEach, sqlOf, students } from '../rosters.test-support.js';
import { RosterMovesService } from './roster-moves.service.js';

const given = rostersForEach();

const sql = sqlOf(given);

it.each([
  ['take-home', 'WMS'],
  ['cart', '005'],
])('a student of a %s program moves: their device belongs to %s', async (program, home) => {
  await bring(given, oneRoster(students(1, 20)));
  await sql(
    `INSERT INTO program (site_id, grade, school_year_id, kind) SELECT s.id, '9', y.id, '${program}' FROM site s, school_year y WHERE s.code = '005'`,
  );
  await hasDevice(given, '70001');
  expect((await bring(given, oneRoster([aStudent(1, { org: 'org-ms' }), ...students(2, 20)]))).result).toMatchObject({
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
