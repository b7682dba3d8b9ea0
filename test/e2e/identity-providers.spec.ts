import type { ServerResponse } from 'node:http';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { HttpBrowser } from '../support/http-browser.js';
import type { HttpAnswer } from '../support/http-browser.js';
import { accountAs } from '../support/sign-in.js';
import type { Mischief } from '../support/test-issuer.js';
import { TestIssuer } from '../support/test-issuer.js';

interface Provider {
  id: string;
  version: number;
  enabled: boolean;
}

interface Tested {
  steps: { step: string; passed: boolean; words: string }[];
  passed: boolean;
}

let test: TestApp;
let issuer: TestIssuer;
let admin: HttpBrowser;

async function browserAs(role: string, siteId: string | null = null): Promise<HttpBrowser> {
  const browser = new HttpBrowser(test.url);
  const { email, password } = await accountAs(test.database.database, role, siteId);
  expect((await browser.send('POST', 'session', { email, password })).status).toBe(204);
  return browser;
}

const wish = (rest: object = {}): object => ({
  kind: 'oidc',
  label: 'Example ID',
  issuer: issuer.url,
  clientId: issuer.client.id,
  clientSecret: issuer.client.secret,
  allowedDomains: ['District.org '],
  ...rest,
});
const create = (rest: object = {}): Promise<HttpAnswer<Provider>> =>
  admin.send('POST', 'identity-providers', wish(rest));
const edit = (id: string, body: object): Promise<HttpAnswer<Provider>> =>
  admin.send('PATCH', `identity-providers/${id}`, body);

beforeAll(async () => {
  [issuer, test] = await Promise.all([TestIssuer.start(), testApp({ settings: { ALLOW_LOOPBACK_ISSUER: '1' } })]);
  admin = await browserAs('it-admin');
});
afterAll(async () => {
  await test.close();
  await issuer.close();
});
beforeEach(async () => {
  issuer.reset();
  await test.database.asSuperuser('TRUNCATE identity_provider CASCADE');
});

describe('a provider is set up', () => {
  it('off, with its secret sealed and never shown, and every change in the log', async () => {
    const made = await create();
    expect(made).toMatchObject({
      status: 201,
      body: { enabled: false, allowedDomains: ['district.org'], groupsClaim: 'groups' },
    });
    const renamed = await edit(made.body.id, { version: 1, label: 'Other ID', clientSecret: 'another secret' });
    expect(renamed).toMatchObject({ status: 200, body: { label: 'Other ID', version: 2 } });
    const [stored] = await test.database.asSuperuser('SELECT client_secret AS secret FROM identity_provider');
    const listed = await admin.send('GET', 'identity-providers');
    expect(listed.body).toMatchObject({
      redirectAddress: 'http://localhost:3000/sign-in/callback',
      items: [{ accounts: 0 }],
    });
    const log = await test.database.asSuperuser(
      `SELECT action, before, after FROM admin_log WHERE subject_id = $1 ORDER BY id`,
      [made.body.id],
    );
    expect(log.map(({ action }) => action)).toEqual(['provider.created', 'provider.edited']);
    expect(log[1]['after']).toMatchObject({ label: 'Other ID', secretReplaced: true });
    const shown = JSON.stringify([made, renamed, listed, log, test.log, String(stored['secret'])]);
    for (const secret of [issuer.client.secret, 'another secret']) expect(shown).not.toContain(secret);
  });

  it.each<[object, string]>([
    [{ kind: 'google', issuer: 'https://accounts.example.org' }, 'issuer'],
    [{ kind: 'microsoft', issuer: 'https://login.microsoftonline.com/common/v2.0' }, 'issuer'],
    [{ issuer: 'http://id.example.org' }, 'issuer'],
    [{ issuer: 'file:///etc/passwd' }, 'issuer'],
  ])('not with %j', async (rest, field) => {
    const answer = await admin.send('POST', 'identity-providers', wish(rest));
    expect(answer).toMatchObject({ status: 422, body: { code: 'provider.invalid', errors: [{ field }] } });
  });

  it.each<[object]>([
    [{ allowedDomains: [] }],
    [{ allowedDomains: ['*'] }],
    [{ allowedDomains: ['district.org', 'org'] }],
    [{ clientSecret: '' }],
    [{ enabled: true }],
    [{ kind: 'saml' }],
  ])('not with %j: 400', async (rest) => {
    expect((await admin.send('POST', 'identity-providers', wish(rest))).status).toBe(400);
  });

  it('once for each issuer, and by one person at a time', async () => {
    const { body } = await create();
    expect(await create()).toMatchObject({ status: 409, body: { code: 'provider.issuer-taken' } });
    expect((await edit(body.id, { version: 1, enabled: true })).status).toBe(200);
    expect(await edit(body.id, { version: 1, label: 'Late' })).toMatchObject({
      status: 409,
      body: { code: 'provider.version-conflict', details: { version: 2 } },
    });
    expect(await edit(crypto.randomUUID(), { version: 1 })).toMatchObject({ status: 404 });
  });

  it('by those only who manage accounts everywhere, and by no program', async () => {
    const [site] = await test.database.asSuperuser(
      `INSERT INTO site (code, name, kind) VALUES ('OAK', 'Oak', 'middle') RETURNING id`,
    );
    const [role] = await test.database.asSuperuser(
      `INSERT INTO role (code, label) VALUES ('sso', 'SSO only') RETURNING id`,
    );
    await test.database.asSuperuser(`INSERT INTO role_permission VALUES ($1, 'provider:manage')`, [role['id']]);
    const { body } = await create();
    const ofOneSite = await browserAs('it-admin', site['id'] as string);
    const withoutAccounts = await browserAs('sso');
    for (const browser of [ofOneSite, withoutAccounts]) {
      const answers = [
        await browser.send('GET', 'identity-providers'),
        await browser.send('POST', 'identity-providers', wish({ issuer: 'https://id.example.org' })),
        await browser.send('PATCH', `identity-providers/${body.id}`, { version: 1, enabled: true }),
        await browser.send('POST', `identity-providers/${body.id}/test`),
      ];
      for (const answer of answers)
        expect(answer).toMatchObject({ status: 403, body: { code: 'access.district-wide-only' } });
    }
    expect(issuer.asked).toEqual([]);
    const token = await admin.send<{ token: string }>('POST', 'tokens', {
      id: crypto.randomUUID(),
      name: 'Report',
      permissions: ['provider:manage'],
      siteIds: null,
      expiresOn: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    });
    const answer = await fetch(`${test.url}/api/v1/identity-providers`, {
      headers: { authorization: `Bearer ${token.body.token}` },
    });
    expect(answer.status).toBe(403);
  });

  it('with a secret that another key sealed: the sign-in says so, and a new one mends it', async () => {
    const { body } = await create();
    await edit(body.id, { version: 1, enabled: true });
    await test.database.asSuperuser(`UPDATE identity_provider SET client_secret = '\\x01'`);
    const begin = () => new HttpBrowser(test.url).send('POST', 'sign-in-attempts', { providerId: body.id, next: '/' });
    expect(await begin()).toMatchObject({ status: 503, body: { code: 'secret.unreadable' } });
    await edit(body.id, { version: 2, clientSecret: issuer.client.secret });
    expect((await begin()).status).toBe(200);
  });
});

describe('a provider is removed', () => {
  const remove = (id: string, as = admin): Promise<HttpAnswer> => as.send('DELETE', `identity-providers/${id}`);

  it('while no account is linked to it, with a sign-in under way, and is in the log', async () => {
    const { body } = await create();
    expect((await edit(body.id, { version: 1, enabled: true })).status).toBe(200);
    const begun = await new HttpBrowser(test.url).send('POST', 'sign-in-attempts', { providerId: body.id, next: '/' });
    expect(begun.status).toBe(200);
    expect((await remove(body.id)).status).toBe(204);
    expect(await remove(body.id)).toMatchObject({ status: 404, body: { code: 'provider.not-found' } });
    const log = `SELECT before ->> 'issuer' AS issuer FROM admin_log WHERE subject_id = $1 AND action = 'provider.removed'`;
    expect(await test.database.asSuperuser(log, [body.id])).toEqual([{ issuer: issuer.url }]);
    expect((await create()).status).toBe(201);
  });

  it('never once an account is: it is turned off instead', async () => {
    const { body } = await create();
    await test.database.asSuperuser(
      `INSERT INTO account_identity (account_id, provider_id, issuer, subject, email, from_session)
       SELECT id, $1, 'x', 'x', 'x', false FROM account LIMIT 1`,
      [body.id],
    );
    expect(await remove(body.id)).toMatchObject({
      status: 409,
      body: { code: 'provider.in-use', title: expect.stringMatching(/An account signs .* turn it off/) as unknown },
    });
  });

  it('by those only who manage accounts everywhere and have just shown to be there, and never the last way in', async () => {
    const { body } = await create();
    expect((await remove(body.id, await browserAs('site-admin'))).status).toBe(403);
    const late = await browserAs('it-admin');
    await test.database.asSuperuser(`UPDATE session SET proven_at = proven_at - interval '10 minutes'`);
    expect(await remove(body.id, late)).toMatchObject({ status: 403, body: { code: 'session.proof-needed' } });
    await test.database.asSuperuser(`UPDATE session SET proven_at = proven_at + interval '10 minutes'`);
    expect((await edit(body.id, { version: 1, enabled: true })).status).toBe(200);
    await test.database.asSuperuser(
      `SET session_replication_role = replica; UPDATE sign_in_policy SET passwords = 'break-glass'; SET session_replication_role = origin`,
    );
    expect(await remove(body.id)).toMatchObject({ status: 409, body: { code: 'provider.last-one' } });
    await test.database.asSuperuser(`UPDATE sign_in_policy SET passwords = 'everybody'`);
  });
});

describe('the test of a provider', () => {
  async function tested(mischief: Mischief, rest: object = {}): Promise<Tested> {
    const { body } = await create(rest);
    issuer.mischief = mischief;
    const answer = await admin.send<Tested>('POST', `identity-providers/${body.id}/test`);
    expect(answer.status).toBe(200);
    return answer.body;
  }

  it('finds that all is right', async () => {
    const { steps, passed } = await tested({});
    expect(passed).toBe(true);
    expect(steps.map(({ step, passed: one }) => [step, one])).toEqual([
      ['discovery', true],
      ['endpoints', true],
      ['keys', true],
      ['client', true],
    ]);
    expect(steps[3].words).toMatch(/Client id and secret are right/);
    // The issuer of the tests is on this machine, by http.
    expect(steps[1].words).toBe('Its addresses are on this machine and not all https: for tests only.');
  });

  const send = (body: object) => (response: ServerResponse) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  it.each<[string, Mischief, object, string, RegExp]>([
    ['a wrong secret', {}, { clientSecret: 'wrong' }, 'client', /does not take the client id and the secret/],
    ['a wrong client', {}, { clientId: 'wrong' }, 'client', /does not take the client id/],
    [
      'no description',
      { answers: { discovery: (response) => void response.writeHead(404).end() } },
      {},
      'discovery',
      /answers 404/,
    ],
    [
      'another thing than a description',
      { answers: { discovery: (response) => void response.writeHead(200).end('<html>') } },
      {},
      'discovery',
      /not the description/,
    ],
    [
      'another issuer',
      { discovery: (right) => ({ ...right, issuer: 'https://id.example.org/' }) },
      {},
      'discovery',
      /calls itself https:\/\/id.example.org\//,
    ],
    [
      'a redirect',
      { answers: { discovery: (response) => void response.writeHead(301, { location: '/x' }).end() } },
      {},
      'discovery',
      /sends on to another address/,
    ],
    [
      'keys at a plain http address',
      { discovery: (right) => ({ ...right, jwks_uri: 'http://id.example.org/jwks' }) },
      {},
      'endpoints',
      /no address by https as its jwks_uri/,
    ],
    [
      'a token address on a private network',
      { discovery: (right) => ({ ...right, token_endpoint: 'https://10.0.0.1/token' }) },
      {},
      'client',
      /private network/,
    ],
    [
      'no signature that counts',
      { discovery: (right) => ({ ...right, id_token_signing_alg_values_supported: ['HS256', 'none'] }) },
      {},
      'endpoints',
      /signs with none of RS256/,
    ],
    ['no keys', { answers: { jwks: send({ keys: [] }) } }, {}, 'keys', /shows no key/],
    [
      'a code that is always taken',
      { answers: { token: send({ access_token: 'x', token_type: 'Bearer' }) } },
      {},
      'client',
      /took a code that nobody gave/,
    ],
  ])('finds %s', async (_, mischief, rest, step, words) => {
    const { steps, passed } = await tested(mischief, rest);
    expect(passed).toBe(false);
    expect(steps.at(-1)).toMatchObject({ step, passed: false, words: expect.stringMatching(words) as unknown });
    expect(steps.slice(0, -1).every((each) => each.passed)).toBe(true);
  });

  it('says what is wrong with the groups that the newest sign-in brought, until one brings them rightly', async () => {
    const { body } = await create();
    expect((await edit(body.id, { version: 1, enabled: true })).status).toBe(200);
    const lastStep = async (rest: object) => {
      issuer.somebody = { sub: 'x', email: 'x@district.org', email_verified: true, ...rest };
      const browser = new HttpBrowser(test.url);
      const begun = await browser.send<{ address: string }>('POST', 'sign-in-attempts', {
        providerId: body.id,
        next: '/',
      });
      const { searchParams } = await issuer.consent(begun.body.address);
      const callback = { code: searchParams.get('code'), state: searchParams.get('state') };
      // Refused, since no rule holds: all the more it has to be said why.
      expect(await browser.send('POST', 'session/provider', callback)).toMatchObject({ status: 403 });
      const found = await admin.send<Tested>('POST', `identity-providers/${body.id}/test`);
      return [found.body.passed, found.body.steps.at(-1)];
    };
    const right = [true, expect.objectContaining({ step: 'client' })];
    expect(await lastStep({})).toEqual(right);
    const words = expect.stringMatching(/“groups” was neither a list of names nor one name/) as unknown;
    const wrong = [false, { step: 'groups', passed: false, words }];
    expect(await lastStep({ groups: { techs: true } })).toEqual(wrong);
    expect(await lastStep({})).toEqual(wrong);
    expect(await lastStep({ groups: 'techs' })).toEqual(right);
    expect(await lastStep({ _claim_names: { groups: 'src1' } })).toMatchObject([
      false,
      { words: expect.stringMatching(/another address/) as unknown },
    ]);
  });

  it('follows no redirect, also not to where it could go by itself', async () => {
    const inside = `${issuer.url}/inside`;
    const onward = (response: ServerResponse) => void response.writeHead(302, { location: inside }).end();
    for (const where of ['discovery', 'jwks', 'token'] as const) {
      await test.database.asSuperuser('TRUNCATE identity_provider CASCADE');
      expect(await tested({ answers: { [where]: onward } })).toMatchObject({ passed: false });
    }
    expect(issuer.asked).toContain('POST /token');
    expect(issuer.asked).not.toContain('GET /inside');
  });

  it('finds a server that does not exist, and one that is not to be called', async () => {
    const nowhere = await tested({}, { issuer: 'https://no-such-host.invalid' });
    expect(nowhere.steps).toMatchObject([
      { step: 'discovery', words: expect.stringMatching(/no server called no-such-host.invalid/) as unknown },
    ]);
    const inside = await tested({}, { issuer: 'https://192.168.1.10' });
    expect(inside.steps).toMatchObject([
      { step: 'discovery', words: expect.stringMatching(/private network/) as unknown },
    ]);
  });
});
