import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Importer } from '@app/exchange';
import { newId } from '@app/kernel';
import { ExportLists, Viewer } from '@app/platform';
import Papa from 'papaparse';
import { EXPORT_KEYS } from '../../apps/web/src/lib/export-keys.js';
import { FILTER_LABELS, NO_FILTERS } from '../../libs/exchange/src/exports/filter-words.rules.js';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { listsOf } from '../support/kept-lists.js';
import { rosterOf } from '../support/kept-roster.js';
import { OtherDesk } from '../support/other-desk.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';

interface Listed {
  list: string;
  title: string;
  needs: string | null;
  names: boolean;
  columns: { key: string; title: string; people: boolean; coded: boolean }[];
}

let test: TestApp;
let folder: string;
let site: string;
let cookie: string;
/** What a list cannot be asked without. */
let queries: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-export-lists-'));
  test = await testApp({ settings: { DATA_DIR: folder } });
  const { database } = test.database;
  const given = new Given(database);
  await given.district();
  site = await given.site('LHS');
  const account = await accountAs(database, 'it-admin', null);
  cookie = await signIn(test.url, account);
  // The same person in every list that has people, each Maya Rivera of room 12 with a number that begins 200000.
  const [holder] = [await given.person(site), await given.person(site)];
  // So many that no order is that of their pseudonyms by chance.
  for (let n = 0; n < 8; n += 1) await given.person(site);
  const desk = await OtherDesk.open(test, given, site);
  await desk.scan('out', holder.number);
  await desk.scan('out', (await given.device(site)).tag);
  await test.database.asSuperuser(`UPDATE loan SET type = 'daily', due_on = '2026-11-02', due_at = NULL`);
  // What was scanned is a list of its own account.
  await test.database.asSuperuser('UPDATE desk_session SET account_id = $1', [account.id]);
  await test.database.asSuperuser('UPDATE scan_event SET account_id = $1', [account.id]);
  await given.clearance(site);
  await given.reservation(site);
  await given.missingCase(site);
  await test.database.asSuperuser('UPDATE missing_case SET holder_person_id = $1', [holder.id]);
  const others = await listsOf(test.database, given, { site, account: account.id });
  await test.database.asSuperuser(`UPDATE person SET homeroom = 'Rivera 12'`);
  await call('POST', '/temporary-people', { givenName: 'Maya', familyName: 'Rivera', siteId: site });
  const importer = new Importer(database, { DATA_DIR: folder });
  const viewer = new Viewer(account.id, 'admin', new Map([['import:run', 'all' as const]]));
  const stream = Readable.from([Buffer.from('Number,First Name,Last Name,School\n2000009,Maya,Rivera,LHS\n')]);
  const { id: importId } = await importer.upload(viewer, 'people', { fileName: 'people.csv', stream });
  await importer.dryRun(viewer, importId);
  const action = { kind: 'edit', program: 'Measure J' };
  const run = await call('POST', '/bulk-runs', { action, selection: { query: 'sort=tag' } });
  const siteId = `siteId=${site}`;
  queries = {
    ...others,
    clearances: 'state=open,cleared,excepted,cancelled',
    'site-loans': siteId,
    'site-students': siteId,
    'morning-loaners': siteId,
    'morning-overdue': siteId,
    'no-shows': siteId,
    'import-rows': `importId=${importId}`,
    'session-scans': `sessionId=${desk.sessionId}`,
    'bulk-items': `runId=${((await run.json()) as { id: string }).id}`,
    'roster-rows': `runId=${await rosterOf(test.database, holder.id)}`,
  };
}, 60_000);
// An account takes no more than a number of lists along in an hour, by hand.
afterEach(() => test.database.asSuperuser(`UPDATE export_run SET created_at = created_at - interval '2 hours'`));
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: object, as = cookie): Promise<Response> {
  const headers = {
    cookie: as,
    origin: ORIGIN,
    'idempotency-key': newId(),
    ...(body && { 'content-type': 'application/json' }),
  };
  return fetch(`${test.url}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
}

const lists = async (as = cookie): Promise<Listed[]> =>
  ((await (await call('GET', '/export-lists', undefined, as)).json()) as { items: Listed[] }).items;

type Variant = 'names' | 'pseudonyms';

function ask({ list, columns }: Listed, variant: Variant | undefined, as = cookie): Promise<Response> {
  const keys = columns.map(({ key }) => key);
  const to = { recipient: 'Ourselves', purpose: 'A test' };
  const query = queries[list];
  return call(
    'POST',
    '/exports',
    { ...{ list, columns: keys, format: 'csv', variant, ...to }, ...(query && { query }) },
    as,
  );
}

async function taken(listed: Listed, variant: Variant, as = cookie): Promise<string[][]> {
  const made = await ask(listed, variant, as);
  const answer = (await made.json()) as { id: string };
  if (made.status !== 201) throw new Error(`${listed.list}: ${JSON.stringify(answer)}`);
  const text = await (await call('GET', `/exports/${answer.id}/file`, undefined, as)).text();
  return Papa.parse<string[]>(text.trimEnd()).data;
}

/** What the lists about people are filtered by, where pseudonyms stand for people and where not. */
const FILTERS: Record<string, [allowed: string, refused?: string]> = {
  people: ['agreement grade kind site state', 'homeroom'],
  'temporary-people': ['site'],
  devices: [
    'accessory condition conditionNot dueIn elsewhere funding fundingNot hold holdNot holder holderNot homeSite homeSiteNot ' +
      'loanerPool model modelNot overdue program programNot purchasedIn room roomNot seenAfter seenBefore site siteNot state ' +
      'stateNot support',
  ],
  clearances: ['olderThan overdue site state', 'homeroom personId'],
  'missing-cases': ['kind overdue pending site state step'],
  reservations: ['deviceId siteId', 'personId'],
  'site-loans': ['overdue siteId'],
  loans: ['from holder site state type until'],
  'site-students': ['device grade siteId'],
  'morning-loaners': ['grade siteId'],
  'morning-overdue': ['grade siteId'],
  'no-shows': ['by siteId'],
  carts: ['active siteId'],
  'label-people': ['runId verified'],
  'label-runs': ['kind own siteId'],
  'import-rows': ['field importId outcome'],
  'roster-rows': ['field file outcome runId'],
  'roster-questions': ['kind site sourceId'],
  'roster-moves': ['since site until'],
  'session-scans': ['sessionId'],
};

/** Lists that are about what administrators do: they need no students. */
const EMPTY_HERE = ['notices'];

it('what pages name as the columns of a file is what the lists have', () => {
  const had = test.app.get(ExportLists).all();
  const keys = had.map(({ list, columns }) => [list, columns.map(({ key }) => key)]);
  expect(EXPORT_KEYS).toEqual(Object.fromEntries(keys));
});

it('every list is a file with its own heads, and with something in it', async () => {
  const all = await lists();
  expect(all.map(({ list }) => list).sort()).toEqual([
    'access-log',
    'accounts',
    'admin-log',
    'backups',
    'bulk-items',
    'bulk-runs',
    'carts',
    'clearances',
    'devices',
    'exports',
    'import-rows',
    'imports',
    'label-items',
    'label-people',
    'label-printers',
    'label-runs',
    'label-stock',
    'loans',
    'log',
    'look-alikes',
    'missing-cases',
    'models',
    'morning-loaners',
    'morning-overdue',
    'no-shows',
    'notices',
    'people',
    'reservations',
    'roles',
    'rooms',
    'roster-moves',
    'roster-questions',
    'roster-rows',
    'roster-runs',
    'session-scans',
    'site-loans',
    'site-students',
    'site-summaries',
    'sites',
    'standards',
    'stations',
    'temporary-people',
    'tokens',
  ]);
  for (const list of all) {
    const [head, ...rows] = await taken(list, 'names');
    expect([list.list, head]).toEqual([list.list, list.columns.map(({ title }) => title)]);
    expect([list.list, rows.length > 0]).toEqual([list.list, !EMPTY_HERE.includes(list.list)]);
  }
}, 60_000);

it('no list says who anybody is where pseudonyms stand for people', async () => {
  const named: string[] = [];
  for (const list of await lists()) {
    const hasPeople = list.columns.some(({ people }) => people);
    const asNames = JSON.stringify(await taken(list, 'names'));
    if (/Rivera|200000\d/.test(asNames)) named.push(list.list);
    const text = JSON.stringify(await taken(list, 'pseudonyms'));
    expect([list.list, /Rivera|Maya|200000\d/.exec(text)?.[0]]).toEqual([list.list, undefined]);
    // Without a column that takes pseudonyms those about people are empty.
    if (hasPeople)
      expect([list.list, /P-[0-9A-Z]{10}/.test(text)]).toEqual([list.list, list.columns.some(({ coded }) => coded)]);
  }
  // Those that do say it with names: the test above would not notice a list without anybody in it.
  expect(named.sort()).toEqual([
    'carts',
    'clearances',
    'devices',
    'import-rows',
    'label-people',
    'label-runs',
    'loans',
    'missing-cases',
    'morning-loaners',
    'morning-overdue',
    'no-shows',
    'people',
    'reservations',
    'roster-moves',
    'roster-questions',
    'roster-rows',
    'session-scans',
    'site-loans',
    'site-students',
    'temporary-people',
  ]);
}, 60_000);

it('the numbers of a class list are in the file of the runs with names, and its tags in both', async () => {
  const runs = (await lists()).find(({ list }) => list === 'label-runs')!;
  const codes = async (variant: Variant): Promise<string[][]> => {
    const [head, ...rows] = await taken(runs, variant);
    return rows.map((row) => ['First code', 'Last code'].map((title) => row[head.indexOf(title)]));
  };
  // Newest first, as on the page, in either.
  expect(await codes('names')).toEqual([
    ['2000000', '2000000'],
    ['ROOM-1', 'ROOM-2'],
  ]);
  expect(await codes('pseudonyms')).toEqual([
    ['', ''],
    ['ROOM-1', 'ROOM-2'],
  ]);
}, 60_000);

it('runs of kinds without people are asked about no one', async () => {
  const runs = (await lists()).find(({ list }) => list === 'label-runs')!;
  const answers = async (query: string): Promise<number> => {
    queries['label-runs'] = query;
    return (await ask(runs, undefined)).status;
  };
  expect([await answers('kind=room'), await answers('kind=room,person'), await answers('')]).toEqual([201, 400, 400]);
  delete queries['label-runs'];
}, 60_000);

it('a list of people goes by pseudonyms where they stand for people', async () => {
  const codes = async (list: string): Promise<string[]> => {
    const listed = (await lists()).find((each) => each.list === list)!;
    return JSON.stringify(await taken(listed, 'pseudonyms')).match(/P-[0-9A-Z]{10}/g) ?? [];
  };
  const people = await codes('people');
  expect(people.length).toBeGreaterThan(9);
  expect(people).toEqual([...people].sort());
  const students = await codes('site-students');
  expect(students).toEqual(people.filter((code) => students.includes(code)));
}, 60_000);

it('the loans of a time, open and over, are one list', async () => {
  const held = (await lists()).find(({ list }) => list === 'loans')!;
  const tags = async (query: string): Promise<number> => {
    queries.loans = query;
    return (await taken(held, 'pseudonyms')).length - 1;
  };
  const all = await tags('');
  const [{ day }] = await test.database.asSuperuser(`SELECT min(directory_day(loaned_at))::text AS day FROM loan`);
  expect(all).toBeGreaterThan(0);
  expect(await tags(`from=${String(day)}&site=LHS`)).toBe(all);
  expect(await tags('until=2020-06-30')).toBe(0);
  expect((await tags('state=out')) + (await tags('state=over'))).toBe(all);
  expect(await tags('type=summer')).toBe(0);
  queries.loans = '';
}, 60_000);

it('people who were picked are a file in that order, with names alone', async () => {
  const found = await call('POST', '/people/search', { q: 'Rivera', limit: 5 });
  const ids = ((await found.json()) as { items: { id: string }[] }).items.map(({ id }) => id).reverse();
  const body = { list: 'people', columns: ['number'], format: 'csv', ids, recipient: 'Ourselves', purpose: 'A test' };
  const made = (await (await call('POST', '/exports', { ...body, variant: 'names' })).json()) as { id: string };
  const text = await (await call('GET', `/exports/${made.id}/file`)).text();
  const numbers = await test.database.asSuperuser(
    'SELECT p.number FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, n) JOIN person p USING (id) ORDER BY n',
    [ids],
  );
  expect(ids.length).toBe(5);
  expect(text.trimEnd().split('\r\n').slice(1)).toEqual(numbers.map(({ number }) => number));
  const masked = await call('POST', '/exports', { ...body, variant: 'pseudonyms' });
  expect(masked.status).toBe(422);
  expect(await masked.json()).toMatchObject({ code: 'export.tells-who', errors: [{ field: 'ids' }] });
});

it('every filter of every list has its words in a printed file', () => {
  const fields = test.app
    .get(ExportLists)
    .all()
    .flatMap(
      ({ query }) => Reflect.getMetadata('swagger/apiModelPropertiesArray', query.prototype as object) as string[],
    )
    .map((name) => name.slice(1).replace(/Not$/, ''));
  expect(fields.filter((name) => !NO_FILTERS.includes(name) && !(name in FILTER_LABELS))).toEqual([]);
});

it('no filter says who somebody is where pseudonyms stand for people', () => {
  const all = test.app.get(ExportLists).all();
  const ofPeople = all.filter(({ columns }) => columns.some(({ about }) => about !== undefined));
  const fields = ofPeople.map(({ list, query, tellsWho = [] }) => {
    const declared = Reflect.getMetadata('swagger/apiModelPropertiesArray', query.prototype as object) as string[];
    const names = declared.map((name) => name.slice(1)).filter((name) => !['after', 'limit', 'sort'].includes(name));
    const allowed = names.filter((name) => !tellsWho.includes(name as never)).sort();
    return [list, tellsWho.length > 0 ? [allowed.join(' '), tellsWho.join(' ')] : [allowed.join(' ')]];
  });
  // A new filter is looked at here: does it tell what no column of the file with pseudonyms shows?
  expect(Object.fromEntries(fields)).toEqual(FILTERS);
});

it('an auditor takes every list about people along, with the same pseudonyms in each file and nothing else of them', async () => {
  const auditor = await signIn(test.url, await accountAs(test.database.database, 'auditor', null));
  const ofPeople = (await lists(auditor)).filter(({ columns }) => columns.some(({ people }) => people));
  expect(ofPeople.map(({ list }) => list).sort()).toEqual([
    'carts',
    'clearances',
    'devices',
    'loans',
    'missing-cases',
    'morning-loaners',
    'morning-overdue',
    'no-shows',
    'people',
    'reservations',
    'roster-moves',
    'site-loans',
    'site-students',
    'temporary-people',
  ]);
  const holders = new Set<string>();
  for (const list of ofPeople) {
    expect([list.list, list.names, (await ask(list, 'names', auditor)).status]).toEqual([list.list, false, 403]);
    const rows = await taken(list, 'pseudonyms', auditor);
    const text = JSON.stringify(rows);
    expect([list.list, rows.length > 1, /P-[0-9A-Z]{10}/.test(text)]).toEqual([list.list, true, true]);
    expect([list.list, /Rivera|Maya|200000\d/.exec(text)?.[0]]).toEqual([list.list, undefined]);
    if (['site-loans', 'loans', 'morning-overdue', 'devices', 'missing-cases'].includes(list.list))
      holders.add(/P-[0-9A-Z]{10}/.exec(text)![0]);
  }
  expect(holders.size).toBe(1);
  // Without its columns about people too: the log says that it was an audit's.
  const people = ofPeople.find(({ list }) => list === 'people')!;
  const plain = { ...people, columns: people.columns.filter((column) => !column.people) };
  expect((await ask(plain, undefined, auditor)).status).toBe(403);
  expect((await call('GET', '/people', undefined, auditor)).status).toBe(403);
}, 60_000);

it('each file is one entry of the access log, of the lists too whose pages are written down', async () => {
  const counts = await test.database.asSuperuser(
    `SELECT action, count(*)::int AS n FROM access_log WHERE action LIKE 'list.%' GROUP BY action`,
  );
  const [{ n }] = await test.database.asSuperuser('SELECT count(*)::int AS n FROM export_run');
  expect(counts).toEqual([{ action: 'list.exported', n }]);
});
