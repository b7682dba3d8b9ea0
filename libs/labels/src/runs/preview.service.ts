import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import type { Viewer } from '@app/platform';
import { Database, textTools } from '@app/platform';
import { partOfPage } from '../class-lists/homerooms.rules.js';
import type { PagePart } from '../class-lists/homerooms.rules.js';
import type { RunContent } from '../contents/content.js';
import { LabelContents } from '../contents/label-contents.js';
import type { PlacedContent } from '../drawing/placed.js';
import { drawnSheets, ROLL_LABELS } from './drawn-sheets.js';
import { FORM_OF } from '../layout/run-form.js';
import type { LabelSheetsDto } from './sheet.dto.js';
import { PreparationService } from './preparation.service.js';
import type { LabelPagesRequestDto } from './request.dto.js';
import type { LabelItem, RunRecord } from './run.js';
import { isByHomeroom, stretchesOfRun } from './run-shape.js';

/** Contents of the items from one to another, counted from 0, without the last. */
type Contents = (from: number, to: number) => Promise<RunContent[]>;

/** Any page of a run that is not made yet: no more is looked up and drawn than stands on it. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    private readonly preparation: PreparationService,
    private readonly contents: LabelContents,
  ) {}

  /** @throws LabelNoRoom, and what `PreparationService.prepare` throws */
  async page(viewer: Viewer, { page, ...request }: LabelPagesRequestDto): Promise<LabelSheetsDto> {
    const { run, selection } = await this.preparation.prepare(viewer, request);
    const contents = await this.contentsOf(viewer, run, selection.items.map(numbered));
    const stretches = stretchesOfRun(run, await this.groups(run, selection.items.length, contents));
    const part = partOfPage(run.stock, stretches, page);
    if (!part) return { sheets: [] };
    const before =
      stretches.slice(0, part.stretch).reduce((labels, stretch) => labels + stretch.labels, 0) / run.copies;
    const site = (await this.sites.refs(this.db.read, [run.siteId])).get(run.siteId)?.name ?? '';
    const first = await contents(0, FORM_OF);
    const drawing = { tools: await textTools(), site, first };
    if (run.stock.onlyFor !== null) {
      const whole = { ...part, from: 0, to: stretches[part.stretch].labels };
      const labels = await placed(run, before, whole, contents);
      const { sheets } = await drawnSheets(run, labels, drawing, { from: part.page, most: 1 });
      return { sheets };
    }
    const roll = run.stock.medium === 'roll';
    const to = roll ? Math.min(part.from + ROLL_LABELS, stretches[part.stretch].labels) : part.to;
    const labels = await placed(run, before, { ...part, to }, contents);
    const single = { ...run, copies: 1, startAt: part.start + 1 };
    const { sheets } = await drawnSheets(single, labels, drawing, { most: roll ? ROLL_LABELS : 1 });
    return { sheets };
  }

  private async contentsOf(viewer: Viewer, run: RunRecord, items: readonly LabelItem[]): Promise<Contents> {
    const of = await this.contents.of(this.db.read, viewer, run);
    return (from, to) => of(items.slice(from, to));
  }

  /** What says where pages end; without homerooms they end where they are full. */
  private groups(run: RunRecord, items: number, contents: Contents): Promise<Pick<RunContent, 'group'>[]> {
    if (isByHomeroom(run)) return contents(0, items);
    return Promise.resolve(Array.from({ length: items }, () => ({ group: null })));
  }
}

const numbered = (item: Omit<LabelItem, 'position' | 'lines'> & Partial<LabelItem>, n: number): LabelItem => ({
  ...item,
  lines: item.lines ?? null,
  position: n + 1,
});

/** Each copy by itself. */
async function placed(
  { copies }: RunRecord,
  before: number,
  { from, to }: Pick<PagePart, 'from' | 'to'>,
  contents: Contents,
): Promise<PlacedContent[]> {
  const first = before + Math.floor(from / copies);
  const found = await contents(first, before + Math.ceil(to / copies));
  return Array.from({ length: to - from }, (_, n) => {
    const item = before + Math.floor((from + n) / copies);
    return { position: item + 1, content: found[item - first] };
  });
}
