import { Injectable } from '@nestjs/common';
import { AdminLog, requireEverywhere } from '@app/identity';
import type { JobRun, Viewer } from '@app/platform';
import { Database, JobRuns, Jobs, Settings } from '@app/platform';
import { BackupPolicyChanged } from '../backups.errors.js';
import { BACKUP_QUEUE } from '../dump/take-backup.js';
import type { Killed } from './attempts.js';
import { isBackupUnderWay, removeHalves, runUnderWay, settleKilled, TAKE_BACKUP } from './attempts.js';
import { backupHealth, backupRuns, policyNow } from './backup-records.js';
import type { BackupRun, StoredPolicy } from './backup-records.js';
import { whyNotProvable } from './provable.js';
import type { BackupRunningDto, BackupsDto } from './backup.dto.js';

const PERMISSION = 'backup:manage';
const SHOWN = 40;

/** The page of backups: what there is, whether it is good enough, one more at once. Restoring is a command. */
@Injectable()
export class BackupsService {
  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    private readonly jobs: Jobs,
    private readonly runs: JobRuns,
    private readonly log: AdminLog,
  ) {}

  /** @throws DistrictWideOnly */
  async state(viewer: Viewer): Promise<BackupsDto> {
    requireEverywhere(viewer, PERMISSION);
    const db = this.db.read;
    const { newest, provenAt, lastProof, problems, policy, folderProblem } = await backupHealth(db, this.settings);
    const running = await runUnderWay(db);
    const run = running === null ? null : await this.runs.find(db, running);
    return {
      newest,
      provenAt,
      lastProof,
      notProvable: policy.proveDays > 0 ? await whyNotProvable(db, this.settings) : null,
      problems,
      running: run && shown(run),
      policy,
      folder: this.settings.backupFolder,
      folderProblem,
      encrypts: this.settings.BACKUP_PASSPHRASE !== undefined,
      items: await this.last(viewer),
    };
  }

  /** The attempts that the page shows, the newest first. @throws DistrictWideOnly */
  last(viewer: Viewer): Promise<BackupRun[]> {
    requireEverywhere(viewer, PERMISSION);
    return backupRuns(this.db.read, SHOWN);
  }

  /** Begins a backup, or answers the one that is under way. @throws DistrictWideOnly */
  async begin(viewer: Viewer): Promise<BackupRunningDto> {
    requireEverywhere(viewer, PERMISSION);
    let killed: Killed[] = [];
    const begun = await this.db.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('${TAKE_BACKUP}', 0))`);
      // One whose process was killed is still said to run.
      if (!(await isBackupUnderWay(tx))) killed = await settleKilled(tx, this.runs);
      const living = await runUnderWay(tx);
      const id = living ?? (await this.runs.create(tx, { kind: TAKE_BACKUP, requestedBy: viewer.accountId }));
      if (living === null) await this.jobs.send(tx, BACKUP_QUEUE, { jobRunId: id });
      return shown((await this.runs.find(tx, id))!);
    });
    await removeHalves(killed);
    return begun;
  }

  /** From now on. @throws DistrictWideOnly, BackupPolicyChanged */
  edit(viewer: Viewer, { version, ...policy }: StoredPolicy): Promise<StoredPolicy> {
    requireEverywhere(viewer, PERMISSION);
    return this.db.transaction(async (tx) => {
      const before = await policyNow(tx);
      const closed = await tx.execute(
        `UPDATE policy_backup SET effective = tstzrange(lower(effective), clock_timestamp())
         WHERE version = $1 AND upper_inf(effective)`,
        [version],
      );
      if (closed === 0) throw new BackupPolicyChanged(version);
      await tx.execute(
        `INSERT INTO policy_backup (hour, keep_newest, keep_months, prove_days, version, effective, made_by)
         SELECT $1, $2, $3, $4, $5, tstzrange(max(upper(effective)), NULL), $6 FROM policy_backup`,
        [policy.hour, policy.keepNewest, policy.keepMonths, policy.proveDays, version + 1, viewer.accountId],
      );
      const subject = { subjectKind: 'policy', subjectId: null, action: 'backup-policy.edited' as const };
      await this.log.record(tx, { viewer, ...subject, before, after: policy });
      return { ...policy, version: version + 1 };
    });
  }
}

const shown = ({ id, state, done, total, createdAt }: JobRun): BackupRunningDto => ({
  id,
  state,
  done,
  total,
  createdAt,
});
