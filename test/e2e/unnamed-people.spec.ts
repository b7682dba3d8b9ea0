import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScanService } from '@app/desk';
import { BUILT_IN_ROLES } from '@app/identity';
import { newId } from '@app/kernel';
import { Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import type { GivenDevice } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';

interface Operation {
  'x-permission': 'public' | 'signed-in' | string[];
  parameters?: { in: string; name: string; required?: boolean }[];
}
const document = JSON.parse(readFileSync(join(process.cwd(), 'apps/server/openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation | undefined>>;
};

/** They look up devices and see no people; a helper at a desk sees first names, which has a spec of its own. */
const ROLES = BUILT_IN_ROLES.filter(({ code, permissions }) => {
  const held: readonly string[] = permissions;
  return !held.includes('person:read') && code !== 'student-helper';
});
/** Any way in which Omar Diaz, who has a device, or Ana Wu, who answers for a cart, could be shown. */
const NAMED = /Omar|Diaz|O\. ?D\.|Ana|Wu|A\. ?W\./;

let test: TestApp;
let given: Given;
let site: string;
let lent: GivenDevice;
/** Prefix of a path → the record that stands for its `{id}`. */
let records: Record<string, string>;

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  site = await given.site('LHS');
  const [omar, ana] = [
    await given.person(site, { name: ['Omar', 'Diaz'] }),
    await given.person(site, { name: ['Ana', 'Wu'], kind: 'staff' }),
  ];
  lent = await given.device(site);
  await scanAs(await given.clerk([site]), omar.number, lent.tag);
  const cart = await given.cart(site);
  await test.database.asSuperuser(
    `INSERT INTO cart_responsibility (cart_id, person_id, effective) VALUES ($1, $2, '[2026-01-01,)')`,
    [cart, ana.id],
  );
  await given.reserve((await given.device(site)).id, omar.id);
  records = { '/api/v1/devices/{id}': lent.id, '/api/v1/sites/{id}': site, '/api/v1/carts/{id}': cart };
}, 120_000);
afterAll(() => test.close());

async function scanAs(viewer: Viewer, ...codes: string[]): Promise<string> {
  const desk = new GivenDesk(await given.station(site));
  let shown = '';
  for (const code of codes) shown = JSON.stringify(await desk.scan(test.get(ScanService), viewer, 'out', code));
  return shown;
}

async function bodiesFor(role: string): Promise<{ route: string; status: number; text: string }[]> {
  const cookie = await signIn(test.url, await accountAs(test.database.database, role, null));
  const read: { route: string; status: number; text: string }[] = [];
  for (const [path, { get }] of Object.entries(document.paths)) {
    const rule = get?.['x-permission'];
    const id = Object.entries(records).find(([prefix]) => path.startsWith(prefix))?.[1];
    if (!Array.isArray(rule) || (path.includes('{id}') && !id)) continue;
    const target = path.replace('{id}', id ?? '').replace('{tag}', lent.tag);
    const asked = get?.parameters?.some(({ name, required }) => name === 'siteId' && required) ? `?siteId=${site}` : '';
    const response = await fetch(`${test.url}${target}${asked}`, { headers: { cookie } });
    read.push({ route: `GET ${path}`, status: response.status, text: await response.text() });
  }
  for (const q of ['omar', lent.tag]) {
    const response = await fetch(`${test.url}/api/v1/search`, {
      method: 'POST',
      headers: { cookie, origin: ORIGIN, 'content-type': 'application/json', 'idempotency-key': newId() },
      body: JSON.stringify({ q }),
    });
    read.push({ route: `POST /api/v1/search ${q}`, status: response.status, text: await response.text() });
  }
  return read;
}

describe('an account that sees no people', () => {
  it.each(ROLES.map(({ code }) => code))('%s: no answer names anybody, not by initials either', async (role) => {
    const read = await bodiesFor(role);
    expect(read.filter(({ text }) => NAMED.test(text)).map(({ route }) => route)).toEqual([]);
    const textOf = (route: string): string => read.find((each) => each.route === route)?.text ?? '';
    const holder = { kind: 'person', id: null, display: 'a student', siteCode: null, foreign: true };
    expect(JSON.parse(textOf('GET /api/v1/devices/{id}'))).toMatchObject({ tag: lent.tag, state: 'deployed', holder });
    expect(JSON.parse(textOf('GET /api/v1/devices/{id}/loans'))).toMatchObject({ items: [{ borrower: holder }] });
    expect(JSON.parse(textOf('GET /api/v1/reservations'))).toMatchObject({ items: [{ person: holder }] });
    expect(JSON.parse(textOf('GET /api/v1/carts/{id}'))).toMatchObject({ responsible: { display: 'a staff member' } });
  });

  it.each(ROLES.map(({ code }) => code))('%s: has none of the lists of loans', async (role) => {
    const statuses = Object.fromEntries((await bodiesFor(role)).map(({ route, status }) => [route, status]));
    expect([statuses['GET /api/v1/sites/{id}/loans'], statuses['GET /api/v1/lists/loans']]).toEqual([403, 403]);
  });

  it.each([
    ['en', 'a student', 'a staff member'],
    ['es', 'un estudiante', 'un miembro del personal'],
  ] as const)('reads at a desk what kind of person has the device, in %s', async (language, student, staff) => {
    const { accountId } = await given.clerk([site]);
    const rights = ['scan:use', 'device:read', 'device:check-out'].map((code) => [code, 'all'] as const);
    const viewer = new Viewer(accountId, 'warehouse', new Map(rights), language);
    const shown = JSON.parse(await scanAs(viewer, lent.tag)) as ScanAnswer;
    expect(shown.device?.holder?.display).toBe(student);
    expect([shown.text.headline, ...shown.text.lines].join()).toContain(student);
    const other = await given.person(site, { name: ['Omar', 'Diaz'], kind: 'staff' });
    const set = JSON.parse(await scanAs(viewer, other.number)) as ScanAnswer;
    expect(set.person?.display).toBe(staff);
    expect(set.text.headline).toBe(staff);
    expect(JSON.stringify([shown, set])).not.toMatch(NAMED);
  });
});
