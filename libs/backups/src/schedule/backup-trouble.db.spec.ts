import { mkdir, mkdtemp, readdir, rm, statfs, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { AdminLog } from '@app/identity';
import { JobRegistry, JobRuns, Jobs, Settings, Viewer, VitalSigns } from '@app/platform';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Given } from '../../../../test/support/given.js';
import { KILLED } from './attempts.js';
import { backupChecks } from './backup-checks.js';
import { freeIn } from './backup-folder.js';
import { BackupWorker } from './backup-worker.js';
import { BackupsService } from './backups.service.js';
import { runBackup } from './run-backup.js';

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
  folder = await mkdtemp(join(tmpdir(), 'cubby-trouble-'));
  const given = new Given(test.database);
  await given.district();
  admin = new Viewer(await given.account(), 'admin', new Map([['backup:manage', 'all']]));
  settings = Settings.from({ DATA_DIR: folder, PUBLIC_URL: 'http://localhost:3000' });
  signs = new VitalSigns();
  const [runs, jobs] = [new JobRuns(test.database), new Jobs(test.database)];
  worker = new BackupWorker(test.database, settings, new JobRegistry(), runs, signs, jobs);
  worker.onModuleInit();
  service = new BackupsService(test.database, settings, jobs, runs, new AdminLog());
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => test.asSuperuser('DELETE FROM backup_attempt; DELETE FROM backup_run; DELETE FROM job_run'));

describe('a full disk', () => {
  it('is foreseen: the last backup would not fit where the next one goes', async () => {
    const check = async (): Promise<string | undefined> =>
      (await backupChecks(test.database.read, settings)).find(({ text }) => text.includes(settings.backupFolder))?.text;
    await worker.run({});
    expect(await check()).toMatch(/^Backups go to .*: [\d.]+ [MG]B free$/);
    await test.asSuperuser('UPDATE backup_run SET byte_size = 1e15');
    expect(await check()).toMatch(
      /^The next backup does not fit into .*: [\d.]+ [MG]B free, and it needs about 1024454\.\d GB/,
    );
    // The folder itself is asked, not the disk that the data lies on.
    const { bavail, bsize } = await statfs('/dev/shm');
    expect(await freeIn('/dev/shm/not/there')).toBe(await freeIn('/dev/shm'));
    expect(Math.abs((await freeIn('/dev/shm')) - bavail * bsize)).toBeLessThan(2 ** 26);
  });

  it('is named, although the archive breaks off after it', async () => {
    const path = join(folder, 'full.tar');
    await symlink('/dev/full', `${path}.part`);
    const taking = runBackup(
      test.database,
      settings,
      { cause: 'command', requestedBy: null },
      { path, passphrase: undefined, isNamed: true },
    );
    await expect(taking).rejects.toMatchObject({ code: 'backup.not-written', message: 'The disk is full' });
    expect((await service.state(admin)).items).toMatchObject([{ state: 'failed', error: 'The disk is full' }]);
    expect((await readdir(folder)).filter((name) => name.startsWith('full'))).toEqual([]);
  });
});

describe('a backup whose process was killed', () => {
  const path = (): string => join(settings.backupFolder, 'cubby-2026-11-26T010000Z.tar');
  /** As a kill leaves it. */
  async function killed(cause: 'asked' | 'command'): Promise<void> {
    await mkdir(settings.backupFolder, { recursive: true });
    await writeFile(`${path()}.part`, 'half of a file');
    const runId = cause === 'asked' ? (await service.begin(admin)).id : null;
    await test.asSuperuser(`UPDATE job_run SET state = 'running', started_at = now(), done = 25, total = 118`);
    await test.asSuperuser('INSERT INTO backup_attempt (cause, path, job_run_id) VALUES ($1, $2, $3)', [
      ...[cause, path(), runId],
    ]);
  }
  const files = async (): Promise<string[]> => (await readdir(settings.backupFolder)).sort();
  const failures = (): Promise<number> =>
    Promise.resolve(
      signs
        .all()
        .find(({ name }) => name === 'cubby_backup_failures_total')!
        .read(),
    );

  it.each(['asked', 'command'] as const)(
    'is heard of at once: page, readiness, metrics, doctor (%s)',
    async (cause) => {
      await killed(cause);
      const { running, problems, items } = await service.state(admin);
      expect({ running, problems }).toEqual({ running: null, problems: ['backup-failed'] });
      expect(items).toMatchObject([{ cause, state: 'failed', error: KILLED }]);
      expect([await signs.warnings(), await failures()]).toEqual([['backup-failed'], 1]);
      expect((await backupChecks(test.database.read, settings))[0]).toMatchObject({ level: 'problem' });
      // Only looked at: what is deleted is deleted by a start, or by the next one.
      expect(await files()).toContain('cubby-2026-11-26T010000Z.tar.part');
    },
  );

  it('fails at the next start, once, and leaves no half of a file', async () => {
    await killed('asked');
    await worker.onApplicationBootstrap();
    await worker.onApplicationBootstrap();
    expect((await service.state(admin)).items).toMatchObject([{ cause: 'asked', state: 'failed', error: KILLED }]);
    expect(await test.asSuperuser('SELECT state, error FROM job_run')).toEqual([{ state: 'failed', error: KILLED }]);
    expect(await files()).not.toContain('cubby-2026-11-26T010000Z.tar.part');
    expect(await failures()).toBe(1);
  });

  it('lets the next one begin, by button or by command, and does not outlive it as a problem', async () => {
    await killed('asked');
    const next = await service.begin(admin);
    expect(next.state).toBe('queued');
    expect(await files()).not.toContain('cubby-2026-11-26T010000Z.tar.part');
    await worker.run({ jobRunId: next.id });
    await killed('command');
    const place = { path: join(folder, 'next.tar'), passphrase: undefined, isNamed: true };
    await runBackup(test.database, settings, { cause: 'command', requestedBy: null }, place);
    expect(await files()).not.toContain('cubby-2026-11-26T010000Z.tar.part');
    const { items, problems } = await service.state(admin);
    expect(items.map(({ cause, state }) => `${cause} ${state}`)).toEqual([
      'command done',
      'command failed',
      'asked done',
      'asked failed',
    ]);
    expect(problems).toEqual([]);
  });

  it('is not one that runs in another process', async () => {
    await killed('asked');
    const other = await test.database.pool.connect();
    await other.query('BEGIN');
    await other.query('SELECT pg_advisory_xact_lock(6386531)');
    try {
      await worker.onApplicationBootstrap();
      const { running, problems, items } = await service.state(admin);
      expect(running).toMatchObject({ state: 'running', done: 25, total: 118 });
      expect({ problems, items }).toEqual({ problems: [], items: [] });
      expect((await service.begin(admin)).id).toBe(running?.id);
      expect(await files()).toContain('cubby-2026-11-26T010000Z.tar.part');
    } finally {
      await other.query('ROLLBACK');
      other.release();
    }
  });

  it('leaves no trace in the next backup', async () => {
    const place = { path: join(folder, 'clean.tar'), passphrase: undefined, isNamed: true };
    const { manifest } = await runBackup(test.database, settings, { cause: 'command', requestedBy: null }, place);
    expect(manifest.tables.map(({ name }) => name)).not.toContain('public.backup_attempt');
    expect(await test.asSuperuser('SELECT count(*)::int AS n FROM backup_attempt')).toEqual([{ n: 0 }]);
  });
});
