import { AdminLog, identityOn } from '@app/identity';
import type { Page } from '@app/kernel';
import type { Settings, Viewer } from '@app/platform';
import { Database, JobRegistry, JobRuns, Jobs, StoredFiles } from '@app/platform';
import { RosterExecutor } from './roster-executor.js';
import { RosterIntake } from './roster-intake.js';
import type { RosterPackage } from '../files/roster-package.js';
import { RosterPlanner } from './roster-planner.js';
import type { RosterRow, RosterRowFilter } from './roster-rows.service.js';
import { RosterRowsService } from './roster-rows.service.js';
import type { RosterRun } from './roster-run.js';
import { RosterRuns } from './roster-runs.js';
import { RosterSourcesService } from '../sources/roster-sources.service.js';
import { TrialSource } from '../sources/trial-source.js';
import { RosterStaging } from './roster-staging.js';
import { RosterWorker } from './roster-worker.js';
import { RostersService } from './rosters.service.js';

/** Rosters without a server: the same services as the page's, each step done before the promise resolves. */
export class RosterImporter {
  readonly sources: RosterSourcesService;
  readonly rosters: RostersService;
  readonly trial: TrialSource;
  private readonly rows: RosterRowsService;
  private readonly worker: RosterWorker;

  constructor(database: Database, settings: Pick<Settings, 'DATA_DIR'>) {
    const [runs, files, jobRuns, log] = [
      new RosterRuns(),
      new StoredFiles(settings as Settings),
      new JobRuns(database),
      new AdminLog(),
    ];
    this.sources = new RosterSourcesService(database, log);
    this.trial = new TrialSource(database, files, this.sources, log);
    this.rosters = new RostersService(
      database,
      runs,
      this.sources,
      new RosterIntake(files),
      new Jobs(database),
      jobRuns,
    );
    this.rows = new RosterRowsService(database, runs);
    const executor = new RosterExecutor(database, runs, new RosterPlanner(), identityOn(database).staff, log);
    this.worker = new RosterWorker(
      database,
      runs,
      new RosterStaging(database, files),
      executor,
      jobRuns,
      new JobRegistry(),
    );
  }

  /** Takes a package in and finds out what it would do. @returns the run, `checked`, `stopped` or `failed` */
  async check(viewer: Viewer, sourceId: string, source: RosterPackage): Promise<RosterRun> {
    const run = await this.rosters.take(viewer, sourceId, source, {
      cameBy: 'command',
      unattended: false,
      queued: false,
    });
    if (run.state !== 'checking') return run;
    await this.worker.work('check', run.id, run.jobRunId!);
    return this.rosters.find(run.id);
  }

  /** @returns the run, `done`, `stopped` or `failed` */
  async run(viewer: Viewer, id: string): Promise<RosterRun> {
    const { jobRunId } = await this.rosters.run(viewer, id, { queued: false });
    return this.work(id, jobRunId!);
  }

  /** The dry run anew. */
  async recheck(viewer: Viewer, id: string): Promise<RosterRun> {
    const { jobRunId } = await this.rosters.check(viewer, id, { queued: false });
    await this.worker.work('check', id, jobRunId!);
    return this.rosters.find(id);
  }

  /** Does what a job of this run would do now. */
  async work(id: string, jobRunId: string): Promise<RosterRun> {
    const { state } = await this.rosters.find(id);
    await this.worker.work(state === 'checking' ? 'check' : 'run', id, jobRunId);
    return this.rosters.find(id);
  }

  listRows(id: string, filter: RosterRowFilter): Promise<Page<RosterRow>> {
    return this.rows.list(id, filter, 'en');
  }
}
