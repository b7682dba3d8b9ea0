import { Module } from '@nestjs/common';
import { DirectoryModule, PersonRecords } from '@app/directory';
import { IdentityModule } from '@app/identity';
import { InventoryFacade, InventoryModule } from '@app/inventory';
import { StoredFiles } from '@app/platform';
import { LabelContents } from './contents/label-contents.js';
import { LabelDrawer } from './drawing/label-drawer.js';
import { LabelsExports } from './exports/labels-exports.js';
import { LABELS_HOLDING } from './labels-holding.js';
import { LabelsFacade } from './labels.facade.js';
import { AlignmentService } from './printers/alignment.service.js';
import { PrintersController } from './printers/printers.controller.js';
import { PrintersService } from './printers/printers.service.js';
import { CreateRunService } from './runs/create-run.service.js';
import { DocumentService } from './runs/document.service.js';
import { NewRunService } from './runs/new-run.service.js';
import { OffPageService } from './runs/off-page.service.js';
import { PlanService } from './runs/plan.service.js';
import { PreviewService } from './runs/preview.service.js';
import { PreparationService } from './runs/preparation.service.js';
import { RunViewService } from './runs/run-view.service.js';
import { LabelRunWorker } from './runs/run-worker.js';
import { RunsController } from './runs/runs.controller.js';
import { SteerRunService } from './runs/steer-run.service.js';
import { voidedTags, VoidingService } from './runs/voiding.service.js';
import { LabelSelection } from './sources/selection.service.js';
import { StockController } from './stock/stock.controller.js';
import { StockService } from './stock/stock.service.js';
import { TagSeriesController } from './tags/tag-series.controller.js';
import { TagSeries } from './tags/tag-series.service.js';

/** Needs `Database`, `Jobs`, `JobRegistry` and `Settings` of the platform's global module. */
@Module({
  imports: [IdentityModule, DirectoryModule, InventoryModule],
  controllers: [StockController, PrintersController, RunsController, TagSeriesController],
  providers: [
    StoredFiles,
    StockService,
    PrintersService,
    AlignmentService,
    LabelContents,
    LabelSelection,
    TagSeries,
    PreparationService,
    OffPageService,
    PlanService,
    PreviewService,
    NewRunService,
    CreateRunService,
    RunViewService,
    SteerRunService,
    VoidingService,
    LabelDrawer,
    DocumentService,
    LabelRunWorker,
    LabelsExports,
    LabelsFacade,
  ],
  exports: [LabelsFacade],
})
export class LabelsModule {
  constructor(records: PersonRecords, inventory: InventoryFacade) {
    records.register(LABELS_HOLDING);
    inventory.warnOfTags(voidedTags);
  }
}
