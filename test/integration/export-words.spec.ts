import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessLog, AdminLog } from '@app/identity';
import { DEVICE_HEADS, newId } from '@app/kernel';
import type { Language } from '@app/kernel';
import { ExportLists, Viewer, wordsIn } from '@app/platform';
import { accountAs } from '../support/sign-in.js';
import { testApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { OtherDesk } from '../support/other-desk.js';
import { listsOf } from '../support/kept-lists.js';

let test: TestApp;
let folder: string;
let site: string;
let viewer: Viewer;
let person: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-export-words-'));
  test = await testApp({ settings: { DATA_DIR: folder } });
  const given = new Given(test.database.database);
  await given.district();
  site = await given.site('KGE');
  const admin = await accountAs(test.database.database, 'it-admin', null);
  await accountAs(test.database.database, 'site-clerk', site);
  const read = [
    'account:manage',
    'ledger:verify',
    'access-log:read',
    'admin-log:read',
    'label:print',
    'device:read',
    'person:read',
  ];
  viewer = new Viewer(admin.id, 'Test it-admin', new Map(read.map((code) => [code, 'all' as const])));
  await given.missingCase(site);
  await given.clearance(site);
  const pupil = await given.person(site);
  person = pupil.id;
  const desk = await OtherDesk.open(test, given, site);
  await desk.scan('out', pupil.number);
  await desk.scan('out', (await given.device(site)).tag);
  await listsOf(test.database, given, { site, account: admin.id });
  await test.database.asSuperuser('UPDATE api_token SET site_ids = ARRAY[$1::uuid]', [site]);
}, 60_000);
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

/** A list's first page as its file says it, by the heads. */
async function rows(name: string, query: object = {}, language: Language = 'en'): Promise<Record<string, unknown>[]> {
  const list = test.app.get(ExportLists).find(name)!;
  const { items } = await list.page(viewer, { limit: 50, ...query });
  return items.map((row) =>
    Object.fromEntries(
      list.columns.map((column) => [wordsIn(column.title, language), column.value(row, language)] as const),
    ),
  );
}

describe('a file says what the screen says', () => {
  it('of accounts: roles by their names, sites by their codes, and who cannot sign in yet', async () => {
    await test.database.asSuperuser(
      `UPDATE account SET password_hash = NULL WHERE id IN (SELECT account_id FROM role_grant WHERE site_id = $1)`,
      [site],
    );
    const all = await rows('accounts');
    expect(all).toContainEqual(
      expect.objectContaining({ Roles: 'Site clerk at KGE', Status: 'No sign-in yet', 'Second factor': 'Off' }),
    );
    expect(all).toContainEqual(expect.objectContaining({ Roles: 'IT admin everywhere', Status: 'Active' }));
    expect(await rows('accounts', {}, 'es')).toContainEqual(
      expect.objectContaining({ Funciones: 'Site clerk en KGE', Estado: 'Aún sin acceso' }),
    );
  });

  it('of tokens: permissions in sentences, sites by their codes', async () => {
    expect(await rows('tokens')).toMatchObject([{ Status: 'In use', May: 'Look up devices', At: 'KGE' }]);
  });

  it('of looks at people: what was done, to how many and where', async () => {
    const log = test.app.get(AccessLog);
    const at = { viewer, siteId: site };
    await log.record(test.database.database.read, { ...at, action: 'person.viewed', personId: person });
    await log.record(test.database.database.read, { ...at, action: 'list.exported', rowCount: 1200 });
    const all = await rows('access-log');
    expect(all).toContainEqual(
      expect.objectContaining({ What: 'Opened the page', Whom: '1 person', Site: 'KGE', Who: 'Test it-admin' }),
    );
    expect(all).toContainEqual(expect.objectContaining({ What: 'Exported a list', Whom: '1,200 rows', Site: 'KGE' }));
    expect(await rows('access-log', {}, 'es')).toContainEqual(
      expect.objectContaining({ Qué: 'Exportó una lista', 'A quién': '1,200 filas' }),
    );
  });

  it('of changes: what was done to which record, field by field', async () => {
    const log = test.app.get(AdminLog);
    await test.database.database.transaction(async (tx) => {
      const after = { source: 'South Zone SIS', ask: 8, create: 0, approvedNumber: null };
      const roster = { subjectKind: 'roster', subjectId: newId() };
      await log.record(tx, { viewer, action: 'roster.run', ...roster, after });
      const programs = { subjectKind: 'programs', subjectId: site };
      const before = { grants: [{ role: 'auditor', siteId: site }], active: true };
      await log.record(tx, { viewer, action: 'programs.replaced', ...programs, before, after: { active: true } });
    });
    expect((await rows('admin-log')).slice(0, 2)).toMatchObject([
      {
        What: 'Changed the programs',
        Record: 'Programs KGE School',
        Old: 'Auditor at KGE: yes',
        New: 'Auditor at KGE: nothing',
      },
      { What: 'Ran a roster', Record: 'Roster run South Zone SIS', Old: null, New: 'Asked about: 8; New: 0' },
    ]);
    expect((await rows('admin-log', {}, 'es'))[1]).toMatchObject({ Qué: 'Ejecutó una matrícula' });
  });

  it('of everything that was done: which part, what, who, and each fact in words', async () => {
    await test.app.get(AccessLog).record(test.database.database.read, {
      ...{ viewer, siteId: site, action: 'person.viewed', personId: person },
    });
    const all = await rows('log');
    expect(all).toContainEqual(
      expect.objectContaining({ Part: 'Devices', What: 'Checked out', Site: 'KGE', Record: 'Device' }),
    );
    const [given] = all.filter(({ What }) => What === 'Registered');
    expect(given).toMatchObject({ Who: 'Cubby itself', Old: null });
    expect(given.New).toContain('Home site: KGE');
    expect(all).toContainEqual(
      expect.objectContaining({ Part: 'Looks at people', What: 'Opened the page', Record: 'Person' }),
    );
    expect(await rows('log', {}, 'es')).toContainEqual(
      expect.objectContaining({ Parte: 'Dispositivos', Qué: 'Entregado', Escuela: 'KGE' }),
    );
  });

  it('of notices: the sentence, and where the device went', async () => {
    await test.database.asSuperuser(
      `INSERT INTO notice (account_id, message_id, kind, site_id, facts)
       VALUES ($1, uuidv7(), 'device-transferred', $2, jsonb_build_object('toSiteId', $2::uuid, 'scanId', uuidv7()))`,
      [viewer.accountId, site],
    );
    expect(await rows('notices')).toMatchObject([
      { Notice: 'A device was taken over by another site', Site: 'KGE', Detail: 'To site: KGE' },
    ]);
    expect(await rows('notices', {}, 'es')).toMatchObject([{ Aviso: 'Otra escuela se hizo cargo de un dispositivo' }]);
  });

  it('of printed labels: of what, and how far they are', async () => {
    await test.database.asSuperuser(`UPDATE label_run SET state = 'done'`);
    const all = await rows('label-runs');
    expect(all.map(({ Labels, Status }) => [Labels, Status]).sort()).toEqual([
      ['Class lists', 'Ready'],
      ['Rooms', 'Ready'],
    ]);
    expect((await rows('label-runs', {}, 'es')).map(({ Estado }) => Estado)).toEqual(['Lista', 'Lista']);
  });

  it('of label stock and printers: what they are, in words, and whose', async () => {
    expect(await rows('label-stock')).toEqual([
      { Name: 'Silver tags', Kind: 'Roll', Labels: 'roll, 2 × 1 in', Of: 'KGE' },
    ]);
    expect(await rows('label-printers')).toEqual([
      { Printer: 'Front office', Site: 'KGE', Takes: 'PDF', 'Moves labels': '0.3 mm to the right and 1.2 mm up' },
    ]);
    expect(await rows('label-printers', {}, 'es')).toMatchObject([
      { 'Desplaza etiquetas': '0.3 mm a la derecha y 1.2 mm hacia arriba' },
    ]);
    expect(await rows('label-printers', { archived: true })).toEqual([]);
  });

  it('of the labels of a run: on which page each is', async () => {
    const [{ id }] = await test.database.asSuperuser(
      `UPDATE label_run SET start_at = 2, pages = 2 WHERE kind = 'room' RETURNING id`,
    );
    const all = await rows('label-items', { runId: id });
    expect(all.map(({ Label, Page, Code }) => [Label, Page, Code])).toEqual([
      [1, 1, 'ROOM-1'],
      [2, 2, 'ROOM-2'],
    ]);
  });

  it('of missing devices: the state of the case, its next step and that this is late', async () => {
    await test.database.asSuperuser(`UPDATE missing_case SET next_step = 'write-off', next_due_on = '2026-01-05'`);
    const [row] = await rows('missing-cases');
    expect(row).toMatchObject({ State: 'Missing', 'Next step': 'Write-off', 'Step overdue': 'Overdue', Site: 'KGE' });
    const [es] = await rows('missing-cases', {}, 'es');
    expect(es).toMatchObject({ Situación: 'Extraviado', 'Próximo paso': 'Baja contable', 'Paso atrasado': 'Atrasado' });
    // As on the page: what waits for a decision is late with nobody.
    await test.database.asSuperuser(
      `INSERT INTO write_off (case_id, reason, proposed_by) SELECT id, 'not-returned', $1 FROM missing_case`,
      [viewer.accountId],
    );
    const [pending] = await rows('missing-cases');
    expect(pending).toMatchObject({ 'Next step': 'Write-off to be decided', 'Step overdue': null });
  });

  it('of clearances: what is owed and that it is late, how much is back, and why', async () => {
    await test.database.asSuperuser(
      `UPDATE person SET state = 'withdrawn', withdrawn_on = '2026-09-01' WHERE id = $1`,
      [person],
    );
    await test.database.database.transaction((tx) =>
      tx.query(`SELECT circulation_open_clearance($1, '2026-09-01')`, [person]),
    );
    const [row] = await rows('clearances', { state: ['open'] });
    expect(row).toMatchObject({ Clearance: 'Owes device, overdue', Returned: '0 of 1', Why: 'Left', 'Still owed': 1 });
    const [es] = await rows('clearances', { state: ['open'] }, 'es');
    expect(es).toMatchObject({
      Liquidación: 'Debe un dispositivo, con retraso',
      Devueltos: '0 de 1',
      'Por qué': 'Se fue',
    });
  });
});

/** Tables whose heads stand in their source, by the list that their file is. A unit or a wider column is its own head. */
const TABLES: readonly [list: string, source: string, other?: readonly string[]][] = [
  ['accounts', 'features/admin/users-page'],
  ['access-log', 'features/access-log/access-log-page'],
  ['admin-log', 'features/admin/changes/changes-page'],
  ['tokens', 'features/tokens/tokens-page'],
  ['sites', 'components/site-list'],
  ['rooms', 'features/sites/rooms-block'],
  ['carts', 'features/sites/carts-block'],
  ['people', 'features/people/people-page'],
  // In the file its unit.
  ['models', 'features/admin/models-page', ['cycle']],
  ['log', 'features/log/log-page'],
  ['bulk-items', 'features/bulk/item-table'],
  ['bulk-runs', 'features/bulk/bulk-runs-page'],
  ['look-alikes', 'features/devices/look-alikes-page'],
  ['clearances', 'features/clearances/clearances-page'],
  ['missing-cases', 'features/missing/missing-page'],
  ['reservations', 'features/reservations/reservations-page'],
  // On the page how the loan stands, in the file yes or no.
  ['site-loans', 'features/sites/site-loans-page', ['overdue']],
  ['loans', 'features/loans/loans-page'],
  ['site-students', 'features/sites/site-students-page'],
  ['notices', 'features/notices/notices-page'],
  ['stations', 'features/admin/stations-page'],
  ['imports', 'features/imports/imports-page'],
  ['label-runs', 'features/labels/run-history'],
  ['label-items', 'features/labels/run-items'],
  ['label-stock', 'features/labels/stock-page'],
  ['label-printers', 'features/labels/printers-page'],
];

/** `id: 'tag', header: DEVICE_HEADS.tag` as it stands in the source of a table. */
const COLUMN = /\bid: '([\w-]+)',\s*(?:file: \[[^\]]*\],\s*)?(?:header|head): (?:'([^']*)'|DEVICE_HEADS\.(\w+))/g;

it.each(TABLES)('the heads of the file of %s are those of its page', async (name, source, other = []) => {
  const text = await readFile(`apps/web/src/${source}.tsx`, 'utf8');
  const heads = new Map(
    test.app
      .get(ExportLists)
      .find(name)!
      .columns.map(({ key, title }) => [key, wordsIn(title, 'en')]),
  );
  const columns = [...text.matchAll(COLUMN)].map(([, id, said, of]) => ({
    id,
    head: said ?? DEVICE_HEADS[of as keyof typeof DEVICE_HEADS],
  }));
  const same = columns.filter(({ id }) => heads.has(id) && !other.includes(id));
  expect(same.length).toBeGreaterThan(0);
  expect(same).toEqual(same.map(({ id }) => ({ id, head: heads.get(id) })));
});
