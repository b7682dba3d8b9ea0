import { newId } from '@app/kernel';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import type { TestAccount } from '../support/sign-in.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';

/* A scan goes by what the process read of its session a moment ago, and proves it with its own first statement. Whatever
   another process does to the session or the rights holds for the very next scan. */

let test: TestApp;
let stationId: string;
let site: string;
let clerk: TestAccount;
let cookie: string;

beforeAll(async () => {
  test = await testApp();
  const given = new Given(test.database.database);
  await given.district();
  site = await given.site('LHS');
  stationId = await given.station(site);
}, 60_000);
afterAll(() => test.close());

beforeEach(async () => {
  clerk = await accountAs(test.database.database, 'site-clerk', site);
  cookie = await signIn(test.url, clerk);
  expect(await scan()).toMatchObject({ status: 200 });
});

async function scan(id = newId()): Promise<{ status: number; body: { code?: string; id?: string } }> {
  const response = await fetch(`${test.url}/api/v1/scan-events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN, cookie },
    body: JSON.stringify({
      ...{ id, stationId, sessionId: newId(), seq: 1, mode: 'look', act: { kind: 'code', raw: 'NOBODY-1' } },
      ...{ context: EMPTY_CONTEXT, occurredAt: new Date().toISOString(), source: 'scanner' },
    }),
  });
  return { status: response.status, body: (await response.json()) as { code?: string } };
}

const kept = async (id: string): Promise<boolean> =>
  (await test.database.asSuperuser('SELECT 1 FROM scan_event WHERE id = $1', [id])).length === 1;

it.each([
  ['ended', 'UPDATE session SET ended_at = now() WHERE account_id = $1'],
  ['run out', "UPDATE session SET expires_at = now() - interval '1 second' WHERE account_id = $1"],
  ['left idle', "UPDATE session SET last_seen_at = now() - interval '31 minutes' WHERE account_id = $1"],
  ['of a disabled account', "UPDATE account SET state = 'disabled' WHERE id = $1"],
])('refuses the next scan of a session that was %s elsewhere, and keeps nothing of it', async (_, sql) => {
  await test.database.asSuperuser(sql, [clerk.id]);
  const id = newId();
  expect(await scan(id)).toMatchObject({ status: 401, body: { code: 'session.required' } });
  expect(await kept(id)).toBe(false);
});

it('refuses the next scan where the role was withdrawn elsewhere', async () => {
  await test.database.asSuperuser('DELETE FROM role_grant WHERE account_id = $1', [clerk.id]);
  const id = newId();
  expect(await scan(id)).toMatchObject({ status: 404, body: { code: 'desk.station-not-found' } });
  expect(await kept(id)).toBe(false);
  expect(await scan(id)).toMatchObject({ status: 403 });
});

it('takes the next scan with the rights that were granted elsewhere', async () => {
  await test.database.asSuperuser('DELETE FROM role_grant WHERE account_id = $1', [clerk.id]);
  expect((await scan()).status).not.toBe(200);
  await test.database.asSuperuser(
    `INSERT INTO role_grant (account_id, role_id, site_id) SELECT $1, id, $2 FROM role WHERE code = 'site-clerk'`,
    [clerk.id, site],
  );
  expect(await scan()).toMatchObject({ status: 200 });
});

it('refuses the next scan of a role that asks for a second factor from now on', async () => {
  await test.database.asSuperuser(`UPDATE role SET second_factor = true WHERE code = 'site-clerk'`);
  const id = newId();
  expect((await scan(id)).status).not.toBe(200);
  expect(await scan(id)).toMatchObject({ status: 403 });
  expect(await kept(id)).toBe(false);
  await test.database.asSuperuser('UPDATE role SET second_factor = false');
  expect(await scan(id)).toMatchObject({ status: 200 });
});

it('takes the next scan after a proof, and none that comes with the token of before: it is to be sent again', async () => {
  const former = cookie;
  const response = await fetch(`${test.url}/api/v1/session/proof`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', origin: ORIGIN, cookie },
    body: JSON.stringify({ password: clerk.password }),
  });
  expect(response.status).toBe(204);
  const renewed = response.headers.getSetCookie()[0]?.split(';')[0];
  expect(renewed).not.toBe(former);
  const id = newId();
  for (let tries = 0; tries < 2; tries += 1)
    expect(await scan(id)).toMatchObject({ status: 503, body: { code: 'session.renewed' } });
  expect(await kept(id)).toBe(false);
  cookie = renewed ?? '';
  expect(await scan(id)).toMatchObject({ status: 200 });
});
