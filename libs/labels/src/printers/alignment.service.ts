import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Viewer } from '@app/platform';
import { Database, openPdf } from '@app/platform';
import { drawPage } from '../drawing/draw-page.js';
import { adjustmentOf, EXACT } from '../drawing/page.js';
import { stockFault } from '../runs/request.rules.js';
import { StockService } from '../stock/stock.service.js';
import { LabelStockUnfit } from '../labels.errors.js';
import type { LabelDocument } from '../shared/document-answer.js';
import { alignmentFileName } from '../shared/file-names.js';
import { alignmentPage } from './alignment-page.js';
import { alignmentZpl } from './alignment-zpl.js';
import { PrintersService } from './printers.service.js';

const towards = (tenths: number, [plus, minus]: readonly [string, string]): string =>
  `${(Math.abs(tenths) / 10).toFixed(1)} mm ${tenths < 0 ? minus : plus}`;

/** The sheet that shows by how much a printer is off. */
@Injectable()
export class AlignmentService {
  constructor(
    private readonly db: Database,
    private readonly printers: PrintersService,
    private readonly stock: StockService,
  ) {}

  /** In what the printer takes. @throws LabelPrinterNotFound, LabelStockNotFound, LabelStockUnfit for a sheet in a printer of labels */
  async document(viewer: Viewer, printerId: string, stockId: string): Promise<LabelDocument> {
    const printer = await this.printers.get(this.db.read, viewer, printerId);
    const { dpi, offsetXTenths, offsetYTenths } = printer;
    const stock = await this.stock.get(this.db.read, stockId);
    if (dpi === null) {
      const fileName = alignmentFileName(stock.name, printer.name, 'pdf');
      return { fileName, mediaType: 'application/pdf', stream: await this.sheet(viewer, printerId, stockId) };
    }
    const unfit = stockFault('device', stock, printer);
    if (unfit) throw new LabelStockUnfit(unfit);
    const says = ['The frame is 2 mm inside the label', `Moved ${towards(offsetXTenths, ['right', 'left'])}`];
    const zpl = alignmentZpl(
      stock,
      [...says, `and ${towards(offsetYTenths, ['down', 'up'])}`],
      dpi,
      adjustmentOf(printer),
    );
    const fileName = alignmentFileName(stock.name, printer.name, 'zpl');
    return { fileName, mediaType: 'application/zpl', stream: Readable.from([zpl]) };
  }

  /** @throws LabelPrinterNotFound, LabelStockNotFound */
  async sheet(viewer: Viewer, printerId: string, stockId: string): Promise<Readable> {
    const printer = await this.printers.get(this.db.read, viewer, printerId);
    const stock = await this.stock.get(this.db.read, stockId);
    const pdf = await openPdf(`Alignment · ${stock.name}`);
    const { offsetXTenths, offsetYTenths, scalePermille } = printer;
    const moved = [towards(offsetXTenths, ['right', 'left']), towards(offsetYTenths, ['down', 'up'])].join(', ');
    const says = [
      `${stock.name} on ${printer.name}`,
      'Print on plain paper at actual size (100 %)',
      'and hold it against a sheet of labels.',
      `Moved so far: ${moved}, ${scalePermille / 10} %`,
    ];
    const page = alignmentPage(stock, says, adjustmentOf(printer), (...text) => pdf.measure(...text));
    drawPage(pdf, page, EXACT);
    pdf.end();
    return pdf.stream;
  }
}
