import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkBackup } from '@app/backups';
import { identityOn } from '@app/identity';
import { AnchorFolder, verifyLedger } from '@app/inventory';
import { newId } from '@app/kernel';
import type { Database, MigrationPlan } from '@app/platform';
import { migrationPlan } from '../../database/migrate.js';
import type { BackedUp, RestoreMachine } from '../support/backed-up.js';
import { backedUp, restoreMachine } from '../support/backed-up.js';
import { tableHashes, using } from '../support/bare-machine.js';
import type { GivenDevice } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';

const WORDS = 'seven lamps in the corridor';

let source: BackedUp;
let machine: RestoreMachine;
beforeAll(async () => void (source = await backedUp()));
afterAll(() => source.close());
beforeEach(async () => void (machine = await restoreMachine()));
afterEach(() => machine.gone());

describe('a backup that is restored elsewhere', () => {
  it('is the same in every table, file and key; the ledger is whole and goes on', async () => {
    const taken = await source.backup('whole.tar');
    expect((await stat(taken.path)).mode & 0o777).toBe(0o600);
    const before = await tableHashes(source.test.database);
    const { manifest, aside, migrated } = await machine.restore(taken.path);
    expect([aside, migrated, manifest.filesMissing]).toEqual([[], [], []]);
    await using(machine.appUrl, async (db) => {
      expect(await tableHashes(db)).toEqual(before);
      const report = await verifyLedger(db.read, { folder: new AnchorFolder(machine.dataDir) });
      expect(report).toMatchObject({ findings: [], anchors: 1 });
      expect(report.devices).toBeGreaterThan(0);
    });
    expect(await readFile(join(machine.dataDir, 'files', 'photo', source.fileId), 'utf8')).toBe('a photo');
    expect(await readFile(join(machine.dataDir, 'secret.key'), 'utf8')).toBe('the key of this machine');
    expect(await readdir(machine.dataDir)).not.toContain('restoring');
    // It goes on where it ended: keys, numbers and triggers.
    await using(machine.appUrl, async (db) => {
      await new Given(db).device(source.site, { tag: 'AFTER-1' });
      await expect(db.transaction((tx) => tx.execute('UPDATE device_event SET seq = seq'))).rejects.toThrow();
      expect((await verifyLedger(db.read)).findings).toEqual([]);
    });
    expect(await machine.start()).toMatchObject({ migrations: [], functions: [] });
  });

  it('has the constraints, indexes and triggers that migrations make, each as it is made', async () => {
    const { path } = await source.backup('schema.tar');
    await machine.restore(path);
    const SCHEMA = `SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) AS line FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT c.relname || coalesce(c.relacl::text, '') FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1`;
    const lines = (db: Database): Promise<unknown[]> => db.read.query(SCHEMA);
    expect(await machine.owner(lines)).toEqual(await using(source.test.ownerUrl, lines));
  });

  it('holds one moment, whoever goes on writing', async () => {
    const station = await source.given.station(source.site);
    const devices: GivenDevice[] = [];
    for (let n = 0; n < 8; n += 1) devices.push(await source.given.device(source.site));
    let stop = false;
    let scans = 0;
    // Devices go out to people and come back while the backup is taken.
    const writers = devices.map(async (device) => {
      const person = await source.given.person(source.site);
      const at = new GivenDesk(station);
      while (!stop) {
        for (const request of [
          at.request('out', person.number),
          at.request('out', device.tag),
          at.request('in', device.tag),
        ])
          at.context = (await source.scans.handle(source.clerk, request)).context;
        scans += 3;
        await source.storedFile(`photo ${scans}`);
      }
    });
    while (scans < 24) await new Promise((resolve) => setTimeout(resolve, 5));
    const before = scans;
    const taken = await source.backup('load.tar').finally(() => (stop = true));
    await Promise.all(writers);
    expect(scans).toBeGreaterThan(before);
    expect(taken.manifest.filesMissing).toEqual([]);
    await machine.restore(taken.path);
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
    await source.test.database.transaction((tx) => tx.execute(publish));
    const before = await news(source.test.database);
    expect(before).toHaveLength(2);
    await source.test.asSuperuser(
      `UPDATE pgboss.job SET state = 'active', started_on = now() WHERE id = (SELECT id FROM pgboss.job WHERE state = 'created' LIMIT 1)`,
    );
    const { path } = await source.backup('news.tar');
    await machine.restore(path);
    expect(await machine.owner(news)).toEqual(before);
    const zones = (db: Database): Promise<unknown[]> => db.read.query('SELECT DISTINCT timezone FROM pgboss.schedule');
    expect(await machine.owner(zones)).toEqual([{ timezone: 'America/Los_Angeles' }]);
  });

  it('lets nobody go on who was signed in then, and says so', async () => {
    const identity = identityOn(source.test.database);
    const who = { email: 'walter@example.org', displayName: 'Walter', password: 'violet otter canyon lamp' };
    const accountId = await identity.facade.createAdmin(who);
    const open = (db: Database): Promise<{ open: number }[]> =>
      db.read.query(
        `SELECT (SELECT count(*) FROM session WHERE ended_at IS NULL) + (SELECT count(*) FROM sign_in_attempt)
           + (SELECT count(*) FROM second_factor_offer) AS open`,
      );
    await source.test.asSuperuser(
      `INSERT INTO session (token_hash, account_id, expires_at, proven_at, way) VALUES ('\\x01', $1, now() + interval '1 hour', now(), 'password')`,
      [accountId],
    );
    await source.test.asSuperuser(
      `INSERT INTO second_factor_offer (account_id, secret, expires_at) VALUES ($1, '\\x01', now() + interval '1 hour')`,
      [accountId],
    );
    const provider = newId();
    await source.test.asSuperuser(
      `INSERT INTO identity_provider (id, kind, label, issuer, client_id, client_secret, allowed_domains)
       VALUES ($1, 'oidc', 'P', 'https://p.example.org', 'x', '\\x01', '{example.org}')`,
      [provider],
    );
    await source.test.asSuperuser(
      `INSERT INTO sign_in_attempt (token_hash, provider_id, provider_version, next_path, expires_at) VALUES ('\\x01', $1, 1, '/', now() + interval '1 hour')`,
      [provider],
    );
    expect(await open(source.test.database)).toEqual([{ open: 3 }]);
    const { path } = await source.backup('signed-in.tar');
    const { sessionsEnded, manifest } = await machine.restore(path);
    expect(sessionsEnded).toBe(1);
    expect(await machine.owner(open)).toEqual([{ open: 0 }]);
    const log = (db: Database): Promise<unknown[]> =>
      db.read.query(`SELECT after FROM admin_log WHERE action = 'district.restored'`);
    expect(await machine.owner(log)).toEqual([{ after: { takenAt: manifest.takenAt, sessionsEnded: 1 } }]);
    await source.test.asSuperuser('DELETE FROM session; DELETE FROM sign_in_attempt; DELETE FROM second_factor_offer');
  });

  it('does not know any more in which folder backups lay: it was one of the other machine', async () => {
    await source.test.asSuperuser(
      `INSERT INTO backup_run (cause, begun_at, state, taken_at, file_name, byte_size, sha256, encrypted, row_count, file_count, files_missing, folder)
       VALUES ('scheduled', now(), 'done', now(), 'cubby-1.tar', 1, decode(repeat('00', 32), 'hex'), false, 1, 1, 0, '/mnt/backups')`,
    );
    const { path } = await source.backup('folders.tar');
    await machine.restore(path);
    expect(await machine.owner((db) => db.read.query('SELECT file_name AS name, folder FROM backup_run'))).toEqual([
      { name: 'cubby-1.tar', folder: null },
    ]);
    await source.test.asSuperuser('DELETE FROM backup_run');
  });

  it('of an older version is restored as it was and then brought up to date', async () => {
    const { path } = await source.backup('older.tar');
    class Later1999000000000 {
      name = 'Later1999000000000';
      up = (q: { query(sql: string): Promise<unknown> }) =>
        q.query(`ALTER TABLE district ADD COLUMN motto text NOT NULL DEFAULT 'semper'`);
      down = (q: { query(sql: string): Promise<unknown> }) => q.query('ALTER TABLE district DROP COLUMN motto');
    }
    const newer = { ...migrationPlan, migrations: [...migrationPlan.migrations, Later1999000000000] } as MigrationPlan;
    expect((await machine.restore(path, { plan: newer })).migrated).toEqual(['Later1999000000000']);
    const [row] = await machine.owner((db) => db.read.query('SELECT name, motto FROM district'));
    expect(row).toEqual({ name: 'Test Unified', motto: 'semper' });
    const other = await restoreMachine();
    const first = { ...migrationPlan, migrations: migrationPlan.migrations.slice(0, -1) };
    await expect(other.restore(path, { plan: first })).rejects.toMatchObject({ code: 'backup.too-new' });
    await other.gone();
  });
});

describe('with a passphrase', () => {
  it('tells nothing without it, and is whole with it', async () => {
    const { path } = await source.backup('secret.tar.age', WORDS);
    const bytes = await readFile(path);
    expect(bytes.includes('Test Unified')).toBe(false);
    await expect(checkBackup(path, undefined)).rejects.toMatchObject({ code: 'backup.passphrase-wrong' });
    await expect(checkBackup(path, `${WORDS}!`)).rejects.toMatchObject({ code: 'backup.passphrase-wrong' });
    expect(await machine.isBare()).toBe(true);
    await machine.restore(path, { passphrase: WORDS });
    expect(await machine.owner(tableHashes)).toEqual(await tableHashes(source.test.database));
    for (const [name, cut] of [
      ['half', bytes.subarray(0, bytes.length / 2)],
      ['tail', bytes.subarray(0, -20)],
      ['head', bytes.subarray(0, 60)],
    ] as const) {
      const broken = join(source.folder, `${name}.age`);
      await writeFile(broken, cut);
      await expect(checkBackup(broken, WORDS)).rejects.toMatchObject({ code: 'backup.incomplete' });
    }
  });
});
