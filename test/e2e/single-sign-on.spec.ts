import type { ServerResponse } from 'node:http';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import type { HttpAnswer } from '../support/http-browser.js';
import { HttpBrowser } from '../support/http-browser.js';
import { accountAs, ORIGIN } from '../support/sign-in.js';
import type { Mischief, Somebody } from '../support/test-issuer.js';
import { TestIssuer } from '../support/test-issuer.js';

let test: TestApp;
let issuer: TestIssuer;
let admin: HttpBrowser;
let provider: { id: string; version: number };
let people = 0;

/** Somebody of the district whom Cubby knows, by their address. */
async function colleague(): Promise<Somebody & { id: string }> {
  const { id, email } = await accountAs(test.database.database, 'site-clerk', null);
  people += 1;
  return { id, sub: `subject-${people}`, email, email_verified: true, name: 'Some Colleague' };
}

const edit = async (change: object): Promise<void> => {
  const answer = await admin.send('PATCH', `identity-providers/${provider.id}`, {
    version: provider.version,
    ...change,
  });
  expect(answer.status).toBe(200);
  provider = answer.body as typeof provider;
};

beforeAll(async () => {
  [issuer, test] = await Promise.all([TestIssuer.start(), testApp({ settings: { ALLOW_LOOPBACK_ISSUER: '1' } })]);
  admin = new HttpBrowser(test.url);
  const { email, password } = await accountAs(test.database.database, 'it-admin', null);
  expect((await admin.send('POST', 'session', { email, password })).status).toBe(204);
  const made = await admin.send('POST', 'identity-providers', {
    kind: 'oidc',
    label: 'Example ID',
    issuer: issuer.url,
    clientId: issuer.client.id,
    clientSecret: issuer.client.secret,
    allowedDomains: ['test.example'],
  });
  expect(made.status).toBe(201);
  provider = made.body as typeof provider;
  await edit({ enabled: true });
});
afterAll(async () => {
  await test.close();
  await issuer.close();
});
beforeEach(() => issuer.reset());
afterEach(() => jest.restoreAllMocks());

const begin = (browser: HttpBrowser, next = '/devices'): Promise<HttpAnswer<{ address: string; code?: string }>> =>
  browser.send('POST', 'sign-in-attempts', { providerId: provider.id, next });

/** At the provider and back: what the address of the callback page holds then. */
async function away(browser: HttpBrowser): Promise<{ code: string; state: string }> {
  const begun = await begin(browser);
  expect(begun.status).toBe(200);
  const back = await issuer.consent(begun.body.address);
  return { code: back.searchParams.get('code')!, state: back.searchParams.get('state')! };
}

const arrive = (browser: HttpBrowser, callback: object): Promise<HttpAnswer> =>
  browser.send('POST', 'session/provider', callback);

async function signIn(
  somebody: Somebody,
  mischief: Mischief = {},
  browser = new HttpBrowser(test.url),
): Promise<HttpAnswer> {
  issuer.somebody = somebody;
  const callback = await away(browser);
  issuer.mischief = mischief;
  return arrive(browser, callback);
}

const sessionsOf = (accountId: string): Promise<Record<string, unknown>[]> =>
  test.database.asSuperuser('SELECT way FROM session WHERE account_id = $1 AND ended_at IS NULL', [accountId]);

/** Refused, and nothing came of it: no session, no account, no link. */
async function nothingCame(answer: HttpAnswer, status: number, code: string, fault?: string): Promise<void> {
  expect(answer).toMatchObject({ status, body: { code, ...(fault ? { details: { fault } } : {}) } });
  expect(answer.cookies.filter((cookie) => cookie.startsWith('__Host-cubby='))).toEqual([]);
  const { id } = (
    await test.database.asSuperuser('SELECT count(*)::int AS id FROM session WHERE way = $1', ['provider'])
  )[0];
  expect(id).toBe(0);
  expect(await test.database.asSuperuser('SELECT 1 FROM account_identity')).toEqual([]);
}

describe('an answer that is not right opens nothing', () => {
  const minutes = (count: number): number => Math.floor(Date.now() / 1000) + count * 60;
  it.each<[string, Mischief, string]>([
    ['for another client', { claims: (right) => ({ ...right, aud: 'another-client' }) }, 'audience'],
    [
      'for several clients, given to another one',
      { claims: (right) => ({ ...right, aud: ['cubby', 'x'], azp: 'x' }) },
      'audience',
    ],
    ['of another issuer', { claims: (right) => ({ ...right, iss: 'https://evil.example' }) }, 'issuer'],
    ['that has expired', { claims: (right) => ({ ...right, exp: minutes(-2) }) }, 'expired'],
    ['that is not yet valid', { claims: (right) => ({ ...right, nbf: minutes(5) }) }, 'not-yet-valid'],
    ['that was issued in the future', { claims: (right) => ({ ...right, iat: minutes(162) }) }, 'not-yet-valid'],
    ['with another nonce', { claims: (right) => ({ ...right, nonce: 'of another sign-in' }) }, 'nonce'],
    ['without a nonce', { claims: ({ nonce: _nonce, ...rest }) => rest }, 'nonce'],
    ['without an expiry', { claims: ({ exp: _exp, ...rest }) => rest }, 'expired'],
    ['without a signature', { signature: 'none' }, 'algorithm'],
    ['signed with the public key as the secret', { signature: 'public-key-as-secret' }, 'algorithm'],
    ['signed with an empty secret under the path of an empty file', { signature: 'kid-of-empty-file' }, 'algorithm'],
    ['signed by a stranger', { signature: 'stranger' }, 'signature'],
    ['signed with a key that nobody knows', { signature: 'unknown-kid' }, 'key'],
    [
      'without an ID token',
      { answers: { token: (response) => json(response, { access_token: 'x', token_type: 'Bearer' }) } },
      'response',
    ],
    ['that is no JSON', { answers: { token: (response) => void response.writeHead(200).end('<html>') } }, 'response'],
  ])('%s', async (_, mischief, fault) => {
    await nothingCame(await signIn(await colleague(), mischief), 403, 'sign-in.answer-refused', fault);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    [
      'sends on to another address',
      (response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    ],
    ['never ends', (response) => void response.writeHead(200).write('x'.repeat(2_000_000))],
    ['hangs up', (response) => void response.destroy()],
  ])('of a server that %s', async (_, token) => {
    const answer = await signIn(await colleague(), { answers: { token } });
    await nothingCame(answer, 503, 'sign-in.provider-unreachable');
  });

  it.each<[string, Partial<Somebody>, string]>([
    ['whose address is not verified', { email_verified: false }, 'sign-in.email-unverified'],
    ['whose address says nothing of that', { email_verified: undefined }, 'sign-in.email-unverified'],
    ['of another domain', { email: 'ana@gmail.com' }, 'sign-in.domain-not-allowed'],
    ['of a domain that only ends like ours', { email: 'ana@eviltest.example' }, 'sign-in.domain-not-allowed'],
    ['whom nobody knows', { email: 'nobody@test.example' }, 'sign-in.no-account'],
  ])('for somebody %s', async (_, change, code) => {
    await nothingCame(await signIn({ ...(await colleague()), ...change }), 403, code);
    expect(
      await test.database.asSuperuser(`SELECT 1 FROM account WHERE email IN ('ana@gmail.com', 'nobody@test.example')`),
    ).toEqual([]);
  });

  it('for an account that is turned off', async () => {
    const somebody = await colleague();
    await test.database.asSuperuser(`UPDATE account SET state = 'disabled' WHERE id = $1`, [somebody.id]);
    await nothingCame(await signIn(somebody), 403, 'sign-in.account-disabled');
  });
});

const json = (response: ServerResponse, body: object): void =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

describe('a sign-in', () => {
  it('belongs to the browser that began it, and comes back once', async () => {
    issuer.somebody = await colleague();
    issuer.mischief = { careless: true };
    const [mine, other] = [new HttpBrowser(test.url), new HttpBrowser(test.url)];
    const callback = await away(mine);
    await nothingCame(await arrive(other, callback), 409, 'sign-in.attempt-over');
    // Another sign-in of its own does not make the other browser's cookie fit.
    await away(other);
    await nothingCame(await arrive(other, callback), 409, 'sign-in.attempt-over');
    await nothingCame(await arrive(mine, { ...callback, state: 'x'.repeat(43) }), 409, 'sign-in.attempt-over');
    const cookies = new Map(mine.cookies);
    expect((await arrive(mine, callback)).status).toBe(200);
    // The code and the state once more, with the cookie of before: the careless issuer would take them.
    for (const [name, value] of cookies) mine.cookies.set(name, value);
    const tokens = issuer.asked.filter((each) => each === 'POST /token').length;
    expect(await arrive(mine, callback)).toMatchObject({ status: 409, body: { code: 'sign-in.attempt-over' } });
    expect(issuer.asked.filter((each) => each === 'POST /token')).toHaveLength(tokens);
    await unlinkAll();
  });

  it('of ten arrivals at once succeeds once', async () => {
    issuer.somebody = await colleague();
    issuer.mischief = { careless: true };
    const browser = new HttpBrowser(test.url);
    const callback = await away(browser);
    const answers = await Promise.all(Array.from({ length: 10 }, () => arrive(browser, callback)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
    await unlinkAll();
  });

  it('takes no code of another sign-in', async () => {
    issuer.somebody = await colleague();
    const [mine, other] = [new HttpBrowser(test.url), new HttpBrowser(test.url)];
    const [own, stolen] = [await away(mine), await away(other)];
    const mixed = await arrive(mine, { state: own.state, code: stolen.code });
    await nothingCame(mixed, 403, 'sign-in.answer-refused', 'code');
  });

  it('takes a code of another sign-in not even from an issuer that checks no verifier', async () => {
    issuer.somebody = await colleague();
    const [mine, other] = [new HttpBrowser(test.url), new HttpBrowser(test.url)];
    const [own, stolen] = [await away(mine), await away(other)];
    issuer.mischief = { careless: true };
    const mixed = await arrive(mine, { state: own.state, code: stolen.code });
    await nothingCame(mixed, 403, 'sign-in.answer-refused', 'nonce');
  });

  it('is not mixed up with that of another issuer', async () => {
    issuer.somebody = await colleague();
    const browser = new HttpBrowser(test.url);
    const mixed = await arrive(browser, { ...(await away(browser)), iss: 'https://evil.example' });
    await nothingCame(mixed, 403, 'sign-in.answer-refused', 'issuer');
    expect(issuer.asked).not.toContain('POST /token');
    const right = await arrive(browser, { ...(await away(browser)), iss: issuer.url });
    expect(right.status).toBe(200);
    await unlinkAll();
  });

  it('is over after ten minutes', async () => {
    issuer.somebody = await colleague();
    const browser = new HttpBrowser(test.url);
    const callback = await away(browser);
    await test.database.asSuperuser(`UPDATE sign_in_attempt SET expires_at = clock_timestamp() - interval '1 second'`);
    await nothingCame(await arrive(browser, callback), 409, 'sign-in.attempt-over');
  });

  it('says to the provider what it may, and leads back to one address', async () => {
    const begun = await begin(new HttpBrowser(test.url));
    const { origin, searchParams } = new URL(begun.body.address);
    expect(origin).toBe(issuer.url);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: 'cubby',
      redirect_uri: `${ORIGIN}/sign-in/callback`,
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid email profile',
    });
    expect(begun.cookies).toEqual([
      expect.stringMatching(
        /^__Host-cubby-attempt=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      ),
    ]);
    const [stored] = await test.database.asSuperuser(
      'SELECT to_json(a)::text AS row FROM sign_in_attempt a ORDER BY expires_at DESC LIMIT 1',
    );
    for (const secret of ['state', 'nonce', 'code_challenge'])
      expect(stored['row']).not.toContain(searchParams.get(secret));
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'devices', '/a b', 'javascript:alert(1)'])(
    'goes on to no other place: %s',
    async (next) => expect((await begin(new HttpBrowser(test.url), next)).status).toBe(400),
  );

  it('is begun 600 times a minute from one place, and no more', async () => {
    await test.database.asSuperuser(`UPDATE throttle SET points = 600 WHERE key LIKE 'sign-in-attempt:%'`);
    expect(await begin(new HttpBrowser(test.url))).toMatchObject({ status: 429 });
    await test.database.asSuperuser('DELETE FROM throttle');
  });
});

async function unlinkAll(): Promise<void> {
  await test.database.asSuperuser('DELETE FROM account_identity');
  await test.database.asSuperuser(`DELETE FROM session WHERE way = 'provider'`);
}

describe('a provider', () => {
  it('that is off, or was changed meanwhile, lets nobody in', async () => {
    issuer.somebody = await colleague();
    const browser = new HttpBrowser(test.url);
    let callback = await away(browser);
    await edit({ enabled: false });
    await nothingCame(await arrive(browser, callback), 404, 'sign-in.provider-off');
    expect(await begin(browser)).toMatchObject({ status: 404, body: { code: 'sign-in.provider-off' } });
    expect((await browser.send('GET', 'sign-in-options')).body).toEqual({
      providers: [],
      passwords: 'everybody',
    });
    await edit({ enabled: true });
    callback = await away(browser);
    await edit({ allowedDomains: ['test.example', 'staff.test.example'] });
    await nothingCame(await arrive(browser, callback), 409, 'sign-in.attempt-over');
  });

  it('that does not exist cannot be told from one that is off', async () => {
    const answer = await new HttpBrowser(test.url).send('POST', 'sign-in-attempts', {
      providerId: crypto.randomUUID(),
      next: '/',
    });
    expect(answer).toMatchObject({ status: 404, body: { code: 'sign-in.provider-off' } });
  });

  it('is offered without anything but its name', async () => {
    const options = async () => (await new HttpBrowser(test.url).send('GET', 'sign-in-options')).body;
    const providers = [{ id: provider.id, kind: 'oidc', label: 'Example ID' }];
    expect(await options()).toEqual({ providers, passwords: 'everybody' });
    // Of the policy that one word, whoever the emergency accounts are.
    await test.database.asSuperuser(
      `SET session_replication_role = replica; UPDATE sign_in_policy SET passwords = 'break-glass'`,
    );
    expect(await options()).toEqual({ providers, passwords: 'break-glass' });
    await test.database.asSuperuser(`UPDATE sign_in_policy SET passwords = 'everybody'`);
  });

  it('turns its key: the new one is fetched, at most once a minute', async () => {
    const somebody = await colleague();
    expect((await signIn(somebody)).status).toBe(200);
    issuer.turnKey();
    issuer.asked = [];
    expect(await signIn(somebody)).toMatchObject({ status: 403, body: { details: { fault: 'key' } } });
    expect(issuer.asked).not.toContain('GET /jwks');
    const now = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => now() + 61_000);
    expect((await signIn(somebody)).status).toBe(200);
    expect(issuer.asked.filter((each) => each === 'GET /jwks')).toHaveLength(1);
    await signIn(somebody, { signature: 'unknown-kid' });
    expect(issuer.asked.filter((each) => each === 'GET /jwks')).toHaveLength(1);
    await unlinkAll();
  });
});

describe('somebody who signs in', () => {
  afterEach(unlinkAll);

  it('is found by the address once, and by who they are from then on', async () => {
    const somebody = await colleague();
    const browser = new HttpBrowser(test.url);
    const answer = await signIn({ ...somebody, email: somebody.email.toUpperCase() }, {}, browser);
    expect(answer).toMatchObject({ status: 200, body: { next: '/devices' } });
    expect(answer.cookies.map((cookie) => cookie.replace(/=[\w-]{43};/, '=…;'))).toEqual([
      '__Host-cubby-attempt=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Strict',
      '__Host-cubby=…; Path=/; HttpOnly; Secure; SameSite=Lax',
    ]);
    expect((await browser.send('GET', 'session')).body).toMatchObject({ account: { id: somebody.id } });
    expect(await sessionsOf(somebody.id)).toEqual([{ way: 'provider' }]);
    // Their address at the provider is another one now.
    expect((await signIn({ ...somebody, email: 'renamed@test.example' })).status).toBe(200);
    expect(await sessionsOf(somebody.id)).toHaveLength(2);
    const log = await test.database.asSuperuser(
      `SELECT action, after FROM admin_log WHERE subject_id = $1 ORDER BY id`,
      [somebody.id],
    );
    expect(log).toEqual([
      { action: 'account.identity-linked', after: expect.objectContaining({ provider: 'Example ID' }) as unknown },
    ]);
  });

  it('is not let in with the address of somebody else, until an admin unlinks that', async () => {
    const somebody = await colleague();
    await signIn(somebody);
    const successor = { ...somebody, sub: 'another person' };
    expect(await signIn(successor)).toMatchObject({ status: 403, body: { code: 'sign-in.other-identity' } });
    const { body } = await admin.send<{ items: { id: string; provider: string }[] }>(
      'GET',
      `accounts/${somebody.id}/identities`,
    );
    expect(body.items).toMatchObject([{ provider: 'Example ID', email: somebody.email }]);
    expect((await admin.send('DELETE', `account-identities/${body.items[0].id}`)).status).toBe(204);
    expect(await sessionsOf(somebody.id)).toEqual([]);
    expect((await signIn(successor)).status).toBe(200);
  });

  it('who manages others is linked from a session of their own, not by the address', async () => {
    const { id, email, password } = await accountAs(test.database.database, 'it-admin', null);
    const somebody = { sub: 'an administrator', email, email_verified: true };
    await nothingCame(await signIn(somebody), 403, 'sign-in.link-needs-session');
    const clerk = new HttpBrowser(test.url);
    const { email: of, password: secret } = await accountAs(test.database.database, 'site-clerk', null);
    await clerk.send('POST', 'session', { email: of, password: secret });
    await nothingCame(await signIn(somebody, {}, clerk), 403, 'sign-in.link-needs-session');
    // With a password that somebody else set, whoever that was could have signed in.
    const own = new HttpBrowser(test.url);
    await own.send('POST', 'session', { email, password });
    const setBy =
      'UPDATE account SET password_set_by = $2, password_set_at = $3, password_chosen_at = NULL WHERE id = $1';
    const [other] = await test.database.asSuperuser('SELECT id FROM account WHERE id <> $1 LIMIT 1', [id]);
    await test.database.asSuperuser(setBy, [id, other['id'], new Date()]);
    await nothingCame(await signIn(somebody, {}, own), 403, 'sign-in.link-needs-session');
    await test.database.asSuperuser(setBy, [id, null, null]);
    expect((await signIn(somebody, {}, own)).status).toBe(200);
    expect((await signIn(somebody)).status).toBe(200);
    expect(await sessionsOf(id)).toEqual([{ way: 'provider' }, { way: 'provider' }]);
  });

  it('ends the session that the browser had, and has a new one', async () => {
    const somebody = await colleague();
    const browser = new HttpBrowser(test.url);
    await signIn(somebody, {}, browser);
    const before = browser.cookies.get('__Host-cubby');
    await signIn(somebody, {}, browser);
    expect(browser.cookies.get('__Host-cubby')).not.toBe(before);
    expect(await sessionsOf(somebody.id)).toHaveLength(1);
  });

  it('has rights though somebody else set the password of the account', async () => {
    const somebody = await colleague();
    const account = await admin.send<{ version: number }>('GET', `accounts/${somebody.id}`);
    const password = 'nine ripe plums, 1 sour';
    const set = await admin.send('PUT', `accounts/${somebody.id}/password`, {
      version: account.body.version,
      password,
    });
    expect(set.status).toBe(200);
    const [vouched, typed] = [new HttpBrowser(test.url), new HttpBrowser(test.url)];
    await signIn(somebody, {}, vouched);
    await typed.send('POST', 'session', { email: somebody.email, password });
    expect((await vouched.send('GET', 'session')).body).toMatchObject({
      account: { mustChangePassword: false },
      permissions: { 'device:read': 'all' },
    });
    expect((await typed.send('GET', 'session')).body).toMatchObject({
      account: { mustChangePassword: true },
      permissions: {},
    });
  });

  it('leaves no address, name, code or state in the log', async () => {
    const somebody = { ...(await colleague()), name: 'Canary Wharf' };
    issuer.somebody = somebody;
    const browser = new HttpBrowser(test.url);
    const callback = await away(browser);
    await arrive(browser, callback);
    await signIn({ ...somebody, email: 'canary@gmail.com' });
    const log = JSON.stringify(test.log);
    expect(log).toContain('session.started');
    expect(log).toContain('sign-in.domain-not-allowed');
    for (const secret of [somebody.email, 'canary@', 'Canary', callback.code, callback.state, issuer.client.secret])
      expect(log).not.toContain(secret);
  });

  it('gets an account by a rule: once, with its roles, and never one that manages accounts', async () => {
    const rule = { matches: 'domain', value: 'Staff.test.example', role: 'til', scope: 'district', siteId: null };
    expect((await admin.send('POST', 'role-rules', rule)).status).toBe(201);
    expect(await admin.send('POST', 'role-rules', rule)).toMatchObject({
      status: 409,
      body: { code: 'role-rule.exists' },
    });
    for (const wrong of [
      { ...rule, role: 'it-admin' },
      { ...rule, role: 'no-such-role' },
      { ...rule, value: 'not a domain' },
      { ...rule, scope: 'site' },
    ])
      expect(await admin.send('POST', 'role-rules', wrong)).toMatchObject({
        status: 422,
        body: { code: 'role-rule.invalid' },
      });
    const newcomer = { sub: 'new', email: 'new@staff.test.example', email_verified: true, name: 'New Comer' };
    const answers = await Promise.all([signIn(newcomer), signIn(newcomer)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const made = await test.database.asSuperuser(
      `SELECT a.display_name AS name, a.password_hash AS hash, array_agg(r.code) AS roles FROM account a
       JOIN role_grant g ON g.account_id = a.id JOIN role r ON r.id = g.role_id WHERE a.email = $1 GROUP BY a.id`,
      [newcomer.email],
    );
    expect(made).toEqual([{ name: 'New Comer', hash: null, roles: ['til'] }]);
    // A role that came to manage accounts behind the rule's back is not given.
    await test.database.asSuperuser(
      `INSERT INTO role_permission (role_id, permission_code) SELECT id, 'account:manage' FROM role WHERE code = 'til'`,
    );
    const later = { ...newcomer, sub: 'later', email: 'later@staff.test.example' };
    expect(await signIn(later)).toMatchObject({ status: 403, body: { code: 'sign-in.no-account' } });
    await test.database.asSuperuser(
      `DELETE FROM role_permission p USING role r WHERE r.id = p.role_id AND r.code = 'til' AND p.permission_code = 'account:manage'`,
    );
    const { body } = await admin.send<{ items: { id: string }[] }>('GET', 'role-rules');
    expect((await admin.send('DELETE', `role-rules/${body.items[0].id}`)).status).toBe(204);
  });
});

describe('who vouches by Google', () => {
  afterEach(unlinkAll);

  it('says for which organization', async () => {
    await edit({ enabled: false });
    await test.database.asSuperuser(`UPDATE identity_provider SET kind = 'google'`);
    await edit({ enabled: true, allowedDomains: ['test.example'] });
    const begun = await begin(new HttpBrowser(test.url));
    expect(new URL(begun.body.address).searchParams.get('hd')).toBe('test.example');
    const somebody = await colleague();
    await nothingCame(await signIn(somebody), 403, 'sign-in.domain-not-allowed');
    await nothingCame(await signIn({ ...somebody, hd: 'gmail.com' }), 403, 'sign-in.domain-not-allowed');
    expect((await signIn({ ...somebody, hd: 'test.example' })).status).toBe(200);
    await test.database.asSuperuser(`UPDATE identity_provider SET kind = 'oidc'`);
  });
});

describe('who vouches by Microsoft', () => {
  afterEach(unlinkAll);

  it('goes by the name people sign in with, and lets no guest in', async () => {
    await test.database.asSuperuser(`UPDATE identity_provider SET kind = 'microsoft', version = version + 1`);
    provider.version += 1;
    const somebody = await colleague();
    const claims = { sub: somebody.sub, email: somebody.email, name: 'Some Colleague' };
    await nothingCame(await signIn({ ...claims, email_verified: true }), 403, 'sign-in.email-unverified');
    const victim = await colleague();
    const named = { ...claims, email: victim.email, preferred_username: somebody.email };
    await nothingCame(await signIn({ ...named, acct: 1 }), 403, 'sign-in.domain-not-allowed');
    expect((await signIn(named)).status).toBe(200);
    expect(await sessionsOf(victim.id)).toEqual([]);
    expect(await sessionsOf(somebody.id)).toHaveLength(1);
    await test.database.asSuperuser(`UPDATE identity_provider SET kind = 'oidc'`);
  });
});
