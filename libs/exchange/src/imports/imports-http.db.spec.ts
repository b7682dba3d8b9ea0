import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import { Given } from '../../../../test/support/given.js';
import { accountAs, ORIGIN, signIn } from '../../../../test/support/sign-in.js';
import type { ImportDto } from './import-view.dto.js';

let test: TestApp;
let folder: string;
let admin: string;
let clerk: string;
let keys = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-import-http-'));
  test = await testApp({ settings: { ROLE: 'all', DATA_DIR: folder } });
  const given = new Given(test.database.database);
  await given.district();
  const site = await given.site('LHS');
  admin = await signIn(test.url, await accountAs(test.database.database, 'it-admin', null));
  clerk = await signIn(test.url, await accountAs(test.database.database, 'site-clerk', site));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

async function call<T = ImportDto & { code?: string; errors?: { field: string }[] }>(
  method: string,
  path: string,
  body?: object,
  cookie = admin,
): Promise<{ status: number; body: T }> {
  keys += 1;
  const response = await fetch(`${test.url}/api/v1/imports${path}`, {
    method,
    headers: {
      cookie,
      origin: ORIGIN,
      ...(body && !(body instanceof FormData) ? { 'content-type': 'application/json' } : {}),
      ...(method === 'POST' ? { 'idempotency-key': `import-${keys}` } : {}),
    },
    ...(body ? { body: body instanceof FormData ? body : JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: (text.startsWith('{') ? JSON.parse(text) : text) as T };
}

function form(parts: Record<string, string>, file: string | null, name = 'devices.csv'): FormData {
  const data = new FormData();
  for (const [key, value] of Object.entries(parts)) data.append(key, value);
  if (file !== null) data.append('file', new Blob([file], { type: 'text/csv' }), name);
  return data;
}

async function settled(id: string): Promise<ImportDto> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const { body } = await call('GET', `/${id}`);
    if (body.state !== 'checking' && body.state !== 'running') return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the import does not end');
}

const FILE = 'Asset Tag,Serial,Manufacturer,Model,Site\nA-1,SN1,HP,Chromebook X,LHS\nA-2,SN2,HP,Chromebook X,Nowhere\n';

it('takes a file from the upload to the result', async () => {
  const uploaded = await call('POST', '', form({ kind: 'devices' }, FILE, '../../dev\u202eices.csv'));
  expect(uploaded).toMatchObject({
    status: 201,
    body: { state: 'mapping', kind: 'devices', fileName: 'devices.csv', rowTotal: 2 },
  });
  const { id, version } = uploaded.body;
  const columns = uploaded.body.columns.map(({ position, field }) => ({ position, field }));
  expect(columns.map(({ field }) => field)).toEqual(['tag', 'serial', 'maker', 'model', 'site']);
  const options = { matchBy: 'tag', pad: { tag: 6 } };
  expect(await call('PUT', `/${id}/mapping`, { version, columns, options })).toMatchObject({
    status: 200,
    body: { options },
  });
  expect(await call('POST', `/${id}/dry-run`)).toMatchObject({ status: 202, body: { state: 'checking' } });
  expect(await settled(id)).toMatchObject({ state: 'checked', predicted: { create: 1, refuse: 1 }, warnings: [] });
  const refused = await call<{ items: object[]; next: null }>('GET', `/${id}/rows?outcome=refuse&limit=1`);
  expect(refused.body).toMatchObject({
    items: [{ line: 3, key: 'A-2', problems: [{ column: 'Site', value: 'Nowhere', code: 'site-unknown' }] }],
    next: null,
  });
  expect(await call('POST', `/${id}/run`, {})).toMatchObject({ status: 202, body: { state: 'running' } });
  expect(await settled(id)).toMatchObject({ state: 'done', result: { create: 1, refuse: 1 }, progress: { total: 2 } });
  const errors = await call<string>('GET', `/${id}/errors.csv`);
  expect(errors.body.replace('\ufeff', '')).toMatch(/^Asset Tag,.*,error\r\nA-2,SN2,/);
  const list = await call<{ items: ImportDto[] }>('GET', '?limit=5');
  expect(list.body.items.map((run) => [run.id, run.state])).toEqual([[id, 'done']]);
  expect(JSON.stringify(test.log)).not.toContain('Nowhere');
});

it.each([
  ['no kind', form({}, FILE), 400, 'request.invalid'],
  ['an unknown kind', form({ kind: 'loans' }, FILE), 400, 'request.invalid'],
  ['a field that is none', form({ kind: 'devices', siteId: '1' }, FILE), 400, 'request.invalid'],
  ['no file', form({ kind: 'devices' }, null), 400, 'request.invalid'],
  ['a binary file', form({ kind: 'devices' }, 'a\0b'), 422, 'table.binary'],
])('refuses an upload with %s', async (_name, body, status, code) => {
  expect(await call('POST', '', body)).toMatchObject({ status, body: { code } });
});

it('is for those who may import, and knows no other fields', async () => {
  expect((await call('GET', '', undefined, clerk)).status).toBe(403);
  expect((await call('POST', '', form({ kind: 'devices' }, FILE), clerk)).status).toBe(403);
  const { body: run } = await call('POST', '', form({ kind: 'devices' }, FILE.replace('A-1', 'B-1')));
  const fault = await call('PUT', `/${run.id}/mapping`, {
    version: run.version,
    columns: [{ position: 1, field: 'tag', x: 1 }],
  });
  expect(fault).toMatchObject({ status: 400, body: { errors: [{ field: 'columns.0.x' }] } });
  const padded = { version: run.version, columns: [], options: { pad: { tag: '6', serial: 6 } } };
  expect(await call('PUT', `/${run.id}/mapping`, padded)).toMatchObject({
    status: 400,
    body: {
      errors: expect.arrayContaining(
        [{ field: 'options.pad.serial' }, { field: 'options.pad.tag' }].map(
          (e) => expect.objectContaining(e) as object,
        ),
      ) as object,
    },
  });
  expect((await call('GET', '/019a0000-0000-7000-8000-000000000000')).status).toBe(404);
  expect((await call('GET', `/${run.id}/rows?outcome=all`)).status).toBe(400);
});
