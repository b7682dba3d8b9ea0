import { Module } from '@nestjs/common';
import { AgreementAsked, DirectoryModule, PersonRecords, PolicyRegistry } from '@app/directory';
import { IdentityModule } from '@app/identity';
import { InventoryModule } from '@app/inventory';
import { DESK_HOLDING } from './desk-holding.js';
import { DeskExports } from './exports/desk-exports.js';
import { NotesController } from './notes/notes.controller.js';
import { NotesService } from './notes/notes.service.js';
import { NotifyOfAlarm } from './notices/alarm.handler.js';
import { NotifyOfMissingSteps } from './notices/missing-steps.handler.js';
import { NoticeService } from './notices/notice.service.js';
import { NoticesController } from './notices/notices.controller.js';
import { NotifyOfTransfer } from './notices/transfer.handler.js';
import { AGREEMENT_ASKED } from './policies/agreement-asked.js';
import { DESK_POLICY } from './policies/desk-policy.js';
import { ScanService } from './scans/scan.service.js';
import { ScansController } from './scans/scans.controller.js';
import { SessionScansService } from './sessions/session-scans.service.js';
import { SessionService } from './sessions/session.service.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { ManageStationsService } from './stations/manage-stations.service.js';
import { StationService } from './stations/station.service.js';
import { StationsController } from './stations/stations.controller.js';

@Module({
  imports: [IdentityModule, DirectoryModule, InventoryModule],
  controllers: [ScansController, SessionsController, StationsController, NoticesController, NotesController],
  providers: [
    ScanService,
    SessionService,
    SessionScansService,
    StationService,
    ManageStationsService,
    NoticeService,
    NotesService,
    NotifyOfAlarm,
    NotifyOfTransfer,
    NotifyOfMissingSteps,
    DeskExports,
  ],
  exports: [ScanService],
})
export class DeskModule {
  constructor(policies: PolicyRegistry, agreements: AgreementAsked, records: PersonRecords) {
    records.register(DESK_HOLDING);
    policies.register(DESK_POLICY);
    agreements.where(AGREEMENT_ASKED);
  }
}
