import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';

let test: TestApp;
let given: Given;
let admin: string;
let clerk: string;
let home: string;
let away: string;
let modelId: string;
let keys = 0;

interface Answer {
  status: number;
  body: Record<string, unknown> & { code?: string; errors?: { field: string }[] };
}

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  home = await given.site('LHS');
  away = await given.site('WHS');
  modelId = await given.model();
  admin = await signIn(test.url, await accountAs(test.database.database, 'it-admin', null));
  clerk = await signIn(test.url, await accountAs(test.database.database, 'site-clerk', home));
});
afterAll(() => test.close());

async function call(cookie: string, method: string, path: string, body?: object, key?: string): Promise<Answer> {
  keys += 1;
  const response = await fetch(`${test.url}/api/v1${path}`, {
    method,
    headers: {
      cookie,
      origin: ORIGIN,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(method === 'POST' ? { 'idempotency-key': key ?? `key-${keys}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}
const register = (facts: object = {}): Promise<Answer> =>
  call(admin, 'POST', '/devices', { modelId, homeSiteId: home, assetTag: `E2E-${(keys += 1)}`, ...facts });
const idOf = (answer: Answer): string => answer.body.id as string;

it('registers, lists, finds, edits and retires a device', async () => {
  const made = await register({ assetTag: 'LHS-00417', serial: 'SN417', costCents: 28_900 });
  expect(made).toMatchObject({ status: 201, body: { tag: 'LHS-00417', state: 'in-stock', lastSeq: 1 } });
  const id = idOf(made);
  const list = await call(
    clerk,
    'GET',
    '/devices?site=lhs&state=in-stock,deployed&sort=-tag&limit=1&purchasedIn=unknown',
  );
  expect(list).toMatchObject({ status: 200, body: { items: [{ id }], total: 1 } });
  const found = await call(clerk, 'POST', '/devices/search', { q: 'lhs-0041' });
  expect(found).toMatchObject({ status: 200, body: { groups: [{ items: [{ device: { id } }] }] } });
  expect(await call(clerk, 'POST', '/search', { q: 'LHS' })).toMatchObject({
    status: 200,
    body: { sites: [{ code: 'LHS' }] },
  });
  expect(await call(clerk, 'GET', '/devices/by-tag/sn417')).toMatchObject({ status: 200, body: { id } });
  expect(await call(admin, 'PATCH', `/devices/${id}`, { version: 1, vendor: 'CDW', condition: 'B' })).toMatchObject({
    ...{ status: 200, body: { vendor: 'CDW', condition: 'B', version: 2 } },
  });
  const retired = await call(admin, 'POST', `/devices/${id}/state-changes`, {
    to: 'retired',
    reason: 'cycle',
    lastSeq: 2,
  });
  expect(retired).toMatchObject({ status: 200, body: { state: 'retired' } });
  const { body } = await call(clerk, 'GET', `/devices/${id}/timeline?limit=2`);
  expect(body).toMatchObject({
    items: [{ type: 'state-changed', account: { name: 'Test it-admin' } }, { type: 'condition-reported' }],
  });
  expect(await call(clerk, 'GET', `/devices/${id}/timeline?after=${body.next as string}`)).toMatchObject({
    body: { items: [{ seq: 1 }] },
  });
  expect(await call(clerk, 'GET', `/devices/${id}/loans`)).toMatchObject({
    status: 200,
    body: { items: [], next: null },
  });
  expect(await call(clerk, 'GET', `/sites/${home}/inventory-summary`)).toMatchObject({
    status: 200,
    body: { present: { count: 1 } },
  });
  expect(await call(clerk, 'GET', `/sites/${home}/loans-summary`)).toMatchObject({ status: 200, body: { open: 0 } });
  expect(await call(clerk, 'GET', `/sites/${home}/loans?overdue=true`)).toMatchObject({
    status: 200,
    body: { items: [] },
  });
});

it('registers once for a key, however often it is sent', async () => {
  const body = { modelId, homeSiteId: home, assetTag: 'ONCE-1' };
  const first = await call(admin, 'POST', '/devices', body, 'once');
  const again = await call(admin, 'POST', '/devices', body, 'once');
  expect([first.status, again.status, idOf(again)]).toEqual([201, 201, idOf(first)]);
  expect((await call(admin, 'POST', '/devices', { ...body, assetTag: 'ONCE-2' }, 'once')).body.code).toBe(
    'idempotency.key-reused',
  );
});

it('keeps models and funding sources', async () => {
  const made = await call(admin, 'POST', '/models', {
    maker: 'Dell',
    name: 'Latitude 3140',
    deviceClass: 'laptop',
    unitCostCents: 55_000,
  });
  expect(made).toMatchObject({ status: 201, body: { version: 1, standard: false, unitCostCents: 55_000 } });
  expect(
    (await call(admin, 'POST', '/models', { maker: 'DELL', name: 'latitude 3140', deviceClass: 'laptop' })).body.code,
  ).toBe('model.name-taken');
  const path = `/models/${idOf(made)}`;
  expect(await call(admin, 'PATCH', path, { version: 1, standard: true, supportEndsOn: '2031-06-30' })).toMatchObject({
    status: 200,
    body: { standard: true, version: 2 },
  });
  expect((await call(admin, 'PATCH', path, { version: 1, standard: false })).body.code).toBe('model.version-conflict');
  expect(await call(clerk, 'GET', '/models?standard=true&q=3140 dell')).toMatchObject({
    body: { items: [{ name: 'Latitude 3140' }], next: null },
  });
  expect((await call(clerk, 'PATCH', path, { version: 2, standard: false })).status).toBe(403);
  const source = await call(admin, 'POST', '/funding-sources', {
    code: 'ECF',
    name: 'Emergency Connectivity Fund',
    kind: 'ecf',
  });
  const device = await register({ funding: [{ sourceId: idOf(source), basisPoints: 10_000 }] });
  expect(device).toMatchObject({ status: 201, body: { funding: { lines: [{ code: 'ECF', basisPoints: 10_000 }] } } });
  expect(await call(clerk, 'GET', '/funding-sources')).toMatchObject({ body: { items: [{ code: 'ECF' }] } });
});

describe('another site', () => {
  it('is 404 on every route of a device', async () => {
    const id = idOf(await register({ homeSiteId: away, assetTag: 'AWAY-1' }));
    for (const [method, path, body] of [
      ['GET', `/devices/${id}`],
      ['GET', `/devices/${id}/timeline`],
      ['GET', `/devices/${id}/loans`],
      ['GET', '/devices/by-tag/AWAY-1'],
      ['POST', `/devices/${id}/state-changes`, { to: 'retired', reason: 'cycle' }],
      ['GET', `/devices/${id}/missing-cases`],
      ['POST', `/devices/${id}/missing-reports`, { kind: 'missing', reason: 'not-found', lastSeenOn: '2026-01-15' }],
    ] as [string, string, object?][]) {
      expect([path, (await call(clerk, method, path, body)).status]).toEqual([path, 404]);
    }
    expect((await call(clerk, 'GET', `/sites/${away}/inventory-summary`)).status).toBe(404);
    expect((await call(clerk, 'GET', `/sites/${away}/loans`)).status).toBe(404);
    for (const named of ['site=WHS', 'homeSite=WHS', 'site=LHS,NOWHERE', 'site=0199f3a0-0000-7000-8000-000000000001'])
      expect((await call(clerk, 'GET', `/devices?${named}`)).body).toMatchObject({ code: 'site.not-found' });
  });

  it('without the permission a route is 403', async () => {
    const id = idOf(await register());
    expect((await call(clerk, 'POST', '/devices', { modelId, homeSiteId: home, assetTag: 'NO-1' })).status).toBe(403);
    expect((await call(clerk, 'PATCH', `/devices/${id}`, { version: 1 })).status).toBe(403);
    expect(
      (await call(clerk, 'POST', `/devices/${id}/holds-cleared`, { hold: 'damaged', reason: 'repaired' })).status,
    ).toBe(403);
    const refused = await call(clerk, 'POST', `/devices/${id}/state-changes`, { to: 'retired', reason: 'cycle' });
    expect(refused).toMatchObject({ status: 403, body: { code: 'device.not-permitted' } });
  });
});

describe('bad input', () => {
  it.each([
    ['limit=0', 'limit'],
    ['limit=1000000', 'limit'],
    ['sort=name', 'sort'],
    ['sort=tag,(SELECT pg_sleep(5))', 'sort'],
    ['state=flying', 'state'],
    ['model=1', 'model'],
    ['seenBefore=2026-02-30', 'seenBefore'],
    ['purchasedIn=26', 'purchasedIn'],
    ['after=%00', 'after'],
    ['after=abc', 'after'],
    ['elsewhere=1', 'elsewhere'],
    ['site=%00', 'site'],
    ['site=a&site=b', null],
    ['q=maya', 'q'],
  ])('?%s', async (query, field) => {
    const { status, body } = await call(admin, 'GET', `/devices?${query}`);
    if (field === null) expect(status).toBeLessThan(500);
    else expect([status, body.errors?.[0]?.field.split('.')[0]]).toEqual([400, field]);
  });

  it.each([
    ['a field that is not one', { state: 'in-stock', role: 'admin' }, 'role'],
    ['a summary column', { custody: 'staff' }, 'custody'],
    ['an empty tag', { assetTag: '   ' }, 'assetTag'],
    ['null for a tag', { assetTag: null }, 'assetTag'],
    ['a float for cents', { costCents: 289.5 }, 'costCents'],
    ['text for cents', { costCents: '28900' }, 'costCents'],
    ['a day that is none', { purchasedOn: '2026-02-30' }, 'purchasedOn'],
    ['a day nobody has seen', { warrantyEndsOn: '2199-06-30' }, 'warrantyEndsOn'],
    ['a state that needs more', { state: 'deployed' }, 'state'],
    ['a line that is no object', { funding: ['x'] }, 'funding'],
    [
      'a line of nothing',
      { funding: [{ sourceId: '01980000-0000-7000-8000-000000000001', basisPoints: 0 }] },
      'funding',
    ],
    [
      'a line with more',
      { funding: [{ sourceId: '01980000-0000-7000-8000-000000000001', basisPoints: 1, id: 1 }] },
      'funding',
    ],
  ])('%s', async (_name, facts, field) => {
    const { status, body } = await register(facts);
    expect([status, body.errors?.[0]?.field.split('.')[0]]).toEqual([400, field]);
  });

  it.each(['%', "' OR '1'='1", '=HYPERLINK("x")', '\u0000'])('search for %j', async (q) => {
    expect((await call(admin, 'POST', '/devices/search', { q })).status).toBe(q === '\u0000' ? 400 : 200);
  });

  it('a change of state takes a reason and nothing else', async () => {
    const id = idOf(await register());
    const answer = await call(admin, 'POST', `/devices/${id}/state-changes`, {
      to: 'retired',
      reason: 'cycle',
      evidence: { note: 'x' },
    });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'evidence' }] } });
  });
});
