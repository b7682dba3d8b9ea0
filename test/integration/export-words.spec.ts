import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessLog, AdminLog } from '@app/identity';
import { newId } from '@app/kernel';
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
    'role:read',
    'backup:manage',
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

  it('of roles: who has each, then each permission with the roles that are ticked', async () => {
    const [holders, ...lines] = await rows('roles');
    expect(holders).toMatchObject({ Part: null, Permission: 'Who has it', Code: null });
    expect(String(holders.Roles).split(' · ')).toEqual(
      expect.arrayContaining(['Auditor: 0 people', 'Site clerk: 1 person']),
    );
    const [{ permissions }] = await test.database.asSuperuser('SELECT count(*)::int AS permissions FROM permission');
    expect(lines.length).toBe(permissions);
    const roleRead = lines.find(({ Code }) => Code === 'role:read');
    expect(roleRead).toEqual({
      Part: 'Roles',
      Permission: 'See roles',
      Code: 'role:read',
      Roles: 'Auditor · IT admin',
    });
    expect((await rows('roles', {}, 'es'))[0]).toMatchObject({ Permiso: 'Quién la tiene' });
  });

  it('of backups: what they are worth, who began them and why one failed', async () => {
    await test.database.asSuperuser(
      `INSERT INTO backup_run (cause, state, begun_at, taken_at, file_name, byte_size, sha256, encrypted, row_count, file_count, files_missing)
       VALUES ('asked', 'done', clock_timestamp(), clock_timestamp(), 'cubby-1.tar', 33659392, sha256('x'), true, 1200, 4, 1)`,
    );
    expect(await rows('backups')).toMatchObject([
      {
        Begun: 'from this page',
        Outcome: '1 files missing',
        File: 'cubby-1.tar',
        Size: '32 MB',
        Rows: 1200,
        Proven: null,
      },
      { Begun: 'nightly', Outcome: 'Failed', 'Why it failed': 'The disk is full', Size: null, Rows: null },
    ]);
    expect((await rows('backups', {}, 'es'))[0]).toMatchObject({ Resultado: 'Faltan 1 archivos' });
  });

  it("of one's own exports: of what, for whom, and how long the file is kept", async () => {
    await test.database.asSuperuser(
      `WITH job AS (INSERT INTO job_run (kind, state, done) VALUES ('exchange.export', 'cancelled', 7) RETURNING id)
       INSERT INTO export_run (list, query, columns, format, variant, language, account_id, rights, job_run_id, turn)
       SELECT 'roles', '', '{permission,roles}', 'csv', 'plain', 'en', $1, '{}', id, 1 FROM job`,
      [viewer.accountId],
    );
    expect(await rows('exports')).toMatchObject([
      {
        List: 'Roles',
        Filters: 'All rows',
        Columns: 'Permission, Roles',
        Status: 'Stopped',
        Remark: 'after 7 rows',
        Rows: null,
      },
    ]);
  });

  it('of looks at people: what was done, to how many and where', async () => {
    const log = test.app.get(AccessLog);
    const at = { viewer, siteId: site };
    await log.record(test.database.database.read, { ...at, action: 'person.viewed', personId: person });
    const detail = {
      ...{ list: 'devices', query: 'state=missing', words: 'State: Missing', format: 'csv', variant: 'names' },
      ...{ recipient: 'County', purpose: 'Audit', basis: 'audit' },
    };
    await log.record(test.database.database.read, { ...at, action: 'list.exported', rowCount: 1200, detail });
    const all = await rows('access-log');
    expect(all).toContainEqual(
      expect.objectContaining({ What: 'Opened the page', Whom: '1 person', Site: 'KGE', Who: 'Test it-admin' }),
    );
    const taken = { What: 'Exported a list', Whom: '1,200 rows', Site: 'KGE' };
    const file = { List: 'Devices', Filters: 'State: Missing', File: 'CSV', People: 'Names' };
    const why = { Recipient: 'County', Purpose: 'Audit', Ground: 'Outside: an audit or evaluation' };
    expect(all).toContainEqual(expect.objectContaining({ ...taken, ...file, ...why }));
    expect(all).toContainEqual(expect.objectContaining({ What: 'Opened the page', List: null, Recipient: null }));
    expect(await rows('access-log', {}, 'es')).toContainEqual(
      expect.objectContaining({ Qué: 'Exportó una lista', 'A quién': '1,200 filas', Lista: 'Devices' }),
    );
    expect(await rows('log')).toContainEqual(
      expect.objectContaining({ Part: 'Exports', What: 'Exported a list', Record: 'Export', 'Tag or list': 'Devices' }),
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
    const [own, ...known] = await rows('label-stock');
    expect(own).toEqual({
      Name: 'Silver tags',
      Numbers: null,
      Kind: 'Roll',
      Size: '2 × 1 in',
      'A page': null,
      Of: 'KGE',
    });
    expect(known.length).toBeGreaterThan(80);
    const avery = { Name: 'Avery 5160', Kind: 'Sheet', Size: '2.63 × 1 in', 'A page': 30, Of: 'Avery' };
    expect(await rows('label-stock', { q: '8160' })).toMatchObject([avery]);
    expect(await rows('label-stock', { q: '1 x 2-5/8' })).toContainEqual(expect.objectContaining(avery));
    expect(await rows('label-stock', { archived: true })).toEqual([]);
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
