import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import type { TextTools, Viewer } from '@app/platform';
import { Database, textTools } from '@app/platform';
import { pagesOfAll } from '../class-lists/homerooms.rules.js';
import type { RunContent } from '../contents/content.js';
import { LabelContents } from '../contents/label-contents.js';
import { NO_OVERHANG } from '../drawing/overhang.js';
import type { Overhang } from '../drawing/overhang.js';
import type { Selection } from '../sources/selection.service.js';
import { cellsOf, pagesOf } from '../stock/stock.rules.js';
import { tagOf } from '../tags/tag-range.rules.js';
import type { DrawnSheets } from './drawn-sheets.js';
import { drawnSheets, ROLL_LABELS } from './drawn-sheets.js';
import { OffPageService } from './off-page.service.js';
import type { LabelPlanDto, PlannedRangeDto } from './plan.dto.js';
import { PreparationService } from './preparation.service.js';
import { printedBefore } from './printed-before.js';
import type { LabelRequestDto } from './request.dto.js';
import type { NewItem, RunRecord } from './run.js';
import { outputOf } from './run.js';
import { isByHomeroom, stretchesOfRun } from './run-shape.js';

/** Labels that are looked at for what does not fit: more of one run seldom say more. */
const INSPECTED = 1_000;
const NAMED = 100;
/** So much of the document is shown. */
const SHEETS = 2;

const NOTHING_SHOWN = { sheets: [], offPage: NO_OVERHANG, offLabel: NO_OVERHANG };

/** What a run would print, without writing anything. */
@Injectable()
export class PlanService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    private readonly preparation: PreparationService,
    private readonly contents: LabelContents,
    private readonly offPages: OffPageService,
  ) {}

  /** @throws what `PreparationService.prepare` throws */
  async plan(viewer: Viewer, request: LabelRequestDto): Promise<LabelPlanDto> {
    const { run, selection } = await this.preparation.prepare(viewer, request);
    const { items, unknown, withoutCode } = selection;
    const { roomCheck } = await import('./room-check.js');
    const { inspect } = await import('./inspection.js');
    const tools = await textTools();
    const noRoom = roomCheck(run, items, this.contents);
    const contents = await this.firstContents(viewer, run, items);
    return {
      items: items.length,
      total: items.length * run.copies,
      pages: items.length === 0 ? 0 : await this.pageCount(viewer, run, items),
      output: outputOf(run),
      stock: run.stock,
      ...(noRoom.count > 0 || items.length === 0
        ? NOTHING_SHOWN
        : { ...(await this.sheets(run, contents, tools)), offPage: await this.offPage(viewer, run, items) }),
      unknown: { count: unknown.length, items: unknown.slice(0, NAMED) },
      withoutCode,
      noRoom,
      ...(await inspect(run, contents, tools)),
      printedBefore: await printedBefore(this.db.read, run.kind, items),
      range: rangeOf(selection),
    };
  }

  /** Pages that the labels take. */
  async pageCount(viewer: Viewer, run: RunRecord, items: readonly NewItem[]): Promise<number> {
    if (!isByHomeroom(run)) return pagesOf(run.stock, items.length * run.copies, run.startAt - 1);
    return pagesOfAll(run.stock, stretchesOfRun(run, await this.contentsOf(viewer, run, items)));
  }

  /** What the printer's numbers cut at the edges of all its pages. @throws LabelNoRoom */
  offPage(viewer: Viewer, run: RunRecord, items: readonly NewItem[]): Promise<Overhang> {
    return this.offPages.of(this.db.read, viewer, run, items);
  }

  /** Of a class list all: how many somebody's homeroom has stands in the heading. */
  private firstContents(viewer: Viewer, run: RunRecord, items: readonly NewItem[]): Promise<RunContent[]> {
    return this.contentsOf(viewer, run, isByHomeroom(run) ? items : items.slice(0, INSPECTED));
  }

  private async contentsOf(viewer: Viewer, run: RunRecord, items: readonly NewItem[]): Promise<RunContent[]> {
    const of = await this.contents.of(this.db.read, viewer, run);
    return of(items.map((item, n) => ({ ...item, lines: item.lines ?? null, position: n + 1 })));
  }

  private async sheets(run: RunRecord, contents: readonly RunContent[], tools: TextTools): Promise<DrawnSheets> {
    const site = (await this.sites.refs(this.db.read, [run.siteId])).get(run.siteId)?.name ?? '';
    const most = run.stock.medium === 'roll' ? ROLL_LABELS : SHEETS;
    const shown = run.stock.onlyFor === null ? contents.slice(0, most * cellsOf(run.stock)) : contents;
    const placed = shown.map((content, n) => ({ position: n + 1, content }));
    return drawnSheets(run, placed, { tools, site, first: contents }, { most });
  }
}

function rangeOf({ range, source, items }: Selection): PlannedRangeDto | null {
  if (!range || source.by !== 'range') return null;
  const { prefix, digits } = source;
  return {
    ...range,
    firstTag: tagOf(prefix, digits, range.first),
    lastTag: tagOf(prefix, digits, range.first + items.length - 1),
  };
}
