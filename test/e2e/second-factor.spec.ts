import { Secret, TOTP } from 'otpauth';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { HttpBrowser } from '../support/http-browser.js';
import type { TestAccount } from '../support/sign-in.js';
import { accountAs } from '../support/sign-in.js';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
  await test.database.asSuperuser(`UPDATE role SET second_factor = true WHERE code IN ('it-admin', 'finance')`);
});
afterAll(() => test.close());

const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

async function signedIn({ email, password }: TestAccount): Promise<HttpBrowser> {
  const browser = new HttpBrowser(test.url);
  expect((await browser.send('POST', 'session', { email, password })).status).toBe(204);
  return browser;
}

interface OwnSession {
  account: { secondFactor: string };
  permissions: Record<string, unknown>;
}
const own = async (browser: HttpBrowser): Promise<OwnSession> =>
  (await browser.send<OwnSession>('GET', 'session')).body;

/** Sets up a second factor; the code before this moment's is used up, so that this one is free. */
async function enrol(browser: HttpBrowser): Promise<{ secret: string; codes: string[] }> {
  const offer = await browser.send<{ secret: string; qr: { size: number; path: string } }>(
    'PUT',
    'second-factor/offer',
  );
  expect(offer.status).toBe(200);
  expect(offer.body.qr.size).toBeGreaterThan(20);
  const set = await browser.send<{ codes: string[] }>('PUT', 'second-factor', { code: codeOf(offer.body.secret, -1) });
  expect(set.status).toBe(200);
  return { secret: offer.body.secret, codes: set.body.codes };
}

const refusal = async (browser: HttpBrowser, method: string, path: string, body?: object): Promise<unknown[]> => {
  const answer = await browser.send<{ code: string }>(method, path, body);
  return [answer.status, answer.body.code];
};

it('opens the district to an administrator with password and code, and to nobody with the password alone', async () => {
  const account = await accountAs(test.database.database, 'it-admin', null);
  const first = await signedIn(account);
  expect(await own(first)).toMatchObject({ account: { secondFactor: 'missing' }, permissions: {} });
  expect(await refusal(first, 'GET', 'accounts')).toEqual([403, 'access.forbidden']);
  const { secret, codes } = await enrol(first);
  expect(codes).toHaveLength(10);
  expect((await first.send('GET', 'accounts')).status).toBe(200);

  const second = await signedIn(account);
  expect(await own(second)).toMatchObject({ account: { secondFactor: 'due' }, permissions: {} });
  for (const [method, path] of [
    ['GET', 'accounts'],
    ['GET', 'sessions'],
    ['GET', 'second-factor'],
    ['PUT', 'second-factor/offer'],
    ['GET', 'district'],
  ] as const)
    expect([path, ...(await refusal(second, method, path))]).toEqual([path, 403, 'second-factor.due']);
  const { password } = account;
  const change = { currentPassword: password, newPassword: 'quiet maple harbor stone' };
  expect(await refusal(second, 'PUT', 'password', change)).toEqual([403, 'second-factor.due']);
  expect(await refusal(second, 'PUT', 'session/second-factor', { code: '000000' })).toEqual([
    422,
    'second-factor.code-refused',
  ]);
  const cookie = [...second.cookies.values()];
  expect((await second.send('PUT', 'session/second-factor', { code: codeOf(secret) })).status).toBe(204);
  expect([...second.cookies.values()]).not.toEqual(cookie);
  expect((await second.send('GET', 'accounts')).status).toBe(200);

  const third = await signedIn(account);
  expect(await refusal(third, 'PUT', 'session/second-factor', { code: codeOf(secret) })).toEqual([
    422,
    'second-factor.code-refused',
  ]);
  expect((await third.send('PUT', 'session/second-factor', { code: codes[0] })).status).toBe(204);
});

it('asks again who is there before another account is changed, and ends its sessions with its factor', async () => {
  const admin = await signedIn(await accountAs(test.database.database, 'it-admin', null));
  await enrol(admin);
  const clerk = await accountAs(test.database.database, 'finance', null);
  const browser = await signedIn(clerk);
  await enrol(browser);
  await test.database.asSuperuser(`UPDATE session SET proven_at = proven_at - interval '5 minutes'`);
  const reset = () => refusal(admin, 'DELETE', `accounts/${clerk.id}/second-factor`);
  expect(await reset()).toEqual([403, 'session.proof-needed']);
  expect(await refusal(admin, 'PUT', 'session/proof', { password: 'wrong' })).toEqual([422, 'password.current-wrong']);
  expect((await admin.send('PUT', 'session/proof', { password: clerk.password })).status).toBe(204);
  expect((await browser.send('GET', 'session')).status).toBe(200);
  expect(await reset()).toEqual([204, undefined]);
  expect((await browser.send('GET', 'session')).status).toBe(401);
  expect(await own(await signedIn(clerk))).toMatchObject({ account: { secondFactor: 'missing' } });
});
