import { Secret, TOTP } from 'otpauth';
import { newId } from '@app/kernel';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import type { HttpAnswer } from '../support/http-browser.js';
import { HttpBrowser } from '../support/http-browser.js';
import { accountAs } from '../support/sign-in.js';
import { TestIssuer } from '../support/test-issuer.js';

/* Single sign-on from beginning to end, by an issuer whose address has a path, as Microsoft's has: with a second factor set up on
   the way, and until the roster says that somebody has left. */

const PATH = '/5a7f0bcd-0000-4000-8000-000000000001/v2.0';

let test: TestApp;
let issuer: TestIssuer;
let providerId: string;
beforeAll(async () => {
  [issuer, test] = await Promise.all([TestIssuer.start(PATH), testApp({ settings: { ALLOW_LOOPBACK_ISSUER: '1' } })]);
  const admin = new HttpBrowser(test.url);
  const { email, password } = await accountAs(test.database.database, 'it-admin', null);
  expect((await admin.send('POST', 'session', { email, password })).status).toBe(204);
  const made = await admin.send<{ id: string }>('POST', 'identity-providers', {
    ...{ kind: 'oidc', label: 'Example ID', issuer: issuer.url, allowedDomains: ['test.example'] },
    ...{ clientId: issuer.client.id, clientSecret: issuer.client.secret },
  });
  expect(made.status).toBe(201);
  providerId = made.body.id;
  const tested = await admin.send('POST', `identity-providers/${providerId}/test`);
  expect(tested.body).toMatchObject({ passed: true });
  const on = await admin.send('PATCH', `identity-providers/${providerId}`, { version: 1, enabled: true });
  expect(on.status).toBe(200);
  await test.database.asSuperuser(`UPDATE role SET second_factor = true WHERE code = 'finance'`);
});
afterAll(async () => {
  await test.close();
  await issuer.close();
});

async function signIn(email: string, browser = new HttpBrowser(test.url)): Promise<[HttpBrowser, HttpAnswer]> {
  issuer.somebody = { sub: `subject of ${email}`, email, email_verified: true };
  const begun = await browser.send<{ address: string }>('POST', 'sign-in-attempts', { providerId, next: '/' });
  const { searchParams } = await issuer.consent(begun.body.address);
  const callback = { code: searchParams.get('code'), state: searchParams.get('state') };
  return [browser, await browser.send('POST', 'session/provider', callback)];
}

const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

it('an issuer with a path is asked under that path alone', async () => {
  const { email } = await accountAs(test.database.database, 'site-clerk', null);
  issuer.asked = [];
  const [browser, answer] = await signIn(email);
  expect(answer.status).toBe(200);
  expect((await browser.send('GET', 'session')).status).toBe(200);
  expect(issuer.asked).not.toContain('GET /outside-of-the-issuer');
  expect(issuer.asked).toContain('POST /token');
});

it('whoever needs a second factor sets it up in that sign-in, has rights then, and is asked for it at the next', async () => {
  const { email } = await accountAs(test.database.database, 'finance', null);
  const [first, answer] = await signIn(email);
  expect(answer.status).toBe(200);
  const own = async (browser: HttpBrowser) => (await browser.send('GET', 'session')).body;
  expect(await own(first)).toMatchObject({ account: { secondFactor: 'missing' }, permissions: {} });
  expect(await first.send('GET', 'devices')).toMatchObject({ status: 403 });
  const { body: offer } = await first.send<{ secret: string }>('PUT', 'second-factor/offer');
  const set = await first.send<{ codes: string[] }>('PUT', 'second-factor', { code: codeOf(offer.secret, -1) });
  expect([set.status, set.body.codes.length]).toEqual([200, 10]);
  expect(await own(first)).toMatchObject({ account: { secondFactor: 'shown' } });
  expect((await first.send('GET', 'devices')).status).toBe(200);

  const [second] = await signIn(email);
  expect(await own(second)).toMatchObject({ account: { secondFactor: 'due' }, permissions: {} });
  expect((await second.send('GET', 'devices')).status).toBe(403);
  expect((await second.send('PUT', 'session/second-factor', { code: codeOf(offer.secret) })).status).toBe(204);
  expect((await second.send('GET', 'devices')).status).toBe(200);
});

it('who has left is out with the next request, by session and by token, and does not come in again', async () => {
  await test.database.asSuperuser(
    `WITH made AS (INSERT INTO role (code, label) VALUES ('reporter', 'Reporter') RETURNING id)
     INSERT INTO role_permission (role_id, permission_code) SELECT id, unnest(ARRAY['device:read', 'token:make']) FROM made`,
  );
  const { id, email } = await accountAs(test.database.database, 'reporter', null);
  const [browser] = await signIn(email);
  const wish = { id: newId(), name: 'Report', permissions: ['device:read'], siteIds: null };
  const expiresOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const { body } = await browser.send<{ token: string }>('POST', 'tokens', { ...wish, expiresOn });
  const byToken = async (): Promise<number> =>
    (await fetch(`${test.url}/api/v1/devices`, { headers: { authorization: `Bearer ${body.token}` } })).status;
  expect([(await browser.send('GET', 'devices')).status, await byToken()]).toEqual([200, 200]);

  // As a roster does: the person of the account is withdrawn.
  await test.database.asSuperuser(
    `WITH oak AS (INSERT INTO site (code, name, kind) VALUES ('OAK', 'Oak', 'middle') RETURNING id),
       p AS (INSERT INTO person (id, kind, number, given_name, family_name, primary_site_id)
         SELECT uuidv7(), 'staff', 'S-1', 'Leaving', 'Soon', id FROM oak RETURNING id, primary_site_id),
       s AS (INSERT INTO person_site (person_id, site_id) SELECT id, primary_site_id FROM p)
     UPDATE account SET person_id = p.id FROM p WHERE account.id = $1`,
    [id],
  );
  await test.database.database.transaction((tx) =>
    tx.execute(
      `UPDATE person SET state = 'withdrawn', withdrawn_on = current_date
       WHERE id = (SELECT person_id FROM account WHERE id = $1)`,
      [id],
    ),
  );
  expect([(await browser.send('GET', 'devices')).status, await byToken()]).toEqual([401, 401]);
  const [, again] = await signIn(email);
  expect(again).toMatchObject({ status: 403, body: { code: 'sign-in.account-disabled' } });
});
