import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/platform';
import { Database } from '@app/platform';
import { AdminLog } from '@app/identity';
import { Viewer } from '@app/platform';
import { ChangedSinceDryRun } from '../exchange.errors.js';
import { PLANS } from './import-kinds.js';
import type { ImportCounts, ImportRun } from './import-run.js';
import { ImportRuns } from './import-runs.js';
import { LAST_LINE, Planner } from './planner.js';
import type { Progress } from './staging.js';
import { Staging } from './staging.js';

/** Up to so many lines an import is one transaction: all of it or nothing. */
export const WHOLE_IMPORT_LINES = 200_000;
/** A larger one is applied in transactions of so many lines; what is committed stays, and running it again goes on. */
const LINES_A_TRANSACTION = 100_000;
/** Lines of one set of statements: how often progress is told and a cancel is heard. */
const LINES_A_SLICE = 10_000;
const RUN_MAY_TAKE_MS = 3_600_000;

interface Slice {
  from: number;
  to: number;
  lines: number;
}

/** The run: carries out the plan of the dry run, exactly, or not at all; lines whose site or room was closed since are refused alone. */
@Injectable()
export class Executor {
  constructor(
    private readonly db: Database,
    private readonly runs: ImportRuns,
    private readonly staging: Staging,
    private readonly planner: Planner,
    private readonly log: AdminLog,
  ) {}

  /** @throws ChangedSinceDryRun */
  async execute(run: ImportRun, progress: Progress): Promise<ImportCounts> {
    const predicted = run.predicted!;
    const nothing = predicted.create === 0 && predicted.change === 0;
    if (!nothing) await this.refill(run);
    const slices = nothing ? [] : await this.slices(run);
    const counts = await (run.rowTotal <= WHOLE_IMPORT_LINES
      ? this.whole(run, slices, progress)
      : this.inParts(run, slices, progress));
    await this.staging.clear(run);
    return counts;
  }

  /** Staging is unlogged: a crash of the database empties it. */
  private async refill(run: ImportRun): Promise<void> {
    if ((await this.staging.count(run)) === run.rowTotal) return;
    const lines = await this.staging.fill(run, () => Promise.resolve());
    if (lines !== run.rowTotal) throw new ChangedSinceDryRun({ lines });
  }

  private whole(run: ImportRun, slices: readonly Slice[], progress: Progress): Promise<ImportCounts> {
    return this.transaction(async (tx) => {
      let lapsed = 0;
      if (slices.length > 0) {
        await tx.query(PLANS[run.kind].lock, [run.id, 1, LAST_LINE]);
        lapsed = await this.planner.refuseLapsed(tx, run, 1, LAST_LINE);
        await this.planner.verify(tx, run, 1);
      }
      await this.apply(tx, run, slices, progress, 0);
      // Lines without a change are in no slice.
      await progress(run.rowTotal);
      return this.finish(tx, run, lapsed > 0);
    });
  }

  private async inParts(run: ImportRun, slices: readonly Slice[], progress: Progress): Promise<ImportCounts> {
    // What lapsed before a crash stands in the plan, and in no count.
    let lapsed = run.appliedTo;
    const refuseLapsed = async (tx: Tx, from: number, to: number): Promise<void> => {
      lapsed += await this.planner.refuseLapsed(tx, run, from, to);
    };
    if (slices.length > 0) {
      await this.transaction(async (tx) => {
        await refuseLapsed(tx, run.appliedTo + 1, LAST_LINE);
        await this.planner.verify(tx, run, run.appliedTo + 1);
      });
    }
    let done = 0;
    for (let at = 0; at < slices.length;) {
      const part = slices.slice(at, at + LINES_A_TRANSACTION / LINES_A_SLICE);
      at += part.length;
      const last = part.at(-1)!.to;
      if (last > run.appliedTo) {
        await this.transaction(async (tx) => {
          await tx.query(PLANS[run.kind].lock, [run.id, part[0].from, last]);
          await refuseLapsed(tx, part[0].from, last);
          await this.apply(tx, run, part, progress, done);
          await this.runs.applied(tx, run.id, last);
        });
      }
      done += part.reduce((sum, { lines }) => sum + lines, 0);
    }
    await progress(run.rowTotal);
    return this.transaction((tx) => this.finish(tx, run, lapsed > 0));
  }

  private async apply(
    tx: Tx,
    run: ImportRun,
    slices: readonly Slice[],
    progress: Progress,
    before: number,
  ): Promise<void> {
    let done = before;
    for (const { from, to, lines } of slices) {
      for (const statement of PLANS[run.kind].apply) {
        await tx.query(statement, [run.id, JSON.stringify(run.options), run.accountId, from, to]);
      }
      done += lines;
      await progress(done);
    }
  }

  private async finish(tx: Tx, run: ImportRun, lapsed: boolean): Promise<ImportCounts> {
    const counts = lapsed ? await this.planner.countsAfter(tx, run) : run.predicted!;
    const { create, change, unchanged, refuse } = counts;
    await this.runs.done(tx, run.id, counts);
    await this.log.record(tx, {
      viewer: new Viewer(run.accountId, 'import', new Map()),
      action: 'import.run',
      subjectKind: 'import',
      subjectId: run.id,
      after: { kind: run.kind, create, change, unchanged, refuse },
    });
    return counts;
  }

  /** Ranges of lines with about the same number of records in each, whatever lines the file leaves out. */
  private slices(run: ImportRun): Promise<Slice[]> {
    return this.db.read.query<Slice>(
      `SELECT min(line) AS "from", max(line) AS "to", count(*) AS lines
       FROM (SELECT line, (row_number() OVER (ORDER BY line) - 1) / $2::int AS part FROM import_row WHERE run_id = $1) l
       GROUP BY part ORDER BY part`,
      [run.id, LINES_A_SLICE],
    );
  }

  private transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.transaction(work, { statementTimeoutMs: RUN_MAY_TAKE_MS });
  }
}
