import { Module } from '@nestjs/common';
import { DirectoryModule, PersonRecords } from '@app/directory';
import { IdentityModule } from '@app/identity';
import { StoredFiles } from '@app/platform';
import { InventoryModule } from '@app/inventory';
import { PrivacyModule } from '@app/privacy';
import { EXCHANGE_HOLDING } from './exchange-holding.js';
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
import { ImportExports } from './exports/import-exports.js';
import { OwnExports } from './exports/own-exports.js';
import { RosterExports } from './exports/roster-exports.js';
import { RosterExecutor } from './rosters/runs/roster-executor.js';
import { RosterIntake } from './rosters/runs/roster-intake.js';
import { RosterMovesService } from './rosters/questions/roster-moves.service.js';
import { RosterHealth } from './rosters/sources/roster-health.js';
import { RosterOrgsService } from './rosters/sources/roster-orgs.service.js';
import { RosterPlanner } from './rosters/runs/roster-planner.js';
import { RosterMovesController, RosterQuestionsController } from './rosters/questions/roster-questions.controller.js';
import { RosterQuestionsService } from './rosters/questions/roster-questions.service.js';
import { RosterRetention } from './rosters/runs/roster-retention.js';
import { RosterRowsService } from './rosters/runs/roster-rows.service.js';
import { RosterRuns } from './rosters/runs/roster-runs.js';
import { RosterApprovalsController, RosterRunsController } from './rosters/runs/roster-runs.controller.js';
import { RosterSourcesController } from './rosters/sources/roster-sources.controller.js';
import { RosterSourcesService } from './rosters/sources/roster-sources.service.js';
import { RosterStaging } from './rosters/runs/roster-staging.js';
import { RosterUploadService } from './rosters/runs/roster-upload.service.js';
import { RosterWatch } from './rosters/sources/roster-watch.js';
import { RosterWorker } from './rosters/runs/roster-worker.js';
import { RostersService } from './rosters/runs/rosters.service.js';

/** Files with people and devices and rosters come in here, lists go out. */
@Module({
  imports: [DirectoryModule, IdentityModule, InventoryModule, PrivacyModule],
  controllers: [
    ImportsController,
    ExportsController,
    RosterSourcesController,
    RosterRunsController,
    RosterApprovalsController,
    RosterQuestionsController,
    RosterMovesController,
  ],
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
    ImportExports,
    OwnExports,
    RosterExports,
    RosterRuns,
    RosterIntake,
    RosterSourcesService,
    RosterHealth,
    RosterOrgsService,
    RostersService,
    RosterUploadService,
    RosterRowsService,
    RosterStaging,
    RosterPlanner,
    RosterExecutor,
    RosterWorker,
    RosterWatch,
    RosterRetention,
    RosterQuestionsService,
    RosterMovesService,
  ],
})
export class ExchangeModule {
  constructor(records: PersonRecords) {
    records.register(EXCHANGE_HOLDING);
  }
}
