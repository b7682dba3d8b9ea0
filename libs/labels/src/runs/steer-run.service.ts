import { Injectable } from '@nestjs/common';
import { codeKey } from '@app/kernel';
import type { Viewer } from '@app/platform';
import { Database, JobRuns, Settings, invalidField } from '@app/platform';
import { isCut, isWithin } from '../drawing/overhang.js';
import { LabelRunStateConflict, LabelsOffPage } from '../labels.errors.js';
import { NewRunService } from './new-run.service.js';
import { PlanService } from './plan.service.js';
import type { Placing } from './preparation.service.js';
import { PreparationService } from './preparation.service.js';
import type { ReprintLabelsDto } from './request.dto.js';
import type { LabelVerificationDto } from './run.dto.js';
import type { NewItem, RunRecord } from './run.js';
import type { LabelRun } from './run-view.service.js';
import { RunViewService } from './run-view.service.js';
import { codeOnLabel } from './scanned.rules.js';

/** What is done with a run that is there: stop it, print some of it again, scan it. */
@Injectable()
export class SteerRunService {
  constructor(
    private readonly db: Database,
    private readonly runs: RunViewService,
    private readonly jobRuns: JobRuns,
    private readonly preparation: PreparationService,
    private readonly plans: PlanService,
    private readonly made: NewRunService,
    private readonly settings: Settings,
  ) {}

  /** Stops the drawing; the record stays, and numbers that it took stay taken. @throws LabelRunNotFound, LabelRunOfOthers, LabelRunStateConflict */
  cancel(viewer: Viewer, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const { state, jobRunId } = await this.runs.lockToChange(tx, viewer, id);
      if ((state !== 'queued' && state !== 'running') || jobRunId === null) throw new LabelRunStateConflict(state);
      await this.jobRuns.cancel(tx, jobRunId);
      await tx.execute(`UPDATE label_run SET state = 'cancelled', finished_at = clock_timestamp() WHERE id = $1`, [id]);
    });
  }

  /**
   * A run of its own with some labels of this one, on the same stock.
   * @returns its id
   * @throws LabelRunNotFound, LabelRunStateConflict of a voided one, LabelPrinterNotFound, LabelStockUnfit, LabelNothing, LabelsOffPage
   */
  async reprint(
    viewer: Viewer,
    id: string,
    { spans, startAt, copies, printerId: asked, allowOffPage }: ReprintLabelsDto,
  ): Promise<string> {
    const db = this.db.read;
    const before = await this.runs.find(db, viewer, id);
    if (before.voided) throw new LabelRunStateConflict('void');
    const wrong = spans.findIndex(({ from, to }) => from > to || to > before.items);
    if (wrong >= 0) throw invalidField(`spans.${wrong}`, `must lie within the ${before.items} labels of the run`);
    const printerId = asked === undefined ? before.printerId : asked;
    const placing = await this.preparation.placing(db, viewer, { ...before, startAt, copies, printerId }, before.stock);
    const items = await this.items(id, spans);
    const run = { ...before, startAt, copies, printerId, ...placing };
    await this.made.check(run, items);
    if (!allowOffPage) await this.requireAgreed(viewer, before, run, items);
    const pages = await this.plans.pageCount(viewer, run, items);
    const positions = spans.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
    return this.db.transaction(async (tx) => {
      // Somebody may have voided it meanwhile, with all that was printed of it again until then.
      if ((await this.runs.lock(tx, viewer, id)).voided) throw new LabelRunStateConflict('void');
      return this.made.insert(tx, viewer, { run, items, pages, source: { by: 'reprint', positions }, reprintOf: id });
    });
  }

  private items(id: string, spans: ReprintLabelsDto['spans']): Promise<NewItem[]> {
    return this.db.read.query<NewItem>(
      `SELECT i.subject_id AS "subjectId", i.code, i.lines FROM label_item i
       WHERE i.run_id = $1 AND EXISTS (SELECT 1 FROM unnest($2::int[], $3::int[]) AS s (f, t) WHERE i.position BETWEEN s.f AND s.t)
       ORDER BY i.position`,
      [id, spans.map(({ from }) => from), spans.map(({ to }) => to)],
    );
  }

  /** What was cut of the run, and agreed to, may be cut of a part of it; more is asked about. @throws LabelsOffPage */
  private async requireAgreed(
    viewer: Viewer,
    before: LabelRun,
    run: RunRecord,
    items: readonly NewItem[],
  ): Promise<void> {
    const offPage = await this.plans.offPage(viewer, run, items);
    if (!isCut(offPage)) return;
    if (isPlacedAlike(run, before)) {
      const all = await this.items(before.id, [{ from: 1, to: before.items }]);
      if (isWithin(offPage, await this.plans.offPage(viewer, before, all))) return;
    }
    throw new LabelsOffPage(offPage);
  }

  /** Ticks one label off. @throws LabelRunNotFound, LabelRunStateConflict */
  verify(viewer: Viewer, id: string, scanned: string): Promise<LabelVerificationDto> {
    const code = codeOnLabel(scanned, this.settings.publicOrigin);
    return this.db.transaction(async (tx) => {
      const { state, voided, items } = await this.runs.lock(tx, viewer, id);
      if (voided || state !== 'done') throw new LabelRunStateConflict(voided ? 'void' : state);
      const [item] = await tx.query<{ position: number; code: string; again: boolean }>(
        `SELECT position, code, verified_at IS NOT NULL AS again FROM label_item WHERE run_id = $1 AND code_key = $2
         ORDER BY verified_at IS NOT NULL, position LIMIT 1`,
        [id, code === null ? null : codeKey(code)],
      );
      if (item && !item.again) {
        await tx.execute('UPDATE label_item SET verified_at = clock_timestamp() WHERE run_id = $1 AND position = $2', [
          id,
          item.position,
        ]);
      }
      const [{ verified }] = await tx.query<{ verified: number }>(
        'SELECT count(*) AS verified FROM label_item WHERE run_id = $1 AND verified_at IS NOT NULL',
        [id],
      );
      const unknown = code === null ? 'other-address' : 'not-in-run';
      const result = !item ? unknown : item.again ? 'again' : 'verified';
      return { result, code: item?.code ?? code ?? scanned, position: item?.position ?? null, verified, items };
    });
  }
}

const isPlacedAlike = (one: Placing, other: Placing): boolean =>
  one.offsetXTenths === other.offsetXTenths &&
  one.offsetYTenths === other.offsetYTenths &&
  one.scalePermille === other.scalePermille;
