import type { ScanService } from '@app/desk';
import type { Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';
import { CirculationMissing1790000000070 } from '../../database/migrations/1790000000070-circulation-missing.js';
import type { TestDatabase } from '../support/database.js';
import { openDesk } from '../support/desk.js';
import type { Given, Scanned } from '../support/given.js';
import { GivenDesk } from '../support/given.js';

let test: TestDatabase;
let given: Given;
let scans: ScanService;
let site: string;
let clerk: Viewer;
let desk: GivenDesk;

beforeAll(async () => {
  ({ test, given, scans, site, clerk } = await openDesk());
});
afterAll(() => test.close());
beforeEach(async () => {
  desk = new GivenDesk(await given.station(site));
});

const scan = (...scanned: Scanned): Promise<ScanAnswer> => desk.scan(scans, clerk, ...scanned);
const caseOf = async (deviceId: string): Promise<Record<string, unknown>> =>
  (
    await test.database.read.query(
      `SELECT c.state, c.closed_as, c.closed_seq, c.next_step, c.found_site_id, d.state AS device
       FROM missing_case c JOIN device d ON d.id = c.device_id WHERE c.device_id = $1`,
      [deviceId],
    )
  )[0];
const undo = { kind: 'undo', scanId: null } as const;

describe('a missing device at a desk', () => {
  it('I6: a check-in finds it and closes its case; the undo opens both again', async () => {
    const { id, tag } = await given.device(site, { state: 'missing' });
    const before = await caseOf(id);
    expect(before).toMatchObject({ state: 'open', device: 'missing', next_step: 'review' });
    expect(await scan('in', tag)).toMatchObject({ row: 'I6' });
    expect(await caseOf(id)).toMatchObject({
      ...{ state: 'recovered', closed_as: 'scanned', closed_seq: 2, next_step: null, found_site_id: site },
      device: 'in-stock',
    });
    expect(await scan('in', undo)).toMatchObject({ row: 'UNDO' });
    expect(await caseOf(id)).toEqual(before);
  });

  it('O19: handed out in one scan, found on the way; the undo takes back both', async () => {
    const { id, tag } = await given.device(site, { state: 'missing' });
    const before = await caseOf(id);
    await scan('out', (await given.person(site)).number);
    expect(await scan('out', tag)).toMatchObject({ row: 'O10', headlineRow: 'O19' });
    expect(await caseOf(id)).toMatchObject({ state: 'recovered', device: 'deployed' });
    await scan('out', undo);
    expect(await caseOf(id)).toEqual(before);
  });

  it('that was lost: written off again after the undo', async () => {
    const { id, tag } = await given.device(site, { state: 'lost' });
    const before = await caseOf(id);
    expect(before).toMatchObject({ state: 'written-off', closed_seq: 1 });
    await scan('in', tag);
    expect(await caseOf(id)).toMatchObject({ state: 'recovered', device: 'in-stock' });
    await scan('in', undo);
    expect(await caseOf(id)).toEqual(before);
  });

  it('I7, O20: that is stolen stays where it is, and so does its case', async () => {
    const { id, tag } = await given.device(site, { state: 'stolen' });
    const before = await caseOf(id);
    expect(await scan('in', tag)).toMatchObject({ row: 'I7', class: 'ALARM' });
    expect(await scan('out', tag)).toMatchObject({ row: 'O20', class: 'ALARM' });
    expect(await caseOf(id)).toEqual(before);
  });
});

it('a district that had missing devices before gets their cases with the migration', async () => {
  const devices = await Promise.all(
    ['missing', 'stolen', 'lost', 'in-stock'].map((state) => given.device(site, { state })),
  );
  const migration = new CirculationMissing1790000000070();
  // What later migrations and functions have hung on its tables goes with them.
  const cascading = (sql: string): string => sql.replace(/DROP (?:TABLE|FUNCTION)[^;]*/g, '$& CASCADE');
  await migration.down({ query: (sql: string) => test.asSuperuser(cascading(sql)) } as never);
  await migration.up({ query: (sql: string) => test.asSuperuser(sql) } as never);
  const cases = await test.asSuperuser(
    `SELECT d.state, c.kind, c.state AS case, c.opened_as, c.next_step, (SELECT count(*)::int FROM missing_case_step s WHERE s.case_id = c.id) AS steps
     FROM device d LEFT JOIN missing_case c ON c.device_id = d.id WHERE d.id = ANY ($1) ORDER BY array_position($1, d.id)`,
    [devices.map(({ id }) => id)],
  );
  expect(cases).toEqual([
    { state: 'missing', kind: 'missing', case: 'open', opened_as: 'imported', next_step: 'review', steps: 5 },
    { state: 'stolen', kind: 'stolen', case: 'open', opened_as: 'imported', next_step: 'review', steps: 5 },
    { state: 'lost', kind: 'missing', case: 'written-off', opened_as: 'imported-as-lost', next_step: null, steps: 0 },
    { state: 'in-stock', kind: null, case: null, opened_as: null, next_step: null, steps: 0 },
  ]);
});
