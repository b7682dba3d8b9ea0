import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eraseDistrict, restoreBackup, runBackup } from '@app/backups';
import type { Erased, ErasureCertificate, TakenBackup } from '@app/backups';
import { Settings } from '@app/platform';
import { migrationPlan, prepare } from '../../database/migrate.js';
import type { BareMachine } from '../support/bare-machine.js';
import { bareMachine, using } from '../support/bare-machine.js';
import { Given } from '../support/given.js';

let folder: string;
let machine: BareMachine;
let settings: Settings;

beforeEach(async () => {
  machine = await bareMachine();
  folder = await mkdtemp(join(tmpdir(), 'cubby-erase-'));
  settings = Settings.from({ DATA_DIR: machine.dataDir });
  await prepare({ ...machine, appRole: 'cubby_app', embedded: true });
  await using(machine.appUrl, async (db) => {
    const given = new Given(db);
    await given.district();
    const site = await given.site('LHS');
    await given.person(site, { name: ['Maya', 'Rivera'] });
    await given.device(site);
  });
  await mkdir(join(machine.dataDir, 'files', 'photo'), { recursive: true });
  await writeFile(join(machine.dataDir, 'files', 'photo', 'x'), 'a photo');
  await writeFile(join(machine.dataDir, 'secret.key'), 'a key');
});
afterEach(async () => {
  await machine.gone();
  await rm(folder, { recursive: true, force: true });
});

const erase = (
  more: { district?: string; withoutBackup?: boolean; backupsToo?: boolean; taken?: string } = {},
): Promise<Erased> =>
  eraseDistrict({
    ...{ ownerUrl: machine.ownerUrl, server: null, settings, folder, by: 'Dana Whitfield' },
    ...{ district: 'Test Unified', withoutBackup: false, backupsToo: false },
    ...more,
  });
const backup = (): Promise<TakenBackup> =>
  using(machine.appUrl, (db) => {
    const path = join(settings.backupFolder, 'last.tar');
    return runBackup(db, settings, { cause: 'command', requestedBy: null }, { path, passphrase: undefined });
  });
const people = (): Promise<number> =>
  machine.owner(async (db) => (await db.read.query<{ n: number }>('SELECT count(*)::int AS n FROM person'))[0].n);

it('deletes every table and file, and writes down what that was', async () => {
  const taken = await backup();
  const { certificate, json, pdf } = await erase();
  expect(certificate).toMatchObject({ state: 'erased', district: 'Test Unified', by: 'Dana Whitfield' });
  const text = await readFile(json, 'utf8');
  expect(JSON.parse(text)).toEqual(certificate);
  expect(certificate.tables.find(({ name }) => name === 'public.person')).toMatchObject({ rows: 1 });
  // The same hashes as in the backup: what is said to be gone is what was kept there.
  for (const { name, sha256 } of taken.manifest.tables.filter((table) => !/backup_run|pgboss/.test(table.name)))
    expect(certificate.tables.find((table) => table.name === name)?.sha256).toBe(sha256);
  expect(certificate.backups).toEqual([
    { fileName: 'last.tar', sha256: taken.sha256, takenAt: taken.manifest.takenAt, deleted: false },
  ]);
  expect(text).not.toContain('Rivera');
  const printed = await readFile(pdf);
  expect(printed.subarray(0, 5).toString()).toBe('%PDF-');
  expect(createHash('sha256').update(text).digest('hex')).toMatch(/^[0-9a-f]{64}$/);
  const left = await machine.owner((db) =>
    db.read
      .query(`SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')
      UNION ALL SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace`),
  );
  expect(left).toEqual([]);
  expect(await readdir(machine.dataDir)).toEqual(['backups']);
  // A start finds an empty installation, and the backup brings the district back.
  const back = { ownerUrl: machine.ownerUrl, appRole: 'cubby_app' };
  await restoreBackup({ path: taken.path, target: back, plan: migrationPlan, dataDir: machine.dataDir });
  expect(await people()).toBe(1);
});

it('takes the backups along when it is told to', async () => {
  await backup();
  const { certificate } = await erase({ backupsToo: true });
  expect(certificate.backups.map(({ deleted }) => deleted)).toEqual([true]);
  expect(await readdir(settings.backupFolder)).toEqual([]);
});

it('refuses without the right name, and without anything taken along in the last day', async () => {
  await expect(erase()).rejects.toMatchObject({ code: 'erase.no-fresh-backup' });
  await backup();
  await machine.owner((db) =>
    db.transaction((tx) =>
      tx.execute(
        `UPDATE backup_run SET ended_at = ended_at - interval '25 hours', begun_at = begun_at - interval '25 hours',
           taken_at = taken_at - interval '25 hours'`,
      ),
    ),
  );
  await expect(erase()).rejects.toMatchObject({ code: 'erase.no-fresh-backup' });
  await expect(erase({ district: 'test unified', withoutBackup: true })).rejects.toMatchObject({
    code: 'erase.wrong-district',
  });
  expect([await people(), await readdir(folder)]).toEqual([1, []]);
  await erase({ withoutBackup: true });
  await expect(erase({ withoutBackup: true })).rejects.toMatchObject({ code: 'erase.nothing-there' });
});

it('refuses when the backup of the last day is a record only, or another file than it was', async () => {
  const { path, sha256, manifest } = await backup();
  const elsewhere = join(folder, 'elsewhere.tar');
  const whole = await readFile(path);
  await rm(path);
  const refused = { code: 'erase.no-fresh-backup' };
  await expect(erase()).rejects.toMatchObject(refused);
  await writeFile(path, whole.subarray(0, -1));
  await expect(erase()).rejects.toMatchObject(refused);
  await expect(erase({ taken: path })).rejects.toMatchObject(refused);
  expect(await people()).toBe(1);
  await writeFile(elsewhere, whole);
  const { certificate } = await erase({ taken: elsewhere });
  expect(certificate.takenAlong).toEqual({ kind: 'backup', path: elsewhere, sha256, at: manifest.takenAt });
});

it('refuses while somebody works, and its certificate says that it did not end', async () => {
  await using(machine.appUrl, async (db) => {
    await db.read.query('SELECT 1');
    await expect(erase({ withoutBackup: true })).rejects.toMatchObject({ code: 'backup.database-in-use' });
  });
  expect(await people()).toBe(1);
  const [name] = await readdir(folder);
  const { state } = JSON.parse(await readFile(join(folder, name), 'utf8')) as ErasureCertificate;
  expect(state).toBe('begun');
});
