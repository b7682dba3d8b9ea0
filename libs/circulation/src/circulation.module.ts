import { Module } from '@nestjs/common';
import { DirectoryModule } from '@app/directory';
import { InventoryModule } from '@app/inventory';
import { CirculationFacade } from './circulation.facade.js';
import { LoansController } from './loans/loans.controller.js';
import { LoansService } from './loans/loans.service.js';

/** Needs `Database` of the platform's global module. */
@Module({
  imports: [DirectoryModule, InventoryModule],
  controllers: [LoansController],
  providers: [LoansService, CirculationFacade],
  exports: [CirculationFacade],
})
export class CirculationModule {}
