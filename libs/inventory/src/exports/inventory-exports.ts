import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { SiteLabels } from '@app/identity';
import { codeWords } from '@app/kernel';
import { ExportLists, IsUuid } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { BulkItemDto } from '../bulk/bulk.dto.js';
import { BulkItemsQuery } from '../bulk/bulk.dto.js';
import { BulkViewService } from '../bulk/bulk-view.service.js';
import { DeviceListService } from '../devices/device-list.service.js';
import { DeviceLookupService } from '../devices/device-lookup.service.js';
import { LogService } from '../log/log.service.js';
import type { ModelDto } from '../models/model.dto.js';
import { ModelsQuery } from '../models/model.dto.js';
import { ModelsService } from '../models/models.service.js';
import { devicesExport } from './devices-export.js';
import { logExport } from './log-export.js';

const models = (service: ModelsService): ExportList<ModelDto, ModelsQuery> => ({
  list: 'models',
  title: 'Models',
  anyOf: ['model:read'],
  query: ModelsQuery,
  page: (_viewer, query) => service.list(query),
  columns: [
    { key: 'maker', title: 'Maker', value: ({ maker }) => maker },
    { key: 'name', title: 'Model', value: ({ name }) => name },
    { key: 'class', title: 'Class', value: ({ deviceClass }) => codeWords(deviceClass) },
    { key: 'support', title: 'Support ends', kind: 'day', value: ({ supportEndsOn }) => supportEndsOn },
    { key: 'source', title: 'Read where', value: ({ supportSource }) => supportSource },
    { key: 'cycle', title: 'Cycle in years', kind: 'number', value: ({ cycleYears }) => cycleYears },
    {
      key: 'cost',
      title: 'Unit cost',
      kind: 'number',
      value: ({ unitCostCents }) => (unitCostCents === null ? null : unitCostCents / 100),
    },
    { key: 'tier', title: 'Support tier', value: ({ supportTier }) => supportTier && codeWords(supportTier) },
    { key: 'standard', title: 'Standards list', value: ({ standard }) => (standard ? 'Yes' : 'No') },
  ],
});

export class BulkItemsExportQuery extends BulkItemsQuery {
  @IsUuid()
  runId!: string;
}

const bulkItems = (views: BulkViewService): ExportList<BulkItemDto, BulkItemsExportQuery> => ({
  list: 'bulk-items',
  title: 'Devices of a bulk change',
  anyOf: ['device:edit', 'device:change-state', 'device:clear-hold'],
  query: BulkItemsExportQuery,
  needs: 'runId',
  page: (viewer, { runId, ...query }) => views.items(viewer, runId, query),
  columns: [
    { key: 'tag', title: 'Asset tag', value: ({ tag }) => tag },
    { key: 'serial', title: 'Serial', value: ({ serial }) => serial },
    { key: 'outcome', title: 'Result', value: ({ outcome }) => codeWords(outcome) },
    { key: 'reason', title: 'Why not', value: ({ reason }) => reason },
    { key: 'leaves', title: 'Bought with', value: ({ leavesFunding }) => leavesFunding },
  ],
});

/** The lists of this lib that may be taken along. */
@Injectable()
export class InventoryExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly devices: DeviceListService,
    private readonly lookups: DeviceLookupService,
    private readonly models: ModelsService,
    private readonly log: LogService,
    private readonly bulk: BulkViewService,
    private readonly siteLabels: SiteLabels,
  ) {}

  onModuleInit(): void {
    this.exports.register(devicesExport(this.devices, this.lookups));
    this.exports.register(models(this.models));
    this.exports.register(logExport(this.log, this.siteLabels));
    this.exports.register(bulkItems(this.bulk));
  }
}
