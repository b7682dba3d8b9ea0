import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { AdminLog } from '@app/identity';
import { JobRegistry, JobRuns, Jobs, Settings, Viewer, VitalSigns } from '@app/platform';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Given } from '../../../../test/support/given.js';
import { backupChecks } from './backup-checks.js';
import { BackupWorker } from './backup-worker.js';
import { BackupsService } from './backups.service.js';
import { runBackup } from './run-backup.js';

/** A district with its administrator, a folder for its data, and one process that takes its backups. */
export class TestBackups {
  settings!: Settings;
  signs!: VitalSigns;
  worker!: BackupWorker;
  service!: BackupsService;

  private constructor(
    readonly test: TestDatabase,
    readonly folder: string,
    readonly admin: Viewer,
  ) {
    this.use({});
  }

  static async open(): Promise<TestBackups> {
    Logger.overrideLogger(false);
    const test = await testDatabase();
    const given = new Given(test.database);
    await given.district();
    const admin = new Viewer(await given.account(), 'admin', new Map([['backup:manage', 'all']]));
    return new TestBackups(test, await mkdtemp(join(tmpdir(), 'cubby-backups-')), admin);
  }

  /** The process ends, and another begins with these settings. */
  use(given: Record<string, string>): void {
    const { database } = this.test;
    this.settings = Settings.from({ DATA_DIR: this.folder, PUBLIC_URL: 'http://localhost:3000', ...given });
    this.signs = new VitalSigns();
    const [runs, jobs] = [new JobRuns(database), new Jobs(database)];
    this.worker = new BackupWorker(database, this.settings, new JobRegistry(), runs, this.signs, jobs);
    this.worker.onModuleInit();
    this.service = new BackupsService(database, this.settings, jobs, runs, new AdminLog());
  }

  /** As if no backup had ever been taken. */
  async forget(): Promise<void> {
    await this.test.asSuperuser(
      'DELETE FROM backup_attempt; DELETE FROM backup_run; DELETE FROM backup_proof; DELETE FROM job_run',
    );
  }

  state(): ReturnType<BackupsService['state']> {
    return this.service.state(this.admin);
  }

  begin(): ReturnType<BackupsService['begin']> {
    return this.service.begin(this.admin);
  }

  /** What doctor says of them. */
  checks(): ReturnType<typeof backupChecks> {
    return backupChecks(this.test.database.read, this.settings);
  }

  /** Somebody at a terminal takes one, to this file. */
  takeTo(path: string): ReturnType<typeof runBackup> {
    const place = { path, passphrase: undefined, isNamed: true };
    return runBackup(this.test.database, this.settings, { cause: 'command', requestedBy: null }, place);
  }

  /** Names of what lies in the folder of the backups. */
  async files(): Promise<string[]> {
    return (await readdir(this.settings.backupFolder)).sort();
  }

  /** While another process takes a backup. */
  async whileAnother(work: () => Promise<void>): Promise<void> {
    const other = await this.test.database.pool.connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT pg_advisory_xact_lock(6386531)');
      await work();
    } finally {
      await other.query('ROLLBACK');
      other.release();
    }
  }

  async close(): Promise<void> {
    await this.test.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
