import { AdminLog, identityOn, LogReader } from '@app/identity';
import { newId } from '@app/kernel';
import { ExportLists, Settings, Viewer } from '@app/platform';
import { ScanService } from '@app/desk';
import { verifyLedger } from '@app/inventory';
import type { ScanAnswer } from '@app/scan-engine';
import { CardsService } from '../../libs/identity/src/cards/cards.service.js';
import { LogService } from '../../libs/inventory/src/log/log.service.js';
import { accountAs } from '../support/sign-in.js';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import type { GivenDevice, GivenPerson, Scanned } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';

let test: TestDatabase;
let given: Given;
let scans: ScanService;
let cards: CardsService;
let admin: Viewer;
let site: string;
let otherSite: string;
let clerk: Viewer;
let desk: GivenDesk;
let stationId: string;

beforeAll(async () => {
  test = await testDatabase();
  given = new Given(test.database);
  scans = new ScanService(test.database, Settings.from({ PUBLIC_URL: 'http://localhost:3000' }));
  cards = new CardsService(test.database, new AdminLog());
  await given.district();
  [site, otherSite] = [await given.site('LHS'), await given.site('WMS')];
  admin = new Viewer(await given.account('Admin'), 'admin', new Map([['account:manage', 'all']]));
});
afterAll(() => test.close());
beforeEach(async () => {
  clerk = await given.clerk([site]);
  stationId = await given.station(site);
  desk = new GivenDesk(stationId);
});

const scan = (mode: Scanned[0], act: Scanned[1], as = clerk): Promise<ScanAnswer> => desk.scan(scans, as, mode, act);

interface Supervisor {
  id: string;
  code: string;
}
async function supervisor(role = 'site-admin', at: string | null = site): Promise<Supervisor> {
  const { id } = await accountAs(test.database, role, at);
  return { id, code: (await cards.issue(admin, id, newId())).code };
}

/** Somebody with as many as allowed, and the device that is refused to them. */
async function refusedForLimit(): Promise<{ maya: GivenPerson; device: GivenDevice; refused: ScanAnswer }> {
  const maya = await given.person(site);
  const [first, device] = [await given.device(site), await given.device(site)];
  await scan('out', maya.number);
  await scan('out', first.tag);
  const refused = await scan('out', device.tag);
  expect(refused).toMatchObject({ row: 'O15', class: 'STOP', quickAnswers: [{ key: 's' }] });
  return { maya, device, refused };
}
const stateOf = async ({ id }: GivenDevice): Promise<unknown> =>
  (await test.database.read.query<{ state: string }>('SELECT state FROM device WHERE id = $1', [id]))[0].state;
const overrides = async (): Promise<Record<string, unknown>[]> =>
  test.database.read.query(
    'SELECT scan_id, refused_scan_id, refused_row, given_row, card_account_id, desk_account_id, site_id FROM desk_override WHERE station_id = $1',
    [stationId],
  );

describe('a supervisor’s card', () => {
  it('lifts the refusal before it under the name of its holder, and is kept with who, what, where and when', async () => {
    const { id, code } = await supervisor();
    const { maya, device, refused } = await refusedForLimit();
    const answer = await scan('out', code.toLowerCase());
    expect(answer).toMatchObject({
      row: 'O10',
      class: 'OK',
      targetScanId: refused.id,
      quickAnswers: [],
      undoable: true,
    });
    expect(answer.text.lines).toContain('by Test site-admin');
    expect(answer.device).toMatchObject({ tag: device.tag });
    expect(await overrides()).toEqual([
      {
        scan_id: answer.id,
        refused_scan_id: refused.id,
        refused_row: 'O15',
        given_row: 'O10',
        card_account_id: id,
        desk_account_id: clerk.accountId,
        site_id: site,
      },
    ]);
    const log = await test.asSuperuser(
      `SELECT account_id, before, after FROM admin_log WHERE action = 'desk.overridden' AND subject_id = $1`,
      [answer.id],
    );
    expect(log).toEqual([
      {
        account_id: id,
        before: { row: 'O15' },
        after: {
          row: 'O10',
          deviceId: device.id,
          siteId: site,
          stationId,
          atDesk: 'K. Ono',
          station: expect.any(String) as string,
        },
      },
    ]);
    expect(JSON.stringify(log)).not.toMatch(/Maya|Rivera/);
    const [loan] = await test.database.read.query('SELECT person_id, opened_by FROM loan WHERE device_id = $1', [
      device.id,
    ]);
    expect(loan).toEqual({ person_id: maya.id, opened_by: clerk.accountId });
  });

  it('is one line among the overrides of the log, with the station and what was refused', async () => {
    const { id, code } = await supervisor();
    const { device } = await refusedForLimit();
    const { id: scanId } = await scan('out', code);
    const auditor = new Viewer(
      null,
      'auditor',
      new Map<string, 'all' | string[]>([
        ['admin-log:read', [site]],
        ['ledger:verify', 'all'],
      ]),
    );
    const log = new LogService(
      test.database,
      new LogReader(test.database),
      identityOn(test.database).facade,
      new ExportLists(),
    );
    const [{ stationName }] = await test.database.read.query<{ stationName: string }>(
      'SELECT name AS "stationName" FROM station WHERE id = $1',
      [stationId],
    );
    const linesOf = async (view: 'overrides' | 'undos') =>
      (await log.list(auditor, { view, limit: 200 })).items.filter(
        ({ subjectId, after }) => subjectId === scanId || after?.deviceId === device.id,
      );
    expect(await linesOf('overrides')).toMatchObject([
      {
        ...{ action: 'desk.overridden', accountId: id, siteId: site, stationName },
        ...{ before: { row: 'O15' }, after: { row: 'O10', deviceId: device.id } },
      },
    ]);
    expect(await linesOf('undos')).toEqual([]);
  });

  it('keeps its code nowhere', async () => {
    const { code } = await supervisor();
    await refusedForLimit();
    const answer = await scan('out', code);
    const kept = await test.asSuperuser(
      `SELECT coalesce(raw_code, '') || answer::text AS text FROM scan_event WHERE id = $1
       UNION ALL SELECT c::text FROM account_card c UNION ALL SELECT l::text FROM admin_log l`,
      [answer.id],
    );
    expect(kept.map(({ text }) => String(text)).join('\n')).not.toContain(code);
    expect(JSON.stringify(answer)).not.toContain(code);
  });

  it('is undone as one scan; the device is as it was, the override stays written', async () => {
    const { code } = await supervisor();
    const { device } = await refusedForLimit();
    await scan('out', code);
    expect(await stateOf(device)).toBe('deployed');
    expect(await scan('out', { kind: 'undo', scanId: null })).toMatchObject({ row: 'UNDO', class: 'OK' });
    expect(await stateOf(device)).toBe('in-stock');
    expect(await overrides()).toHaveLength(1);
    expect(await scan('out', code)).toMatchObject({ row: 'CARD-NO', headline: { key: 'CARD-NO.nothing' } });
    expect((await verifyLedger(test.database.read)).findings).toEqual([]);
  });

  it('lifts O16 and O23, one refusal with each scan of it', async () => {
    const { code } = await supervisor();
    const [maya, omar] = [await given.person(site), await given.person(site)];
    const device = await given.device(site);
    await test.asSuperuser('INSERT INTO reservation (device_id, person_id) VALUES ($1, $2)', [device.id, omar.id]);
    desk.context = { ...desk.context, loanType: 'daily', loanersOnly: true };
    await scan('out', maya.number);
    expect(await scan('out', device.tag)).toMatchObject({ row: 'O23' });
    expect(await scan('out', code)).toMatchObject({ row: 'O16', class: 'STOP' });
    expect(await overrides()).toEqual([]);
    expect(await scan('out', code)).toMatchObject({
      row: 'O10',
      class: 'CHECK',
      notes: expect.arrayContaining(['O16', 'O23']) as string[],
    });
    expect(await overrides()).toMatchObject([{ refused_row: 'O16' }]);
  });

  it('lifts X5: a device is taken back with the rights of the holder', async () => {
    const { code } = await supervisor();
    const device = await given.device(site, { state: 'deployed' });
    const onlyScans = new Viewer(await given.account(), 'scans', new Map([['scan:use', [site]]]));
    expect(await scan('in', device.tag, onlyScans)).toMatchObject({
      row: 'X5',
      text: { lines: ['a supervisor’s card works'] },
    });
    expect(await scan('in', code, onlyScans)).toMatchObject({ row: 'I1', class: 'OK' });
    expect(await stateOf(device)).toBe('in-stock');
  });

  it('never lifts a stolen device, a legal hold, a repair or somebody who has left', async () => {
    const { code } = await supervisor();
    const maya = await given.person(site);
    for (const [facts, row] of [
      [{ state: 'stolen' }, 'O20'],
      [{ state: 'in-repair' }, 'O17'],
      [{ holds: ['legal'] }, 'O17'],
    ] as const) {
      const device = await given.device(site, { ...facts, holds: 'holds' in facts ? [...facts.holds] : [] });
      await scan('out', maya.number);
      expect(await scan('out', device.tag)).toMatchObject({ row });
      expect(await scan('out', code)).toMatchObject({
        row: 'CARD-NO',
        headline: { key: 'CARD-NO.never' },
        undoable: false,
      });
      expect(await stateOf(device)).toBe('state' in facts ? facts.state : 'in-stock');
    }
    const gone = await given.person(site, { withdrawnOn: '2026-09-11' });
    expect(await scan('out', gone.number)).toMatchObject({ row: 'O5', class: 'STOP' });
    expect(await scan('out', code)).toMatchObject({ row: 'CARD-NO', class: 'STOP' });
    await test.asSuperuser(`UPDATE policy_desk SET withdrawn_person = 'card'`);
    desk.context = { ...desk.context, personId: null };
    expect(await scan('out', gone.number)).toMatchObject({ row: 'O5', class: 'STOP' });
    expect(await scan('out', code)).toMatchObject({ row: 'O1', class: 'CHECK', context: { personId: gone.id } });
    await test.asSuperuser(`UPDATE policy_desk SET withdrawn_person = 'block'`);
    expect(await overrides()).toHaveLength(1);
  });
});

describe('a card that does nothing', () => {
  it('of an account without rights here says so', async () => {
    const { device } = await refusedForLimit();
    for (const [role, at] of [
      ['site-admin', otherSite],
      ['site-clerk', site],
    ] as const) {
      const { code } = await supervisor(role, at);
      expect(await scan('out', code)).toMatchObject({
        row: 'CARD-NO',
        class: 'STOP',
        text: { headline: `NOT DONE – Test ${role} may not allow this here` },
      });
    }
    expect(await stateOf(device)).toBe('in-stock');
    // Another card within the time is welcome.
    expect(await scan('out', (await supervisor()).code)).toMatchObject({ row: 'O10' });
  });

  it('withdrawn, replaced, or of a disabled account, is not valid from then on', async () => {
    const { device } = await refusedForLimit();
    const [lost, replaced, disabled] = [await supervisor(), await supervisor(), await supervisor()];
    await cards.withdraw(admin, lost.id);
    const { code } = await cards.issue(admin, replaced.id, newId());
    await test.asSuperuser(`UPDATE account SET state = 'disabled' WHERE id = $1`, [disabled.id]);
    for (const card of [lost, replaced, disabled])
      expect(await scan('out', card.code)).toMatchObject({ row: 'CARD-NO', headline: { key: 'CARD-NO.unknown' } });
    expect(await stateOf(device)).toBe('in-stock');
    expect(await scan('out', code)).toMatchObject({ row: 'O10' });
  });

  it('comes later than 30 s, in another session, for another mode, or for somebody else', async () => {
    const { code } = await supervisor();
    const { device, refused } = await refusedForLimit();
    const nothing = { row: 'CARD-NO', headline: { key: 'CARD-NO.nothing' } };
    expect(await scan('in', code)).toMatchObject(nothing);
    const context = desk.context;
    desk = new GivenDesk(stationId);
    desk.context = context;
    expect(await scan('out', code)).toMatchObject(nothing);
    await scan('out', (await given.person(site)).number);
    expect(await scan('out', code)).toMatchObject(nothing);

    const second = await refusedForLimit();
    desk.context = { ...desk.context, personId: (await given.person(site)).id };
    expect(await scan('out', code)).toMatchObject({ row: 'CARD-NO', headline: { key: 'CARD-NO.changed' } });
    desk.context = { ...desk.context, personId: second.maya.id };
    await test.asSuperuser(`UPDATE scan_event SET received_at = received_at - interval '31 s' WHERE id = $1`, [
      second.refused.id,
    ]);
    expect(await scan('out', code)).toMatchObject(nothing);
    expect(await stateOf(device)).toBe('in-stock');
    expect(await stateOf(second.device)).toBe('in-stock');
    expect(refused.class).toBe('STOP');
  });

  it('guessed at: after five in a minute none is looked at, from any session of the account', async () => {
    const { code } = await supervisor();
    await refusedForLimit();
    for (let n = 0; n < 5; n++)
      expect(await scan('out', `SUP-${String(n).repeat(20)}`)).toMatchObject({ headline: { key: 'CARD-NO.unknown' } });
    expect(await scan('out', code)).toMatchObject({ row: 'CARD-NO', headline: { key: 'CARD-NO.throttled' } });
    desk = new GivenDesk(stationId);
    await refusedForLimit();
    expect(await scan('out', code)).toMatchObject({ headline: { key: 'CARD-NO.throttled' } });
    // Somebody else's desk goes on.
    clerk = await given.clerk([site]);
    desk = new GivenDesk(stationId);
    await refusedForLimit();
    expect(await scan('out', code)).toMatchObject({ row: 'O10' });
  });
});

describe('two at once', () => {
  it('lift one refusal once', async () => {
    const { code } = await supervisor();
    const { device } = await refusedForLimit();
    const answers = await Promise.all([0, 1, 2].map(() => scans.handle(clerk, desk.request('out', code))));
    expect(answers.filter(({ row }) => row === 'O10')).toHaveLength(1);
    expect(answers.filter(({ row }) => row === 'CARD-NO')).toHaveLength(2);
    expect(await overrides()).toHaveLength(1);
    const loans = await test.database.read.query('SELECT FROM loan WHERE device_id = $1', [device.id]);
    expect(loans).toHaveLength(1);
  });

  it('a repeat of the same scan gets the same answer, and no second override', async () => {
    const { code } = await supervisor();
    await refusedForLimit();
    const request = desk.request('out', code);
    const first = await scans.handle(clerk, request);
    expect(await scans.handle(clerk, request)).toEqual(first);
    // A station that was loaded again has the code no more, and sends what it kept.
    expect(await scans.handle(clerk, { ...request, act: { kind: 'code', raw: 'SUP-CARD' } })).toEqual(first);
    expect(await overrides()).toHaveLength(1);
  });

  it('a check-out that fails takes the override and its log line with it', async () => {
    const { code } = await supervisor();
    const { device } = await refusedForLimit();
    await test.asSuperuser(
      `CREATE FUNCTION fail_for_test() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE 'fails for the test'; END $f$;
       CREATE TRIGGER fail_for_test BEFORE INSERT ON admin_log FOR EACH ROW EXECUTE FUNCTION fail_for_test()`,
    );
    const request = desk.request('out', code);
    await expect(scans.handle(clerk, request)).rejects.toThrow('fails for the test');
    await test.asSuperuser('DROP TRIGGER fail_for_test ON admin_log; DROP FUNCTION fail_for_test()');
    expect(await overrides()).toEqual([]);
    expect(await stateOf(device)).toBe('in-stock');
    expect(await scans.handle(clerk, request)).toMatchObject({ row: 'O10' });
  });

  it('issued at once by two admins: one card is valid', async () => {
    const { id } = await accountAs(test.database, 'site-admin', site);
    await Promise.all([0, 1, 2, 3].map(() => cards.issue(admin, id, newId())));
    const valid = await test.asSuperuser('SELECT FROM account_card WHERE account_id = $1 AND withdrawn_at IS NULL', [
      id,
    ]);
    expect(valid).toHaveLength(1);
    const again = newId();
    await cards.issue(admin, id, again);
    await expect(cards.issue(admin, id, again)).rejects.toMatchObject({ code: 'card.issued-already' });
    await cards.withdraw(admin, id);
    await expect(cards.withdraw(admin, id)).rejects.toMatchObject({ code: 'card.not-found' });
    await expect(cards.of(clerk, id)).rejects.toMatchObject({ code: 'access.district-wide-only' });
    const log = await test.asSuperuser(
      `SELECT action FROM admin_log WHERE subject_id = $1 AND action LIKE 'account.card%' ORDER BY id`,
      [id],
    );
    expect(log.map(({ action }) => String(action).slice(13))).toEqual([
      'issued',
      ...[1, 2, 3, 4].flatMap(() => ['withdrawn', 'issued']),
      'withdrawn',
    ]);
  });

  it('E23: who may not transfer is refused before the question; the card asks it, and gives with the reason', async () => {
    const { code } = await supervisor();
    const [maya, device] = [await given.person(site), await given.device(otherSite, { locationSiteId: site })];
    await test.asSuperuser(
      `WITH s AS (INSERT INTO funding_source (code, name, kind) VALUES ('T1', 'Title I', 'federal') RETURNING id),
         p AS (INSERT INTO funding_split (fingerprint) VALUES ('T1') RETURNING id),
         l AS (INSERT INTO funding_split_line SELECT p.id, s.id, 10000 FROM s, p)
       UPDATE device SET funding_split_id = (SELECT id FROM p) WHERE id = $1`,
      [device.id],
    );
    const rights = ['scan:use', 'device:read', 'person:read', 'device:check-out', 'device:check-in'];
    const helper = new Viewer(clerk.accountId, 'clerk', new Map(rights.map((right) => [right, [site]])));
    await scan('out', maya.number, helper);
    expect(await scan('out', device.tag, helper)).toMatchObject({ row: 'O22', class: 'STOP', quickAnswers: [] });
    const asked = await scan('out', code, helper);
    expect(asked).toMatchObject({ row: 'E23', class: 'STOP' });
    expect(await scan('out', code, helper)).toMatchObject({ row: 'CARD-NO' });
    const refused = await scan('out', { kind: 'answer', scanId: asked.id, key: '1' }, helper);
    expect(refused).toMatchObject({ row: 'O22', class: 'STOP' });
    expect(await scan('out', code, helper)).toMatchObject({ row: 'O10', notes: ['O22'], targetScanId: refused.id });
    const [entry] = await test.asSuperuser(
      `SELECT evidence FROM device_event WHERE device_id = $1 AND type = 'transferred-in-hand'`,
      [device.id],
    );
    expect(entry.evidence).toEqual({ transferReason: 'same-program' });
  });
});
