import type { OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { IdentityFacade, PERMISSIONS } from '@app/identity';
import { DomainError, newId } from '@app/kernel';
import type { JobHandler, SiteScope, Viewer } from '@app/platform';
import { Database, JobRegistry, JobRuns, sharedScope } from '@app/platform';
import { ExportCancelled, ExportNotPermitted } from '../exchange.errors.js';
import { ExportFiles } from './export-files.js';
import { ExportPlans } from './export-plans.js';
import type { ExportRun } from './export-run.js';
import { ExportRuns } from './export-runs.js';
import type { Rows } from './exported-rows.js';
import { exportedRows } from './exported-rows.js';
import type { ExportTask } from './exports.service.js';
import { EXPORT_QUEUE } from './exports.service.js';

const TELL_EVERY_MS = 500;

/** Writes long exports. One whose worker was killed is begun again by the next: nothing of it was recorded. */
@Injectable()
export class ExportWorker implements JobHandler<ExportTask>, OnModuleInit {
  readonly queue = EXPORT_QUEUE;
  private readonly logger = new Logger('Exports');

  constructor(
    private readonly db: Database,
    private readonly identity: IdentityFacade,
    private readonly plans: ExportPlans,
    private readonly writing: ExportFiles,
    private readonly runs: ExportRuns,
    private readonly jobRuns: JobRuns,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  async run({ exportId }: ExportTask): Promise<void> {
    const run = await this.runs.load(this.db.read, exportId);
    if (run.fileId !== null || run.jobRunId === null) return;
    if (await this.jobRuns.start(run.jobRunId)) await this.work(run, run.jobRunId);
    else await this.jobRuns.cancelled(run.jobRunId);
  }

  private async work(run: ExportRun, jobRunId: string): Promise<void> {
    const started = Date.now();
    const seen = { rows: 0 };
    try {
      const rowCount = await this.write(run, jobRunId, seen);
      await this.jobRuns.finish(jobRunId, { rowCount });
      this.logger.log({ event: 'export.done', exportId: run.id, list: run.list, rowCount, ms: Date.now() - started });
    } catch (error) {
      if (error instanceof ExportCancelled) await this.jobRuns.cancelled(jobRunId, seen.rows);
      else await this.jobRuns.fail(jobRunId, this.wordsOf(error, run.id), seen.rows);
    }
  }

  /** @returns the number of rows. @throws ExportCancelled, and what the list throws */
  private async write(run: ExportRun, jobRunId: string, seen: { rows: number }): Promise<number> {
    const viewer = await this.viewerOf(run);
    const plan = await this.plans.of(viewer, run);
    const rows = this.counted(exportedRows(plan, await this.writing.shownTo(viewer)), jobRunId, seen);
    const kept = await this.writing.write(plan, run, rows);
    const rowCount = seen.rows;
    try {
      if (!(await this.jobRuns.progress(jobRunId, rowCount, rowCount))) throw new ExportCancelled();
      await this.db.transaction(async (tx) => {
        await this.writing.record(tx, viewer, { kept, asked: run, plan, siteId: run.siteId, rowCount });
        if (!(await this.runs.finish(tx, run.id, { fileId: kept.id, rowCount }))) throw new ExportCancelled();
        await this.writing.disclose(tx, viewer, run.id, { asked: run, plan });
      });
      return rowCount;
    } catch (error) {
      await this.writing.discard(kept);
      throw error;
    }
  }

  /** Rights taken away since hold; those that were not used then, a token's limits, neither. @throws ExportNotPermitted */
  private async viewerOf({ accountId, rights, language }: ExportRun): Promise<Viewer> {
    const viewer = await this.identity.viewerOf(this.db.read, accountId);
    if (!viewer) throw new ExportNotPermitted([]);
    const scopes = PERMISSIONS.map(({ code }): [string, SiteScope] => [
      code,
      sharedScope(viewer.sitesFor(code), rights[code] ?? []),
    ]);
    return viewer.with(scopes, language);
  }

  /** Says how far it is now and then, and ends the reading when somebody asked to. */
  private async *counted(pages: AsyncIterable<Rows>, jobRunId: string, seen: { rows: number }): AsyncGenerator<Rows> {
    let told = 0;
    for await (const page of pages) {
      yield page;
      seen.rows += page.length;
      if (Date.now() - told < TELL_EVERY_MS) continue;
      told = Date.now();
      if (!(await this.jobRuns.progress(jobRunId, seen.rows))) throw new ExportCancelled();
    }
  }

  private wordsOf(error: unknown, exportId: string): string {
    if (error instanceof DomainError) return error.message;
    const errorId = newId();
    this.logger.error({ event: 'export.failed', exportId, errorId }, error instanceof Error ? error.stack : undefined);
    return `Something went wrong on our side (${errorId}); no file was made`;
  }
}
