import { Module } from '@nestjs/common';
import { DirectoryModule, LOAN_LIMITS, PeopleFacade, PersonRecords, PolicyRegistry } from '@app/directory';
import { IdentityModule } from '@app/identity';
import { InventoryModule } from '@app/inventory';
import { LoanAccessoriesController } from './accessories/loan-accessories.controller.js';
import { LoanAccessoriesService } from './accessories/loan-accessories.service.js';
import { CartSlotsController } from './carts/cart-slots.controller.js';
import { CartSlotsService } from './carts/cart-slots.service.js';
import { CIRCULATION_HOLDING } from './circulation-holding.js';
import { CirculationFacade } from './circulation.facade.js';
import { CancelClearance, FollowMove, OpenClearance } from './clearances/clearance-opener.js';
import { ClearancesController } from './clearances/clearances.controller.js';
import { ClearancesService } from './clearances/clearances.service.js';
import { CirculationExports } from './exports/circulation-exports.js';
import { ListsController } from './lists/lists.controller.js';
import { ListsService } from './lists/lists.service.js';
import { LoansController } from './loans/loans.controller.js';
import { LoansListService } from './loans/loans-list.service.js';
import { LoansService } from './loans/loans.service.js';
import { RenewalsController } from './renewals/renewals.controller.js';
import { RenewalsService } from './renewals/renewals.service.js';
import { OverdueFilter } from './loans/overdue-filter.js';
import { CollectionService } from './site-students/collection.service.js';
import { SiteStudentsController } from './site-students/site-students.controller.js';
import { SiteStudentsService } from './site-students/site-students.service.js';
import { SiteSummariesController } from './site-summaries/site-summaries.controller.js';
import { SiteSummariesExport } from './exports/site-summaries-export.js';
import { SiteSummariesService } from './site-summaries/site-summaries.service.js';
import { CaseOpener } from './missing/case-opener.js';
import { DecideWriteOffService } from './missing/decide-write-off.service.js';
import { DoStepService } from './missing/do-step.service.js';
import { EditCaseService } from './missing/edit-case.service.js';
import { MissingCaseService } from './missing/missing-case.service.js';
import { MissingCasesController } from './missing/missing-cases.controller.js';
import { MissingCasesService } from './missing/missing-cases.service.js';
import { MissingReportsController } from './missing/missing-reports.controller.js';
import { MissingStepsController } from './missing/missing-steps.controller.js';
import { MissingStepsJob } from './missing/missing-steps.job.js';
import { ProposeWriteOffService } from './missing/propose-write-off.service.js';
import { RecoverService } from './missing/recover.service.js';
import { ReportMissingService } from './missing/report-missing.service.js';
import { ReservationsController } from './reservations/reservations.controller.js';
import { ReservationsService } from './reservations/reservations.service.js';
import { ReserveService } from './reservations/reserve.service.js';
import { ReportStolenService } from './missing/report-stolen.service.js';
import { TakeBackStepService } from './missing/take-back-step.service.js';
import { loanLimitEffects } from './policies/loan-limit-effects.js';
import { CLEARANCE_GRACE } from './policies/clearance-grace.js';
import { MISSING_CLOCK } from './policies/missing-clock.js';

/** Needs `Database`, `Jobs` and `JobRegistry` of the platform's global module. */
@Module({
  imports: [IdentityModule, DirectoryModule, InventoryModule],
  controllers: [
    LoansController,
    RenewalsController,
    LoanAccessoriesController,
    SiteSummariesController,
    SiteStudentsController,
    MissingCasesController,
    MissingReportsController,
    MissingStepsController,
    ReservationsController,
    ClearancesController,
    ListsController,
    CartSlotsController,
  ],
  providers: [
    LoansListService,
    LoansService,
    RenewalsService,
    LoanAccessoriesService,
    OverdueFilter,
    SiteSummariesService,
    SiteStudentsService,
    CollectionService,
    CirculationFacade,
    CaseOpener,
    ReportMissingService,
    ReportStolenService,
    DoStepService,
    TakeBackStepService,
    ProposeWriteOffService,
    DecideWriteOffService,
    RecoverService,
    EditCaseService,
    MissingCasesService,
    MissingCaseService,
    MissingStepsJob,
    ReservationsService,
    ReserveService,
    OpenClearance,
    CancelClearance,
    FollowMove,
    ClearancesService,
    ListsService,
    CartSlotsService,
    CirculationExports,
    SiteSummariesExport,
  ],
  exports: [CirculationFacade],
})
export class CirculationModule {
  constructor(policies: PolicyRegistry, people: PeopleFacade, records: PersonRecords) {
    records.register(CIRCULATION_HOLDING);
    policies.register({ ...LOAN_LIMITS, effects: loanLimitEffects(people) });
    policies.register(MISSING_CLOCK);
    policies.register(CLEARANCE_GRACE);
  }
}
