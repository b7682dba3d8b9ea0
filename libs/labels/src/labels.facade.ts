import { Injectable } from '@nestjs/common';
import type { Tx, Viewer } from '@app/platform';
import type { Arrangement } from './layout/layout.js';
import { NewRunService } from './runs/new-run.service.js';
import { OffPageService } from './runs/off-page.service.js';
import { PreparationService } from './runs/preparation.service.js';
import type { LabelOptions } from './runs/run.js';
import { StockService } from './stock/stock.service.js';
import { pagesOf } from './stock/stock.rules.js';

export interface GivenLabel {
  /** The record that it is of. */
  subjectId: string | null;
  code: string;
  lines: readonly string[];
}

export interface GivenLabels {
  kind: 'pallet' | 'ticket';
  /** Where they are printed. */
  siteId: string;
  stockId: string;
  arrangement?: Arrangement;
  printerId?: string | null;
  startAt?: number;
  copies?: number;
  /** Somebody agreed to what the printer's numbers cut at the edge of the page. */
  allowOffPage?: boolean;
  labels: readonly GivenLabel[];
}

/** Labels of what other libs own: they say what stands on them. */
@Injectable()
export class LabelsFacade {
  constructor(
    private readonly stock: StockService,
    private readonly preparation: PreparationService,
    private readonly runs: NewRunService,
    private readonly offPages: OffPageService,
  ) {}

  /**
   * A run in the caller's transaction; its document is at `/label-runs/:id/document`. The caller has checked the scope.
   * @returns its id
   * @throws LabelStockNotFound, LabelStockUnfit, LabelPrinterNotFound, LabelNoRoom, LabelNothing, LabelTooMany, LabelsOffPage
   */
  async createRun(tx: Tx, viewer: Viewer, given: GivenLabels): Promise<string> {
    const { kind, siteId, arrangement = 'code128', printerId = null, startAt = 1, copies = 1, labels } = given;
    const stock = await this.stock.get(tx, given.stockId);
    const placing = await this.preparation.placing(tx, viewer, { kind, siteId, startAt, copies, printerId }, stock);
    const options = { ...NOTHING_ELSE };
    const run = { kind, siteId, stock, arrangement, options, printerId, startAt, copies, ...placing };
    await this.runs.check(run, labels);
    if (!given.allowOffPage) await this.offPages.requireNone(tx, viewer, run, labels);
    const pages = pagesOf(stock, labels.length * copies, startAt - 1);
    return this.runs.insert(tx, viewer, { run, items: labels, pages, source: { by: 'given', count: labels.length } });
  }
}

/** All words come with the labels. */
const NOTHING_ELSE: LabelOptions = {
  ...{ property: false, district: false, site: false, program: false, link: false },
  ...{ correction: 'M', text: null },
};
