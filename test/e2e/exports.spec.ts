import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { paths } from '@app/api-client';
import { newId } from '@app/kernel';
import createClient from 'openapi-fetch';
import Papa from 'papaparse';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';
import { until } from '../support/until.js';

type Client = ReturnType<typeof createClient<paths>>;
type Asked = NonNullable<paths['/api/v1/exports']['post']['requestBody']>['content']['application/json'];

let test: TestApp;
let folder: string;
let given: Given;
let [home, away] = ['', ''];
let admin: Client;
let clerk: Client;
let technician: Client;
let auditor: Client;

const clientOf = async (role: string, siteId: string | null): Promise<Client> => {
  const cookie = await signIn(test.url, await accountAs(test.database.database, role, siteId));
  return createClient<paths>({ baseUrl: test.url, headers: { cookie, origin: ORIGIN } });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-exports-e2e-'));
  test = await testApp({ settings: { ROLE: 'all', DATA_DIR: folder } });
  given = new Given(test.database.database);
  await given.district();
  [home, away] = [await given.site('LHS'), await given.site('WHS')];
  const modelId = await given.model();
  for (const tag of ['000451', '000452', '-1+1']) await given.device(home, { tag, modelId });
  const away1 = await given.device(away, { tag: 'W-1', modelId });
  const person = await given.person(away, { name: ['Zoë', 'Quintana'] });
  await given.deviceEvent(away1.id, 'checked-out', {
    ...{ state: 'deployed', custody: 'student', holder_person_id: person.id },
  });
  admin = await clientOf('it-admin', null);
  clerk = await clientOf('site-clerk', home);
  technician = await clientOf('technician', null);
  auditor = await clientOf('auditor', null);
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const devices = (also: Partial<Asked> = {}): Asked => ({
  ...{ list: 'devices', columns: ['state', 'tag', 'site'], format: 'csv' },
  ...also,
});
const ask = (client: Client, body: Asked, key = newId()) =>
  client.POST('/api/v1/exports', { body, params: { header: { 'Idempotency-Key': key } } });
const fileOf = async (client: Client, id: string): Promise<string[][]> => {
  const { data, response } = await client.GET('/api/v1/exports/{id}/file', {
    params: { path: { id } },
    parseAs: 'text',
  });
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z-]+-[\d-]{10}-\w{6}\.csv"$/);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return Papa.parse<string[]>(data!.replace('\ufeff', '').trimEnd()).data;
};
const taken = async (client: Client, body: Asked): Promise<string[][]> => {
  const { data, error } = await ask(client, body);
  if (error) throw new Error(JSON.stringify(error));
  return fileOf(client, data.id);
};

it('gives the columns, the order and the rows of the page, no more', async () => {
  expect(await taken(admin, devices({ query: 'sort=-tag' }))).toEqual([
    ['State', 'Asset tag', 'At site'],
    ['Checked out', 'W-1', 'WHS'],
    ['In stock', '000452', 'LHS'],
    ['In stock', '000451', 'LHS'],
    ['In stock', "'-1+1", 'LHS'],
  ]);
  expect(await taken(admin, devices({ query: 'state=deployed', columns: ['tag'] }))).toEqual([['Asset tag'], ['W-1']]);
  expect(await taken(clerk, devices({ columns: ['tag'] }))).toEqual([['Asset tag'], ["'-1+1"], ['000451'], ['000452']]);
});

it('is refused for a site, a list, names or a field that is not theirs', async () => {
  const refused = async (client: Client, body: Asked) => {
    const { error, response } = await ask(client, body);
    return [response.status, (error as { code?: string } | undefined)?.code];
  };
  expect(await refused(clerk, devices({ query: 'site=WHS' }))).toEqual([404, 'site.not-found']);
  expect(await refused(await clientOf('student-helper', home), devices())).toEqual([403, 'export.not-permitted']);
  const named = devices({ columns: ['tag', 'holder'], variant: 'names', recipient: 'Board', purpose: 'Audit' });
  expect(await refused(technician, named)).toEqual([403, 'export.names-not-permitted']);
  expect(await refused(admin, { ...named, recipient: undefined })).toEqual([400, 'request.invalid']);
  expect(await refused(admin, devices({ query: 'holderName=Zoe' }))).toEqual([400, 'request.invalid']);
  expect(await refused(admin, devices({ query: 'state=missing&state=lost' }))).toEqual([400, 'request.invalid']);
  expect(await refused(admin, { ...devices(), all: true } as Asked)).toEqual([400, 'request.invalid']);
});

it('shows people as their reader may see them, and logs it without them', async () => {
  const holders = async (client: Client, variant: 'names' | 'pseudonyms') => {
    const columns = ['tag', 'holder'];
    const rows = await taken(
      client,
      devices({ query: 'state=deployed', columns, variant, recipient: 'R', purpose: 'P' }),
    );
    return rows.at(-1)?.[1];
  };
  expect(await holders(admin, 'names')).toBe('Zoë Quintana');
  const pseudonym = await holders(auditor, 'pseudonyms');
  expect(pseudonym).toMatch(/^P-[0-9A-Z]{10}$/);
  expect(await holders(technician, 'pseudonyms')).toBe(pseudonym);
  const log =
    JSON.stringify(await test.database.asSuperuser('SELECT detail, route FROM access_log')) + JSON.stringify(test.log);
  expect(log).not.toMatch(/Quintana|Zoë/);
  const exported = await test.database.asSuperuser(
    `SELECT detail ->> 'variant' AS variant, row_count AS n FROM access_log WHERE detail ->> 'query' = 'state=deployed' ORDER BY id`,
  );
  expect(exported.slice(-3)).toEqual([
    { variant: 'names', n: 1 },
    { variant: 'pseudonyms', n: 1 },
    { variant: 'pseudonyms', n: 1 },
  ]);
});

it('takes picked devices along in their order, and no other of the site', async () => {
  const rows = await test.database.asSuperuser('SELECT id, asset_tag AS tag FROM device');
  const idOf = (tag: string): string => rows.find((row) => row.tag === tag)!.id as string;
  const picked = [idOf('W-1'), idOf('000452'), idOf('000451')];
  expect(await taken(admin, devices({ columns: ['tag'], ids: picked }))).toEqual([
    ['Asset tag'],
    ['W-1'],
    ['000452'],
    ['000451'],
  ]);
  const { error } = await ask(admin, devices({ list: 'models', columns: ['maker'], ids: picked }));
  expect(error).toMatchObject({ code: 'request.invalid', errors: [{ field: 'ids' }] });
});

it('takes no picked device along where one of them is not there, and says which', async () => {
  const rows = await test.database.asSuperuser('SELECT id, asset_tag AS tag FROM device');
  const idOf = (tag: string): string => rows.find((row) => row.tag === tag)!.id as string;
  const [own, foreign, nobody] = [idOf('000452'), idOf('W-1'), newId()];
  const before = (await test.database.asSuperuser('SELECT count(*)::int AS n FROM export_run'))[0].n;
  const { error } = await ask(clerk, devices({ columns: ['tag'], ids: [foreign, own, nobody] }));
  expect(error).toMatchObject({
    ...{ status: 422, code: 'export.rows-missing' },
    title: '2 of 3 rows are not there for this account: nothing was exported',
    details: {
      missing: [
        { line: 1, id: foreign },
        { line: 3, id: nobody },
      ],
    },
  });
  expect((await test.database.asSuperuser('SELECT count(*)::int AS n FROM export_run'))[0].n).toBe(before);
  expect(await taken(clerk, devices({ columns: ['tag'], ids: [own] }))).toEqual([['Asset tag'], ['000452']]);
});

it('says what was asked for in its own words, never in those of whoever asks', async () => {
  const kept = async (also: Partial<Asked>): Promise<string | null> =>
    (await ask(admin, devices({ columns: ['tag'], ...also }))).data!.words;
  expect(await kept({ query: 'sort=-tag' })).toBeNull();
  expect(await kept({ query: 'state=retired&siteNot=LHS&loanerPool=true' })).toBe(
    'State: Retired · Site is not LHS · In the loaner pool: yes',
  );
  const said = { ...devices({ columns: ['tag'] }), words: 'Checked by the State Auditor' } as Asked;
  expect((await ask(admin, said)).error).toMatchObject({ code: 'request.invalid', errors: [{ field: 'words' }] });
});

it('answers a repeat with the same export and the same file', async () => {
  const key = newId();
  const [first, again] = [await ask(admin, devices(), key), await ask(admin, devices(), key)];
  expect(again.data).toEqual(first.data);
  expect(await fileOf(admin, again.data!.id)).toHaveLength(5);
  const other = await ask(admin, devices({ query: 'sort=-tag' }), key);
  expect(other.response.status).toBe(422);
  const [count] = await test.database.asSuperuser('SELECT count(*)::int AS n FROM export_run WHERE id = $1', [
    first.data!.id,
  ]);
  expect(count).toEqual({ n: 1 });
});

it('lists what the account took along; nobody else sees it', async () => {
  const own = await clientOf('it-admin', null);
  const made = (await ask(own, devices({ format: 'xlsx' }))).data!;
  const { data } = await own.GET('/api/v1/exports', {});
  expect(data!.items).toEqual([made]);
  expect(made).toMatchObject({ title: 'Devices', state: 'done', rowCount: 4, format: 'xlsx', available: true });
  const params = { path: { id: made.id } };
  for (const path of ['/api/v1/exports/{id}', '/api/v1/exports/{id}/file'] as const) {
    expect((await admin.GET(path, { params, parseAs: 'text' })).response.status).toBe(404);
  }
});

it('names the lists with their columns', async () => {
  const { data } = await clerk.GET('/api/v1/export-lists', {});
  const list = data!.items.find((each) => each.list === 'devices')!;
  expect(list).toMatchObject({ title: 'Devices', names: true });
  expect(list.columns).toContainEqual({ key: 'holder', title: 'Held by', people: true, coded: true });
  const lists = (await technician.GET('/api/v1/export-lists', {})).data!.items;
  expect(lists.every(({ names }) => !names)).toBe(true);
});

it('does a long list as a job whose progress can be watched', async () => {
  const modelId = await given.model();
  await test.database.asSuperuser(
    `WITH made AS (INSERT INTO device (id, model_id) SELECT uuidv7(), $1 FROM generate_series(1, 5100) RETURNING id),
       numbered AS (SELECT id, row_number() OVER () AS n FROM made)
     SELECT count(inventory_record_events(e.events)) FROM (
       SELECT jsonb_agg(jsonb_build_object('deviceId', id, 'type', 'registered', 'source', 'test', 'after', jsonb_build_object(
         'asset_tag', 'L-' || n, 'serial', 'LS' || n, 'state', 'in-stock', 'custody', 'none', 'home_site_id', $2::uuid,
         'location_site_id', $2::uuid, 'condition', 'B', 'mdm_status', 'unknown', 'holds', '[]'::jsonb))) AS events FROM numbered) e`,
    [modelId, home],
  );
  const begun = (await ask(admin, devices({ columns: ['tag', 'serial'] }))).data!;
  expect(begun).toMatchObject({ state: 'queued', total: 5_104, available: false });
  const look = async () => (await admin.GET('/api/v1/exports/{id}', { params: { path: { id: begun.id } } })).data!;
  await until(look, ({ state }) => state === 'done');
  expect(await look()).toMatchObject({ done: 5_104, rowCount: 5_104, available: true });
  expect(await fileOf(admin, begun.id)).toHaveLength(5_105);
});
