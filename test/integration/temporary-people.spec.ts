import { MergePersonService } from '../../libs/directory/src/temporary-people/merge-person.service.js';
import { TemporaryPeopleService } from '../../libs/directory/src/temporary-people/temporary-people.service.js';
import { LoansService } from '../../libs/circulation/src/loans/loans.service.js';
import { AccessLog } from '@app/identity';
import { ScanService } from '@app/desk';
import { Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import type { Scanned } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';

let test: TestApp;
let given: Given;
let site: string;
let clerk: Viewer;
let desk: GivenDesk;

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  site = await given.site('LHS');
  clerk = await given.clerk([site], ['person:edit']);
});
afterAll(() => test.close());
beforeEach(async () => {
  desk = new GivenDesk(await given.station(site));
});

const scan = (...scanned: Scanned): Promise<ScanAnswer> => desk.scan(test.get(ScanService), clerk, ...scanned);
const newcomer = (knownNumber: string) =>
  test.get(TemporaryPeopleService).create(clerk, {
    ...{ givenName: 'Maya', familyName: 'Rivera', grade: '9', siteId: site },
    knownNumber,
  });

describe('a temporary student at the desk', () => {
  it('takes a device by the card, and after the merge the device is the roster student’s: limit, return and log follow', async () => {
    const temporary = await newcomer('5550001');
    const [first, second] = [await given.device(site), await given.device(site)];
    expect(await scan('out', '5550001')).toMatchObject({ row: 'O1', person: { id: temporary.id } });
    expect(await scan('out', first.tag)).toMatchObject({ row: 'O10' });

    const student = await given.person(site, { number: '5550001' });
    const log = test.get(AccessLog);
    await log.record(test.database.database.read, { viewer: clerk, action: 'person.viewed', personId: temporary.id });
    await test.get(MergePersonService).merge(clerk, temporary.id, { version: 1, intoId: student.id, intoVersion: 1 });

    const loans = await test.get(LoansService).ofPerson(clerk, student.id, { open: true, limit: 10 });
    expect(loans.items.map(({ device }) => device.tag)).toEqual([first.tag]);
    const reader = new Viewer(clerk.accountId, 'reader', new Map([['access-log:read', 'all']]));
    const looks = await log.list(reader, { personId: student.id, limit: 50 });
    expect(looks.items.map(({ personId }) => personId)).toContain(temporary.id);

    await scan('out', { kind: 'undo', scanId: null });
    expect(await scan('out', first.tag)).toMatchObject({ row: 'O10' });
    expect(await scan('out', second.tag)).toMatchObject({ row: 'O15', person: { id: student.id } });
    expect(await scan('out', temporary.number)).toMatchObject({ row: 'O3', person: { id: student.id } });
    expect(await scan('in', student.number)).toMatchObject({ row: 'I14' });
    expect(await scan('in', first.tag)).toMatchObject({ row: 'I3' });
  });

  it('whom the roster has by now, under another record: the desk says so, counts both, and takes the device back', async () => {
    await newcomer('5550003');
    const [first, second] = [await given.device(site), await given.device(site)];
    await scan('out', '5550003');
    await scan('out', first.tag);
    desk.context = { ...desk.context, personId: null };
    const student = await given.person(site, { number: '5550003' });

    const seen = await scan('out', '5550003');
    expect(seen).toMatchObject({ row: 'O1', class: 'CHECK', headlineRow: 'O29', person: { id: student.id } });
    expect(seen.text.lines).toContain(`the temporary record has ${first.tag}`);
    expect(seen.text.lines.join()).toContain('has 1 of 1');
    expect(await scan('out', second.tag)).toMatchObject({ row: 'O15', class: 'STOP' });
    expect(await scan('in', '5550003')).toMatchObject({ row: 'I14', class: 'CHECK', person: { id: student.id } });
    expect(await scan('in', first.tag)).toMatchObject({ row: 'I3' });
    expect(await scan('in', '5550003')).toMatchObject({ row: 'I15' });
  });

  it('is served by whichever record the merge left, also while somebody merges', async () => {
    const temporary = await newcomer('5550002');
    const student = await given.person(site, { number: '5550002' });
    await scan('out', temporary.number);
    const device = await given.device(site);
    const [, answer] = await Promise.all([
      test.get(MergePersonService).merge(clerk, temporary.id, { version: 1, intoId: student.id, intoVersion: 1 }),
      scan('out', device.tag),
    ]);
    expect(answer).toMatchObject({ row: 'O10' });
    const loans = await test.get(LoansService).ofPerson(clerk, student.id, { open: true, limit: 10 });
    expect(loans.items.map(({ device: { tag } }) => tag)).toEqual([device.tag]);
  });
});
