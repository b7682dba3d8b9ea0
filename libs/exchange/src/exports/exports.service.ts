import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { PERMISSIONS } from '@app/identity';
import type { Page } from '@app/kernel';
import type { SiteScope, Viewer } from '@app/platform';
import { Database, JobRuns, Jobs, StoredFiles } from '@app/platform';
import {
  ExportExpired,
  ExportIsLong,
  ExportNotFound,
  ExportNotPermitted,
  ExportStateConflict,
  TooManyExports,
} from '../exchange.errors.js';
import { ExportFiles } from './export-files.js';
import type { ExportPlan } from './export-plans.js';
import { AUDITING, ExportPlans, NAMING, siteOf } from './export-plans.js';
import type { AskedExport, ExportRun } from './export-run.js';
import type { NewRun } from './export-runs.js';
import { ExportRuns } from './export-runs.js';
import { turnOf } from './export-turns.rules.js';
import type { FirstRows, Rows } from './exported-rows.js';
import { countedRows, exportedRows, firstRows } from './exported-rows.js';
import { LONGEST_UNASKED, lengthOf, mayBeLong } from './long-pdf.rules.js';

export const EXPORT_QUEUE = 'exchange.export';
/** What a job of `EXPORT_QUEUE` carries. */
export interface ExportTask {
  exportId: string;
}

/** Rows of a file that is there with the answer; more is a job. */
export const MOST_AT_ONCE = 5_000;
/** Jobs of one account that are not done yet. */
const MOST_UNDER_WAY = 3;
/** Rows that tell how long a printed list is. */
const SAMPLE = 500;
/** Nobody takes more lists along by hand. */
const MOST_AN_HOUR = 120;

/** Takes lists along as files. An export belongs to the account that made it. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly db: Database,
    private readonly plans: ExportPlans,
    private readonly writing: ExportFiles,
    private readonly runs: ExportRuns,
    private readonly jobs: Jobs,
    private readonly jobRuns: JobRuns,
    private readonly files: StoredFiles,
  ) {}

  /**
   * A short list is a file at once, a long one a job.
   * @param longPdf somebody knows that it has very many pages
   * @throws what `ExportPlans.of` throws, TooManyExports, ExportRowsMissing, ExportIsLong
   */
  async begin(viewer: Viewer, asked: AskedExport, longPdf = false): Promise<ExportRun> {
    if ((await this.runs.lastHour(this.db.read, viewer.accountId)) >= MOST_AN_HOUR)
      throw new TooManyExports(MOST_AN_HOUR);
    const plan = await this.plans.of(viewer, asked);
    const shown = await this.writing.shownTo(viewer);
    const first = await firstRows(exportedRows(plan, shown), MOST_AT_ONCE);
    if (asked.format === 'pdf' && !longPdf && mayBeLong(first)) await this.checkLength(plan, first);
    const id = first.isAll ? await this.atOnce(viewer, asked, plan, first.read) : await this.asJob(viewer, asked, plan);
    return this.runs.load(this.db.read, id);
  }

  list(viewer: Viewer, page: { after?: string; limit: number }): Promise<Page<ExportRun>> {
    return this.runs.list(this.db.read, viewer.accountId, page);
  }

  /** @throws ExportNotFound */
  async find(viewer: Viewer, id: string): Promise<ExportRun> {
    return own(viewer, await this.runs.load(this.db.read, id));
  }

  /** The bytes, for as long as the list may be read. @throws ExportNotFound, ExportNotPermitted, ExportExpired, FileMissing, FileRemoved */
  async file(viewer: Viewer, id: string): Promise<{ run: ExportRun; stream: Readable }> {
    const run = await this.find(viewer, id);
    const { list } = await this.plans.of(viewer, run);
    const needed = [...list.anyOf, ...(run.variant === 'names' ? NAMING : AUDITING)];
    if (!reachesAll(viewer, run, needed)) throw new ExportNotPermitted(list.anyOf);
    if (run.fileId === null) throw new ExportStateConflict(run.state);
    if (run.purgedAt !== null || Date.parse(run.expiresAt!) <= Date.now()) throw new ExportExpired();
    return { run, stream: await this.files.open(this.db.read, run.fileId) };
  }

  /** @throws ExportNotFound, ExportStateConflict */
  async cancel(viewer: Viewer, id: string): Promise<ExportRun> {
    await this.find(viewer, id);
    return this.db.transaction(async (tx) => {
      const run = await this.runs.load(tx, id);
      if (run.fileId !== null || !run.jobRunId || !(await this.jobRuns.cancel(tx, run.jobRunId))) {
        throw new ExportStateConflict(run.state);
      }
      return this.runs.load(tx, id);
    });
  }

  /** @throws ExportIsLong */
  private async checkLength(plan: ExportPlan, { read, isAll }: FirstRows): Promise<void> {
    const printed = await this.writing.printed(plan, read.slice(0, SAMPLE));
    const known = isAll ? read.length : await plan.list.count?.(plan.viewer, plan.query);
    const isKnown = typeof known === 'number';
    const rows = isKnown ? known : await countedRows(plan, LONGEST_UNASKED * printed.aPage);
    const length = lengthOf(rows, printed);
    if (length.pages > LONGEST_UNASKED) throw new ExportIsLong({ ...length, atLeast: !isKnown });
  }

  private async atOnce(viewer: Viewer, asked: AskedExport, plan: ExportPlan, rows: Rows): Promise<string> {
    const kept = await this.writing.write(plan, asked, once(rows));
    try {
      const done = await this.db.transaction(async (tx) => {
        const run = newRun(viewer, asked, plan);
        await this.writing.record(tx, viewer, { kept, asked, plan, siteId: run.siteId, rowCount: rows.length });
        const written = { fileId: kept.id, rowCount: rows.length };
        const id = await this.runs.insert(tx, run, { written });
        await this.writing.disclose(tx, viewer, id, { asked, plan });
        return { id, fileId: kept.id };
      });
      // A repeat of the request: its first file stands.
      if (done.fileId !== kept.id) await this.writing.discard(kept);
      return done.id;
    } catch (error) {
      await this.writing.discard(kept);
      throw error;
    }
  }

  private async asJob(viewer: Viewer, asked: AskedExport, plan: ExportPlan): Promise<string> {
    const total = (await plan.list.count?.(plan.viewer, plan.query)) ?? undefined;
    const { id } = await this.db.transaction(async (tx) => {
      const { n, last } = await this.runs.underWay(tx, viewer.accountId);
      if (n >= MOST_UNDER_WAY) throw new TooManyExports(MOST_UNDER_WAY);
      const turn = turnOf({ now: new Date(), last, rows: total ?? null });
      const run = newRun(viewer, asked, plan);
      const { accountId, siteId } = run;
      const jobRunId = await this.jobRuns.create(tx, { kind: EXPORT_QUEUE, total, requestedBy: accountId, siteId });
      const made = await this.runs.insert(tx, run, { job: { jobRunId, turn } });
      // One at a time in each process: whose turn is least is fetched first.
      await this.jobs.send(tx, EXPORT_QUEUE, { exportId: made } satisfies ExportTask, { priority: -turn });
      return { id: made };
    });
    return id;
  }
}

async function* once(rows: Rows): AsyncGenerator<Rows> {
  yield await Promise.resolve(rows);
}

function newRun(viewer: Viewer, asked: AskedExport, plan: ExportPlan): NewRun {
  const { words, variant } = plan;
  const held = PERMISSIONS.map(({ code }): [string, SiteScope] => [code, viewer.sitesFor(code)]);
  const disclosed = variant === 'names';
  return {
    ...asked,
    words,
    variant,
    recipient: disclosed ? asked.recipient : null,
    purpose: disclosed ? asked.purpose : null,
    basis: disclosed ? asked.basis : null,
    language: viewer.language,
    accountId: viewer.accountId,
    siteId: siteOf(plan),
    rights: Object.fromEntries(held.filter(([, sites]) => sites.length > 0)),
  };
}

/** Whether the viewer, a token perhaps, reaches every site that the file was made for. */
const reachesAll = (viewer: Viewer, { rights }: ExportRun, permissions: readonly string[]): boolean =>
  permissions.every((permission) => {
    const made = rights[permission] ?? [];
    const scope = viewer.sitesFor(permission);
    return scope === 'all' || (made !== 'all' && made.every((site) => scope.includes(site)));
  });

/** Somebody else's is as good as none. */
function own(viewer: Viewer, run: ExportRun): ExportRun {
  if (run.accountId !== viewer.accountId) throw new ExportNotFound();
  return run;
}
