import type { OnApplicationBootstrap, OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import type { JobHandler } from '@app/platform';
import { Database, JobRegistry, JobRuns, Jobs, Settings, VitalSigns } from '@app/platform';
import { BackupUnderWay } from '../backups.errors.js';
import { BACKUP_QUEUE, backupPath } from '../dump/take-backup.js';
import type { BackupCause } from './attempts.js';
import { failKilled, KILLED, TAKE_BACKUP } from './attempts.js';
import { backupHealth, policyNow } from './backup-records.js';
import { isDue, isProofDue } from './backup.rules.js';
import { PROVE_QUEUE } from './proof-worker.js';
import { removeSuperfluous, runBackup, wordsOf } from './run-backup.js';

const TELL_EVERY_MS = 500;
const NEVER = Number.POSITIVE_INFINITY;

/** Every hour, and when somebody asks: takes the backup that is due, says aloud when it cannot. */
@Injectable()
export class BackupWorker implements JobHandler<{ jobRunId?: string }>, OnModuleInit, OnApplicationBootstrap {
  readonly queue = BACKUP_QUEUE;
  private readonly logger = new Logger('Backups');

  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    private readonly registry: JobRegistry,
    private readonly runs: JobRuns,
    private readonly vitalSigns: VitalSigns,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
    const health = () => backupHealth(this.db.read, this.settings);
    this.vitalSigns.warnsOf(async () => (await health()).problems);
    const secondsSince = (at: string | null | undefined, now: string): number =>
      at ? (Date.parse(now) - Date.parse(at)) / 1_000 : NEVER;
    this.vitalSigns.measures(
      {
        name: 'cubby_backup_age_seconds',
        help: 'Age of the newest good backup; +Inf: there is none',
        read: () => health().then(({ newest, now }) => secondsSince(newest?.takenAt, now)),
      },
      {
        name: 'cubby_backup_last_verified_seconds',
        help: 'Since a backup was restored and compared for the last time; +Inf: never',
        read: () => health().then(({ provenAt, now }) => secondsSince(provenAt, now)),
      },
      {
        name: 'cubby_backup_failures_total',
        help: 'Backups that failed, ever',
        read: () => health().then(({ failures }) => failures),
      },
      {
        name: 'cubby_backup_folder_usable',
        help: '1: the next backup can be written; 0: its folder is not there, or is not the one that the last one went to',
        read: () => health().then(({ folderProblem }) => (folderProblem === null ? 1 : 0)),
      },
      {
        name: 'cubby_backup_proof_failures_total',
        help: 'Backups that could not be restored for proof, ever',
        read: () => health().then(({ proofFailures }) => proofFailures),
      },
    );
  }

  /** What was under way when the last process was killed. */
  onApplicationBootstrap(): Promise<void> {
    return this.failKilled();
  }

  private async failKilled(): Promise<void> {
    for (const { cause } of await failKilled(this.db, this.runs))
      this.logger.error({ event: 'backup.failed', cause, reason: KILLED });
  }

  /** With a run somebody asked for it; else by the clock. */
  async run({ jobRunId }: { jobRunId?: string }): Promise<void> {
    if (jobRunId !== undefined) {
      const run = await this.runs.find(this.db.read, jobRunId);
      await this.take(jobRunId, 'asked', run?.requestedBy ?? null);
      return;
    }
    await this.failKilled();
    if (!(await this.due(new Date()))) return;
    const id = await this.db.transaction((tx) => this.runs.create(tx, { kind: TAKE_BACKUP, requestedBy: null }));
    if (await this.take(id, 'scheduled', null)) await this.orderProof(new Date());
  }

  /** At night only, and a job of its own: whoever asks for a backup meanwhile does not wait for it. */
  private async orderProof(now: Date): Promise<void> {
    const { policy, provenAt } = await backupHealth(this.db.read, this.settings);
    if (!isProofDue(now, policy.proveDays, provenAt === null ? null : new Date(provenAt))) return;
    await this.db.transaction((tx) => this.jobs.send(tx, PROVE_QUEUE, {}));
  }

  /** Nothing to lose before the set-up is done, nor in the sample. */
  private async due(now: Date): Promise<boolean> {
    const [district] = await this.db.read.query<{ timeZone: string }>(
      'SELECT time_zone AS "timeZone" FROM district WHERE NOT sample',
    );
    if (!district) return false;
    const { hour } = await policyNow(this.db.read);
    const [last] = await this.db.read.query<{ begunAt: string | null }>(
      `SELECT max(begun_at) AS "begunAt" FROM backup_run WHERE state = 'done' AND cause <> 'command'`,
    );
    return isDue(now, hour, district.timeZone, last.begunAt === null ? null : new Date(last.begunAt));
  }

  /** One that fails has been told of in four places and is not tried again before the next hour: it does not throw. */
  private async take(jobRunId: string, cause: BackupCause, requestedBy: string | null): Promise<boolean> {
    if (!(await this.runs.start(jobRunId))) return false;
    const passphrase = this.settings.BACKUP_PASSPHRASE;
    const path = backupPath(this.settings.backupFolder, new Date(), passphrase !== undefined);
    let told = 0;
    const onProgress = (done: number, total: number): void => {
      if (Date.now() - told < TELL_EVERY_MS) return;
      told = Date.now();
      void this.runs.progress(jobRunId, done, total);
    };
    const begun = Date.now();
    try {
      const taken = await runBackup(
        this.db,
        this.settings,
        { cause, requestedBy, jobRunId },
        { path, passphrase, onProgress },
      );
      await this.runs.finish(jobRunId, { bytes: taken.bytes });
      const removed = await removeSuperfluous(this.db, this.settings);
      const { bytes, manifest } = taken;
      const missing = manifest.filesMissing.length;
      this.logger.log({
        event: 'backup.taken',
        cause,
        bytes,
        missing,
        removed: removed.length,
        ms: Date.now() - begun,
      });
      return true;
    } catch (error) {
      await this.runs.fail(jobRunId, wordsOf(error));
      if (!(error instanceof BackupUnderWay))
        this.logger.error({ event: 'backup.failed', cause, reason: wordsOf(error) }, (error as Error).stack);
      return false;
    }
  }
}
