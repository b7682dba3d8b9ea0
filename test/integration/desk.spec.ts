import { readFileSync } from 'node:fs';
import { newId } from '@app/kernel';
import { Viewer } from '@app/platform';
import { NotesService } from '../../libs/desk/src/notes/notes.service.js';
import { SessionScansService } from '../../libs/desk/src/sessions/session-scans.service.js';
import { SessionService } from '../../libs/desk/src/sessions/session.service.js';
import type { ScanAnswer, ScanRequest } from '@app/scan-engine';
import type { ScanService } from '@app/desk';
import { verifyLedger } from '@app/inventory';
import { EMPTY_CONTEXT } from '@app/scan-engine';
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

const scan = (mode: Scanned[0], act: Scanned[1], as = clerk): Promise<ScanAnswer> => desk.scan(scans, as, mode, act);

const deviceRow = async (id: string): Promise<Record<string, unknown>> =>
  (
    await test.database.read.query(
      'SELECT state, holder_person_id, location_site_id, home_site_id, holds, last_seq FROM device WHERE id = $1',
      [id],
    )
  )[0];
const loansOf = (id: string): Promise<Record<string, unknown>[]> =>
  test.database.read.query(
    'SELECT person_id, returned_at, closed_as, corrected, due_on FROM loan WHERE device_id = $1 ORDER BY loaned_at',
    [id],
  );

describe('a class hands its devices out and in', () => {
  it('person, then device: lent until the end of the school year', async () => {
    const maya = await given.person(site);
    const device = await given.device(site);
    expect(await scan('out', maya.number)).toMatchObject({
      row: 'O1',
      class: 'CONTEXT',
      person: { display: 'Maya Rivera' },
    });
    expect(await scan('out', device.tag)).toMatchObject({
      row: 'O10',
      class: 'OK',
      device: { state: 'deployed', holder: { display: 'Maya Rivera' } },
    });
    expect(await deviceRow(device.id)).toMatchObject({ state: 'deployed', holder_person_id: maya.id });
    expect(await loansOf(device.id)).toMatchObject([
      { person_id: maya.id, returned_at: null, due_on: expect.any(String) as string },
    ]);
    desk.context = EMPTY_CONTEXT;
    expect(await scan('in', device.tag)).toMatchObject({ row: 'I1', notes: ['D3'] });
    expect(await deviceRow(device.id)).toMatchObject({ state: 'in-stock', holder_person_id: null });
    expect(await loansOf(device.id)).toMatchObject([{ closed_as: 'returned', corrected: false }]);
  });

  it('device, then person gives the same check-out', async () => {
    const leo = await given.person(site, { name: ['Leo', 'Park'] });
    const device = await given.device(site);
    expect(await scan('out', device.tag)).toMatchObject({ row: 'O11', class: 'CONTEXT', undoable: false });
    expect(await scan('out', leo.number)).toMatchObject({ row: 'O4', class: 'OK' });
    expect(await deviceRow(device.id)).toMatchObject({ state: 'deployed', holder_person_id: leo.id });
  });

  it('resolves a tag without its zeros, in lower case, by serial and by the label’s link', async () => {
    const device = await given.device(site, { tag: '004512', serial: 'NXKD4AA001' });
    for (const code of ['4512', '00004512']) {
      expect(await scan('look', code)).toMatchObject({ row: 'L1', matchedAs: '004512', device: { id: device.id } });
    }
    for (const code of ['nxkd4aa001', 'http://localhost:3000/d/004512', ' 004512\r']) {
      expect(await scan('look', code)).toMatchObject({ row: 'L1', matchedAs: null, device: { id: device.id } });
    }
    expect(await scan('look', '004512004512')).toMatchObject({ row: 'L1', device: { id: device.id } });
    expect(await scan('look', 'https://example.org/x')).toMatchObject({ row: 'U4', class: 'STOP' });
  });

  it('offers codes one slip away from an unknown one', async () => {
    const device = await given.device(site, { tag: 'NEAR-00771' });
    expect(await scan('in', 'NEAR-O0771')).toMatchObject({
      row: 'U1',
      class: 'STOP',
      choices: [{ recordId: device.id }],
    });
  });
});

describe('an unknown serial', () => {
  it('may be added by who may register devices here, and is then an ordinary device', async () => {
    const admin = await given.clerk([site], ['device:register']);
    const elsewhere = await given.clerk([site], []);
    const first = await scan('out', '5CD45183S7', admin);
    expect(first).toMatchObject({ row: 'U2', class: 'STOP', undoable: false });
    expect(first.quickAnswers.map(({ key }) => key)).toEqual(['n']);
    expect(await scan('out', '5CD45183S7', elsewhere)).toMatchObject({ row: 'U1', class: 'STOP', quickAnswers: [] });
    const { tag } = await given.device(site, { serial: '5CD45183S7' });
    expect(await scan('out', '5CD45183S7', admin)).toMatchObject({ row: 'O11', device: { tag } });
  });

  it('is only unknown to who may register at another site than the station’s', async () => {
    const west = await given.site();
    const viewer = new Viewer(
      await given.account(),
      'admin of another site',
      new Map<string, string[]>([
        ['scan:use', [site]],
        ['device:register', [west]],
      ]),
    );
    expect(await scan('look', '5CD45183S8', viewer)).toMatchObject({ row: 'U1', quickAnswers: [] });
  });
});

describe('undo', () => {
  it('names what it took back, also when another device was refused beside it, and since when the state stands', async () => {
    const maya = await given.person(site);
    const [first, second] = [await given.device(site), await given.device(site)];
    const since = async (): Promise<unknown> =>
      (await test.database.read.query('SELECT state_since FROM device WHERE id = $1', [first.id]))[0];
    const before = await since();
    await scan('out', first.tag);
    await scan('out', second.tag);
    expect(await scan('out', maya.number)).toMatchObject({ row: 'O15', device: { tag: second.tag } });
    expect(await since()).not.toEqual(before);
    const undone = await scan('out', { kind: 'undo', scanId: null });
    expect(undone).toMatchObject({ row: 'UNDO', device: { tag: first.tag }, text: { lines: [first.tag] } });
    expect(await since()).toEqual(before);
    expect(await verifyLedger(test.database.read)).toMatchObject({ findings: [] });
  });

  it('takes back a check-in: holder, due date and state are as before', async () => {
    const maya = await given.person(site);
    const device = await given.device(site);
    await scan('out', maya.number);
    await scan('out', device.tag);
    const before = await loansOf(device.id);
    await scan('in', device.tag);
    expect(await scan('in', { kind: 'undo', scanId: null })).toMatchObject({ row: 'UNDO', class: 'OK' });
    expect(await deviceRow(device.id)).toMatchObject({ state: 'deployed', holder_person_id: maya.id });
    expect(await loansOf(device.id)).toEqual(before);
  });

  it('takes back the last three, newest first, each once', async () => {
    const devices = [await given.device(site), await given.device(site), await given.device(site)];
    const people = [await given.person(site), await given.person(site), await given.person(site)];
    for (const [i, device] of devices.entries()) {
      await scan('out', people[i].number);
      await scan('out', device.tag);
    }
    for (const device of [...devices].reverse()) {
      expect(await scan('out', { kind: 'undo', scanId: null })).toMatchObject({
        row: 'UNDO',
        device: { id: device.id, state: 'in-stock' },
      });
    }
    expect(await scan('out', { kind: 'undo', scanId: null })).toMatchObject({ row: 'UNDO-NO', class: 'STOP' });
  });

  it('reverses both halves of a take-over, and the first loan keeps its due date', async () => {
    const [maya, leo] = [await given.person(site), await given.person(site, { name: ['Leo', 'Park'] })];
    const device = await given.device(site);
    await scan('out', maya.number);
    await scan('out', device.tag);
    const before = await loansOf(device.id);
    await scan('out', leo.number);
    const refused = await scan('out', device.tag);
    expect(refused).toMatchObject({ class: 'STOP', undoable: false });
    expect(['O14', 'X6']).toContain(refused.row);
    const taken = await scan('out', { kind: 'answer', scanId: refused.id, key: 't' });
    expect(taken).toMatchObject({ row: 'O13', class: 'CHECK' });
    expect(await loansOf(device.id)).toMatchObject([
      { person_id: maya.id, closed_as: 'forced' },
      { person_id: leo.id, returned_at: null },
    ]);
    await scan('out', { kind: 'undo', scanId: taken.id });
    expect(await deviceRow(device.id)).toMatchObject({ holder_person_id: maya.id });
    const after = await loansOf(device.id);
    expect(after.filter((loan) => !loan['corrected'])).toEqual(before);
  });

  it('is refused with who and where when the device moved on, and changes nothing', async () => {
    const [maya, ana] = [await given.person(site), await given.person(site, { name: ['Ana', 'Wu'] })];
    const device = await given.device(site);
    await scan('out', maya.number);
    await scan('out', device.tag);
    const checkIn = await scan('in', device.tag);
    const other = new GivenDesk(await given.station(site, 'Gym desk'));
    await other.scan(scans, clerk, 'out', ana.number);
    await other.scan(scans, clerk, 'out', device.tag);
    const answer = await scan('in', { kind: 'undo', scanId: checkIn.id });
    expect(answer).toMatchObject({ row: 'UNDO-NO', class: 'STOP' });
    expect(answer.text.headline).toContain('Ana Wu');
    expect(answer.text.headline).toContain('Gym desk');
    expect(await deviceRow(device.id)).toMatchObject({ holder_person_id: ana.id });
  });
});

/** The schemas of the API document: an answer goes out as the text that is stored, so nothing else checks its shape. */
const { schemas } = (
  JSON.parse(readFileSync('apps/server/openapi.json', 'utf8')) as { components: { schemas: Record<string, Schema> } }
).components;

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean;
  items?: Schema;
  required?: string[];
}

/** Paths of what the document does not know, or demands and the value has not. */
function misfits(value: unknown, schema: Schema, path = ''): string[] {
  const ref = schema.$ref ?? schema.allOf?.[0].$ref;
  if (ref) return misfits(value, schemas[ref.split('/').at(-1)!], path);
  if (Array.isArray(value)) return value.flatMap((item, n) => misfits(item, schema.items ?? {}, `${path}.${n}`));
  if (typeof value !== 'object' || value === null || schema.additionalProperties) return [];
  const known = schema.properties ?? {};
  const other = [...Object.keys(value), ...(schema.required ?? [])].filter((key) => !(key in value) || !(key in known));
  return [
    ...other.map((key) => `${path}.${key}`),
    ...Object.entries(value).flatMap(([key, inner]) => misfits(inner, known[key] ?? {}, `${path}.${key}`)),
  ];
}

describe('an answer', () => {
  it('has exactly the fields of the API document, and a repeat the same bytes', async () => {
    const [device, maya, room] = [await given.device(site), await given.person(site), await given.room(site, 'LAB-7')];
    const requests: ScanRequest[] = [];
    const texts: string[] = [];
    const steps = [
      ['look', 'LAB-7'],
      ['out', maya.number],
      ['out', device.tag],
      ['look', maya.number],
      ['in', device.tag],
      ['look', 'NOBODY-1'],
      ['in', { kind: 'undo', scanId: null }],
    ] as const;
    for (const [mode, act] of steps) {
      requests.push(desk.request(mode, act));
      texts.push(await scans.handleAsText(clerk, requests.at(-1)!));
      const answer = JSON.parse(texts.at(-1)!) as ScanAnswer;
      desk.context = answer.context;
      expect(misfits(answer, schemas['ScanAnswerDto'])).toEqual([]);
    }
    const answers = texts.map((text) => JSON.parse(text) as ScanAnswer);
    expect(answers[0].room).toMatchObject({ id: room });
    expect(answers[3]).toMatchObject({ person: { loans: [{ deviceId: device.id }] }, device: null });
    expect(misfits({ ...answers[4], extra: 1 }, schemas['ScanAnswerDto'])).toEqual(['.extra']);
    for (const [n, request] of requests.entries()) expect(await scans.handleAsText(clerk, request)).toBe(texts[n]);
  });
});

describe('what the database keeps', () => {
  it('answers a repeat from the store, once', async () => {
    const device = await given.device(site);
    const maya = await given.person(site);
    await scan('out', maya.number);
    const request = desk.request('out', device.tag);
    const [first, twin] = await Promise.all([scans.handle(clerk, request), scans.handle(clerk, request)]);
    expect(twin).toEqual(first);
    expect(await scans.handle(clerk, request)).toEqual(first);
    expect(await loansOf(device.id)).toHaveLength(1);
  });

  it('refuses the same id with another body, and tells another account nothing', async () => {
    const device = await given.device(site);
    const request = desk.request('look', device.tag);
    await scans.handle(clerk, request);
    await expect(scans.handle(clerk, { ...request, mode: 'in' })).rejects.toMatchObject({
      code: 'desk.scan-id-reused',
    });
    await expect(scans.handle(await given.clerk([site]), request)).rejects.toMatchObject({
      code: 'desk.scan-not-found',
    });
  });

  it('a station of another site is not there', async () => {
    const elsewhere = new GivenDesk(await given.station(await given.site()));
    await expect(scans.handle(clerk, elsewhere.request('look', 'X-1'))).rejects.toMatchObject({
      code: 'desk.station-not-found',
    });
  });

  it('hands a device to one person only, however many ask at once', async () => {
    const device = await given.device(site);
    const people = await Promise.all(Array.from({ length: 8 }, () => given.person(site)));
    const answers = await Promise.all(
      people.map(async (person) => {
        const own = new GivenDesk(await given.station(site));
        own.context = { ...own.context, personId: person.id };
        return scans.handle(clerk, own.request('out', device.tag));
      }),
    );
    expect(answers.filter(({ row }) => row === 'O10')).toHaveLength(1);
    expect(answers.filter(({ class: kind }) => kind === 'STOP')).toHaveLength(7);
    expect((await loansOf(device.id)).filter(({ returned_at }) => returned_at === null)).toHaveLength(1);
  });

  it('rolls back a scan whose effects fail half-way: no event, no loan, no answer', async () => {
    const device = await given.device(site);
    const maya = await given.person(site);
    await scan('out', maya.number);
    await test.asSuperuser(
      `ALTER TABLE loan ADD CONSTRAINT ck_broken CHECK (borrower_name <> 'Maya Rivera') NOT VALID`,
    );
    const request = desk.request('out', device.tag);
    await expect(scans.handle(clerk, request)).rejects.toThrow();
    await test.asSuperuser('ALTER TABLE loan DROP CONSTRAINT ck_broken');
    expect(await deviceRow(device.id)).toMatchObject({ state: 'in-stock', last_seq: 1 });
    expect(await scans.handle(clerk, request)).toMatchObject({ row: 'O10' });
  });
});

describe('other sites and hard cases', () => {
  it('shows another site’s holder by initials, and logs the look', async () => {
    const west = await given.site('WMS');
    const ana = await given.person(west, { name: ['Ana', 'Wu'] });
    const answer = await scan('look', ana.number);
    expect(answer.text.headline).not.toContain('Ana');
    expect(answer.person?.display).toBe('A. W.');
    const log = await test.database.read.query('SELECT action FROM access_log WHERE person_id = $1', [ana.id]);
    expect(log).toEqual([{ action: 'desk.person-of-other-site' }]);
  });

  it('puts a device where its room is', async () => {
    const west = await given.site();
    const [room, device] = [await given.room(west, 'WEST-LIB'), await given.device(site)];
    expect(await scan('out', 'WEST-LIB')).toMatchObject({ row: 'O25', room: { id: room } });
    expect(await scan('out', device.tag)).toMatchObject({ row: 'O10' });
    expect(await deviceRow(device.id)).toMatchObject({ location_site_id: west, home_site_id: site });
  });

  it('keeps a stolen device, in any mode, and raises the alarm', async () => {
    const device = await given.device(site, { state: 'stolen' });
    for (const mode of ['out', 'in', 'look'] as const) {
      expect(await scan(mode, device.tag)).toMatchObject({ class: 'ALARM' });
    }
    expect(await deviceRow(device.id)).toMatchObject({ state: 'stolen', last_seq: 1 });
    const jobs = await test.asSuperuser(
      `SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'desk.notify-of-alarm' AND data::text LIKE '%${device.id}%'`,
    );
    expect(jobs[0]['n']).toBeGreaterThanOrEqual(1);
  });

  it('sends a device of another site home when it comes in here', async () => {
    const west = await given.site();
    const device = await given.device(west, { locationSiteId: site, state: 'in-stock' });
    const maya = await given.person(site);
    await given.deviceEvent(device.id, 'checked-out', {
      state: 'deployed',
      holder_person_id: maya.id,
      custody: 'student',
    });
    const answer = await scan('in', device.tag);
    expect(answer.notes).toContain('I9');
    expect(await deviceRow(device.id)).toMatchObject({ state: 'in-transit', location_site_id: west });
  });

  it('puts the hold “damaged” on a device returned with a cracked screen, and undo lifts it', async () => {
    const device = await given.device(site);
    const maya = await given.person(site);
    await scan('out', maya.number);
    await scan('out', device.tag);
    const back = await scan('in', device.tag);
    expect(await scan('in', { kind: 'answer', scanId: back.id, key: '3' })).toMatchObject({ row: 'I16' });
    expect(await deviceRow(device.id)).toMatchObject({ holds: ['damaged'] });
    desk.context = { ...desk.context, personId: maya.id };
    expect(await scan('out', device.tag)).toMatchObject({ row: 'O17', class: 'STOP' });
    await scan('in', { kind: 'undo', scanId: back.id });
    expect(await deviceRow(device.id)).toMatchObject({ holds: [], holder_person_id: maya.id });
    const reports = await test.database.read.query(
      'SELECT finding, withdrawn_at IS NOT NULL AS withdrawn FROM condition_report WHERE device_id = $1',
      [device.id],
    );
    expect(reports).toEqual([{ finding: 'screen', withdrawn: true }]);
  });
});

describe('a note', () => {
  it('stands on the row, in the file of the session and with the device; the newest counts, an undo takes it away', async () => {
    const maya = await given.person(site);
    const device = await given.device(site);
    await scan('out', maya.number);
    const out = await scan('out', device.tag);
    const note = (text: string) => scan('out', { kind: 'note', scanId: out.id, text });
    expect(await note('hinge is loose')).toMatchObject({
      row: 'NOTE',
      class: 'OK',
      targetScanId: out.id,
      undoable: true,
    });
    expect(await note('hinge and lid')).toMatchObject({ row: 'NOTE' });
    const notes = new NotesService(test.database, { require: () => Promise.resolve() } as never);
    const texts = async () => (await notes.ofDevice(clerk, device.id)).map(({ scanId, text }) => [scanId, text]);
    expect(await texts()).toEqual([[out.id, 'hinge and lid']]);
    const sessions = new SessionService(test.database);
    const rows = await new SessionScansService(test.database, sessions).page(clerk, desk.sessionId, { limit: 100 });
    expect(rows.items.filter((row) => JSON.stringify(row).includes('hinge'))).toMatchObject([
      { what: expect.stringContaining('CHECKED OUT') as string, note: 'hinge and lid' },
    ]);
    // Nothing of it is in the ledger, and the row can still be taken back.
    expect(await scan('out', { kind: 'undo', scanId: null })).toMatchObject({ row: 'UNDO' });
    expect(await texts()).toEqual([[out.id, 'hinge is loose']]);
    expect(await scan('out', { kind: 'undo', scanId: out.id })).toMatchObject({ row: 'UNDO' });
    expect(await deviceRow(device.id)).toMatchObject({ state: 'in-stock', last_seq: 3 });
  });

  it('on a row of another session, or on none, is refused in words', async () => {
    const other = new GivenDesk(await given.station(site));
    const theirs = await scans.handle(clerk, other.request('in', (await given.device(site)).tag));
    for (const scanId of [theirs.id, newId()])
      expect(await scan('in', { kind: 'note', scanId, text: 'x' })).toMatchObject({ row: 'NOTE-NO', class: 'STOP' });
  });

  it('longer than 500 characters is kept out by the database too', async () => {
    await expect(test.asSuperuser(`UPDATE scan_event SET note = repeat('x', 501) WHERE act = 'note'`)).rejects.toThrow(
      'ck_scan_note',
    );
    await expect(test.asSuperuser(`UPDATE scan_event SET note = 'x' WHERE act = 'code'`)).rejects.toThrow(
      'ck_scan_event_act',
    );
  });
});
