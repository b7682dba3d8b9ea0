import { Controller, Get, Global, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import type { Viewer } from '@app/platform';
import {
  createAdapter,
  CurrentViewer,
  Database,
  ExportLists,
  HttpModule,
  IdempotencyModule,
  Outgoing,
  Public,
  RequirePermission,
  SecretBox,
  Settings,
  SignedIn,
  VitalSigns,
} from '@app/platform';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { IdentityModule } from '../identity.module.js';
import { everywhere, testIdentity, PASSWORD } from '../identity.test-support.js';
import type { Identity } from '../identity.test-support.js';

@Controller('probe')
class ProbeController {
  @Get('public')
  @Public()
  open(): object {
    return { ok: true };
  }

  @Get('signed-in')
  @SignedIn()
  signedIn(@CurrentViewer() viewer: Viewer): object {
    return { accountId: viewer.accountId };
  }

  @Get('permitted')
  @RequirePermission('ledger:verify')
  permitted(): object {
    return { ok: true };
  }

  @Get('no-rule')
  noRule(): object {
    return { ok: true };
  }

  @Post('no-rule')
  postNoRule(): object {
    return { ok: true };
  }
}

let test: TestDatabase;
let identity: Identity;
let app: NestFastifyApplication;
beforeAll(async () => {
  test = await testDatabase();
  identity = testIdentity(test.database);
  const settings = Settings.from({ PUBLIC_URL: 'https://cubby.example.org' });

  @Global()
  @Module({
    providers: [
      { provide: Settings, useValue: settings },
      { provide: Database, useValue: test.database },
      ExportLists,
      SecretBox,
      Outgoing,
      VitalSigns,
    ],
    exports: [Settings, Database, ExportLists, SecretBox, Outgoing, VitalSigns],
  })
  class PlatformStandIn {}

  const built = await Test.createTestingModule({
    imports: [PlatformStandIn, HttpModule, IdentityModule, IdempotencyModule],
    controllers: [ProbeController],
  }).compile();
  app = built.createNestApplication<NestFastifyApplication>(await createAdapter(settings), {
    bodyParser: false,
    logger: false,
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await app.close();
  await test.close();
});
beforeEach(async () => {
  await test.asSuperuser('DELETE FROM throttle');
});

const origin = { origin: 'https://cubby.example.org' };
const http = () => request(app.getHttpServer());
const signIn = (email: string, password = PASSWORD) => http().post('/session').set(origin).send({ email, password });
const bodyOf = <T = Record<string, unknown>>(answer: request.Response): T => answer.body as T;
const cookieOf = (answer: request.Response): string => answer.get('Set-Cookie')![0];
/** Signed in: what the browser sends along. */
const browserOf = async (email: string): Promise<{ cookie: string; origin: string }> => ({
  cookie: cookieOf(await signIn(email).expect(204)).split(';')[0],
  ...origin,
});

describe('the session cookie', () => {
  it('is bound to the host, unreadable for scripts, new each time', async () => {
    const { email } = await identity.account();
    const [first, second] = [cookieOf(await signIn(email).expect(204)), cookieOf(await signIn(email).expect(204))];
    expect(first).toMatch(/^__Host-cubby=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(second.split(';')[0]).not.toBe(first.split(';')[0]);
  });

  it('is cleared by sign-out and worthless afterwards; signing out twice is fine', async () => {
    const browser = await browserOf((await identity.account()).email);
    await http().get('/session').set(browser).expect(200);
    const out = await http().delete('/session').set(browser).expect(204);
    expect(cookieOf(out)).toMatch(/^__Host-cubby=; Max-Age=0; Path=\/; .*Secure/);
    await http().get('/session').set(browser).expect(401);
    await http().delete('/session').set(browser).expect(204);
    await http().delete('/session').set(origin).expect(204);
  });

  it('that a stranger planted is not the one that gets signed in', async () => {
    const { email } = await identity.account();
    const planted = `__Host-cubby=${'A'.repeat(43)}`;
    const cookie = cookieOf(await signIn(email).set('cookie', planted).expect(204)).split(';')[0];
    expect(cookie).not.toBe(planted);
    await http().get('/session').set('cookie', planted).expect(401);
  });

  it('does not end a session for a page of another origin', async () => {
    const browser = await browserOf((await identity.account()).email);
    await http()
      .delete('/session')
      .set({ ...browser, origin: 'https://evil.example' })
      .expect(403);
    await http().get('/session').set(browser).expect(200);
  });
});

describe('GET /session', () => {
  it('says who is signed in and where each permission holds', async () => {
    const [site] = await test.asSuperuser(
      `INSERT INTO site (code, name, kind) VALUES ('OAK', 'Oak', 'middle') RETURNING id`,
    );
    const siteId = site['id'] as string;
    const { id, email, displayName } = await identity.account(everywhere('til'), { role: 'site-clerk', siteId });
    const answer = await http()
      .get('/session')
      .set(await browserOf(email))
      .expect(200);
    const body = bodyOf(answer);
    expect(body).toMatchObject({ account: { id, displayName, email } });
    expect(body['permissions']).toMatchObject({ 'device:read': 'all', 'person:read': [siteId] });
    expect(body['permissions']).not.toHaveProperty('account:manage');
    expect(JSON.stringify(body)).not.toMatch(/hash|argon|token/i);
  });
});

describe('the guard', () => {
  it.each([
    ['GET', '/probe/signed-in'],
    ['GET', '/probe/permitted'],
    ['GET', '/session'],
    ['GET', '/sessions'],
    ['GET', '/accounts'],
    ['GET', '/roles'],
    ['GET', '/access-log'],
    ['PUT', '/password'],
    ['POST', '/accounts'],
  ])('%s %s without a session is 401', async (method, path) => {
    const answer = await http()[method.toLowerCase() as 'get'](path).set(origin).expect(401);
    expect(answer.body).toMatchObject({ code: 'session.required', status: 401 });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('lets in by permission only', async () => {
    const auditor = await browserOf((await identity.account(everywhere('auditor'))).email);
    const clerk = await browserOf((await identity.account(everywhere('til'))).email);
    await http().get('/probe/permitted').set(auditor).expect(200);
    const answer = await http().get('/probe/permitted').set(clerk).expect(403);
    expect(answer.body).toMatchObject({ code: 'access.forbidden' });
    await http().get('/probe/signed-in').set(clerk).expect(200);
    await http().get('/roles').set(auditor).expect(200);
    await http().get('/accounts').set(auditor).expect(403);
  });

  it('refuses a route without a rule to everybody, the IT admin too', async () => {
    const admin = await browserOf((await identity.account(everywhere('it-admin'))).email);
    const answer = await http().get('/probe/no-rule').set(admin).expect(403);
    expect(answer.body).toMatchObject({ code: 'access.no-rule' });
    await http().get('/probe/no-rule').expect(403);
    await http().post('/probe/no-rule').set(admin).expect(403);
  });

  it('guards HEAD like GET', async () => {
    await http().head('/probe/permitted').expect(401);
    await http().head('/probe/public').expect(200);
  });

  it('takes a disabled account out with the next request', async () => {
    const account = await identity.account(everywhere('auditor'));
    await identity.account(everywhere('it-admin'));
    const browser = await browserOf(account.email);
    await http().get('/probe/permitted').set(browser).expect(200);
    await identity.accounts.edit(identity.admin, account.id, { version: 1, state: 'disabled' });
    await http().get('/probe/permitted').set(browser).expect(401);
  });
});

describe('sign-in over HTTP', () => {
  it('refuses unknown, wrong and absurd the same way, without a cookie', async () => {
    const { email } = await identity.account();
    const wrong = await signIn(email, 'a wrong guess indeed').expect(401);
    const unknown = await signIn('ghost@example.org').expect(401);
    expect(wrong.body).toEqual(unknown.body);
    expect(wrong.headers['set-cookie']).toBeUndefined();
    await signIn(email, `${PASSWORD}\u0000`).expect(400);
    await signIn(email, 'x'.repeat(1_000_000)).expect(400);
    await signIn(email, 'x'.repeat(1_100_000)).expect(413);
    await http()
      .post('/session')
      .set(origin)
      .send({ email, password: { $ne: 1 } })
      .expect(400);
    await http().post('/session').set(origin).send({ email, password: PASSWORD, role: 'it-admin' }).expect(400);
    await http()
      .post('/session')
      .set(origin)
      .type('text/plain')
      .send(JSON.stringify({ email, password: PASSWORD }))
      .expect(415);
  });

  it('gives the browser a secret that is no session, once, and knows it again by it', async () => {
    const { email } = await identity.account();
    const cookiesOf = (answer: { headers: Record<string, unknown> }) => answer.headers['set-cookie'] as string[];
    const [session, device] = cookiesOf(await signIn(email).expect(204));
    expect(device).toMatch(/^__Host-cubby-device=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const cookie = device.split(';')[0];
    expect(cookie).not.toContain(session.split(/[=;]/)[1]);
    await http().get('/session').set('cookie', cookie).expect(401);
    for (let n = 0; n < 5; n += 1) await signIn(email, 'a wrong guess indeed').expect(401);
    await signIn(email).expect(429);
    expect(cookiesOf(await signIn(email).set('cookie', cookie).expect(204))[1]).toBe(device);
  });

  it('answers 429 with Retry-After, whatever X-Forwarded-For says', async () => {
    const { email } = await identity.account();
    for (let n = 0; n < 5; n += 1)
      await signIn(email, 'a wrong guess indeed').set('x-forwarded-for', `203.0.113.${n}`).expect(401);
    const answer = await signIn(email).set('x-forwarded-for', '203.0.113.99').expect(429);
    expect(answer.body).toMatchObject({ code: 'session.too-many-guesses' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('accounts over HTTP', () => {
  const key = () => ({ 'idempotency-key': crypto.randomUUID() });

  it('are made, given a password, roles and an end', async () => {
    const admin = await browserOf((await identity.account(everywhere('it-admin'))).email);
    const headers = { ...admin, ...key() };
    const body = { email: 'ana@example.org', displayName: 'Ana', grants: [everywhere('til')] };
    const made = await http().post('/accounts').set(headers).send(body).expect(201);
    const again = await http().post('/accounts').set(headers).send(body).expect(201);
    expect(again.body).toEqual(made.body);
    const path = `/accounts/${bodyOf<{ id: string }>(made).id}`;
    await http().put(`${path}/password`).set(admin).send({ version: 1, password: 'ana@example.org 2026' }).expect(422);
    await http()
      .put(`${path}/password`)
      .set(admin)
      .send({ version: 1, password: 'nine ripe plums, 1 sour' })
      .expect(200);
    const ana = cookieOf(await signIn('ana@example.org', 'nine ripe plums, 1 sour').expect(204)).split(';')[0];
    await http().put(`${path}/grants`).set(admin).send({ version: 1, grants: [] }).expect(409);
    const own = () => http().get('/session').set('cookie', ana).expect(200);
    expect((await own()).body).toMatchObject({ account: { mustChangePassword: true }, permissions: {} });
    await http()
      .put('/password')
      .set({ ...origin, cookie: ana })
      .send({ currentPassword: 'nine ripe plums, 1 sour', newPassword: 'violet otter canyon lamp' })
      .expect(204);
    const chosen = bodyOf<{ account: object; permissions: object }>(await own());
    expect(chosen).toMatchObject({ account: { mustChangePassword: false } });
    expect(Object.keys(chosen.permissions)).not.toEqual([]);
    const granted = await http()
      .put(`${path}/grants`)
      .set(admin)
      .send({ version: 3, grants: [everywhere('auditor'), everywhere('til')] })
      .expect(200);
    expect(granted.body).toMatchObject({ version: 4, grants: [{ role: 'auditor', siteId: null }, { role: 'til' }] });
    await http().get('/roles').set('cookie', ana).expect(200);
    await http().delete(`${path}/sessions`).set(admin).expect(204);
    await http().get('/roles').set('cookie', ana).expect(401);
    await http().patch(path).set(admin).send({ version: 4, state: 'disabled' }).expect(200);
    const read = await http().get(path).set(admin).expect(200);
    expect(read.body).toMatchObject({ state: 'disabled', hasPassword: true, version: 5 });
    expect(JSON.stringify(read.body)).not.toContain('argon');
  });

  it('are found by words in the body, page after page, by administrators alone', async () => {
    const { email } = await identity.account(everywhere('it-admin'));
    const admin = await browserOf(email);
    for (const n of [1, 2, 3])
      await identity.accounts.create(identity.admin, {
        email: `q${n}@oak.example`,
        displayName: `Quill ${n}`,
        grants: [],
      });
    const search = (body: object, by = admin) => http().post('/accounts/search').set(by).send(body);
    const names = (answer: request.Response) =>
      bodyOf<{ items: { displayName: string }[] }>(answer).items.map(({ displayName }) => displayName);
    const first = await search({ q: 'oak quill', limit: 2 }).expect(200);
    expect(names(first)).toEqual(['Quill 1', 'Quill 2']);
    const { next } = bodyOf<{ next: string }>(first);
    expect(names(await search({ q: 'oak quill', state: 'active', after: next }).expect(200))).toEqual(['Quill 3']);
    for (const wrong of [{}, { q: ' ' }, { q: 'x', limit: '2' }, { q: 'x', after: '?' }])
      await search(wrong).expect(400);
    const clerk = await browserOf((await identity.account(everywhere('site-clerk'))).email);
    await search({ q: 'oak' }, clerk).expect(403);
  });

  it('and whatever else gives a way in or more rights, ask who is there when that was shown minutes ago', async () => {
    const { id, email } = await identity.account(everywhere('it-admin'));
    const ana = await identity.account(everywhere('til'));
    const role = await identity.roles.create(identity.admin, { label: 'Of the proof', permissions: [] });
    const browser = await browserOf(email);
    const token = { name: 'Report', permissions: ['device:read'], siteIds: null, expiresOn: '2026-01-01' };
    const bo = { email: 'bo@example.org', displayName: 'Bo', grants: [everywhere('it-admin')] };
    const works: ['post' | 'put' | 'patch', string, object, number][] = [
      ['put', `/accounts/${ana.id}/password`, { version: 1, password: 'nine ripe plums, 1 sour' }, 200],
      ['put', `/accounts/${ana.id}/grants`, { version: 2, grants: [everywhere('it-admin')] }, 200],
      ['post', '/accounts', bo, 201],
      ['post', '/roles', { label: 'Made after the proof', permissions: ['device:read'] }, 201],
      ['patch', `/roles/${role.id}`, { version: 1, permissions: ['account:manage'] }, 200],
      ['post', '/tokens', { id: crypto.randomUUID(), ...token }, 422],
      ['put', `/grant-proposals/${crypto.randomUUID()}/decision`, { approve: true }, 404],
    ];
    const answers = async (): Promise<unknown[]> => {
      const given: unknown[] = [];
      for (const [method, path, body] of works) {
        const answer = await http()
          [method](path)
          .set({ ...browser, ...key() })
          .send(body);
        given.push([path, answer.status, answer.status === 403 && bodyOf(answer).code]);
      }
      return given;
    };
    const age = `UPDATE session SET proven_at = proven_at - interval '5 minutes' WHERE account_id = '${id}'`;
    await test.asSuperuser(age);
    expect(await answers()).toEqual(works.map(([, path]) => [path, 403, 'session.proof-needed']));
    const proven = await http().put('/session/proof').set(browser).send({ password: PASSWORD }).expect(204);
    browser.cookie = cookieOf(proven).split(';')[0];
    expect(await answers()).toEqual(works.map(([, path, , status]) => [path, status, false]));
  });

  it('take no field that is not theirs', async () => {
    const admin = await identity.account(everywhere('it-admin'));
    const browser = await browserOf(admin.email);
    const good = { email: 'x@example.org', displayName: 'X', grants: [] };
    for (const extra of [
      { id: admin.id },
      { passwordHash: 'x' },
      { state: 'active' },
      { createdAt: 'x' },
      { version: 1 },
    ]) {
      await http()
        .post('/accounts')
        .set({ ...browser, ...key() })
        .send({ ...good, ...extra })
        .expect(400);
    }
    const grants: unknown[] = [
      [1],
      [[]],
      [null],
      ['til'],
      [{ role: 'til' }],
      [{ role: 'til', siteId: 'oak' }],
      [{ ...everywhere('til'), id: 1 }],
      {},
      null,
    ];
    const answers: [unknown, number][] = [];
    for (const bad of grants) {
      const { status } = await http()
        .post('/accounts')
        .set({ ...browser, ...key() })
        .send({ ...good, grants: bad });
      answers.push([bad, status]);
    }
    expect(answers).toEqual(grants.map((bad) => [bad, 400]));
    for (const extra of [{ email: 'y@example.org' }, { grants: [] }, { password: 'nine ripe plums, 1 sour' }]) {
      await http()
        .patch(`/accounts/${admin.id}`)
        .set(browser)
        .send({ version: 1, ...extra })
        .expect(400);
    }
    await http().patch(`/accounts/${admin.id}`).set(browser).send({ version: 1, displayName: null }).expect(400);
    await http().get('/accounts?sort=passwordHash').set(browser).expect(400);
    await http().get('/accounts/no-uuid').set(browser).expect(400);
  });
});

describe('own sessions and password over HTTP', () => {
  it('are listed, ended and changed', async () => {
    const { email } = await identity.account();
    const [here, there] = [await browserOf(email), await browserOf(email)];
    const answer = await http().get('/sessions').set(here).expect(200);
    const other = bodyOf<{ items: { id: string; current: boolean }[] }>(answer).items.find(({ current }) => !current)!;
    const stranger = await browserOf((await identity.account()).email);
    await http().delete(`/sessions/${other.id}`).set(stranger).expect(404);
    await http().delete(`/sessions/${other.id}`).set(here).expect(204);
    await http().get('/session').set(there).expect(401);
    const change = { currentPassword: PASSWORD, newPassword: 'nine ripe plums, 1 sour' };
    await http()
      .put('/password')
      .set(here)
      .send({ ...change, currentPassword: 'wrong' })
      .expect(422);
    await http().put('/password').set(here).send(change).expect(204);
    await http().get('/session').set(here).expect(200);
    await signIn(email).expect(401);
  });
});
