import { Injectable } from '@nestjs/common';
import type { Page } from '@app/kernel';
import type { Tx, Viewer } from '@app/platform';
import { Database, JobRuns, Jobs } from '@app/platform';
import { nobodyWorksOn } from '../../imports/imports.service.js';
import { RosterNumberWrong, RosterStateConflict, RosterVersionConflict } from '../roster.errors.js';
import type { TakenPackage } from './roster-intake.js';
import { RosterIntake } from './roster-intake.js';
import type { RosterPackage } from '../files/roster-package.js';
import type { RosterRun, RosterState, RosterWay } from './roster-run.js';
import type { RefusedDelivery, RunFilter } from './roster-runs.js';
import { RosterRuns } from './roster-runs.js';
import { RosterSourcesService } from '../sources/roster-sources.service.js';
import type { RosterStep, RosterTask } from './roster-worker.js';
import { ROSTER_QUEUE } from './roster-worker.js';

const AT_REST: readonly RosterState[] = ['checked', 'stopped', 'failed', 'cancelled'];

/** The steps of a roster between its arrival and its result. */
@Injectable()
export class RostersService {
  constructor(
    private readonly db: Database,
    private readonly runs: RosterRuns,
    private readonly sources: RosterSourcesService,
    private readonly intake: RosterIntake,
    private readonly jobs: Jobs,
    private readonly jobRuns: JobRuns,
  ) {}

  list(filter: RunFilter): Promise<Page<RosterRun>> {
    return this.runs.list(this.db.read, filter);
  }

  /** @throws RosterNotFound */
  find(id: string): Promise<RosterRun> {
    return this.runs.load(this.db.read, id);
  }

  /**
   * Takes a package in and begins its dry run; the same package again, before anybody has used it, is the same run. One
   * that did not come over the page is looked at anew then: what the source is told meanwhile counts.
   * @throws RosterSourceNotFound, RosterSourceOff and what `RosterIntake.take` throws
   */
  async take(
    viewer: Viewer,
    sourceId: string,
    source: RosterPackage,
    { cameBy, unattended, queued = true }: { cameBy: RosterWay; unattended: boolean; queued?: boolean },
  ): Promise<RosterRun> {
    await this.sources.requireActive(this.db.read, sourceId);
    const taken = await this.intake.take(source);
    try {
      const run = await this.find(await this.record(viewer, sourceId, taken, { cameBy, unattended, queued }));
      // A repeat of the request, or of its bytes.
      if (run.fileId !== taken.kept.id) await this.intake.discard(taken.kept);
      return run;
    } catch (error) {
      await this.intake.discard(taken.kept);
      throw error;
    }
  }

  /** A package that came by itself and could not be read: kept as a run that failed, so that it is heard of. */
  refuse(delivery: RefusedDelivery): Promise<void> {
    return this.db.transaction((tx) => this.runs.insertRefused(tx, delivery));
  }

  /** Finds out once more what the files would do: after an answer, or when something went wrong. @throws RosterNotFound, RosterStateConflict */
  check(viewer: Viewer, id: string, { queued = true } = {}): Promise<RosterRun> {
    return this.db.transaction(async (tx) => {
      const run = await this.runs.lock(tx, id);
      if (run.state === 'checking') return run;
      if (!AT_REST.includes(run.state) || run.fileId === null) throw new RosterStateConflict(run.state);
      return this.begin(tx, viewer, run, 'check', queued);
    });
  }

  /** What waits is looked at anew: an answer about the source makes another plan of it. */
  async checkWaiting(tx: Tx, viewer: Viewer, sourceId: string): Promise<void> {
    for (const run of await this.runs.lockWaiting(tx, sourceId)) await this.begin(tx, viewer, run, 'check', true);
  }

  /** Does what the dry run showed. @throws RosterNotFound, RosterStateConflict (a stopped run needs an approval first) */
  run(viewer: Viewer, id: string, { queued = true } = {}): Promise<RosterRun> {
    return this.db.transaction(async (tx) => {
      const run = await this.runs.lock(tx, id);
      if (run.state !== 'checked') throw new RosterStateConflict(run.state);
      return this.begin(tx, viewer, run, 'run', queued);
    });
  }

  /**
   * Somebody looked at whom the run would lose or change, types how many, and lets it go on.
   * @throws RosterNotFound, RosterStateConflict, RosterVersionConflict, RosterNumberWrong
   */
  approve(viewer: Viewer, id: string, { version, number }: { version: number; number: number }): Promise<RosterRun> {
    return this.db.transaction(async (tx) => {
      const run = await this.runs.lock(tx, id);
      if (run.state !== 'stopped' || !run.guard) throw new RosterStateConflict(run.state);
      if (run.version !== version) throw new RosterVersionConflict(run.version);
      if (run.guard.number !== number) throw new RosterNumberWrong();
      await this.runs.approved(tx, id, viewer.accountId!, number);
      return this.begin(tx, viewer, run, 'run', true);
    });
  }

  /** Asks the step that is under way to stop; a run that waits, or whose worker is gone, ends here. @throws RosterNotFound, RosterStateConflict */
  cancel(id: string): Promise<RosterRun> {
    return this.db.transaction(async (tx) => {
      const run = await this.runs.lock(tx, id);
      const working = run.state === 'checking' || run.state === 'running';
      if (!working && run.state !== 'checked' && run.state !== 'stopped') throw new RosterStateConflict(run.state);
      if (working && run.jobRunId) await this.jobRuns.cancel(tx, run.jobRunId);
      if (!working || (await nobodyWorksOn(tx, id))) await this.runs.ended(tx, id, 'cancelled', null, [run.state]);
      return this.runs.load(tx, id);
    });
  }

  /** Gives runs on again whose worker was killed: nobody holds them, and their job was begun. @returns how many */
  resume(): Promise<number> {
    return this.db.transaction(async (tx) => {
      const runs = await tx.query<{ id: string; state: RosterState; jobRunId: string }>(
        `SELECT r.id, r.state, r.job_run_id AS "jobRunId" FROM roster_run r JOIN job_run j ON j.id = r.job_run_id
         WHERE r.state IN ('checking', 'running') AND j.state = 'running' FOR NO KEY UPDATE OF r SKIP LOCKED`,
      );
      let resumed = 0;
      for (const { id, state, jobRunId } of runs) {
        if (!(await nobodyWorksOn(tx, id))) continue;
        const step: RosterStep = state === 'checking' ? 'check' : 'run';
        await this.jobs.send(tx, ROSTER_QUEUE, { step, runId: id, jobRunId } satisfies RosterTask);
        resumed += 1;
      }
      return resumed;
    });
  }

  private record(
    viewer: Viewer,
    sourceId: string,
    taken: TakenPackage,
    { queued, ...way }: { cameBy: RosterWay; unattended: boolean; queued: boolean },
  ): Promise<string> {
    return this.db.transaction(async (tx) => {
      const same = await this.runs.sameUpload(tx, sourceId, way.cameBy, taken.kept.sha256);
      if (same) {
        const run = await this.runs.lock(tx, same);
        if (way.cameBy !== 'upload' && AT_REST.includes(run.state)) await this.begin(tx, viewer, run, 'check', queued);
        return same;
      }
      await this.intake.record(tx, viewer, taken);
      const { dialect, manifest, files } = taken;
      const id = await this.runs.insert(tx, {
        ...way,
        sourceId,
        fileId: taken.kept.id,
        dialect: dialect.code,
        manifest: manifest && { version: manifest.version, system: manifest.system },
        files,
        accountId: viewer.accountId,
      });
      await this.begin(tx, viewer, await this.runs.load(tx, id), 'check', queued);
      return id;
    });
  }

  private async begin(
    tx: Tx,
    viewer: Viewer,
    { id, files }: RosterRun,
    step: RosterStep,
    queued: boolean,
  ): Promise<RosterRun> {
    const total = files.reduce((sum, { rows }) => sum + rows, 0);
    const jobRunId = await this.jobRuns.create(tx, { kind: `roster.${step}`, total, requestedBy: viewer.accountId });
    await this.runs.begin(tx, id, step === 'check' ? 'checking' : 'running', jobRunId);
    if (queued) await this.jobs.send(tx, ROSTER_QUEUE, { step, runId: id, jobRunId } satisfies RosterTask);
    return this.runs.load(tx, id);
  }
}
