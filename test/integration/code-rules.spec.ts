import { ScanService } from '@app/desk';
import { Settings } from '@app/platform';
import type { Viewer } from '@app/platform';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import { Given, GivenDesk } from '../support/given.js';

let test: TestDatabase;
let given: Given;
let scans: ScanService;
let site: string;
let other: string;
let clerk: Viewer;

beforeAll(async () => {
  test = await testDatabase();
  given = new Given(test.database);
  scans = new ScanService(test.database, Settings.from({ PUBLIC_URL: 'http://localhost:3000' }));
  await given.district();
  site = await given.site('LHS');
  other = await given.site('WMS');
  clerk = await given.clerk([site, other]);
  for (const tag of ['MA-000001', 'MA-000123', 'MA-004512', '0000700']) await given.device(site, { tag });
});
afterAll(() => test.close());
afterEach(() => test.asSuperuser('DELETE FROM code_rule'));

const rule = (siteId: string | null, enabled = true, pattern = '^(?:MA-?)?0*([0-9]{1,6})$'): Promise<unknown> =>
  test.asSuperuser(
    `INSERT INTO code_rule (site_id, place, pattern, replacement, digits, example, enabled) VALUES ($1, 9, $2, 'MA-\\1', 6, 'MA-1', $3)`,
    [siteId, pattern, enabled],
  );

async function look(raw: string, at = site): Promise<[row: string, matchedAs: string | null]> {
  const desk = new GivenDesk(await given.station(at));
  const { row, matchedAs } = await scans.handle(clerk, desk.request('look', raw));
  return [row, matchedAs];
}

it.each([
  ['MA-1', 'MA-000001'],
  ['ma1234', null],
  ['ma4512', 'MA-004512'],
  ['123', 'MA-000123'],
])('%s is the device %p, and the row says so', async (raw, tag) => {
  await rule(null);
  expect(await look(raw)).toEqual([tag === null ? 'U1' : 'L1', tag]);
});

it('asks the rules only for what nobody has as it stands', async () => {
  await rule(null);
  expect(await look('MA-000001')).toEqual(['L1', null]);
  expect(await look('700')).toEqual(['L1', '0000700']);
});

it('keeps to the rules that are on, of the district and of the own site', async () => {
  expect(await look('MA-1')).toEqual(['U1', null]);
  await rule(null, false);
  await rule(other);
  expect(await look('MA-1')).toEqual(['U1', null]);
  expect(await look('MA-1', other)).toEqual(['L1', 'MA-000001']);
});

it('refuses a pattern that is none, and one that refers back to itself', async () => {
  await expect(rule(null, true, '(')).rejects.toMatchObject({ code: '2201B' });
  await expect(rule(null, true, '^(a)\\1$')).rejects.toMatchObject({ constraint: 'ck_code_rule_pattern' });
});
