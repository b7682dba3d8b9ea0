import { Injectable } from '@nestjs/common';
import { newId } from '@app/kernel';
import type { Tx, Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { LabelCodesUnknown, LabelTagsUsed } from '../labels.errors.js';
import { tagsOf } from '../tags/tag-range.rules.js';
import { TagSeries } from '../tags/tag-series.service.js';
import type { WantedRange } from '../tags/tag-series.service.js';
import { NewRunService } from './new-run.service.js';
import { OffPageService } from './off-page.service.js';
import type { PreparedRun } from './preparation.service.js';
import { PreparationService } from './preparation.service.js';
import { PlanService } from './plan.service.js';
import type { CreateLabelRunDto } from './request.dto.js';

const NAMED = 100;

/** A run, as its plan showed it. */
@Injectable()
export class CreateRunService {
  constructor(
    private readonly db: Database,
    private readonly preparation: PreparationService,
    private readonly plans: PlanService,
    private readonly offPages: OffPageService,
    private readonly made: NewRunService,
    private readonly series: TagSeries,
  ) {}

  /**
   * @returns its id
   * @throws LabelCodesUnknown, LabelTagsUsed, LabelNoRoom, LabelNothing, LabelTooMany, LabelsOffPage, and what a plan throws
   */
  async create(viewer: Viewer, request: CreateLabelRunDto): Promise<string> {
    const prepared = await this.preparation.prepare(viewer, request);
    const { run, selection } = prepared;
    const { items, unknown, source } = selection;
    if (unknown.length > 0 && !request.skipUnknown)
      throw new LabelCodesUnknown(unknown.slice(0, NAMED), unknown.length);
    await this.made.check(run, items);
    if (!request.allowOffPage) await this.offPages.requireNone(this.db.read, viewer, run, items);
    if (request.source.range) return this.withNewTags(viewer, prepared, request.source.range);
    const pages = await this.plans.pageCount(viewer, run, items);
    return this.db.transaction((tx) => this.made.insert(tx, viewer, { run, items, pages, source }));
  }

  /** Numbers and run in one transaction: a run that is not made takes none. */
  private async withNewTags(viewer: Viewer, prepared: PreparedRun, wanted: WantedRange): Promise<string> {
    const { items } = prepared.selection;
    const pages = await this.plans.pageCount(viewer, prepared.run, items);
    try {
      return await this.db.transaction((tx) => this.reserve(tx, viewer, { ...prepared, pages }, wanted));
    } catch (error) {
      if (!(error instanceof LabelTagsUsed)) throw error;
      // A constraint knows of one tag at most.
      const { tags, count } = await this.series.used(
        this.db.read,
        items.map(({ code }) => code),
      );
      throw count > 0 ? new LabelTagsUsed(tags, count) : error;
    }
  }

  private async reserve(
    tx: Tx,
    viewer: Viewer,
    { run, pages }: PreparedRun & { pages: number },
    wanted: WantedRange,
  ): Promise<string> {
    const range = await this.series.lock(tx, wanted);
    const items = tagsOf(range).map((code) => ({ subjectId: null, code }));
    const { seriesId: _series, ...numbers } = range;
    const id = await this.made.insert(tx, viewer, {
      ...{ id: newId(), run, items, pages, source: { by: 'range', ...numbers } },
    });
    await this.series.take(tx, id, range);
    return id;
  }
}
