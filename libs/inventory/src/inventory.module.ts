import { Module } from '@nestjs/common';
import { CartUse, DirectoryModule, PersonRecords, PolicyRegistry } from '@app/directory';
import { IdentityModule } from '@app/identity';
import { AccessoriesController } from './accessories/accessories.controller.js';
import { AccessoriesService } from './accessories/accessories.service.js';
import { BulkChunk } from './bulk/bulk-chunk.js';
import { BulkPlanner } from './bulk/bulk-planner.js';
import { BulkRunsController } from './bulk/bulk-runs.controller.js';
import { BulkService } from './bulk/bulk.service.js';
import { BulkUndoChunk } from './bulk/bulk-undo-chunk.js';
import { BulkViewService } from './bulk/bulk-view.service.js';
import { BulkWorker } from './bulk/bulk-worker.js';
import { DeviceDetailService } from './devices/device-detail.service.js';
import { DeviceFilters } from './devices/device-filters.js';
import { DeviceListService } from './devices/device-list.service.js';
import { DeviceLookupService } from './devices/device-lookup.service.js';
import { DeviceLookupsController } from './devices/device-lookups.controller.js';
import { DeviceSelection } from './devices/device-selection.js';
import { DevicesController } from './devices/devices.controller.js';
import { EditDeviceService } from './devices/edit-device.service.js';
import { RegisterDeviceService } from './devices/register-device.service.js';
import { ReplaceCodeService } from './devices/replace-code.service.js';
import { DuplicatesController } from './duplicates/duplicates.controller.js';
import { DuplicatesService } from './duplicates/duplicates.service.js';
import { MergeDeviceService } from './duplicates/merge-device.service.js';
import { WorkExports } from './exports/work-exports.js';
import { InventoryExports } from './exports/inventory-exports.js';
import { FundingController } from './funding/funding.controller.js';
import { FundingService } from './funding/funding.service.js';
import { InventoryFacade } from './inventory.facade.js';
import { AnchorLedgerService } from './ledger/anchor-ledger.service.js';
import { AsOfController } from './ledger/as-of.controller.js';
import { AsOfService } from './ledger/as-of.service.js';
import { TimelineService } from './ledger/timeline.service.js';
import { LogController } from './log/log.controller.js';
import { LogService } from './log/log.service.js';
import { VerificationController } from './ledger/verification.controller.js';
import { VerificationService } from './ledger/verification.service.js';
import { ModelsController } from './models/models.controller.js';
import { ModelsService } from './models/models.service.js';
import { TagWarnings } from './devices/tag-warnings.js';
import { RefreshController } from './refresh/refresh.controller.js';
import { RefreshService } from './refresh/refresh.service.js';
import { DeviceSearchService } from './search/device-search.service.js';
import { GlobalSearchController } from './search/global-search.controller.js';
import { GlobalSearchService } from './search/global-search.service.js';
import { DevicesAtSite } from './sites/devices-at-site.js';
import { SiteInventoryController } from './sites/site-inventory.controller.js';
import { SiteInventoryService } from './sites/site-inventory.service.js';
import { ChangeStateService } from './states/change-state.service.js';
import { ClearHoldService } from './states/clear-hold.service.js';
import { DeviceMover } from './states/device-mover.js';
import { StateMoves } from './states/state-moves.js';
import { StandardsController } from './standards/standards.controller.js';
import { STANDARDS_POLICY } from './standards/standards-policy.js';
import { StandardsService } from './standards/standards.service.js';
import { StatesController } from './states/states.controller.js';
import { SavedViewsController } from './views/saved-views.controller.js';
import { SavedViewsService } from './views/saved-views.service.js';
import { INVENTORY_HOLDING } from './inventory-holding.js';

/** Needs `Database`, `Jobs`, `JobRegistry` and `Settings` of the platform's global module. */
@Module({
  imports: [DirectoryModule, IdentityModule],
  controllers: [
    ModelsController,
    AccessoriesController,
    FundingController,
    DevicesController,
    DeviceLookupsController,
    SavedViewsController,
    BulkRunsController,
    AsOfController,
    RefreshController,
    DuplicatesController,
    StatesController,
    SiteInventoryController,
    GlobalSearchController,
    StandardsController,
    LogController,
    VerificationController,
  ],
  providers: [
    ModelsService,
    AccessoriesService,
    FundingService,
    DeviceFilters,
    DeviceListService,
    DeviceLookupService,
    DeviceSelection,
    SavedViewsService,
    AsOfService,
    RefreshService,
    DuplicatesService,
    MergeDeviceService,
    ReplaceCodeService,
    BulkPlanner,
    BulkService,
    BulkViewService,
    BulkChunk,
    BulkUndoChunk,
    BulkWorker,
    DeviceDetailService,
    DeviceSearchService,
    GlobalSearchService,
    RegisterDeviceService,
    EditDeviceService,
    StateMoves,
    DeviceMover,
    TagWarnings,
    ChangeStateService,
    ClearHoldService,
    TimelineService,
    SiteInventoryService,
    DevicesAtSite,
    AnchorLedgerService,
    VerificationService,
    LogService,
    StandardsService,
    InventoryExports,
    WorkExports,
    InventoryFacade,
  ],
  exports: [InventoryFacade],
})
export class InventoryModule {
  constructor(policies: PolicyRegistry, carts: CartUse, records: PersonRecords) {
    records.register(INVENTORY_HOLDING);
    policies.register(STANDARDS_POLICY);
    carts.lastSlot = async (db, cartId) => {
      const [row] = await db.query<{ last: number }>(
        'SELECT coalesce(max(cart_slot), 0)::int AS last FROM device WHERE holder_cart_id = $1',
        [cartId],
      );
      return row.last;
    };
  }
}
