import { AccessLog, AdminLog } from '@app/identity';
import type { VoidedTags } from '@app/inventory';
import type { Page } from '@app/kernel';
import type { Settings, Viewer } from '@app/platform';
import { Database, JobRegistry, JobRuns, Jobs, StoredFiles } from '@app/platform';
import { Executor } from './imports/executor.js';
import type { ImportKind } from './imports/import-kinds.js';
import type { ImportRow, RowFilter } from './imports/import-rows.service.js';
import { ImportRowsService } from './imports/import-rows.service.js';
import type { ImportRun } from './imports/import-run.js';
import { ImportRuns } from './imports/import-runs.js';
import { ImportWorker } from './imports/import-worker.js';
import { ImportsService } from './imports/imports.service.js';
import type { ColumnChoice } from './imports/mapping.rules.js';
import { PadOffers } from './imports/pad-offers.js';
import { Planner } from './imports/planner.js';
import { Retention } from './imports/retention.js';
import { Staging } from './imports/staging.js';
import { ReadableFiles } from './imports/readable-files.js';
import type { IncomingImport } from './imports/upload.service.js';
import { UploadService } from './imports/upload.service.js';

/**
 * Imports without a server: the same services as the page's, each step done before the promise resolves. For the command
 * line, the benchmark and the tests.
 */
export class Importer {
  readonly imports: ImportsService;
  readonly rows: ImportRowsService;
  readonly retention: Retention;
  private readonly uploads: UploadService;
  private readonly worker: ImportWorker;

  /** `voidedTags`: what is known against tags that a file gives. */
  constructor(
    database: Database,
    settings: Pick<Settings, 'DATA_DIR'>,
    voidedTags: VoidedTags = () => Promise.resolve([]),
  ) {
    const [runs, files, jobRuns] = [new ImportRuns(), new StoredFiles(settings as Settings), new JobRuns(database)];
    const staging = new Staging(database, files);
    const planner = new Planner(database, runs, staging, { voidedTags });
    const executor = new Executor(database, runs, staging, planner, new AdminLog());
    this.retention = new Retention(database, files);
    this.imports = new ImportsService(database, runs, new Jobs(database), jobRuns);
    this.rows = new ImportRowsService(database, runs, files, new AccessLog(database), { voidedTags });
    this.uploads = new UploadService(database, files, new ReadableFiles(files), runs, new PadOffers(database));
    this.worker = new ImportWorker(database, runs, planner, executor, this.retention, jobRuns, new JobRegistry());
  }

  /** @throws TableRefused and what `UploadService.upload` throws */
  upload(viewer: Viewer, kind: ImportKind, file: IncomingImport): Promise<ImportRun> {
    return this.uploads.upload(viewer, kind, file);
  }

  /** Adds to the guesses; the fields that `choices` names are taken from their columns alone. */
  async map(
    run: ImportRun,
    choices: readonly ColumnChoice[],
    options: Partial<ImportRun['options']> = {},
  ): Promise<ImportRun> {
    const taken = new Set(choices.map(({ field }) => field));
    const positions = new Set(choices.map(({ position }) => position));
    const kept = run.columns.filter(
      ({ position, field }) => field !== null && !taken.has(field) && !positions.has(position),
    );
    return this.imports.map(run.id, {
      version: run.version,
      columns: [...kept, ...choices].map(({ position, field }) => ({ position, field })),
      options,
    });
  }

  /** @returns the import in the state `checked`, `failed` or `cancelled` */
  async dryRun(viewer: Viewer, id: string): Promise<ImportRun> {
    const { jobRunId } = await this.imports.dryRun(viewer, id, { queued: false });
    await this.worker.work('dry-run', id, jobRunId!);
    return this.imports.find(id);
  }

  /** @returns the import in the state `done`, `failed` or `cancelled` */
  async run(viewer: Viewer, id: string, read: readonly string[] = []): Promise<ImportRun> {
    const { jobRunId } = await this.imports.run(viewer, id, read, { queued: false });
    await this.worker.work('run', id, jobRunId!);
    return this.imports.find(id);
  }

  listRows(id: string, filter: RowFilter): Promise<Page<ImportRow>> {
    return this.rows.list(id, filter);
  }
}
