import { ScanService } from '@app/desk';
import type { PersonMovedPayload } from '@app/directory';
import type { Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';
import { FollowMove, OpenClearance } from '../../libs/circulation/src/clearances/clearance-opener.js';
import { ClearancesService } from '../../libs/circulation/src/clearances/clearances.service.js';
import { EditPersonService } from '../../libs/directory/src/people/edit-person.service.js';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import type { GivenPerson, Scanned } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';

let test: TestApp;
let given: Given;
let [cartSchool, next, third]: string[] = [];
let office: Viewer;
let leaving: Viewer;
let arriving: Viewer;
let desk: GivenDesk;
let sam: GivenPerson;
let today: string;
let version: number;

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  [cartSchool, next, third] = [await given.site('CART'), await given.site('NEXT'), await given.site('THIRD')];
  await test.database.asSuperuser(
    `INSERT INTO program (site_id, grade, school_year_id, kind) SELECT s.id, '9', y.id, CASE s.code WHEN 'NEXT' THEN 'take-home' ELSE 'cart' END
     FROM site s, school_year y WHERE s.code <> 'THIRD'`,
  );
  office = await given.clerk('all', ['person:edit', 'person:contacts']);
  [leaving, arriving] = [await given.clerk([cartSchool]), await given.clerk([next])];
  today = await given.today();
});
afterAll(() => test.close());
beforeEach(async () => {
  desk = new GivenDesk(await given.station(cartSchool));
  sam = await given.person(cartSchool, { name: ['Sam', 'Cole'] });
  version = 1;
});

const scan = (...scanned: Scanned): Promise<ScanAnswer> => desk.scan(test.get(ScanService), office, ...scanned);

/** Takes a device of the school, which is another site's by now if one is named. */
async function takes(owner?: string): Promise<string> {
  const { id, tag } = await given.device(cartSchool);
  await scan('out', sam.number);
  await scan('out', tag);
  if (owner) await given.deviceEvent(id, 'moved', { home_site_id: owner });
  return tag;
}

/** Moves; the news is given back, to be delivered by the test. */
async function moves(fromSiteId: string, toSiteId: string): Promise<PersonMovedPayload> {
  await test.get(EditPersonService).edit(office, sam.id, { version, primarySiteId: toSiteId });
  version += 1;
  const [{ data }] = await test.database.asSuperuser(
    `SELECT data FROM pgboss.job WHERE name = 'circulation.follow-move' AND data::text LIKE '%' || $1 || '%' ORDER BY created_on DESC LIMIT 1`,
    [sam.id],
  );
  expect(data).toMatchObject({ payload: { personId: sam.id, fromSiteId, toSiteId, grade: '9', movedOn: today } });
  return (data as { payload: PersonMovedPayload }).payload;
}
const deliver = (news: PersonMovedPayload) => test.get(FollowMove).handle(news);
const clearances = async (who = office) =>
  (await test.get(ClearancesService).list(who, { personId: sam.id, limit: 10 })).items;

describe('a clearance of a student who moves out of a school whose carts stay', () => {
  it('is opened once, however often the news comes; the return closes it, the undo opens it again', async () => {
    const tag = await takes();
    const news = await moves(cartSchool, next);
    for (let n = 0; n < 3; n += 1) await deliver(news);
    expect(await clearances()).toMatchObject([
      {
        ...{ state: 'open', reason: 'moved', dueOn: today, overdue: false, owed: 1, items: 1 },
        ...{ site: { code: 'CART' }, movedTo: { code: 'NEXT' } },
      },
    ]);
    await scan('in', tag);
    expect(await clearances()).toMatchObject([{ state: 'cleared', owed: 0 }]);
    await deliver(news);
    expect(await clearances()).toMatchObject([{ state: 'cleared', items: 1 }]);
    await scan('in', { kind: 'undo', scanId: null });
    expect(await clearances()).toMatchObject([{ state: 'open', owed: 1 }]);
  });

  it('shows at both schools: by name where they are, by initials where they were, to nobody else', async () => {
    await test.get(EditPersonService).edit(office, sam.id, { version, language: 'es' });
    version += 1;
    await takes();
    await deliver(await moves(cartSchool, next));
    expect(await clearances(arriving)).toMatchObject([{ display: 'Sam Cole', person: { familyName: 'Cole' } }]);
    const [seen] = await clearances(leaving);
    expect(seen).toMatchObject({ display: 'S. C.', person: null, owed: 1 });
    expect(JSON.stringify(seen)).not.toContain('Cole');
    const { lines, language } = await test.get(ClearancesService).get(leaving, seen.id);
    expect([lines.length, language]).toEqual([1, null]);
    expect(await test.get(ClearancesService).get(arriving, seen.id)).toMatchObject({ language: 'es' });
    const other = await given.clerk([third]);
    expect(await clearances(other)).toEqual([]);
    await expect(test.get(ClearancesService).get(other, seen.id)).rejects.toMatchObject({
      code: 'clearance.not-found',
    });
  });

  it('is let go by the school that was left alone', async () => {
    await takes();
    await deliver(await moves(cartSchool, next));
    const [{ id, version: seen }] = await clearances();
    const reviewer = (site: string) => given.clerk([site], ['device:propose-write-off']);
    const close = async (site: string) => test.get(ClearancesService).close(await reviewer(site), id, seen, 'Keeps it');
    await expect(close(next)).rejects.toMatchObject({ code: 'clearance.not-found' });
    expect(await close(cartSchool)).toMatchObject({ state: 'excepted', person: null });
  });

  it('is none for those who hold nothing of that school, nor where devices go along', async () => {
    await takes(next);
    await deliver(await moves(cartSchool, next));
    expect(await clearances()).toEqual([]);
    await deliver(await moves(next, third));
    expect(await clearances()).toEqual([]);
  });

  it('follows the student, and is cancelled when they are back, in whatever order the news comes', async () => {
    await takes();
    const away = await moves(cartSchool, next);
    await deliver(away);
    await deliver(await moves(next, third));
    expect(await clearances()).toMatchObject([{ state: 'open', movedTo: { code: 'THIRD' } }]);
    const back = await moves(third, cartSchool);
    await deliver(back);
    expect(await clearances()).toMatchObject([{ state: 'cancelled' }]);
    await deliver(away);
    expect(await clearances()).toMatchObject([{ state: 'cancelled' }]);
  });

  it('stands beside the one of a withdrawal on the same day; what comes back settles both', async () => {
    const tag = await takes();
    await deliver(await moves(cartSchool, next));
    await test.get(EditPersonService).edit(office, sam.id, { version, state: 'withdrawn' });
    await test.get(OpenClearance).handle({ personId: sam.id, siteId: next, withdrawnOn: today });
    const all = (await clearances()).map(({ reason, state, site }) => [reason, state, site.code]).sort();
    expect(all).toEqual([
      ['moved', 'open', 'CART'],
      ['withdrawn', 'open', 'NEXT'],
    ]);
    await scan('in', tag);
    expect((await clearances()).map(({ state }) => state)).toEqual(['cleared', 'cleared']);
  });

  it('opened while the device comes back never stays open for it', async () => {
    const tag = await takes();
    const news = await moves(cartSchool, next);
    await Promise.all([deliver(news), scan('in', tag)]);
    expect((await clearances()).filter(({ state }) => state === 'open')).toEqual([]);
  });
});
