import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '@app/kernel';
import { BUILT_IN_ROLES } from '@app/identity';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';

interface Operation {
  'x-permission': 'public' | 'signed-in' | string[];
  requestBody?: { content: Record<string, unknown> };
  parameters?: { in: string; name: string }[];
}

const document = JSON.parse(readFileSync(join(process.cwd(), 'apps/server/openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const routes = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

let test: TestApp;
let ownSite: string;
let otherSite: string;
/** Path → the record of the own and of the other site. */
let records: Record<string, { own: string; other: string }>;
const cookies = new Map<string, string>();

beforeAll(async () => {
  test = await testApp();
  const given = new Given(test.database.database);
  await given.district();
  ownSite = await given.site('OWN');
  otherSite = await given.site('OTHER');
  const pair = async (make: (site: string) => Promise<string>) => ({
    own: await make(ownSite),
    other: await make(otherSite),
  });
  const device = await pair(async (site) => (await given.device(site)).id);
  const person = await pair(async (site) => (await given.person(site)).id);
  const room = await pair((site) => given.room(site));
  records = {
    '/api/v1/devices/{id}': device,
    '/api/v1/people/{id}': person,
    '/api/v1/temporary-people/{id}': person,
    '/api/v1/rooms/{id}': room,
    '/api/v1/carts/{id}': await pair((site) => given.cart(site)),

    '/api/v1/missing-cases/{id}': await pair(async (site) => given.missingCase(site)),
    '/api/v1/clearances/{id}': await pair((site) => given.clearance(site)),
    '/api/v1/reservations/{id}': await pair((site) => given.reservation(site)),
    '/api/v1/label-runs/{id}': await pair((site) => given.labelRun(site)),
    '/api/v1/sites/{id}': { own: ownSite, other: otherSite },
  };
  for (const { code } of BUILT_IN_ROLES) {
    cookies.set(`${code} own`, await signIn(test.url, await accountAs(test.database.database, code, ownSite)));
    cookies.set(`${code} district`, await signIn(test.url, await accountAs(test.database.database, code, null)));
  }
}, 120_000);
afterAll(() => test.close());

const recordsOf = (path: string): { own: string; other: string } | null =>
  Object.entries(records).find(([prefix]) => path.startsWith(prefix))?.[1] ?? null;

async function call(
  cookie: string | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; code: string | undefined; text: string }> {
  const response = await fetch(`${test.url}${path}`, {
    method,
    headers: {
      origin: ORIGIN,
      ...(cookie ? { cookie } : {}),
      ...(method === 'GET' || method === 'DELETE' ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': newId() } : {}),
    },
    ...(method === 'GET' || method === 'DELETE' ? {} : { body: JSON.stringify(body ?? {}) }),
  });
  const text = await response.text();
  let code: string | undefined;
  try {
    code = (JSON.parse(text) as { code?: string }).code;
  } catch {
    code = undefined;
  }
  return { status: response.status, code, text };
}

const filled = (path: string, id: string): string => path.replace('{id}', id).replace('{tag}', 'NO-SUCH-TAG');
/** Ending somebody's sessions would end the caller's own in the middle of the walk. */
const WALKED = routes.filter(({ path, method }) => !(method === 'DELETE' && path === '/api/v1/session'));
/** They take a file, so that another body is refused by its type before anybody asks who sends it. */
const UPLOADS = ['/api/v1/imports', '/api/v1/roster-runs'];

describe('every route, every role', () => {
  it('answers 401 without a session, unless it is public', async () => {
    for (const { path, method, operation } of WALKED) {
      if (operation['x-permission'] === 'public' || (method === 'POST' && UPLOADS.includes(path))) continue;
      const { status } = await call(null, method, filled(path, newId()));
      expect(`${method} ${path}: ${status}`).toBe(`${method} ${path}: 401`);
    }
  });

  it.each(BUILT_IN_ROLES.map(({ code }) => code))(
    '%s reaches what its permissions say, and nothing else',
    async (role) => {
      const may = new Set<string>(BUILT_IN_ROLES.find(({ code }) => code === role)!.permissions);
      const wrong: string[] = [];
      for (const { path, method, operation } of WALKED) {
        const rule = operation['x-permission'];
        if (rule === 'public' || path.startsWith('/api/v1/session') || path === '/api/v1/password') continue;
        if (method === 'POST' && UPLOADS.includes(path)) continue;
        const allowed = rule === 'signed-in' || rule.some((code) => may.has(code));
        const { status, code } = await call(cookies.get(`${role} district`)!, method, filled(path, newId()));
        const refused = status === 403;
        if (refused === allowed || status === 401 || status >= 500) wrong.push(`${method} ${path}: ${status} ${code}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  it.each(BUILT_IN_ROLES.map(({ code }) => code))(
    '%s of one site: a record of another site is not there',
    async (role) => {
      const may = new Set<string>(BUILT_IN_ROLES.find(({ code }) => code === role)!.permissions);
      const wrong: string[] = [];
      for (const { path, method, operation } of WALKED) {
        const pair = recordsOf(path);
        const rule = operation['x-permission'];
        if (!pair || method !== 'GET' || !Array.isArray(rule) || !rule.some((code) => may.has(code))) continue;
        const own = await call(cookies.get(`${role} own`)!, method, filled(path, pair.own));
        const other = await call(cookies.get(`${role} own`)!, method, filled(path, pair.other));
        if (own.status !== 200) wrong.push(`own ${method} ${path}: ${own.status} ${own.code}`);
        if (other.status !== 404) wrong.push(`other ${method} ${path}: ${other.status} ${other.code}`);
      }
      expect(wrong).toEqual([]);
    },
  );
});

describe('an upload', () => {
  it.each([
    ['nobody', 401],
    ['site-clerk', 403],
    ['technician', 403],
    ['auditor', 403],
  ])('of %s is refused with %i', async (role, expected) => {
    const body = new FormData();
    body.set('kind', 'people');
    body.set('file', new Blob(['Number,First,Last\n1,A,B\n']), 'people.csv');
    const headers = { origin: ORIGIN, cookie: cookies.get(`${role} district`) ?? '' };
    for (const path of UPLOADS) {
      const response = await fetch(`${test.url}${path}`, { method: 'POST', headers, body });
      expect(`${path}: ${response.status}`).toBe(`${path}: ${expected}`);
    }
  });
});

/** Of the IT admin, or of the one who may do what the IT admin only proposes. */
const cookieFor = ({ 'x-permission': rule }: Operation): string => {
  const may = (code: string): boolean =>
    !Array.isArray(rule) ||
    (BUILT_IN_ROLES.find((role) => role.code === code)!.permissions as readonly string[]).some((held) =>
      rule.includes(held),
    );
  const role = ['it-admin', ...BUILT_IN_ROLES.map(({ code }) => code)].find(may) ?? 'it-admin';
  return cookies.get(`${role} district`)!;
};

describe('what a request may not carry', () => {
  it('every body refuses a property that it does not know', async () => {
    const wrong: string[] = [];
    for (const { path, method, operation } of WALKED) {
      if (!operation.requestBody || !('application/json' in operation.requestBody.content)) continue;
      const { status, text } = await call(cookieFor(operation), method, filled(path, newId()), { isAdmin: true });
      if (status !== 400 || !text.includes('isAdmin')) wrong.push(`${method} ${path}: ${status} ${text.slice(0, 120)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('every list refuses a parameter that it does not know', async () => {
    const wrong: string[] = [];
    for (const { path, method, operation } of WALKED) {
      if (method !== 'GET' || !operation.parameters?.some((parameter) => parameter.in === 'query')) continue;
      const pair = recordsOf(path);
      const target = `${filled(path, pair?.own ?? newId())}?passwordHash=1`;
      const { status, text } = await call(cookies.get('it-admin district')!, method, target);
      if (status !== 400 || !text.includes('passwordHash'))
        wrong.push(`${method} ${path}: ${status} ${text.slice(0, 120)}`);
    }
    expect(wrong).toEqual([]);
  });
});
