import { mkdir, mkdtemp, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AdminLog } from '@app/identity';
import { JobRegistry, JobRuns, Jobs, Settings, Viewer, VitalSigns } from '@app/platform';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Given } from '../../../../test/support/given.js';
import { backupChecks } from './backup-checks.js';
import { backupHealth, recordProof } from './backup-records.js';
import { BackupWorker } from './backup-worker.js';
import { runBackup } from './run-backup.js';
import { backupPath } from '../dump/take-backup.js';
import { BackupsService } from './backups.service.js';

const NOT_THERE = 'The folder of BACKUP_DIR is not there: mount its share, or make it';

let test: TestDatabase;
let folder: string;
let settings: Settings;
let worker: BackupWorker;
let service: BackupsService;
let signs: VitalSigns;
let admin: Viewer;

beforeAll(async () => {
  Logger.overrideLogger(false);
  test = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'cubby-schedule-'));
  const given = new Given(test.database);
  await given.district();
  admin = new Viewer(await given.account(), 'admin', new Map([['backup:manage', 'all']]));
  use({});
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() =>
  test.asSuperuser('DELETE FROM backup_attempt; DELETE FROM backup_run; DELETE FROM backup_proof; DELETE FROM job_run'),
);

/** A process with these settings. */
function use(given: Record<string, string>): void {
  settings = Settings.from({ DATA_DIR: folder, PUBLIC_URL: 'http://localhost:3000', ...given });
  signs = new VitalSigns();
  const [runs, jobs] = [new JobRuns(test.database), new Jobs(test.database)];
  worker = new BackupWorker(test.database, settings, new JobRegistry(), runs, signs, jobs);
  worker.onModuleInit();
  service = new BackupsService(test.database, settings, jobs, runs, new AdminLog());
}

const files = async (): Promise<string[]> => (await readdir(settings.backupFolder)).sort();
const measured = async (): Promise<Record<string, number>> => {
  const values: Record<string, number> = {};
  for (const { name, read } of signs.all()) values[name] = await read();
  return values;
};
const later = (interval: string): Promise<unknown> =>
  test.asSuperuser(
    `UPDATE backup_run SET begun_at = begun_at - $1::interval, ended_at = ended_at - $1::interval, taken_at = taken_at - $1::interval`,
    [interval],
  );

describe('by the clock', () => {
  it('takes the backup of the night once, and makes up for a night that was missed', async () => {
    await worker.run({});
    await worker.run({});
    const { items, newest, problems, running, encrypts } = await service.state(admin);
    expect(items).toMatchObject([
      { cause: 'scheduled', state: 'done', encrypted: false, removedAt: null, provenAt: null },
    ]);
    expect({ newest, problems, running, encrypts }).toMatchObject({
      newest: items[0],
      problems: [],
      running: null,
      encrypts: false,
    });
    expect(await files()).toEqual([items[0].fileName]);
    await later('25 hours');
    await worker.run({});
    expect((await service.state(admin)).items).toHaveLength(2);
    expect(await test.asSuperuser('SELECT DISTINCT state FROM job_run')).toEqual([{ state: 'done' }]);
  });

  it('is left alone before there is a district, and in the sample', async () => {
    await test.asSuperuser('UPDATE district SET sample = true');
    await worker.run({});
    expect((await service.state(admin)).items).toEqual([]);
    await test.asSuperuser('UPDATE district SET sample = false');
  });

  it('encrypts where there is a passphrase', async () => {
    await mkdir(join(folder, 'locked'));
    use({ BACKUP_PASSPHRASE: 'seven lamps in the corridor', BACKUP_DIR: join(folder, 'locked') });
    await worker.run({});
    const { newest, encrypts } = await service.state(admin);
    expect([newest?.encrypted, encrypts]).toEqual([true, true]);
    expect(await files()).toEqual([expect.stringMatching(/^cubby-.*Z\.tar\.age$/)]);
    use({});
  });

  it('keeps what the policy says, and the one that was proven', async () => {
    await mkdir(join(folder, 'kept'));
    use({ BACKUP_DIR: join(folder, 'kept') });
    const before = (await service.state(admin)).policy;
    await service.edit(admin, { hour: 1, keepNewest: 2, keepMonths: 0, proveDays: 9, version: before.version });
    for (let night = 0; night < 4; night += 1) {
      await worker.run({});
      const [{ fileName, takenAt }] = (await service.state(admin)).items;
      if (night === 0 && fileName && takenAt)
        await recordProof(test.database, {
          path: join(settings.backupFolder, fileName),
          fileName,
          takenAt,
          seconds: 9,
        });
      await later('25 hours');
      // Names have the second in them.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    const { items } = await service.state(admin);
    expect(items.map(({ removedAt, provenAt }) => [removedAt !== null, provenAt !== null])).toEqual([
      [false, false],
      [false, false],
      [true, false],
      [false, true],
    ]);
    expect(await files()).toEqual(
      items
        .filter(({ removedAt }) => removedAt === null)
        .map(({ fileName }) => fileName)
        .sort(),
    );
    await expect(
      service.edit(admin, { hour: 2, keepNewest: 2, keepMonths: 0, proveDays: 0, version: before.version }),
    ).rejects.toMatchObject({
      code: 'backup-policy.version-conflict',
    });
    expect(await test.asSuperuser(`SELECT after FROM admin_log WHERE action = 'backup-policy.edited'`)).toEqual([
      { after: { hour: 1, keepNewest: 2, keepMonths: 0, proveDays: 9 } },
    ]);
    use({});
  });
});

describe('a backup that fails', () => {
  it('is loud: log, page, metrics, readiness, doctor; and leaves no file', async () => {
    const share = join(folder, 'share');
    use({ BACKUP_DIR: share });
    const log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    await worker.run({});
    expect(log).toHaveBeenCalledWith(
      { event: 'backup.failed', cause: 'scheduled', reason: NOT_THERE },
      expect.any(String),
    );
    log.mockRestore();
    const { items, problems, folderProblem } = await service.state(admin);
    expect(items).toMatchObject([{ state: 'failed', fileName: null, error: NOT_THERE }]);
    expect(folderProblem).toBe(NOT_THERE);
    // Made in its place it would have filled the local disk.
    await expect(stat(share)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(problems).toEqual(['backup-failed', 'backup-folder']);
    expect(await signs.warnings()).toEqual(['backup-failed', 'backup-folder']);
    expect(await measured()).toEqual({
      cubby_backup_age_seconds: Infinity,
      cubby_backup_last_verified_seconds: Infinity,
      cubby_backup_failures_total: 1,
      cubby_backup_folder_usable: 0,
      cubby_backup_proof_failures_total: 0,
    });
    const findings = await backupChecks(test.database.read, settings);
    expect(findings.filter(({ level }) => level === 'problem').map(({ text }) => text)).toEqual([
      'The last backup failed (the newest good one: none yet). Look at /admin/backups.',
      `No backup can go to ${share}. ${NOT_THERE}.`,
    ]);
    expect(await test.asSuperuser('SELECT state FROM job_run')).toEqual([{ state: 'failed' }]);
    use({});
    // The next hour tries again, and a good one puts it right.
    await worker.run({});
    expect((await backupHealth(test.database.read, settings)).problems).toEqual([]);
    expect((await measured())['cubby_backup_age_seconds']).toBeLessThan(60);
  });

  it('for a mount point without its share is one: the last backup is not there', async () => {
    const share = join(folder, 'mounted');
    await mkdir(share);
    use({ BACKUP_DIR: share });
    const findings = async () =>
      (await backupChecks(test.database.read, settings))
        .filter(({ level }) => level === 'problem')
        .map(({ text }) => text);
    expect(await findings()).toEqual([]);
    await worker.run({});
    const [{ fileName }] = (await service.state(admin)).items;
    expect([await signs.warnings(), (await measured())['cubby_backup_folder_usable']]).toEqual([[], 1]);
    // The share goes away: what is left of it is an empty folder of the local disk.
    await rename(share, `${share}-away`);
    await mkdir(share);
    const why = `The folder of BACKUP_DIR does not hold the last backup, ${fileName}: mount its share. If it was taken away, run cubby backup --to the folder`;
    expect(await service.state(admin)).toMatchObject({ problems: ['backup-folder'], folderProblem: why });
    expect([await signs.warnings(), (await measured())['cubby_backup_folder_usable']]).toEqual([['backup-folder'], 0]);
    expect(await findings()).toEqual([`No backup can go to ${share}. ${why}.`]);
    await later('25 hours');
    await worker.run({});
    expect((await service.state(admin)).items[0]).toMatchObject({ state: 'failed', error: why });
    expect(await files()).toEqual([]);
    // It is back.
    await rmdir(share);
    await rename(`${share}-away`, share);
    await worker.run({});
    expect(await signs.warnings()).toEqual([]);
    expect((await service.state(admin)).items[0]).toMatchObject({ state: 'done' });
    use({});
  });

  it('is not the first one in a new folder, nor one for which somebody at a terminal names the folder', async () => {
    const [first, emptied] = [join(folder, 'first'), join(folder, 'emptied')];
    for (const share of [first, emptied]) {
      await mkdir(share);
      use({ BACKUP_DIR: share });
      await worker.run({});
      expect(await files()).toHaveLength(1);
      await later('25 hours');
    }
    await rm(emptied, { recursive: true });
    await mkdir(emptied);
    const named = { path: backupPath(emptied, new Date(), false), isNamed: true, passphrase: undefined };
    await runBackup(test.database, settings, { cause: 'command', requestedBy: null }, named);
    expect(await signs.warnings()).toEqual([]);
    use({});
  });

  it('or never comes is a problem after 26 hours', async () => {
    await test.asSuperuser(`UPDATE account SET created_at = created_at - interval '27 hours'`);
    expect((await service.state(admin)).problems).toEqual(['backup-overdue']);
    await worker.run({});
    expect((await service.state(admin)).problems).toEqual([]);
    await later('27 hours');
    expect((await service.state(admin)).problems).toEqual(['backup-overdue']);
    expect((await backupChecks(test.database.read, settings))[0]).toMatchObject({ level: 'problem' });
  });
});

describe('a backup that is asked for', () => {
  it('is taken by the next worker, once however often it is asked', async () => {
    const first = await service.begin(admin);
    expect((await service.begin(admin)).id).toBe(first.id);
    expect((await service.state(admin)).running).toMatchObject({ id: first.id, state: 'queued' });
    const [{ data }] = await test.asSuperuser(`SELECT data FROM pgboss.job WHERE name = 'backups.take'`);
    expect(data).toEqual({ jobRunId: first.id });
    await worker.run({ jobRunId: first.id });
    const { running, items } = await service.state(admin);
    expect(running).toBeNull();
    expect(items).toMatchObject([{ cause: 'asked', state: 'done' }]);
    const [{ by }] = await test.asSuperuser('SELECT requested_by AS by FROM backup_run');
    expect(by).toBe(admin.accountId);
  });

  it('is begun anew when the process of the last one was killed', async () => {
    const { id } = await service.begin(admin);
    await test.asSuperuser(`UPDATE job_run SET state = 'running', started_at = now() WHERE id = $1`, [id]);
    const next = await service.begin(admin);
    expect(next.id).not.toBe(id);
    expect(await test.asSuperuser('SELECT state FROM job_run WHERE id = $1', [id])).toEqual([{ state: 'failed' }]);
  });

  it('waits for none that is being taken', async () => {
    await mkdir(settings.backupFolder, { recursive: true });
    const other = await test.database.pool.connect();
    await other.query('BEGIN');
    await other.query('SELECT pg_advisory_xact_lock(6386531)');
    await worker.run({});
    await other.query('ROLLBACK');
    other.release();
    expect((await service.state(admin)).items).toEqual([]);
    const runs = await test.asSuperuser('SELECT state, error FROM job_run');
    expect(runs).toEqual([{ state: 'failed', error: 'Another backup is being taken at this moment' }]);
  });

  it('is for whoever manages backups of the whole district', async () => {
    const clerk = new Viewer(null, 'clerk', new Map([['backup:manage', ['0197c0de-0000-7000-8000-000000000001']]]));
    await expect(service.state(clerk)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(service.begin(clerk)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
