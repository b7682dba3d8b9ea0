import { identityOn, LogReader } from '@app/identity';
import { ExportLists, Settings, Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';
import { ScanService } from '@app/desk';
import type { LogEntryDto, LogQueryDto } from '../../libs/inventory/src/log/log.dto.js';
import { LogService } from '../../libs/inventory/src/log/log.service.js';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import type { Scanned } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';

/* Check 80: an undo and an override at the desk each leave one line in the log, with before and after and the station. */

let test: TestDatabase;
let given: Given;
let scans: ScanService;
let log: LogService;
let site: string;
let clerk: Viewer;
let desk: GivenDesk;

beforeAll(async () => {
  test = await testDatabase();
  given = new Given(test.database);
  scans = new ScanService(test.database, Settings.from({ PUBLIC_URL: 'http://localhost:3000' }));
  log = new LogService(
    test.database,
    new LogReader(test.database),
    identityOn(test.database).facade,
    new ExportLists(),
  );
  await given.district();
  site = await given.site('LHS');
  clerk = await given.clerk([site]);
  desk = new GivenDesk(await given.station(site, 'Library desk'));
});
afterAll(() => test.close());

const scan = (act: Scanned[1]): Promise<ScanAnswer> => desk.scan(scans, clerk, 'out', act);

const auditor = new Viewer(null, 'auditor', new Map([['ledger:verify', 'all']]));
const linesOf = async (view: LogQueryDto['view'], deviceId: string): Promise<LogEntryDto[]> => {
  const { items } = await log.list(auditor, { view, subjectId: deviceId, limit: 100 });
  return items;
};
const WHERE = { stationName: 'Library desk', accountName: 'K. Ono', subjectKind: 'device' };

it('80: an undo leaves one line, with what was before and after and the station', async () => {
  const [maya, device] = [await given.person(site), await given.device(site)];
  await scan(maya.number);
  const out = await scan(device.tag);
  expect(out.row).toBe('O10');
  expect(await linesOf('undos', device.id)).toEqual([]);
  const undo = await scan({ kind: 'undo', scanId: out.id });
  const lines = await linesOf('undos', device.id);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ ...WHERE, siteId: site, subjectLabel: device.tag, scanId: undo.id });
  expect(lines[0].before).toMatchObject({ state: 'deployed', holder_person_id: maya.id });
  expect(lines[0].after).toMatchObject({ state: 'in-stock', holder_person_id: null });
});

it('80: a device taken over from its holder leaves one line among the overrides', async () => {
  const [maya, leo] = [await given.person(site), await given.person(site, { name: ['Leo', 'Park'] })];
  const device = await given.device(site);
  await scan(maya.number);
  await scan(device.tag);
  await scan(leo.number);
  const refused = await scan(device.tag);
  expect(await linesOf('overrides', device.id)).toEqual([]);
  const taken = await scan({ kind: 'answer', scanId: refused.id, key: 't' });
  const lines = await linesOf('overrides', device.id);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ ...WHERE, action: 'checked-in', scanId: taken.id, evidence: { forced: true } });
  expect(lines[0].before).toMatchObject({ holder_person_id: maya.id });
  expect(JSON.stringify(lines)).not.toMatch(/Leo|Park|Maya|Rivera/);
});
