import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import type { Db, Viewer } from '@app/platform';
import { Database, invalidField } from '@app/platform';
import { LabelPrinterNotFound, LabelStockUnfit } from '../labels.errors.js';
import { PrintersService } from '../printers/printers.service.js';
import { LabelSelection } from '../sources/selection.service.js';
import type { Selection } from '../sources/selection.service.js';
import { StockService } from '../stock/stock.service.js';
import type { LabelRequestDto } from './request.dto.js';
import { startFault, stockFault } from './request.rules.js';
import type { RunRecord } from './run.js';
import { isByHomeroom } from './run-shape.js';

export interface PreparedRun {
  run: RunRecord & { printerId: string | null };
  selection: Selection;
}

type Setting = Pick<RunRecord, 'kind' | 'siteId' | 'startAt' | 'copies'> & { printerId: string | null };
export type Placing = Pick<RunRecord, 'offsetXTenths' | 'offsetYTenths' | 'scalePermille' | 'dpi'>;

const TRUE_TO_SIZE: Placing = { offsetXTenths: 0, offsetYTenths: 0, scalePermille: 1_000, dpi: null };

/** What a request comes to, before it is shown or printed: stock, printer and codes. */
@Injectable()
export class PreparationService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    private readonly stock: StockService,
    private readonly printers: PrintersService,
    private readonly selection: LabelSelection,
  ) {}

  /** @throws SiteNotFound, LabelStockNotFound, LabelPrinterNotFound, LabelStockUnfit, LabelTooMany, RequestRefused */
  async prepare(viewer: Viewer, request: LabelRequestDto): Promise<PreparedRun> {
    const { kind, siteId, arrangement, options, startAt, copies, printerId } = request;
    await this.sites.require(this.db.read, viewer, 'label:print', [siteId]);
    const stock = await this.stock.get(this.db.read, request.stockId);
    const placing = await this.placing(this.db.read, viewer, { kind, siteId, startAt, copies, printerId }, stock);
    const newSheet = options.newSheet ?? false;
    const run = {
      ...{ kind, siteId, stock, arrangement, options: { ...options, newSheet }, startAt, copies, printerId },
      ...placing,
    };
    const selection = await this.selection.of(viewer, request, { byHomeroom: isByHomeroom(run) });
    return { run, selection };
  }

  /** What the printer adds, once stock, printer and place are known to go together. */
  async placing(db: Db, viewer: Viewer, asked: Setting, stock: RunRecord['stock']): Promise<Placing> {
    const { kind, siteId, startAt, copies, printerId } = asked;
    const printer = printerId === null ? null : await this.printers.get(db, viewer, printerId);
    if (printer && (printer.archived || printer.siteId !== siteId)) throw new LabelPrinterNotFound();
    const unfit = stockFault(kind, stock, printer);
    if (unfit) throw new LabelStockUnfit(unfit);
    const fault = startFault(stock, startAt, copies);
    if (fault) throw invalidField(fault.field, fault.message);
    if (!printer) return TRUE_TO_SIZE;
    const { offsetXTenths, offsetYTenths, scalePermille, dpi } = printer;
    return { offsetXTenths, offsetYTenths, scalePermille, dpi };
  }
}
