import { AdminLog } from '@app/identity';
import { newId } from '@app/kernel';
import { Viewer } from '@app/platform';
import type { SiteScope } from '@app/platform';
import { codeOf } from '../../../../test/support/code-of.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Given } from '../../../../test/support/given.js';
import { ManageStationsService } from './manage-stations.service.js';

let test: TestDatabase;
let given: Given;
let stations: ManageStationsService;
let site: string;
beforeAll(async () => {
  test = await testDatabase();
  given = new Given(test.database);
  await given.district();
  site = await given.site('LHS');
  stations = new ManageStationsService(test.database, new AdminLog());
});
afterAll(() => test.close());

const editor = (scope: SiteScope) => new Viewer(newId(), 'editor', new Map([['site:edit', scope]]));

it('shows who used each station last and when, and what its newest check found', async () => {
  const [used, idle] = [await given.station(site, 'Desk A'), await given.station(site, 'Desk B')];
  const account = await given.account('K. Ono');
  await test.asSuperuser(
    `INSERT INTO desk_session (id, station_id, account_id, site_id, started_at) VALUES (uuidv7(), $1, $2, $3, '2026-11-20T10:00:00Z')`,
    [used, account, site],
  );
  await test.asSuperuser(
    `UPDATE station SET setup = '{"suffix": "tab"}', setup_at = '2026-11-20T09:00:00Z' WHERE id = $1`,
    [used],
  );
  expect(await stations.list(editor([site]))).toMatchObject([
    {
      ...{ id: used, name: 'Desk A', active: true, lastSeenAt: '2026-11-20T10:00:00Z', lastUsedBy: 'K. Ono' },
      ...{ setup: { suffix: 'tab' }, setupAt: '2026-11-20T09:00:00Z' },
    },
    { id: idle, name: 'Desk B', lastSeenAt: null, lastUsedBy: null, setup: null, setupAt: null },
  ]);
  expect(await stations.list(editor([newId()]))).toEqual([]);
});

it('renames and closes one, by one of several who saw the same version, and logs old and new', async () => {
  const id = await given.station(site, 'Desk C');
  const edit = (facts: object, scope: SiteScope = 'all') =>
    codeOf(stations.edit(editor(scope), id, { version: 1, ...facts }));
  expect(await edit({ name: 'X' }, [newId()])).toBe('desk.station-not-found');
  expect(await edit({ name: 'Desk A' })).toBe('desk.station-name-taken');
  const answers = await Promise.all([edit({ active: false }), edit({ name: 'Library' })]);
  expect(answers.sort()).toEqual(['desk.station-version-conflict', 'none']);
  const log = await test.asSuperuser(`SELECT action, before ->> 'name' AS name FROM admin_log WHERE subject_id = $1`, [
    id,
  ]);
  expect(log).toEqual([{ action: 'station.edited', name: 'Desk C' }]);
});
