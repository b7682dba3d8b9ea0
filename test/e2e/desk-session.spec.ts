import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@app/kernel';
import type { ScanAnswer, StationContext } from '@app/scan-engine';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';

let test: TestApp;
let given: Given;
let site: string;
let stationId: string;
let accountId: string;
let cookie: string;
let sessionId: string;
let seq: number;
let context: StationContext;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-desk-session-'));
  test = await testApp({ settings: { DATA_DIR: folder } });
  given = new Given(test.database.database);
  await given.district();
  site = await given.site('LHS');
  stationId = await given.station(site);
}, 60_000);
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  const clerk = await accountAs(test.database.database, 'site-clerk', site);
  accountId = clerk.id;
  cookie = await signIn(test.url, clerk);
  sessionId = newId();
  seq = 0;
  context = EMPTY_CONTEXT;
});

async function call(method: string, path: string, body?: unknown, as = cookie): Promise<Response> {
  return fetch(`${test.url}/api/v1/${path}`, {
    method,
    headers: { origin: ORIGIN, cookie: as, 'content-type': 'application/json', 'idempotency-key': newId() },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
  });
}

async function scan(mode: 'in' | 'out', raw: string): Promise<ScanAnswer> {
  const occurredAt = new Date().toISOString();
  const request = { id: newId(), stationId, sessionId, seq: ++seq, mode, act: { kind: 'code', raw }, context };
  const response = await call('POST', 'scan-events', { ...request, occurredAt, source: 'scanner' });
  const answer = (await response.json()) as ScanAnswer;
  expect(response.status).toBe(200);
  context = answer.context;
  return answer;
}

const COLUMNS = ['time', 'mode', 'code', 'outcome', 'what', 'tag', 'serial', 'model', 'person', 'undone', 'note'];

const scansOf = (session: string): object => ({
  ...{ list: 'session-scans', query: `sessionId=${session}`, columns: COLUMNS, format: 'csv' },
  ...{ variant: 'names', recipient: 'The office', purpose: 'The end of the day' },
});

async function fileOf(session: string): Promise<string> {
  const made = await call('POST', 'exports', scansOf(session));
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as { id: string };
  return (await call('GET', `exports/${id}/file`)).text();
}

const summary = async (): Promise<unknown> => (await call('GET', `desk-sessions/${sessionId}`)).json();

/** One device out to somebody with a name that is a formula, one refused, one taken back. */
async function aMorning(): Promise<{ tag: string; retired: string }> {
  const { number } = await given.person(site, { name: ['=2+3', 'Rivera'] });
  const { tag } = await given.device(site);
  const { tag: retired } = await given.device(site, { state: 'retired' });
  await scan('out', number);
  await scan('out', tag);
  await scan('out', retired);
  context = EMPTY_CONTEXT;
  await scan('in', tag);
  return { tag, retired };
}

describe('the end of a session', () => {
  it('has its totals and what did not go smoothly', async () => {
    const { retired } = await aMorning();
    expect(await summary()).toMatchObject({
      siteCode: 'LHS',
      endedAt: null,
      totals: { scans: 4, in: 1, out: 1, undone: 0, refused: 1 },
      exceptionCount: 2,
      exceptions: [
        { class: 'STOP', mode: 'out', code: retired, headline: 'NOT CHECKED OUT – retired' },
        { mode: 'in' },
      ],
    });
  });

  it('comes once, and by itself thirty minutes after the last scan', async () => {
    await scan('in', 'NOBODY-1');
    const first = (await (await call('POST', `desk-sessions/${sessionId}/end`)).json()) as { endedAt: string };
    const again = (await (await call('POST', `desk-sessions/${sessionId}/end`)).json()) as { endedAt: string };
    expect(first.endedAt).toMatch(/^20/);
    expect(again.endedAt).toBe(first.endedAt);

    sessionId = newId();
    await scan('in', 'NOBODY-2');
    await test.database.asSuperuser(
      `UPDATE scan_event SET received_at = '2026-08-10T15:00:00Z' WHERE session_id = $1`,
      [sessionId],
    );
    expect(await summary()).toMatchObject({ endedAt: '2026-08-10T15:30:00.000Z' });
  });

  it('is a file for a spreadsheet that runs no formula, and stands in the access log', async () => {
    const { tag } = await aMorning();
    const lines = (await fileOf(sessionId)).trimEnd().split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[2]).toContain(`,Check out,${tag},DONE,CHECKED OUT`);
    expect(lines[2]).toContain(`,'=2+3 Rivera,`);
    expect(lines.some((line) => /(^|,)"?=/.test(line))).toBe(false);
    const [log] = await test.database.asSuperuser(
      `SELECT action, row_count AS n, site_id AS site FROM access_log WHERE account_id = $1 ORDER BY id DESC LIMIT 1`,
      [accountId],
    );
    expect(log).toEqual({ action: 'list.exported', n: 4, site });
  });

  it('is nobody else’s', async () => {
    await scan('in', 'NOBODY-1');
    const other = await signIn(test.url, await accountAs(test.database.database, 'site-clerk', site));
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/end'],
    ])
      expect((await call(method, `desk-sessions/${sessionId}${path}`, {}, other)).status).toBe(404);
    expect((await call('POST', 'exports', scansOf(sessionId), other)).status).toBe(404);
    expect(await summary()).toMatchObject({ endedAt: null });
  });
});

describe('the language of an account', () => {
  it('is what the very next scan says, and what the session says', async () => {
    const { tag } = await given.device(site, { state: 'retired' });
    expect(await scan('out', tag)).toMatchObject({ text: { headline: 'NOT CHECKED OUT – retired' } });
    expect((await call('PUT', 'session/language', { language: 'es' })).status).toBe(204);
    const { tag: second } = await given.device(site, { state: 'retired' });
    expect(await scan('out', second)).toMatchObject({ text: { headline: 'NO ENTREGADO – retirado' } });
    expect(await (await call('GET', 'session')).json()).toMatchObject({ account: { language: 'es' } });
    expect(await summary()).toMatchObject({ exceptions: [{}, { headline: 'NO ENTREGADO – retirado' }] });
    const file = await fileOf(sessionId);
    expect(file).toContain('Hora,Modo,Código,Resultado,Qué pasó,Etiqueta,Serie,Modelo,Persona,Deshecho');
    expect(file).toContain(`,Entregar,${second},ALTO,NO ENTREGADO – retirado`);
  });

  it('is one that Cubby has', async () => {
    expect((await call('PUT', 'session/language', { language: 'tlh' })).status).toBe(400);
  });
});

describe('what the check of a desk found', () => {
  const setup = {
    ...{ soundHeard: true, suffix: 'tab', prefix: null, gapMs: 18, letterCase: 'upper', doubled: false },
    ...{ layoutSwapped: false, printer: 'silent', storageKept: true },
  };

  it('stands with the station, the newest in place of the one before', async () => {
    expect((await call('PUT', `stations/${stationId}/setup`, { ...setup, suffix: 'enter' })).status).toBe(200);
    expect((await call('PUT', `stations/${stationId}/setup`, setup)).status).toBe(200);
    const { items } = (await (await call('GET', 'stations')).json()) as { items: { id: string }[] };
    expect(items.find(({ id }) => id === stationId)).toMatchObject({ setup, setupAt: expect.any(String) as string });
  });

  it('is told by whoever scans at that site, in full, and by nobody else', async () => {
    const elsewhere = await given.station(await given.site());
    expect((await call('PUT', `stations/${elsewhere}/setup`, setup)).status).toBe(404);
    expect((await call('PUT', `stations/${stationId}/setup`, { ...setup, suffix: 'space' })).status).toBe(400);
    expect((await call('PUT', `stations/${stationId}/setup`, { suffix: 'tab' })).status).toBe(400);
  });
});
