import { newId } from '@app/kernel';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';

interface Answer {
  status: number;
  body: Record<string, unknown> & { id: string; version: number; code?: string };
}

let test: TestApp;
let given: Given;
let home: string;
let away: string;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  [home, away] = [await given.site('LHS'), await given.site('WHS')];
  for (const role of ['til', 'site-clerk', 'site-admin', 'auditor'])
    cookies[role] = await signIn(test.url, await accountAs(test.database.database, role, home));
  for (const role of ['finance', 'it-admin'])
    cookies[role] = await signIn(test.url, await accountAs(test.database.database, role, null));
}, 60_000);
afterAll(() => test.close());

async function call(role: string, method: string, path: string, body?: object, key = newId()): Promise<Answer> {
  const response = await fetch(`${test.url}/api/v1${path}`, {
    method,
    headers: {
      ...{ origin: ORIGIN, cookie: cookies[role] },
      ...(body ? { 'content-type': 'application/json', 'idempotency-key': key } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const REPORT = { kind: 'missing', reason: 'not-found', lastSeenOn: '2026-01-10', notifiedOn: '2026-01-12' };

it('a device from its report to its write-off by two persons, over HTTP', async () => {
  const { id: device } = await given.device(home);
  const key = newId();
  const opened = await call('til', 'POST', `/devices/${device}/missing-reports`, REPORT, key);
  expect(opened).toMatchObject({ status: 201, body: { state: 'open', nextStep: 'lock', reportedBy: 'Test til' } });
  const { id } = opened.body;
  const again = await call('til', 'POST', `/devices/${device}/missing-reports`, REPORT, key);
  expect(again).toMatchObject({ status: 201, body: { id } });
  const other = await call('site-clerk', 'POST', `/devices/${device}/missing-reports`, REPORT);
  expect(other).toMatchObject({ status: 409, body: { code: 'missing-case.open-already' } });

  const path = `/missing-cases/${id}`;
  const step = { version: 1, step: 'lock' };
  expect((await call('til', 'POST', `${path}/steps`, step)).status).toBe(403);
  expect(await call('site-clerk', 'POST', `${path}/steps`, step)).toMatchObject({ status: 200, body: { version: 2 } });
  expect((await call('site-clerk', 'POST', `${path}/reviews`, { version: 2, note: 'x' })).status).toBe(403);
  const reviewed = await call('site-admin', 'POST', `${path}/reviews`, { version: 2, note: 'searched' });
  expect(reviewed).toMatchObject({ status: 200, body: { proposalRefusals: [] } });

  const proposal = { version: 3, reason: 'not-found' };
  expect((await call('finance', 'POST', `${path}/write-offs`, proposal)).status).toBe(403);
  expect((await call('site-admin', 'POST', `${path}/write-offs`, proposal)).status).toBe(201);
  expect((await call('site-admin', 'POST', `${path}/write-off-approvals`, { version: 4 })).status).toBe(403);
  expect((await call('it-admin', 'POST', `${path}/write-off-approvals`, { version: 4 })).status).toBe(403);
  const stale = await call('finance', 'POST', `${path}/write-off-approvals`, { version: 3 });
  expect(stale).toMatchObject({ status: 409, body: { code: 'missing-case.version-conflict' } });
  const approved = await call('finance', 'POST', `${path}/write-off-approvals`, { version: 4 });
  expect(approved).toMatchObject({ status: 200, body: { state: 'written-off', device: { state: 'lost' } } });
  const after = await call('auditor', 'GET', `/missing-cases?state=written-off`);
  expect(after.body).toMatchObject({ items: [{ id }], next: null });
});

it('the device page offers no second way', async () => {
  const { id } = await given.device(home);
  const { body } = await call('it-admin', 'GET', `/devices/${id}`);
  const action = (body.actions as { action: string }[]).find((each) => each.action === 'report-missing');
  expect(action).toMatchObject({ place: 'case', allowed: false, refusal: { code: 'device.done-in-case' } });
  const moved = await call('it-admin', 'POST', `/devices/${id}/state-changes`, { to: 'missing' });
  expect(moved).toMatchObject({ status: 409, body: { code: 'device.done-in-case' } });
});

it('a case of another site is not there, whatever is asked of it', async () => {
  const id = await given.missingCase(away);
  const version = { version: 1 };
  for (const [method, path, body] of [
    ['GET', ''],
    ['PATCH', '', version],
    ['POST', '/steps', { ...version, step: 'lock' }],
    ['POST', '/reviews', { ...version, note: 'x' }],
    ['POST', '/steps-taken-back', { ...version, step: 'lock' }],
    ['POST', '/theft-reports', version],
    ['POST', '/recoveries', { ...version, reason: 'returned' }],
    ['POST', '/write-offs', { ...version, reason: 'other' }],
  ] as [string, string, object?][]) {
    const answer = await call('site-admin', method, `/missing-cases/${id}${path}`, body);
    expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'missing-case.not-found']);
  }
  expect((await call('site-admin', 'GET', '/missing-cases?state=open')).body).toMatchObject({ items: [] });
  for (const site of [away, 'NOWHERE'])
    expect((await call('site-admin', 'GET', `/missing-cases?site=${site}`)).body.code).toBe('site.not-found');
});

it.each([
  [{ ...REPORT, kind: 'gone' }, 400, 'request.invalid'],
  [{ ...REPORT, lastSeenOn: '2026-02-30' }, 400, 'request.invalid'],
  [{ ...REPORT, lastSeenOn: '2026-01-20' }, 422, 'missing-case.facts-invalid'],
  [{ ...REPORT, notifiedOn: '2090-01-01' }, 422, 'missing-case.facts-invalid'],
  [{ ...REPORT, kind: 'stolen' }, 422, 'missing-case.facts-invalid'],
  [{ ...REPORT, lastSeenRoomId: newId() }, 422, 'device.reference-unknown'],
])('bad input %j', async (body, status, code) => {
  const { id } = await given.device(home);
  const answer = await call('site-clerk', 'POST', `/devices/${id}/missing-reports`, body);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect((await call('site-clerk', 'GET', `/devices/${id}/missing-cases`)).body).toEqual({ items: [] });
});
