import { newId } from '@app/kernel';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';

let test: TestApp;
let given: Given;
let admin: string;
let yearId: string;

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  admin = await signIn(test.url, await accountAs(test.database.database, 'it-admin', null));
  [{ id: yearId }] = await test.database.database.read.query<{ id: string }>('SELECT id FROM school_year');
});
afterAll(() => test.close());

interface Answer {
  status: number;
  body: { code?: string; version?: number; details?: object; items?: Record<string, unknown>[] };
}

async function call(method: string, path: string, body?: object, cookie = admin): Promise<Answer> {
  const response = await fetch(`${test.url}/api/v1${path}`, {
    method,
    headers: {
      cookie,
      origin: ORIGIN,
      ...(body && { 'content-type': 'application/json' }),
      ...(method === 'POST' && { 'idempotency-key': newId() }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const hours = [{ weekday: 1, opensAt: '08:00', closesAt: '15:00' }];
const program = {
  grade: '7',
  kind: 'cart',
  limitOneToOne: 0,
  limitDaily: 1,
  limitLong: 0,
  limitInSchool: 1,
  limitSummer: 0,
};

/** Each kind of record: made, then edited at its version. */
const RECORDS: Record<string, () => Promise<[method: string, path: string, change: object]>> = {
  site: async () => ['PATCH', `/sites/${await given.site()}`, { zone: 'North' }],
  room: async () => ['PATCH', `/rooms/${await given.room(await given.site())}`, { capacity: 12 }],
  model: async () => ['PATCH', `/models/${await given.model()}`, { cycleYears: 5 }],
  programs: async () => [
    'PUT',
    `/sites/${await given.site()}/programs?schoolYearId=${yearId}`,
    { programs: [program] },
  ],
  'calendar of a site': async () => [
    'PUT',
    `/sites/${await given.site()}/calendar?schoolYear=${yearId}`,
    { hours, days: [] },
  ],
};

describe('an edit by an administrator', () => {
  it.each(Object.keys(RECORDS))('of a %s is for one of two who started from the same version', async (kind) => {
    const [method, path, change] = await RECORDS[kind]();
    const answers = await Promise.all([1, 2].map(() => call(method, path, { version: 1, ...change })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refusal = answers.find(({ status }) => status === 409);
    expect(refusal?.body.code).toMatch(/version-conflict$/);
    expect(refusal?.body.details).toEqual({ version: 2 });
    expect((await call(method, path, { version: 2, ...change, isAdmin: true })).status).toBe(400);
    expect((await call(method, path, { ...change })).status).toBe(400);
  });

  it('of the district covers its school years', async () => {
    const district = await call('GET', '/district');
    const { version } = district.body;
    const edit = (label: string) => call('PATCH', `/school-years/${yearId}`, { version, label });
    const answers = await Promise.all([edit('this year'), edit('the year')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is not for the admin of one site: the matrix gives it to the district', async () => {
    const site = await given.site();
    const room = await given.room(site);
    const principal = await signIn(test.url, await accountAs(test.database.database, 'site-admin', site));
    for (const [path, body] of [
      [`/sites/${site}`, { version: 1, zone: 'x' }],
      [`/rooms/${room}`, { version: 1, capacity: 3 }],
    ] as const)
      expect((await call('PATCH', path, body, principal)).status).toBe(403);
  });
});

describe('closing a site', () => {
  it('is refused while people or devices are there, also those that are only away', async () => {
    const [site, other] = [await given.site(), await given.site()];
    await given.device(site, { locationSiteId: other });
    await given.device(other, { locationSiteId: site });
    const gone = await given.device(site);
    await given.deviceEvent(gone.id, 'state-changed', { state: 'void' });
    await given.person(site);
    await given.person(site, { withdrawnOn: '2026-01-05' });
    const refused = await call('PATCH', `/sites/${site}`, { version: 1, active: false });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'site.in-use', details: { people: 1, devices: 2 } },
    });
    expect((await call('GET', `/sites/${site}`)).body).toMatchObject({ active: true, version: 1 });
  });
});

describe('the log of administration', () => {
  it('holds what was changed, old and new, and by whom', async () => {
    const site = await given.site();
    await call('PATCH', `/sites/${site}`, { version: 1, zone: 'North' });
    await call('PATCH', `/sites/${site}`, { version: 2, zone: null });
    const { body } = await call('GET', `/admin-log?subjectKind=site&subjectId=${site}`);
    expect(body.items).toMatchObject([
      { action: 'site.edited', accountName: 'Test it-admin', before: { zone: 'North' }, after: { zone: null } },
      { action: 'site.edited', before: { zone: null }, after: { zone: 'North' } },
    ]);
    expect((await call('GET', '/admin-log?after=x')).status).toBe(400);
    expect((await call('GET', '/admin-log?subjectId=1')).status).toBe(400);
  });
});
