import { Injectable } from '@nestjs/common';
import type { Page } from '@app/kernel';
import type { Tx, Viewer } from '@app/platform';
import { Database, JobRuns, Jobs } from '@app/platform';
import {
  DateOrderNeeded,
  ImportStateConflict,
  ImportVersionConflict,
  KeyColumnMissing,
  MappingInvalid,
  WarningsNotRead,
} from '../exchange.errors.js';
import type { ImportOptions, ImportRun, ImportState } from './import-run.js';
import { ImportRuns } from './import-runs.js';
import type { ColumnChoice } from './mapping.rules.js';
import { chosenColumns, mappingFaults, missingKeys, padFaults, questionsOf, warningsOf } from './mapping.rules.js';

export const IMPORT_QUEUE = 'exchange.import';
export type ImportStep = 'dry-run' | 'run';

/** What a job of `IMPORT_QUEUE` carries. `purge` is the nightly cleaning. */
export type ImportTask = { step: ImportStep; runId: string; jobRunId: string } | { step: 'purge' };

const AT_REST: readonly ImportState[] = ['mapping', 'checked', 'failed', 'cancelled'];

/** The steps of an import between the upload and the result. An import belongs to the district, not to who began it. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly db: Database,
    private readonly runs: ImportRuns,
    private readonly jobs: Jobs,
    private readonly jobRuns: JobRuns,
  ) {}

  list(page: { after?: string; limit: number }): Promise<Page<ImportRun>> {
    return this.runs.list(this.db.read, page);
  }

  /** @throws ImportNotFound */
  find(id: string): Promise<ImportRun> {
    return this.runs.load(this.db.read, id);
  }

  /** @throws ImportNotFound, ImportStateConflict, ImportVersionConflict, MappingInvalid */
  map(
    id: string,
    {
      version,
      columns,
      options,
    }: { version: number; columns: readonly ColumnChoice[]; options: Partial<ImportOptions> },
  ): Promise<ImportRun> {
    return this.db.transaction(async (tx) => {
      const run = await this.atRest(tx, id);
      if (run.version !== version) throw new ImportVersionConflict(run.version);
      const faults = [...mappingFaults(run.kind, run.columns, columns), ...padFaults(run.kind, options.pad ?? {})];
      if (faults.length > 0) throw new MappingInvalid(faults);
      await this.runs.setMapping(tx, {
        id,
        columns: chosenColumns(run.columns, columns),
        options: { ...run.options, ...said(options) },
      });
      return this.runs.load(tx, id);
    });
  }

  /** Begins the dry run. @throws ImportNotFound, ImportStateConflict, KeyColumnMissing, DateOrderNeeded */
  dryRun(viewer: Viewer, id: string, { queued = true } = {}): Promise<ImportRun> {
    return this.db.transaction(async (tx) => {
      const run = await this.atRest(tx, id);
      const missing = missingKeys(run.kind, run.columns, run.options);
      if (missing.length > 0) throw new KeyColumnMissing(missing);
      const [question] = questionsOf(run.kind, run.columns, run.options);
      if (question) throw new DateOrderNeeded(question.positions);
      return this.begin(tx, viewer, run, 'dry-run', queued);
    });
  }

  /**
   * Begins the run of what the dry run showed. `read`: the codes of its warnings that the user has confirmed.
   * @throws ImportNotFound, ImportStateConflict, WarningsNotRead
   */
  run(viewer: Viewer, id: string, read: readonly string[], { queued = true } = {}): Promise<ImportRun> {
    return this.db.transaction(async (tx) => {
      const run = await this.runs.lock(tx, id);
      if (run.state !== 'checked' || !run.predicted) throw new ImportStateConflict(run.state);
      const unread = warningsOf(run.predicted).filter(({ code }) => !read.includes(code));
      if (unread.length > 0) throw new WarningsNotRead(unread.map(({ code }) => code));
      return this.begin(tx, viewer, run, 'run', queued);
    });
  }

  /** Asks the step that is under way to stop; one whose worker is gone ends here. @throws ImportNotFound, ImportStateConflict */
  cancel(id: string): Promise<ImportRun> {
    return this.db.transaction(async (tx) => {
      const run = await this.runs.lock(tx, id);
      if (!run.jobRunId || (run.state !== 'checking' && run.state !== 'running'))
        throw new ImportStateConflict(run.state);
      await this.jobRuns.cancel(tx, run.jobRunId);
      if (await nobodyWorksOn(tx, id)) await this.runs.ended(tx, id, 'cancelled', null);
      return this.runs.load(tx, id);
    });
  }

  private async atRest(tx: Tx, id: string): Promise<ImportRun> {
    const run = await this.runs.lock(tx, id);
    if (!AT_REST.includes(run.state)) throw new ImportStateConflict(run.state);
    return run;
  }

  private async begin(tx: Tx, viewer: Viewer, run: ImportRun, step: ImportStep, queued: boolean): Promise<ImportRun> {
    const jobRunId = await this.jobRuns.create(tx, {
      kind: `import.${step}`,
      total: run.rowTotal,
      requestedBy: viewer.accountId,
    });
    await this.runs.begin(tx, run.id, step === 'dry-run' ? 'checking' : 'running', jobRunId);
    if (queued) await this.jobs.send(tx, IMPORT_QUEUE, { step, runId: run.id, jobRunId } satisfies ImportTask);
    return this.runs.load(tx, run.id);
  }
}

/** A worker holds this lock for as long as it lives. */
export const WORKER_LOCK = `hashtextextended('import:' || $1, 0)`;

export async function nobodyWorksOn(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.query<{ free: boolean }>(`SELECT pg_try_advisory_xact_lock(${WORKER_LOCK}) AS free`, [id]);
  return row?.free ?? false;
}

/** The options that the request names: a field of its class that is left out is there, without a value. */
const said = (options: Partial<ImportOptions>): Partial<ImportOptions> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
