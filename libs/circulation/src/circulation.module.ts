import { Module } from '@nestjs/common';
import { DirectoryModule } from '@app/directory';
import { InventoryModule } from '@app/inventory';
import { CirculationFacade } from './circulation.facade.js';
import { LoansController } from './loans/loans.controller.js';
import { LoansService } from './loans/loans.service.js';
import { SiteStudentsController } from './site-students/site-students.controller.js';
import { SiteStudentsService } from './site-students/site-students.service.js';
import { SiteSummariesController } from './site-summaries/site-summaries.controller.js';
import { SiteSummariesService } from './site-summaries/site-summaries.service.js';

/** Needs `Database` of the platform's global module. */
@Module({
  imports: [DirectoryModule, InventoryModule],
  controllers: [LoansController, SiteSummariesController, SiteStudentsController],
  providers: [LoansService, SiteSummariesService, SiteStudentsService, CirculationFacade],
  exports: [CirculationFacade],
})
export class CirculationModule {}
