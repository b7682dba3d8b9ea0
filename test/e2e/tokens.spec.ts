import { newId } from '@app/kernel';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import type { TestAccount } from '../support/sign-in.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';

/* A program sends the token of an account. It may do what the token was made for, where it was made for, and never more
   than its account may do at that moment. */

const DAY_MS = 86_400_000;
const day = (from: number): string => new Date(Date.now() + from * DAY_MS).toISOString().slice(0, 10);

let test: TestApp;
let given: Given;
let oak: string;
let elm: string;
let stationId: string;
let maker: TestAccount;
let cookie: string;

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  [oak, elm] = [await given.site('OAK'), await given.site('ELM')];
  stationId = await given.station(oak);
}, 60_000);
afterAll(() => test.close());
beforeEach(async () => {
  maker = await accountAs(test.database.database, 'it-admin', null);
  cookie = await signIn(test.url, maker);
});

interface Answer {
  status: number;
  body: { code?: string; id?: string; token?: string; items?: unknown[]; permissions?: Record<string, unknown> };
}

async function call(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Answer> {
  const response = await fetch(`${test.url}/api/v1${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
}

const wish = (facts: object = {}) => ({
  id: newId(),
  name: 'Report',
  permissions: ['device:read'],
  siteIds: null,
  expiresOn: day(30),
  ...facts,
});
const make = (facts: object = {}) => call('POST', '/tokens', { cookie, origin: ORIGIN }, wish(facts));
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function tokenFor(facts: object = {}): Promise<{ id: string; token: string }> {
  const { status, body } = await make(facts);
  expect(status).toBe(201);
  return { id: body.id!, token: body.token! };
}

describe('a token', () => {
  it('reads without a cookie and without an origin, and only what it was made for', async () => {
    const { token } = await tokenFor();
    expect((await call('GET', '/devices', bearer(token))).status).toBe(200);
    expect(await call('GET', '/people', bearer(token))).toMatchObject({
      status: 403,
      body: { code: 'access.forbidden' },
    });
    const { body } = await call('GET', '/session', bearer(token));
    expect(body.permissions).toEqual({ 'device:read': 'all' });
  });

  it('does not lend its rights to a cookie, nor the cookie its own to it', async () => {
    const { token } = await tokenFor();
    expect((await call('GET', '/people', { ...bearer(token), cookie })).status).toBe(403);
    expect((await call('GET', '/devices', { authorization: 'Bearer nonsense', cookie })).status).toBe(401);
    const name = cookie.split('=')[0];
    expect((await call('GET', '/devices', { cookie: `${name}=${token}` })).status).toBe(401);
    const session = cookie.slice(name.length + 1);
    expect((await call('GET', '/devices', bearer(session))).status).toBe(401);
  });

  it('stays at its sites', async () => {
    const [here, there] = [await given.device(oak), await given.device(elm)];
    const { token } = await tokenFor({ siteIds: [oak] });
    expect((await call('GET', `/devices/${here.id}`, bearer(token))).status).toBe(200);
    expect((await call('GET', `/devices/${there.id}`, bearer(token))).status).toBe(404);
  });

  it('is refused once it has expired, was revoked, or its account is disabled', async () => {
    const refused = { status: 401, body: { code: 'token.refused' } };
    const [expired, revoked, disabled] = [await tokenFor(), await tokenFor(), await tokenFor()];
    await test.database.asSuperuser(`UPDATE api_token SET expires_on = current_date - 1 WHERE id = $1`, [expired.id]);
    expect(await call('GET', '/devices', bearer(expired.token))).toMatchObject(refused);
    expect((await call('DELETE', `/tokens/${revoked.id}`, { cookie, origin: ORIGIN })).status).toBe(204);
    expect(await call('GET', '/devices', bearer(revoked.token))).toMatchObject(refused);
    expect((await call('GET', '/devices', bearer(disabled.token))).status).toBe(200);
    await test.database.asSuperuser(`UPDATE account SET state = 'disabled' WHERE id = $1`, [maker.id]);
    expect(await call('GET', '/devices', bearer(disabled.token))).toMatchObject(refused);
  });

  it('may never do more than its maker may now', async () => {
    const { token } = await tokenFor({ permissions: ['device:read', 'person:read'] });
    expect((await call('GET', '/people', bearer(token))).status).toBe(200);
    await test.database.asSuperuser(
      `UPDATE role_grant SET role_id = (SELECT id FROM role WHERE code = 'til'), site_id = $2 WHERE account_id = $1`,
      [maker.id, oak],
    );
    expect((await call('GET', '/people', bearer(token))).status).toBe(403);
    const { body } = await call('GET', '/session', bearer(token));
    expect(body.permissions).toEqual({ 'device:read': [oak] });
  });

  it('cannot manage accounts, sessions, passwords or tokens', async () => {
    const { token } = await tokenFor({ permissions: ['device:read', 'role:read'] });
    const headers = { ...bearer(token), 'idempotency-key': newId() };
    const refused = { status: 403, body: { code: 'token.session-only' } };
    expect(await call('GET', '/sessions', headers)).toMatchObject(refused);
    expect(await call('GET', '/tokens/own', headers)).toMatchObject(refused);
    expect(await call('POST', '/tokens', headers, wish())).toMatchObject(refused);
    expect(await call('PUT', '/password', headers, {})).toMatchObject(refused);
    expect((await call('GET', '/accounts', headers)).status).toBe(403);
    expect((await call('POST', '/roles', headers, { label: 'X', permissions: [] })).status).toBe(403);
    for (const permission of ['account:manage', 'token:make'])
      expect(await make({ permissions: [permission] })).toMatchObject({ status: 422, body: { code: 'token.invalid' } });
    await expect(
      test.database.asSuperuser(`UPDATE api_token SET permissions = '{account:manage}' WHERE account_id = $1`, [
        maker.id,
      ]),
    ).rejects.toMatchObject({ constraint: 'ck_api_token_permissions' });
  });

  it('is shown once; the database has its hash, the log who made it, and a repeat makes no other', async () => {
    const body = wish();
    const headers = { cookie, origin: ORIGIN, 'idempotency-key': newId() };
    const made = await call('POST', '/tokens', headers, body);
    expect(made.body.token).toMatch(/^cubby_[A-Za-z0-9_-]{43}$/);
    expect(await call('POST', '/tokens', headers, body)).toMatchObject({
      status: 409,
      body: { code: 'token.made-already' },
    });
    const text = JSON.stringify([
      await test.database.asSuperuser('SELECT * FROM api_token'),
      await test.database.asSuperuser('SELECT * FROM admin_log'),
      await test.database.asSuperuser('SELECT * FROM idempotency_key'),
    ]);
    expect(text).not.toContain(made.body.token!.slice(6));
    const log = await test.database.asSuperuser('SELECT action, account_id FROM admin_log WHERE subject_id = $1', [
      body.id,
    ]);
    expect(log).toEqual([{ action: 'token.created', account_id: maker.id }]);
  });

  it('lives for a year at most', async () => {
    expect(await make({ expiresOn: day(400) })).toMatchObject({ status: 422, body: { code: 'token.invalid' } });
    await expect(
      test.database.asSuperuser(`UPDATE api_token SET expires_on = current_date + 400 WHERE account_id = $1`, [
        (await tokenFor(), maker.id),
      ]),
    ).rejects.toMatchObject({ constraint: 'ck_api_token_life' });
  });

  it('is revoked by its account and by who manages accounts, and by nobody else', async () => {
    const { id } = await tokenFor();
    const clerk = await signIn(test.url, await accountAs(test.database.database, 'site-clerk', oak));
    expect((await call('DELETE', `/tokens/${id}`, { cookie: clerk, origin: ORIGIN })).status).toBe(404);
    expect((await call('GET', '/tokens', { cookie: clerk, origin: ORIGIN })).status).toBe(403);
    const other = await signIn(test.url, await accountAs(test.database.database, 'it-admin', null));
    expect((await call('DELETE', `/tokens/${id}`, { cookie: other, origin: ORIGIN })).status).toBe(204);
  });

  it('is counted: after 600 requests in a minute it waits', async () => {
    const { id, token } = await tokenFor();
    expect((await call('GET', '/devices', bearer(token))).status).toBe(200);
    await test.database.asSuperuser(`UPDATE throttle SET points = 600 WHERE key = $1`, [`token:${id}`]);
    expect(await call('GET', '/devices', bearer(token))).toMatchObject({
      status: 429,
      body: { code: 'token.too-many-requests' },
    });
  });
});

describe('a scan by a token', () => {
  const scan = (token: string) =>
    call('POST', '/scan-events', bearer(token), {
      ...{ id: newId(), stationId, sessionId: newId(), seq: 1, mode: 'look', act: { kind: 'code', raw: 'NOBODY-1' } },
      ...{ context: EMPTY_CONTEXT, occurredAt: new Date().toISOString(), source: 'scanner' },
    });

  it('is its account’s, and proves the token with its first statement', async () => {
    const { id, token } = await tokenFor({ permissions: ['scan:use', 'device:read'] });
    expect((await scan(token)).status).toBe(200);
    expect((await scan(token)).status).toBe(200);
    const [event] = await test.database.asSuperuser(
      'SELECT DISTINCT account_id FROM scan_event WHERE account_id = $1',
      [maker.id],
    );
    expect(event).toEqual({ account_id: maker.id });
    await test.database.asSuperuser(`UPDATE api_token SET revoked_at = now(), revoked_by = account_id WHERE id = $1`, [
      id,
    ]);
    expect((await scan(token)).status).toBe(401);
  });

  it('goes by the rights of its account at that moment', async () => {
    const { token } = await tokenFor({ permissions: ['scan:use', 'device:read'] });
    expect((await scan(token)).status).toBe(200);
    expect((await scan(token)).status).toBe(200);
    await test.database.asSuperuser('DELETE FROM role_grant WHERE account_id = $1', [maker.id]);
    expect([403, 404]).toContain((await scan(token)).status);
  });
});
