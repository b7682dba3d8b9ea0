import { Module } from '@nestjs/common';
import { IdentityModule } from '@app/identity';
import { StoredFiles } from '@app/platform';
import { Executor } from './imports/executor.js';
import { ImportRowsService } from './imports/import-rows.service.js';
import { ImportRuns } from './imports/import-runs.js';
import { ImportWorker } from './imports/import-worker.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsService } from './imports/imports.service.js';
import { PadOffers } from './imports/pad-offers.js';
import { Planner } from './imports/planner.js';
import { Retention } from './imports/retention.js';
import { Staging } from './imports/staging.js';
import { UploadService } from './imports/upload.service.js';

/** Files with people and devices come in here. */
@Module({
  imports: [IdentityModule],
  controllers: [ImportsController],
  providers: [
    StoredFiles,
    ImportRuns,
    PadOffers,
    UploadService,
    ImportsService,
    ImportRowsService,
    Staging,
    Planner,
    Executor,
    Retention,
    ImportWorker,
  ],
})
export class ExchangeModule {}
