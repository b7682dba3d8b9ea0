import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import type { Db, Viewer } from '@app/platform';
import { textTools } from '@app/platform';
import type { RunContent } from '../contents/content.js';
import { LabelContents } from '../contents/label-contents.js';
import { isCut, mayLeavePage, NO_OVERHANG, overhangOf, worstOf } from '../drawing/overhang.js';
import type { Overhang } from '../drawing/overhang.js';
import { adjustmentOf } from '../drawing/page.js';
import type { PlacedContent } from '../drawing/placed.js';
import { LabelsOffPage } from '../labels.errors.js';
import { FORM_OF } from '../layout/run-form.js';
import { breather } from '../shared/breather.js';
import { symbolsByShape } from '../symbols/shape.js';
import type { NewItem, RunRecord } from './run.js';

/** The first of them say how all labels of the run look. */
const AT_ONCE = FORM_OF;

/** What a printer's numbers cut at the edges of the pages, of the whole run: its longest line may be on the last one. */
@Injectable()
export class OffPageService {
  constructor(
    private readonly sites: SitesFacade,
    private readonly contents: LabelContents,
  ) {}

  /** @throws LabelNoRoom */
  async of(db: Db, viewer: Viewer, run: RunRecord, items: readonly NewItem[]): Promise<Overhang> {
    const adjust = adjustmentOf(run);
    // Where not even whole labels leave the page nothing has to be laid out.
    if (items.length === 0 || !mayLeavePage(run.stock, adjust)) return NO_OVERHANG;
    const { formOf, runPages } = await import('../drawing/run-pages.js');
    const { measure } = await textTools();
    const site = (await this.sites.refs(db, [run.siteId])).get(run.siteId)?.name ?? '';
    const contentsOf = await this.contents.of(db, viewer, run);
    const part = (from: number): Promise<RunContent[]> =>
      contentsOf(items.slice(from, from + AT_ONCE).map((item, n) => numbered(item, from + n + 1)));
    const options = {
      ...{ measure, site, make: symbolsByShape(run.options.correction) },
      form: formOf(run, await part(0), measure),
    };
    const breathe = breather();
    let worst = NO_OVERHANG;
    for await (const page of runPages(run, placed(items.length, part), options)) {
      worst = worstOf(worst, overhangOf(page, adjust, measure));
      await breathe();
    }
    return worst;
  }

  /** @throws LabelsOffPage, LabelNoRoom */
  async requireNone(db: Db, viewer: Viewer, run: RunRecord, items: readonly NewItem[]): Promise<void> {
    const offPage = await this.of(db, viewer, run, items);
    if (isCut(offPage)) throw new LabelsOffPage(offPage);
  }
}

const numbered = (item: NewItem, position: number) => ({ ...item, lines: item.lines ?? null, position });

async function* placed(count: number, part: (from: number) => Promise<RunContent[]>): AsyncGenerator<PlacedContent> {
  for (let from = 0; from < count; from += AT_ONCE)
    for (const [n, content] of (await part(from)).entries()) yield { position: from + n + 1, content };
}
