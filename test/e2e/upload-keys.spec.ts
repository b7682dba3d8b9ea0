import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@app/kernel';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { rosterZip } from '../support/roster-zip.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';

let test: TestApp;
let folder: string;
let cookie: string;
let sourceId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-upload-keys-'));
  test = await testApp({ settings: { DATA_DIR: folder } });
  const given = new Given(test.database.database);
  await given.district();
  await given.site('LHS');
  cookie = await signIn(test.url, await accountAs(test.database.database, 'it-admin', null));
  const [source] = await test.database.asSuperuser(
    `INSERT INTO roster_source (code, name) VALUES ('sis', 'Our SIS') RETURNING id`,
  );
  sourceId = source.id as string;
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

interface Upload {
  path: string;
  /** Where the bytes lie. */
  purpose: string;
  fields: () => Record<string, string>;
  name: string;
  /** Two files of the same name that are not the same. */
  file: (variant: 'first' | 'other') => string | Uint8Array;
}

const PEOPLE: Upload = {
  path: '/imports',
  purpose: 'import',
  fields: () => ({ kind: 'people' }),
  name: 'people.csv',
  file: (variant) => `Number,First Name,Last Name,School\n1,${variant},B,LHS\n`,
};
const ROSTER: Upload = {
  path: '/roster-runs',
  purpose: 'roster',
  fields: () => ({ sourceId }),
  name: 'night.zip',
  file: (variant) => new Uint8Array(rosterZip([{ number: '300101', name: [variant, 'Wu'] }])),
};

async function send(
  { path, name, fields, file }: Upload,
  key: string | null,
  { variant = 'first', more = {} }: { variant?: 'first' | 'other'; more?: Record<string, string> } = {},
): Promise<{ status: number; replayed: boolean; body: { id: string; code?: string } }> {
  const form = new FormData();
  for (const [field, value] of Object.entries({ ...fields(), ...more })) form.append(field, value);
  form.append('file', new Blob([Buffer.from(file(variant))]), name);
  const response = await fetch(`${test.url}/api/v1${path}`, {
    method: 'POST',
    headers: { cookie, origin: ORIGIN, ...(key === null ? {} : { 'idempotency-key': key }) },
    body: form,
  });
  const body = (await response.json()) as { id: string; code?: string };
  return { status: response.status, replayed: response.headers.get('idempotent-replayed') === 'true', body };
}

const kept = async (purpose: string): Promise<number> => (await readdir(join(folder, 'files', purpose))).length;

describe.each([PEOPLE, ROSTER])('an upload to $path', (upload) => {
  it('needs a key, before it is read', async () => {
    expect(await send(upload, null)).toMatchObject({ status: 400, body: { code: 'idempotency.key-required' } });
    expect(await readdir(join(folder, 'files', upload.purpose)).catch(() => [])).toEqual([]);
  });

  it('once more with the same key is the same run, and its bytes are kept once', async () => {
    const key = newId();
    const first = await send(upload, key);
    expect(first).toMatchObject({ status: 201, replayed: false });
    // Also when somebody went on with it: then the same bytes alone would be a new one.
    const table = upload === PEOPLE ? 'import_run' : 'roster_run';
    await test.database.asSuperuser(`UPDATE ${table} SET state = 'cancelled', finished_at = now()`);
    const again = await send(upload, key);
    expect(again).toMatchObject({ status: 201, replayed: true, body: { id: first.body.id } });
    expect(await kept(upload.purpose)).toBe(1);
    expect((await send(upload, newId())).body.id).not.toBe(first.body.id);
  });

  it('of another file with the same key is refused, and nothing of it stays', async () => {
    const key = newId();
    await send(upload, key);
    const before = await kept(upload.purpose);
    const refused = { status: 422, body: { code: 'idempotency.key-reused' } };
    expect(await send(upload, key, { variant: 'other' })).toMatchObject(refused);
    expect(await kept(upload.purpose)).toBe(before);
    expect((await send(upload, newId(), { variant: 'other' })).status).toBe(201);
  });
});

it('with the same key and file for something else is refused', async () => {
  const key = newId();
  await send(PEOPLE, key);
  expect(await send(PEOPLE, key, { more: { kind: 'agreements' } })).toMatchObject({
    status: 422,
    body: { code: 'idempotency.key-reused' },
  });
});
