import { Module } from '@nestjs/common';
import { DirectoryModule } from '@app/directory';
import { IdentityModule } from '@app/identity';
import { StoredFiles } from '@app/platform';
import { ExchangeExports } from './exports/exchange-exports.js';
import { ExportFiles } from './exports/export-files.js';
import { ExportPlans } from './exports/export-plans.js';
import { ExportRetention } from './exports/export-retention.js';
import { ExportRuns } from './exports/export-runs.js';
import { ExportWorker } from './exports/export-worker.js';
import { ExportsController } from './exports/exports.controller.js';
import { ExportsService } from './exports/exports.service.js';
import { Executor } from './imports/executor.js';
import { ImportRowsService } from './imports/import-rows.service.js';
import { ImportRuns } from './imports/import-runs.js';
import { ImportWorker } from './imports/import-worker.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsService } from './imports/imports.service.js';
import { PadOffers } from './imports/pad-offers.js';
import { Planner } from './imports/planner.js';
import { ReadableFiles } from './imports/readable-files.js';
import { Retention } from './imports/retention.js';
import { Staging } from './imports/staging.js';
import { UploadService } from './imports/upload.service.js';

/** Files with people and devices come in here, lists go out. */
@Module({
  imports: [DirectoryModule, IdentityModule],
  controllers: [ImportsController, ExportsController],
  providers: [
    StoredFiles,
    ImportRuns,
    PadOffers,
    ReadableFiles,
    UploadService,
    ImportsService,
    ImportRowsService,
    Staging,
    Planner,
    Executor,
    Retention,
    ImportWorker,
    ExportRuns,
    ExportPlans,
    ExportFiles,
    ExportsService,
    ExportWorker,
    ExportRetention,
    ExchangeExports,
  ],
})
export class ExchangeModule {}
