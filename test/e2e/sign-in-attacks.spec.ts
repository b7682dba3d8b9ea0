import { request } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import type { HttpAnswer } from '../support/http-browser.js';
import { HttpBrowser } from '../support/http-browser.js';
import type { TestAccount } from '../support/sign-in.js';
import { accountAs, ORIGIN } from '../support/sign-in.js';

/* What somebody tries who is not, or no longer, let in: rows 46 and 48 to 51 of the hostile inputs. Answers of a provider that are not
   right stand in single-sign-on.spec.ts. */

let test: TestApp;
let admin: HttpBrowser;
beforeAll(async () => {
  test = await testApp();
  admin = await signedIn(await accountAs(test.database.database, 'it-admin', null));
});
afterAll(() => test.close());
beforeEach(() => test.database.asSuperuser('TRUNCATE throttle'));

async function signedIn({ email, password }: TestAccount): Promise<HttpBrowser> {
  const browser = new HttpBrowser(test.url);
  expect((await browser.send('POST', 'session', { email, password })).status).toBe(204);
  return browser;
}

/** With the cookies that it has now, whatever becomes of them. */
function copyOf(browser: HttpBrowser): HttpBrowser {
  const copy = new HttpBrowser(test.url);
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  return copy;
}

const cookieOf = ({ cookies }: HttpBrowser): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

const versionOf = async (id: string): Promise<number> =>
  (await admin.send<{ version: number }>('GET', `accounts/${id}`)).body.version;

describe('row 46: a cookie that was copied while it was good', () => {
  const NEXT = 'quiet maple harbor stone';
  const ends: Record<string, (account: TestAccount, browser: HttpBrowser) => Promise<HttpAnswer>> = {
    'the sign-out': (_, browser) => browser.send('DELETE', 'session'),
    'a new sign-in in that browser': ({ email, password }, browser) =>
      browser.send('POST', 'session', { email, password }),
    'the end of the account': async ({ id }) =>
      admin.send('PATCH', `accounts/${id}`, { version: await versionOf(id), state: 'disabled' }),
    'the loss of a role': async ({ id }) =>
      admin.send('PUT', `accounts/${id}/grants`, { version: await versionOf(id), grants: [] }),
    'another password by an administrator': async ({ id }) =>
      admin.send('PUT', `accounts/${id}/password`, { version: await versionOf(id), password: NEXT }),
    'another password by its owner': async (account) =>
      (await signedIn(account)).send('PUT', 'password', { currentPassword: account.password, newPassword: NEXT }),
    'another address': async ({ id }) =>
      admin.send('PUT', `accounts/${id}/email`, { version: await versionOf(id), email: `${id}@test.example` }),
    'the end of all its sessions': ({ id }) => admin.send('DELETE', `accounts/${id}/sessions`),
  };

  it.each(Object.keys(ends))('opens nothing after %s', async (way) => {
    const account = await accountAs(test.database.database, 'technician', null);
    const browser = await signedIn(account);
    const copy = copyOf(browser);
    expect((await copy.send('GET', 'session')).status).toBe(200);
    expect([200, 204]).toContain((await ends[way]?.(account, browser))?.status);
    for (const [method, path, body] of [
      ['GET', 'session'],
      ['GET', 'devices'],
      ['PUT', 'session/proof', { password: account.password }],
      ['PUT', 'second-factor/offer'],
      ['POST', 'scan-events', {}],
    ] as const) {
      const answer = await copy.send(method, path, body);
      expect([path, answer.status, answer.body['code']]).toEqual([path, 401, 'session.required']);
    }
  });

  it('reads for some seconds after a proof, writes nothing, and is not renewed by itself', async () => {
    const account = await accountAs(test.database.database, 'technician', null);
    const browser = await signedIn(account);
    const copy = copyOf(browser);
    expect((await browser.send('PUT', 'session/proof', { password: account.password })).status).toBe(204);
    expect((await copy.send('GET', 'devices')).status).toBe(200);
    for (const [method, path, body] of [
      ['PUT', 'session/proof', { password: account.password }],
      ['PUT', 'session/language', { language: 'es' }],
      ['PUT', 'second-factor/offer'],
      ['POST', 'scan-events', {}],
    ] as const)
      expect(await copy.send(method, path, body)).toMatchObject({ status: 503, body: { code: 'session.renewed' } });
    expect((await browser.send('GET', 'devices')).status).toBe(200);
    await test.database.asSuperuser(`UPDATE session SET former_until = now() WHERE account_id = $1`, [account.id]);
    expect(await copy.send('GET', 'devices')).toMatchObject({ status: 401, body: { code: 'session.required' } });
    expect((await browser.send('GET', 'devices')).status).toBe(200);
  });
});

describe('row 48: a thousand wrong guesses', () => {
  /** How often each answer came, in words. The minute of the throttle lasts for all of them, however slow this machine is. */
  async function guesses(email: string): Promise<Record<string, number>> {
    const tally: Record<string, number> = {};
    const browser = new HttpBrowser(test.url);
    const guess = async (nth: number): Promise<void> => {
      const { status, body, cookies } = await browser.send('POST', 'session', { email, password: `guess ${nth}` });
      const words = JSON.stringify([status, body, cookies]).replace(/wait \d+ (second|minute)s?/, 'wait');
      tally[words] = (tally[words] ?? 0) + 1;
    };
    for (let nth = 0; nth < 10; nth += 1) {
      await guess(nth);
      await test.database.asSuperuser('UPDATE throttle SET expire = expire + 3600000');
    }
    for (let nth = 10; nth < 1_000; nth += 10) await Promise.all(Array.from({ length: 10 }, (_, n) => guess(nth + n)));
    return tally;
  }

  it('are answered the same whether the account exists or not, and leave the owner a way in', async () => {
    const account = await accountAs(test.database.database, 'technician', null);
    const real = await guesses(account.email);
    await test.database.asSuperuser('TRUNCATE throttle');
    const unreal = await guesses('nobody.at.all@test.example');
    expect(unreal).toEqual(real);
    const counts = Object.entries(real).map(([words, count]) => [(JSON.parse(words) as [number])[0], count]);
    expect(counts.sort()).toEqual([
      [401, 5],
      [429, 995],
    ]);
    // From another place: nobody locks anybody out.
    await test.database.asSuperuser('TRUNCATE throttle');
    await signedIn(account);
  }, 60_000);
});

describe('row 49: a forgotten password', () => {
  it('is set by an administrator: no address that mails a link could be made to lie about its host', async () => {
    const response = await fetch(`${test.url}/api/openapi.json`, { headers: { cookie: cookieOf(admin) } });
    const { paths } = (await response.json()) as { paths: object };
    expect(Object.keys(paths).length).toBeGreaterThan(100);
    expect(Object.keys(paths).filter((path) => /reset|forg[eo]t|password.*(link|code)/i.test(path))).toEqual([]);
  });

  it('a link of ours names the host of the settings, whatever the request says', async () => {
    const [provider] = await test.database.asSuperuser(
      `INSERT INTO identity_provider (id, kind, label, issuer, client_id, client_secret, allowed_domains)
       VALUES (uuidv7(), 'oidc', 'Staff', 'https://id.example', 'c', '\\x00', '{test.example}') RETURNING id`,
    );
    const answer = await new Promise<string>((resolve, reject) => {
      const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', cookie: cookieOf(admin) };
      request(`${test.url}/api/v1/identity-providers`, { headers }, (response) => {
        let text = '';
        response.on('data', (part) => (text += String(part))).on('end', () => resolve(text));
      })
        .on('error', reject)
        .end();
    });
    expect(JSON.parse(answer)).toMatchObject({
      redirectAddress: `${ORIGIN}/sign-in/callback`,
      items: [{ id: provider?.['id'] }],
    });
    expect(answer).not.toContain('evil');
  });
});

describe('row 50: a token of one’s own making', () => {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const made = (header: object): string =>
    `${encode(header)}.${encode({ sub: 'it-admin', aud: 'cubby', exp: 9_999_999_999 })}.`;

  it.each([
    ['without an algorithm', made({ alg: 'none', typ: 'JWT' })],
    ['whose key is the path of an empty file', made({ alg: 'HS256', kid: '../../../dev/null' })],
    ['with a key of its own', made({ alg: 'RS256', jku: 'https://evil.example/jwks' })],
    ['that looks like a program’s', `cubby_${'A'.repeat(43)}`],
    ['that looks like a session’s', 'A'.repeat(43)],
    ['that is the hash of one', 'a'.repeat(64)],
    ['that is SQL', `' OR '1'='1`],
    ['that is empty', ''],
  ])('%s is nobody’s, neither as a bearer nor as a cookie', async (_, token) => {
    const bearer = await fetch(`${test.url}/api/v1/session`, { headers: { authorization: `Bearer ${token}` } });
    expect([bearer.status, ((await bearer.json()) as { code: string }).code]).toEqual([401, 'token.refused']);
    const browser = new HttpBrowser(test.url);
    browser.cookies.set('__Host-cubby', encodeURIComponent(token));
    expect(await browser.send('GET', 'session')).toMatchObject({ status: 401, body: { code: 'session.required' } });
  });
});

describe('row 51: an issuer on this machine or in its network', () => {
  let listener: Server;
  let port: number;
  let connections = 0;
  beforeAll(async () => {
    listener = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    ({ port } = listener.address() as AddressInfo);
  });
  afterAll(() => new Promise((resolve) => listener.close(resolve)));
  beforeEach(() => test.database.asSuperuser('TRUNCATE identity_provider CASCADE'));

  const wish = (issuer: string) =>
    admin.send<{ id: string; version: number }>('POST', 'identity-providers', {
      ...{ kind: 'oidc', label: 'Inside', issuer, clientId: 'c', clientSecret: 's', allowedDomains: ['test.example'] },
    });

  it.each([
    'https://127.0.0.1:PORT',
    'https://localhost:PORT',
    'https://127.1:PORT',
    'https://2130706433:PORT',
    'https://0x7f.0.0.1:PORT',
    'https://[::1]:PORT',
    'https://[::ffff:127.0.0.1]:PORT',
    'https://0.0.0.0:PORT',
    'https://169.254.169.254',
    'https://10.0.0.1',
    'https://[fd00::1]',
  ])('%s is asked nothing, neither by the test nor by a sign-in', async (address) => {
    const made = await wish(address.replace('PORT', `${port}`));
    if (made.status === 422) return expect(made.body).toMatchObject({ code: 'provider.invalid' });
    expect(made.status).toBe(201);
    const { id } = made.body;
    const tested = await admin.send<{ passed: boolean; steps: { words: string }[] }>(
      'POST',
      `identity-providers/${id}/test`,
    );
    expect(tested.body).toMatchObject({
      passed: false,
      steps: [{ words: expect.stringMatching(/private network/) as string }],
    });
    expect((await admin.send('PATCH', `identity-providers/${id}`, { version: 1, enabled: true })).status).toBe(200);
    const begun = await new HttpBrowser(test.url).send('POST', 'sign-in-attempts', { providerId: id, next: '/' });
    expect(begun).toMatchObject({ status: 503, body: { code: 'sign-in.provider-unreachable' } });
    expect(connections).toBe(0);
  });

  it.each([
    'http://127.0.0.1:5432',
    'file:///etc/passwd',
    'ftp://id.example',
    'https://user:secret@id.example',
    'https://id.example/?x=1',
    'https://id.example/#x',
    'gopher://127.0.0.1',
  ])('%s is no issuer', async (address) => {
    expect([400, 422]).toContain((await wish(address)).status);
  });
});
