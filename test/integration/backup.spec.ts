import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { checkBackup, restoreBackup, takeBackup } from '@app/backups';
import type { TakenBackup } from '@app/backups';
import { identityOn } from '@app/identity';
import { AnchorFolder, castAnchor, verifyLedger } from '@app/inventory';
import { newId } from '@app/kernel';
import type { Database, MigrationPlan } from '@app/platform';
import { Settings, StoredFiles } from '@app/platform';
import { migrationPlan, prepare } from '../../database/migrate.js';
import type { BareMachine } from '../support/bare-machine.js';
import { bareMachine, tableHashes, using } from '../support/bare-machine.js';
import type { TestDatabase } from '../support/database.js';
import type { TestDesk } from '../support/desk.js';
import { openDesk } from '../support/desk.js';
import type { GivenDevice } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';
import { until } from '../support/until.js';

const WORDS = 'seven lamps in the corridor';

let desk: TestDesk;
let test: TestDatabase;
let given: Given;
let folder: string;
let machine: BareMachine;
let fileId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-backups-'));
  desk = await openDesk();
  ({ test, given } = desk);
  await given.person(desk.site, { name: ["Nguyễn\tO'Brien", 'Line\nfeed \\. and \\N'] });
  await given.missingCase(desk.site);
  fileId = await storedFile('a photo');
  await castAnchor(test.database, new AnchorFolder(folder), new Date());
  await writeFile(join(folder, 'secret.key'), 'the key of this machine');
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => void (machine = await bareMachine()));
afterEach(() => machine.gone());

async function storedFile(content: string): Promise<string> {
  const files = new StoredFiles(Settings.from({ DATA_DIR: folder }));
  const kept = await files.keep(Readable.from([Buffer.from(content)]), 'photo');
  const record = { fileName: '../x.png', mediaType: 'image/png', createdBy: null };
  await test.database.transaction((tx) => files.record(tx, kept, record));
  return kept.id;
}

const backup = (name: string, passphrase?: string): Promise<TakenBackup> =>
  takeBackup(test.database, {
    path: join(folder, 'backups', name),
    dataDir: folder,
    ...(passphrase && { passphrase }),
  });

const restore = (path: string, more: { passphrase?: string; plan?: MigrationPlan; into?: BareMachine } = {}) => {
  const { ownerUrl, dataDir } = more.into ?? machine;
  const passphrase = more.passphrase === undefined ? {} : { passphrase: more.passphrase };
  return restoreBackup({
    path,
    target: { ownerUrl, appRole: 'cubby_app' },
    plan: more.plan ?? migrationPlan,
    dataDir,
    ...passphrase,
  });
};

const start = () => prepare({ ...machine, appRole: 'cubby_app', embedded: true });
const isBare = (): Promise<boolean> =>
  machine.owner(async (db) => {
    const [{ bare }] = await db.read.query<{ bare: boolean }>(`SELECT to_regclass('public.district') IS NULL AS bare`);
    return bare;
  });

describe('a backup that is restored elsewhere', () => {
  it('is the same in every table, file and key; the ledger is whole and goes on', async () => {
    const taken = await backup('whole.tar');
    expect((await stat(taken.path)).mode & 0o777).toBe(0o600);
    const before = await tableHashes(test.database);
    const { manifest, aside, migrated } = await restore(taken.path);
    expect([aside, migrated, manifest.filesMissing]).toEqual([[], [], []]);
    await using(machine.appUrl, async (db) => {
      expect(await tableHashes(db)).toEqual(before);
      const report = await verifyLedger(db.read, { folder: new AnchorFolder(machine.dataDir) });
      expect(report).toMatchObject({ findings: [], anchors: 1 });
      expect(report.devices).toBeGreaterThan(0);
    });
    expect(await readFile(join(machine.dataDir, 'files', 'photo', fileId), 'utf8')).toBe('a photo');
    expect(await readFile(join(machine.dataDir, 'secret.key'), 'utf8')).toBe('the key of this machine');
    expect(await readdir(machine.dataDir)).not.toContain('restoring');
    // It goes on where it ended: keys, numbers and triggers.
    await using(machine.appUrl, async (db) => {
      await new Given(db).device(desk.site, { tag: 'AFTER-1' });
      await expect(db.transaction((tx) => tx.execute('UPDATE device_event SET seq = seq'))).rejects.toThrow();
      expect((await verifyLedger(db.read)).findings).toEqual([]);
    });
    expect(await start()).toMatchObject({ migrations: [], functions: [] });
  });

  it('has the constraints, indexes and triggers that migrations make, each as it is made', async () => {
    const { path } = await backup('schema.tar');
    await restore(path);
    const SCHEMA = `SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) AS line FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT c.relname || coalesce(c.relacl::text, '') FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1`;
    const lines = (db: Database): Promise<unknown[]> => db.read.query(SCHEMA);
    expect(await machine.owner(lines)).toEqual(await using(test.ownerUrl, lines));
  });

  it('holds one moment, whoever goes on writing', async () => {
    const station = await given.station(desk.site);
    const devices: GivenDevice[] = [];
    for (let n = 0; n < 8; n += 1) devices.push(await given.device(desk.site));
    let stop = false;
    let scans = 0;
    // Devices go out to people and come back while the backup is taken.
    const writers = devices.map(async (device) => {
      const person = await given.person(desk.site);
      const at = new GivenDesk(station);
      while (!stop) {
        for (const request of [
          at.request('out', person.number),
          at.request('out', device.tag),
          at.request('in', device.tag),
        ])
          at.context = (await desk.scans.handle(desk.clerk, request)).context;
        scans += 3;
        await storedFile(`photo ${scans}`);
      }
    });
    while (scans < 24) await new Promise((resolve) => setTimeout(resolve, 5));
    const before = scans;
    const taken = await backup('load.tar').finally(() => (stop = true));
    await Promise.all(writers);
    expect(scans).toBeGreaterThan(before);
    expect(taken.manifest.filesMissing).toEqual([]);
    await restore(taken.path);
    await using(machine.appUrl, async (db) => {
      expect(await verifyLedger(db.read, { folder: new AnchorFolder(machine.dataDir) })).toMatchObject({
        findings: [],
      });
      const [{ odd }] = await db.read.query<{ odd: number }>(
        `SELECT count(*) AS odd FROM device d WHERE (d.state = 'deployed') <>
           EXISTS (SELECT 1 FROM loan l WHERE l.device_id = d.id AND l.returned_at IS NULL)`,
      );
      expect(odd).toBe(0);
      const files = await db.read.query<{ id: string }>(`SELECT id FROM stored_file ORDER BY id`);
      expect((await readdir(join(machine.dataDir, 'files', 'photo'))).sort()).toEqual(files.map(({ id }) => id));
    });
  });

  it('keeps the news that nobody heard yet, and gives each once', async () => {
    const news = (db: Database): Promise<unknown[]> =>
      db.read.query(`SELECT id, name, data, state FROM pgboss.job WHERE name NOT LIKE '\\_\\_%' ORDER BY id`);
    const publish = `SELECT platform_publish('desk.alarm-raised.v1', '{"alarmId": "a"}'), platform_publish('directory.person-withdrawn.v1', '{}')`;
    await test.database.transaction((tx) => tx.execute(publish));
    const before = await news(test.database);
    expect(before).toHaveLength(2);
    await test.asSuperuser(
      `UPDATE pgboss.job SET state = 'active', started_on = now() WHERE id = (SELECT id FROM pgboss.job WHERE state = 'created' LIMIT 1)`,
    );
    const { path } = await backup('news.tar');
    await restore(path);
    expect(await machine.owner(news)).toEqual(before);
    const zones = (db: Database): Promise<unknown[]> => db.read.query('SELECT DISTINCT timezone FROM pgboss.schedule');
    expect(await machine.owner(zones)).toEqual([{ timezone: 'America/Los_Angeles' }]);
  });

  it('lets nobody go on who was signed in then, and says so', async () => {
    const identity = identityOn(test.database);
    const who = { email: 'walter@example.org', displayName: 'Walter', password: 'violet otter canyon lamp' };
    const accountId = await identity.facade.createAdmin(who);
    const open = (db: Database): Promise<{ open: number }[]> =>
      db.read.query(
        `SELECT (SELECT count(*) FROM session WHERE ended_at IS NULL) + (SELECT count(*) FROM sign_in_attempt)
           + (SELECT count(*) FROM second_factor_offer) AS open`,
      );
    await test.asSuperuser(
      `INSERT INTO session (token_hash, account_id, expires_at, proven_at, way) VALUES ('\\x01', $1, now() + interval '1 hour', now(), 'password')`,
      [accountId],
    );
    await test.asSuperuser(
      `INSERT INTO second_factor_offer (account_id, secret, expires_at) VALUES ($1, '\\x01', now() + interval '1 hour')`,
      [accountId],
    );
    const provider = newId();
    await test.asSuperuser(
      `INSERT INTO identity_provider (id, kind, label, issuer, client_id, client_secret, allowed_domains)
       VALUES ($1, 'oidc', 'P', 'https://p.example.org', 'x', '\\x01', '{example.org}')`,
      [provider],
    );
    await test.asSuperuser(
      `INSERT INTO sign_in_attempt (token_hash, provider_id, provider_version, next_path, expires_at) VALUES ('\\x01', $1, 1, '/', now() + interval '1 hour')`,
      [provider],
    );
    expect(await open(test.database)).toEqual([{ open: 3 }]);
    const { path } = await backup('signed-in.tar');
    const { sessionsEnded, manifest } = await restore(path);
    expect(sessionsEnded).toBe(1);
    expect(await machine.owner(open)).toEqual([{ open: 0 }]);
    const log = (db: Database): Promise<unknown[]> =>
      db.read.query(`SELECT after FROM admin_log WHERE action = 'district.restored'`);
    expect(await machine.owner(log)).toEqual([{ after: { takenAt: manifest.takenAt, sessionsEnded: 1 } }]);
    await test.asSuperuser('DELETE FROM session; DELETE FROM sign_in_attempt; DELETE FROM second_factor_offer');
  });

  it('of an older version is restored as it was and then brought up to date', async () => {
    const { path } = await backup('older.tar');
    class Later1999000000000 {
      name = 'Later1999000000000';
      up = (q: { query(sql: string): Promise<unknown> }) =>
        q.query(`ALTER TABLE district ADD COLUMN motto text NOT NULL DEFAULT 'semper'`);
      down = (q: { query(sql: string): Promise<unknown> }) => q.query('ALTER TABLE district DROP COLUMN motto');
    }
    const newer = { ...migrationPlan, migrations: [...migrationPlan.migrations, Later1999000000000] } as MigrationPlan;
    expect((await restore(path, { plan: newer })).migrated).toEqual(['Later1999000000000']);
    const [row] = await machine.owner((db) => db.read.query('SELECT name, motto FROM district'));
    expect(row).toEqual({ name: 'Test Unified', motto: 'semper' });
    const other = await bareMachine();
    const first = { ...migrationPlan, migrations: migrationPlan.migrations.slice(0, -1) };
    await expect(restore(path, { plan: first, into: other })).rejects.toMatchObject({ code: 'backup.too-new' });
    await other.gone();
  });
});

describe('with a passphrase', () => {
  it('tells nothing without it, and is whole with it', async () => {
    const { path } = await backup('secret.tar.age', WORDS);
    const bytes = await readFile(path);
    expect(bytes.includes('Test Unified')).toBe(false);
    await expect(checkBackup(path, undefined)).rejects.toMatchObject({ code: 'backup.passphrase-wrong' });
    await expect(checkBackup(path, `${WORDS}!`)).rejects.toMatchObject({ code: 'backup.passphrase-wrong' });
    expect(await isBare()).toBe(true);
    await restore(path, { passphrase: WORDS });
    expect(await machine.owner(tableHashes)).toEqual(await tableHashes(test.database));
    for (const [name, cut] of [
      ['half', bytes.subarray(0, bytes.length / 2)],
      ['tail', bytes.subarray(0, -20)],
      ['head', bytes.subarray(0, 60)],
    ] as const) {
      const broken = join(folder, `${name}.age`);
      await writeFile(broken, cut);
      await expect(checkBackup(broken, WORDS)).rejects.toMatchObject({ code: 'backup.incomplete' });
    }
  });
});

describe('a file that is not a whole backup', () => {
  let path: string;
  beforeAll(async () => void ({ path } = await backup('to-break.tar')));

  it.each([
    ['nothing', (_: Buffer) => Buffer.alloc(0), 'backup.not-a-backup'],
    ['a spreadsheet', (_: Buffer) => Buffer.from(`name,tag\n${'x,1\n'.repeat(500)}`), 'backup.not-a-backup'],
    ['half of one', (whole: Buffer) => whole.subarray(0, whole.length / 2), 'backup.incomplete'],
    ['all but the seal', (whole: Buffer) => whole.subarray(0, whole.length - 2048), 'backup.incomplete'],
    [
      'one with a byte changed',
      (whole: Buffer) => changed(whole, whole.indexOf('tables/public.device/') + 600),
      'backup.damaged',
    ],
    [
      'one with its manifest changed',
      (whole: Buffer) => changed(whole, whole.lastIndexOf('"rows"') + 10),
      'backup.damaged',
    ],
    [
      'one with something behind it',
      (whole: Buffer) => Buffer.concat([whole.subarray(0, -1024), whole]),
      'backup.damaged',
    ],
  ])('%s is refused before anything is written', async (_name, make, code) => {
    const broken = join(folder, 'broken.tar');
    await writeFile(broken, make(await readFile(path)));
    await expect(restore(broken)).rejects.toMatchObject({ code });
    expect(await isBare()).toBe(true);
    expect(await readdir(machine.dataDir)).toEqual([]);
  });

  it('does not come into being when the backup fails in the middle', async () => {
    const orphan = await storedFile('soon gone');
    await rm(join(folder, 'files', 'photo', orphan));
    await test.asSuperuser('CREATE TABLE zz_unreadable (id int PRIMARY KEY)');
    await expect(backup('failed.tar')).rejects.toThrow(/permission denied/);
    await test.asSuperuser('DROP TABLE zz_unreadable');
    expect((await readdir(join(folder, 'backups'))).filter((name) => name.startsWith('failed'))).toEqual([]);
    // The connection of the one that failed may live a moment longer, and its lock with it.
    const next = await until(
      () => backup('then.tar').catch((error: { code: string }) => error),
      (answer) => 'manifest' in answer || answer.code !== 'backup.under-way',
    );
    expect(next).toMatchObject({ manifest: { filesMissing: [`files/photo/${orphan}`] } });
    await test.asSuperuser('DELETE FROM stored_file WHERE id = $1', [orphan]);
  });
});

describe('a database that is not empty', () => {
  it('is refused, whatever is in it, and stays as it is', async () => {
    const { path } = await backup('refused.tar');
    await machine.owner(async (db) => {
      await db.transaction((tx) => tx.execute('CREATE TABLE of_somebody_else (id int)'));
    });
    await expect(restore(path)).rejects.toMatchObject({ code: 'backup.database-not-empty' });
    await machine.owner((db) => db.transaction((tx) => tx.execute('DROP TABLE of_somebody_else')));
    await start();
    await using(machine.appUrl, (db) => new Given(db).district());
    await expect(restore(path)).rejects.toMatchObject({
      code: 'backup.database-not-empty',
      details: { what: 'the table district has rows' },
    });
    const [{ name }] = await machine.owner((db) => db.read.query<{ name: string }>('SELECT name FROM district'));
    expect(name).toBe('Test Unified');
  });

  it('may have been started once, but not be in use; what lay in its folder is set aside', async () => {
    const { path } = await backup('started.tar');
    await start();
    await writeFile(join(machine.dataDir, 'secret.key'), 'the key of the first start');
    const inUse = using(machine.appUrl, async (db) => {
      await db.read.query('SELECT 1');
      await expect(restore(path)).rejects.toMatchObject({ code: 'backup.database-in-use' });
    });
    await inUse;
    const { aside } = await restore(path);
    expect(aside).toEqual([expect.stringMatching(/^secret\.key\.before-restore-/)]);
    expect(await readFile(join(machine.dataDir, aside[0]), 'utf8')).toBe('the key of the first start');
  });
});

it('two restores at once: one is whole, the other refuses', async () => {
  const { path } = await backup('twice.tar');
  const both = await Promise.allSettled([restore(path), restore(path)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  expect(refused.reason).toMatchObject({ kind: 'conflict' });
  expect(await machine.owner(tableHashes)).toEqual(await tableHashes(test.database));
});

describe('a restore that is killed', () => {
  it('leaves nothing that starts, and the next one is whole', async () => {
    const { path } = await backup('killed.tar');
    const steps: string[] = [];
    const { ownerUrl, dataDir } = machine;
    const order = { path, target: { ownerUrl, appRole: 'cubby_app' }, plan: migrationPlan, dataDir };
    // The last moment before the commit: rows and files are there, and the server's end of the connection dies.
    const killed = restoreBackup({
      ...order,
      onStep: (step) => {
        steps.push(step);
        if (step === 'compare')
          void test.asSuperuser(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cubby restore'`,
          );
      },
    });
    await expect(killed).rejects.toThrow();
    expect(steps).toEqual(['check', 'schema', 'load', 'compare']);
    await expect(start()).rejects.toThrow('A restore into this database did not finish');
    const [{ rows }] = await machine.owner((db) =>
      db.read.query<{ rows: number }>('SELECT count(*)::int AS rows FROM device'),
    );
    expect(rows).toBe(0);
    await restore(path);
    expect(await machine.owner(tableHashes)).toEqual(await tableHashes(test.database));
    await start();
  });
});

function changed(whole: Buffer, at: number): Buffer {
  const copy = Buffer.from(whole);
  copy[at] ^= 0x5a;
  return copy;
}
