import type { ScanService } from '@app/desk';
import { Viewer } from '@app/platform';
import type { ScanAnswer, ScanRequest } from '@app/scan-engine';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import { NotesService } from '../../libs/desk/src/notes/notes.service.js';
import { PeopleSearchService } from '../../libs/directory/src/people/people-search.service.js';
import { inventoryOn, everywhere, codeOf } from '../../libs/inventory/src/inventory.test-support.js';
import type { TestDatabase } from '../support/database.js';
import { openDesk } from '../support/desk.js';
import type { Given, GivenDevice, GivenPerson, Scanned } from '../support/given.js';
import { GivenDesk } from '../support/given.js';

/**
 * What goes wrong at the scanner (`domain.md` §1.2), by its numbers; where `ux.md` §3 has an answer, its words and figures.
 * E4, E18 and E19 have specs of their own; E9 and E22 are the station's.
 */
let test: TestDatabase;
let given: Given;
let scans: ScanService;
let site: string;
let away: string;
let clerk: Viewer;
let desk: GivenDesk;
let maya: GivenPerson;
let leo: GivenPerson;

beforeAll(async () => {
  ({ test, given, scans, site, clerk } = await openDesk());
  away = await given.site('WMS', 'middle');
});
afterAll(() => test.close());
beforeEach(async () => {
  desk = new GivenDesk(await given.station(site));
  maya = await given.person(site);
  leo = await given.person(site, { name: ['Leo', 'Park'] });
});

const scan = (
  mode: Scanned[0],
  act: Scanned[1],
  { as = clerk, at = desk, ...rest }: Partial<ScanRequest> & { as?: Viewer; at?: GivenDesk } = {},
): Promise<ScanAnswer> => at.scan(scans, as, mode, act, rest);
/** Hands it out at a desk of its own, a day ago as far as the desks know. */
async function lent(device: GivenDevice, to: GivenPerson): Promise<void> {
  const other = new GivenDesk(await given.station(site));
  await scan('out', to.number, { at: other });
  expect(await scan('out', device.tag, { at: other })).toMatchObject({ row: 'O10' });
  await test.asSuperuser(`UPDATE loan SET loaned_at = loaned_at - interval '1 day' WHERE device_id = $1`, [device.id]);
}
const sql = (text: string, ...values: unknown[]) => test.asSuperuser(text, values);
const deviceOf = async (id: string): Promise<Record<string, unknown>> =>
  (
    await sql(
      'SELECT state, holder_person_id AS holder, home_site_id AS home, last_seq AS seq FROM device WHERE id = $1',
      id,
    )
  )[0];
const entriesOf = async (id: string): Promise<unknown[]> =>
  (await sql('SELECT type FROM device_event WHERE device_id = $1 ORDER BY seq', id)).map(({ type }) => type);
const undo = { kind: 'undo', scanId: null } as const;
const everywhereRights = ['scan:use', 'device:read', 'person:read', 'device:check-out', 'device:check-in'];

it('E1: with another student: refused with who and since when; taken over only by saying so, as two entries', async () => {
  const device = await given.device(site);
  await lent(device, leo);
  await scan('out', maya.number);
  const refused = await scan('out', device.tag);
  expect(refused).toMatchObject({ row: 'O14', class: 'STOP', text: { headline: 'NOT CHECKED OUT – with Leo Park' } });
  expect(refused.text.lines.join()).toMatch(/given .* by K\. Ono/);
  expect(await deviceOf(device.id)).toMatchObject({ holder: leo.id, seq: 2 });
  const taken = await scan('out', { kind: 'answer', scanId: refused.id, key: 't' });
  expect(taken).toMatchObject({ row: 'O13', class: 'CHECK', text: { headline: 'CHECKED OUT ▲ was with Leo Park' } });
  expect(await entriesOf(device.id)).toEqual(['registered', 'checked-out', 'checked-in', 'checked-out']);
  expect(await sql('SELECT closed_as FROM loan WHERE device_id = $1 ORDER BY loaned_at', device.id)).toEqual([
    { closed_as: 'forced' },
    { closed_as: null },
  ]);
});

it('E1: a student of another site gives it up only by the right of in-hand transfer', async () => {
  const far = await given.person(away, { name: ['Ana', 'Wu'] });
  const device = await given.device(site);
  await lent(device, far);
  const { accountId } = await given.clerk([site]);
  const rights = ['scan:use', 'device:read', 'person:read', 'device:check-out', 'device:check-in'];
  const without = new Viewer(accountId, 'clerk', new Map(rights.map((code) => [code, [site]])));
  await scan('out', maya.number, { as: without });
  const refused = await scan('out', device.tag, { as: without });
  expect(refused).toMatchObject({ row: 'O14', quickAnswers: [] });
  expect(refused.text.headline).toBe('NOT CHECKED OUT – with A. W. (WMS)');
  expect(await deviceOf(device.id)).toMatchObject({ holder: far.id });
});

it('E2: one of the kind is enough: refused with what they have; + of somebody who may allow it gives another', async () => {
  const [first, second] = [await given.device(site), await given.device(site)];
  const boss = await given.clerk([site], ['scan:undo-any']);
  await scan('out', maya.number, { as: boss });
  await scan('out', first.tag, { as: boss });
  const refused = await scan('out', second.tag, { as: boss });
  expect(refused).toMatchObject({
    row: 'O15',
    class: 'STOP',
    text: { headline: 'NOT CHECKED OUT – Maya Rivera has 1 of 1' },
  });
  expect(refused.text.lines).toContain(`has ${first.tag}`);
  expect((await deviceOf(second.id)).state).toBe('in-stock');
  expect(await scan('out', { kind: 'answer', scanId: refused.id, key: '+' }, { as: boss })).toMatchObject({
    row: 'O10',
  });
});

it('E3: the wrong student: one undo, both entries stay, and the device goes to the right one at once', async () => {
  const device = await given.device(site);
  await scan('out', leo.number);
  await scan('out', device.tag);
  expect(await scan('out', undo)).toMatchObject({ row: 'UNDO', class: 'OK' });
  await scan('out', maya.number);
  expect(await scan('out', device.tag)).toMatchObject({ row: 'O10', class: 'OK', notes: [] });
  expect(await entriesOf(device.id)).toEqual(['registered', 'checked-out', 'reversed', 'checked-out']);
  expect(
    await sql('SELECT person_id AS id, corrected FROM loan WHERE device_id = $1 ORDER BY loaned_at', device.id),
  ).toEqual([
    { id: leo.id, corrected: true },
    { id: maya.id, corrected: false },
  ]);
});

it('E5: a worn label: what was read almost right is offered; the label that was replaced still finds its device', async () => {
  const { id } = await given.device(site, { tag: 'LHS-045120' });
  const refused = await scan('in', 'LHS-O45120');
  expect(refused).toMatchObject({ row: 'U1', class: 'STOP', choices: [{ key: '1', of: 'device', recordId: id }] });
  expect(refused.text.lines).toContain('did you mean LHS-045120?');
  await given.deviceEvent(id, 'identifier-changed', { asset_tag: 'LHS-090001' });
  expect(await scan('in', 'LHS-045120')).toMatchObject({ row: 'I5', device: { id, tag: 'LHS-090001' } });
  const inventory = inventoryOn(test);
  const again = inventory.registering.register(everywhere, {
    modelId: await given.model(),
    homeSiteId: site,
    assetTag: 'LHS-045120',
  });
  expect(await codeOf(again)).toBe('device.tag-taken');
});

it('E6: unknown: stopped, nothing is made of it; only who registers devices is offered to add it', async () => {
  const count = async () => (await sql('SELECT count(*)::int AS n FROM device'))[0].n;
  const before = await count();
  const stopped = await scan('in', '5CD1234XYZ');
  expect(stopped).toMatchObject({ row: 'U1', class: 'STOP', quickAnswers: [], text: { headline: 'NOT FOUND' } });
  expect(stopped.text.lines).toContain('5CD1234XYZ');
  const technician = await given.clerk([site], ['device:register']);
  expect(await scan('in', '5CD1234XYZ', { as: technician })).toMatchObject({
    row: 'U2',
    class: 'STOP',
    quickAnswers: [{ key: 'n' }],
  });
  expect(await count()).toBe(before);
});

describe('E7: the wrong kind of code', () => {
  it.each([
    ['a code of the shop', '036000291452', 'U4', 'That is the code of a product in a shop, not a device'],
    ['a web link', 'https://example.com/promo', 'U4', 'That is a web link, not a device'],
    ['a Wi-Fi code', 'WIFI:S:school;T:WPA;P:secret;;', 'U4', 'That is a web link, not a device'],
    ['another keyboard', 'LHS§4512', 'U6', 'UNREADABLE – scan again'],
  ])('%s is explained, not looked up', async (_name, code, row, headline) => {
    expect(await scan('in', code)).toMatchObject({ row, class: 'STOP', text: { headline } });
  });

  it('a serial with its prefix is the serial, by the mark on it and by the rules of the district', async () => {
    const { id } = await given.device(site, { serial: 'PF3ABCDE' });
    expect(await scan('in', 'S/N: PF3ABCDE')).toMatchObject({ row: 'I5', device: { id }, matchedAs: 'PF3ABCDE' });
    await sql(
      `INSERT INTO code_rule (place, pattern, replacement, example, enabled) VALUES (9, '^1S[A-Z0-9]{10}(PF3[A-Z0-9]{5})$', '\\1', '1S82J8000123PF3ABCDE', true)`,
    );
    expect(await scan('in', '1S82J8000123PF3ABCDE')).toMatchObject({ device: { id }, matchedAs: 'PF3ABCDE' });
  });

  it('a code of two records asks which', async () => {
    const device = await given.device(site, { tag: '7712345' });
    const person = await given.person(site, { number: '7712345' });
    const asked = await scan('in', '7712345');
    expect(asked).toMatchObject({ row: 'A1', class: 'STOP', text: { headline: 'WHICH ONE?' }, undoable: false });
    expect(asked.choices.map(({ recordId }) => recordId)).toEqual([device.id, person.id]);
  });
});

describe('E8: a code as hands and scanners spoil it', () => {
  it.each([
    ['leading zeros lost', '4513', '004513'],
    ['capitals locked', 'lhs-4514', 'LHS-4514'],
    ['twice in one line', 'LHS-4515LHS-4515', 'LHS-4515'],
    ['blanks around it', '  LHS-4516 ', 'LHS-4516'],
  ])('%s', async (_name, read, tag) => {
    const { id } = await given.device(site, { tag });
    expect(await scan('in', read)).toMatchObject({ row: 'I5', device: { id } });
  });

  it('two codes glued together: stopped, and neither device is touched before somebody has said so', async () => {
    const [one, two] = [await given.device(site), await given.device(site)];
    expect(await scan('in', `${one.tag}${two.tag}`)).toMatchObject({ row: 'E8', class: 'STOP' });
    expect(await entriesOf(one.id)).toEqual(['registered']);
  });
});

it('E10: two desks at once: one gives it, the other is told who was first, and there is one open loan', async () => {
  for (let round = 0; round < 4; round += 1) {
    const device = await given.device(site);
    const desks = [new GivenDesk(await given.station(site)), new GivenDesk(await given.station(site))];
    const people = [
      await given.person(site, { name: ['Joy', 'Okafor'] }),
      await given.person(site, { name: ['Lin', 'Wei'] }),
    ];
    for (const [n, at] of desks.entries()) await scan('out', people[n].number, { at });
    const answers = await Promise.all(desks.map((at) => scan('out', device.tag, { at })));
    expect(answers.map(({ row }) => row).sort()).toEqual(['O10', 'X6']);
    const late = answers.find(({ row }) => row === 'X6')!;
    expect(late).toMatchObject({ class: 'STOP', undoable: false });
    expect(late.text.headline).toMatch(/^NOT CHECKED OUT – Desk \d+ gave it to (Joy Okafor|Lin Wei) \d s ago$/);
    expect(
      await sql('SELECT count(*)::int AS n FROM loan WHERE device_id = $1 AND returned_at IS NULL', device.id),
    ).toEqual([{ n: 1 }]);
  }
});

describe('E12: out of use', () => {
  it.each(['retired', 'disposed'])('%s: stopped at both ends, set aside, and nothing changes', async (state) => {
    const device = await given.device(site, { state });
    await scan('out', maya.number);
    const out = await scan('out', device.tag);
    expect(out).toMatchObject({ row: 'O21', class: 'STOP', text: { headline: `NOT CHECKED OUT – ${state}` } });
    expect(out.text.lines).toContain(`${device.tag} · set it aside`);
    const back = await scan('in', device.tag);
    expect(back).toMatchObject({ row: 'I10', class: 'STOP' });
    expect(back.text.headline).toMatch(new RegExp(`^NOT CHECKED IN – ${state} \\w+ \\d{4}$`));
    expect(await entriesOf(device.id)).toEqual(['registered']);
    const alarms = await sql(
      `SELECT data #>> '{payload,reason}' AS reason FROM pgboss.job WHERE data #>> '{payload,deviceId}' = $1`,
      device.id,
    );
    // What is gone for good and is here all the same contradicts the records.
    expect(new Set(alarms.map(({ reason }) => reason))).toEqual(
      new Set(state === 'disposed' ? ['disposed-device-scanned'] : []),
    );
  });
});

describe('E13: lost or stolen', () => {
  it('written off: found by the scan, its case closed; the answers about its condition are offered', async () => {
    const device = await given.device(site, { state: 'lost' });
    const found = await scan('in', device.tag);
    expect(found).toMatchObject({ row: 'I6', class: 'CHECK', text: { headline: 'FOUND – was lost' } });
    expect(found.quickAnswers.map(({ key }) => key)).toEqual(expect.arrayContaining(['1', '3', '5']));
    expect(await sql('SELECT state, closed_as FROM missing_case WHERE device_id = $1', device.id)).toEqual([
      { state: 'recovered', closed_as: 'scanned' },
    ]);
  });

  it('stolen: kept, the alarm raised, and nothing done with it', async () => {
    const device = await given.device(site, { state: 'stolen' });
    for (const mode of ['in', 'look'] as const)
      expect(await scan(mode, device.tag)).toMatchObject({
        class: 'ALARM',
        text: { headline: 'KEEP THIS DEVICE – reported stolen' },
      });
    expect(await deviceOf(device.id)).toMatchObject({ state: 'stolen', seq: 1 });
    const told = await sql(
      `SELECT 1 AS told FROM pgboss.job WHERE data #>> '{payload,deviceId}' = $1 AND data #>> '{payload,reason}' = 'stolen-device-scanned'`,
      device.id,
    );
    expect(told.length).toBeGreaterThan(0);
  });
});

describe('E15: a student who left, or of another site', () => {
  it('left: not set, nothing given; a return is always taken', async () => {
    const device = await given.device(site);
    await lent(device, leo);
    await sql(`UPDATE person SET state = 'withdrawn', withdrawn_on = '2026-10-03' WHERE id = $1`, leo.id);
    expect(await scan('out', leo.number)).toMatchObject({
      row: 'O5',
      class: 'STOP',
      text: { headline: 'NOT SET – withdrawn Sat 3 Oct' },
      context: { personId: null },
    });
    const back = await scan('in', device.tag);
    expect(back).toMatchObject({ row: 'I1', undoable: true });
    expect(back.notes).toContain('I11');
  });

  it('of another site: served, and said', async () => {
    const far = await given.person(away, { name: ['Ana', 'Wu'] });
    expect(await scan('out', far.number)).toMatchObject({
      row: 'O1',
      notes: ['O9'],
      class: 'CHECK',
      context: { personId: far.id },
    });
  });
});

it('E16: no signed agreement: warned; where the site blocks, no device is given; never in California', async () => {
  const device = await given.device(site);
  await sql(`UPDATE policy_desk SET agreement = 'warn' WHERE site_id IS NULL`);
  expect(await scan('out', maya.number)).toMatchObject({ notes: ['O8'], class: 'CHECK' });
  expect(await scan('out', device.tag)).toMatchObject({ row: 'O10' });
  await scan('in', device.tag);
  const block = () => sql(`UPDATE policy_desk SET agreement = 'block' WHERE site_id IS NULL`);
  await expect(block()).rejects.toThrow('cannot block in the profile california');
  await sql(`UPDATE district SET profile = 'generic'`);
  await block();
  desk.context = EMPTY_CONTEXT;
  await scan('out', maya.number);
  expect(await scan('out', device.tag)).toMatchObject({ row: 'O8', class: 'STOP' });
  await sql(`UPDATE policy_desk SET agreement = 'ignore' WHERE site_id IS NULL`);
  await sql(`UPDATE district SET profile = 'california'`);
});

it('E17: a tag is burned for ever, a serial unique for its maker, also of what is retired', async () => {
  const inventory = inventoryOn(test);
  const modelId = await given.model();
  await given.device(site, { state: 'retired', tag: 'LHS-E17', serial: '5CDE17', modelId });
  const register = (facts: object) =>
    codeOf(inventory.registering.register(everywhere, { modelId, homeSiteId: site, ...facts }));
  expect(await register({ assetTag: 'lhs-e17' })).toBe('device.tag-taken');
  expect(await register({ assetTag: 'LHS-E17-B', serial: '5cde17' })).toBe('device.serial-taken');
});

it('E20: somebody who left long ago brings it back: the device alone is enough, and nobody is written to', async () => {
  const device = await given.device(site);
  await lent(device, leo);
  await sql(`UPDATE person SET state = 'withdrawn', withdrawn_on = current_date - 300 WHERE id = $1`, leo.id);
  const jobs = async () =>
    (await sql(`SELECT DISTINCT name FROM pgboss.job WHERE data::text LIKE '%' || $1 || '%'`, leo.id)).map(
      ({ name }) => name,
    );
  const before = await jobs();
  const back = await scan('in', device.tag);
  expect(back).toMatchObject({ row: 'I1', undoable: true, context: { personId: null } });
  expect(back.text.lines).toContain('Leo Park cleared: all returned');
  expect(await sql('SELECT closed_as FROM loan WHERE device_id = $1', device.id)).toEqual([{ closed_as: 'returned' }]);
  expect(await jobs()).toEqual(before);
});

it('E21: a clock that is wrong: the ledger goes by the server, the station’s time is kept beside it', async () => {
  const device = await given.device(site);
  const [ahead, behind] = ['2031-01-01T00:00:00.000Z', '2001-01-01T00:00:00.000Z'];
  await scan('out', maya.number, { occurredAt: ahead });
  const out = await scan('out', device.tag, { occurredAt: ahead });
  const back = await scan('in', device.tag, { occurredAt: behind });
  const rows = await sql(
    `SELECT e.occurred_at <= e.recorded_at AS "notAhead", e.occurred_at > lag(e.occurred_at) OVER (ORDER BY e.seq) AS later, s.occurred_at AS said, s.id
     FROM device_event e LEFT JOIN scan_event s ON s.id = e.scan_id WHERE e.device_id = $1 ORDER BY e.seq`,
    device.id,
  );
  expect(rows.map(({ notAhead, later }) => [notAhead, later])).toEqual([
    [true, null],
    [true, true],
    [true, true],
  ]);
  expect(rows.slice(1).map(({ id, said }) => [id, (said as Date).toISOString()])).toEqual([
    [out.id, ahead],
    [back.id, behind],
  ]);
  expect((await sql('SELECT returned_at > loaned_at AS ordered FROM loan WHERE device_id = $1', device.id))[0]).toEqual(
    { ordered: true },
  );
});

/** Devices of the other site that stand here, one bought with each money. */
async function boughtWith(...money: readonly (readonly [name: string, kind: string])[]): Promise<GivenDevice[]> {
  const devices: GivenDevice[] = [];
  for (const [name, kind] of money) {
    const device = await given.device(away, { locationSiteId: site });
    await sql(
      `WITH s AS (INSERT INTO funding_source (code, name, kind) VALUES ($2 || $1, $2, $3) RETURNING id),
         p AS (INSERT INTO funding_split (fingerprint) VALUES ($2 || $1) RETURNING id),
         l AS (INSERT INTO funding_split_line SELECT p.id, s.id, 10000 FROM s, p)
       UPDATE device SET funding_split_id = (SELECT id FROM p) WHERE id = $1::uuid`,
      ...[device.id, name, kind],
    );
    devices.push(device);
  }
  return devices;
}
const evidenceOf = async (id: string): Promise<unknown> =>
  (await sql(`SELECT evidence FROM device_event WHERE device_id = $1 AND type = 'transferred-in-hand'`, id))[0]
    ?.evidence;
const answerTo = ({ id }: ScanAnswer, key: string, text?: string) => ({
  kind: 'answer' as const,
  scanId: id,
  key,
  ...(text && { text }),
});

it('E23: bought with money of another program: asked with the rule, transferred with a reason, which is on record', async () => {
  const [funded, plain] = await boughtWith(['Title I, Part A', 'federal'], ['General fund', 'local']);
  await scan('out', leo.number);
  expect(await scan('out', plain.tag)).toMatchObject({ row: 'O10', notes: ['O22'], class: 'CHECK' });
  expect(await evidenceOf(plain.id)).toEqual({});
  await scan('out', maya.number);
  const asked = await scan('out', funded.tag);
  expect(asked).toMatchObject({
    row: 'E23',
    class: 'STOP',
    undoable: false,
    text: { headline: 'NOT CHECKED OUT – why does it leave WMS?' },
  });
  expect(asked.text.lines).toContain('bought with Title I, Part A, which is for its own program');
  expect(await entriesOf(funded.id)).toEqual(['registered']);
  expect(await scan('out', answerTo(asked, 't'))).toMatchObject({ row: 'U5' });
  expect(await scan('out', answerTo(asked, '2'))).toMatchObject({ row: 'O10', notes: ['O22'], class: 'CHECK' });
  expect(await entriesOf(funded.id)).toEqual(['registered', 'transferred-in-hand', 'checked-out']);
  expect(await evidenceOf(funded.id)).toEqual({ transferReason: 'came-along' });
  expect(await deviceOf(funded.id)).toMatchObject({ home: site });
  expect(await scan('out', undo)).toMatchObject({ row: 'UNDO' });
  expect(await deviceOf(funded.id)).toMatchObject({ home: away, holder: null });
  await expect(
    sql(
      `INSERT INTO device_event (device_id, type, source, after) VALUES ($1, 'transferred-in-hand', 'scan', '{}')`,
      funded.id,
    ),
  ).rejects.toMatchObject({ constraint: 'ck_device_event_transfer_reason' });
});

it('E23: a reason in words stands with the scan and not in the ledger; it goes on through take over', async () => {
  const [funded] = await boughtWith(['ECF 2022', 'ecf']);
  const far = await given.person(away);
  const there = new GivenDesk(await given.station(away));
  const { accountId } = await given.clerk([away]);
  const clerkThere = new Viewer(accountId, 'clerk', new Map(everywhereRights.map((code) => [code, [away]])));
  await scan('out', far.number, { as: clerkThere, at: there });
  expect(await scan('out', funded.tag, { as: clerkThere, at: there })).toMatchObject({ row: 'O10' });
  await test.asSuperuser(`UPDATE loan SET loaned_at = loaned_at - interval '1 day' WHERE device_id = $1`, [funded.id]);
  await scan('out', maya.number);
  const asked = await scan('out', funded.tag);
  expect(asked.row).toBe('E23');
  const refused = await scan('out', answerTo(asked, 'n', 'The school was closed'));
  expect(refused).toMatchObject({ row: 'O14', class: 'STOP' });
  const given23 = await scan('out', answerTo(refused, 't'));
  expect(given23).toMatchObject({ row: 'O13', notes: ['O22'] });
  expect(await evidenceOf(funded.id)).toEqual({ transferReason: 'other' });
  const reader = new Viewer(accountId, 'reader', new Map([['device:read', 'all' as const]]));
  const notes = new NotesService(test.database, { require: () => Promise.resolve() } as never);
  expect(await notes.ofDevice(reader, funded.id)).toMatchObject([
    { scanId: given23.id, text: 'The school was closed' },
  ]);
});

it.each(['look', 'in', 'out'] as const)(
  'E24: in %s, initials, site and counts of the other site’s student, and not what they have',
  async (mode) => {
    const far = await given.person(away, { name: ['Xiomara', 'Quetzal'] });
    const device = await given.device(away);
    const there = { as: await given.clerk([away]), at: new GivenDesk(await given.station(away)) };
    await scan('out', far.number, there);
    expect(await scan('out', device.tag, there)).toMatchObject({ row: 'O10' });
    const shown = await scan(mode, far.number);
    expect(shown.person).toMatchObject({ display: 'X. Q.', siteCode: 'WMS', loans: [] });
    expect(shown.person?.counts[0]).toEqual({ type: 'one-to-one', n: 1, limit: 1 });
    expect(JSON.stringify(shown)).not.toContain(device.tag);
  },
);

it('E8: two codes in one line, both known: asked, in order; nothing is done and nothing lost', async () => {
  const [first, second] = [await given.device(site), await given.device(site)];
  const asked = await scan('out', `${first.tag}${second.tag}`);
  expect(asked).toMatchObject({ row: 'E8', class: 'STOP', undoable: false });
  expect(asked.text.lines).toEqual([`${first.tag} and ${second.tag}`]);
  expect(asked.quickAnswers.map(({ key, label }) => [key, label.values])).toEqual([
    [
      '1',
      {
        ...{ first: first.tag, firstOf: 'device', firstId: first.id },
        ...{ second: second.tag, secondOf: 'device', secondId: second.id },
      },
    ],
  ]);
  expect(await scan('out', `${maya.number} ${first.tag.toLowerCase()}`)).toMatchObject({
    row: 'E8',
    quickAnswers: [{ label: { values: { firstOf: 'person', firstId: maya.id, secondId: first.id } } }],
  });
  expect(await scan('out', { kind: 'answer', scanId: asked.id, key: '1' })).toMatchObject({ row: 'U5' });
});

it('E8: half of it unknown: not found', async () => {
  const { tag } = await given.device(site);
  expect(await scan('out', `${tag}QQ-99887`)).toMatchObject({ row: 'U1', class: 'STOP' });
});

it('E24: a device of another site: tag, model, site, state and the initials of who has it; no due day', async () => {
  const far = await given.person(away, { name: ['Xiomara', 'Quetzal'] });
  const device = await given.device(away);
  const there = { as: await given.clerk([away]), at: new GivenDesk(await given.station(away)) };
  await scan('out', far.number, there);
  await scan('out', device.tag, there);
  await sql(`UPDATE loan SET due_on = '2031-05-06' WHERE device_id = $1`, device.id);
  const shown = await scan('look', device.tag);
  expect(shown.device).toMatchObject({
    tag: device.tag,
    siteCode: 'WMS',
    state: 'deployed',
    dueOn: null,
    serial: null,
  });
  expect(shown.text.lines.join()).toContain('with X. Q. (WMS)');
  expect(JSON.stringify(shown)).not.toMatch(/Quetzal|2031/);
  expect((await scan('look', device.tag, there)).device).toMatchObject({ dueOn: '2031-05-06' });
});

it('E24: a student of another site: not by name; by the exact number as initials and site, and the look is on record', async () => {
  const far = await given.person(away, { name: ['Xiomara', 'Quetzal'] });
  const search = new PeopleSearchService(test.database, { requireAll: () => Promise.resolve([]) } as never);
  expect(await search.search(clerk, { q: 'quetzal' })).toEqual([]);
  const shown = await scan('look', far.number);
  expect(shown).toMatchObject({
    row: 'L2',
    person: { display: 'X. Q.', siteCode: 'WMS', grade: null, numberEnd: null },
  });
  expect(JSON.stringify(shown)).not.toContain('Quetzal');
  const looks = await sql(
    `SELECT action, detail ->> 'foreign' AS foreign FROM access_log WHERE person_id = $1`,
    far.id,
  );
  expect(looks).toEqual([{ action: 'desk.person-of-other-site', foreign: 'true' }]);
});
