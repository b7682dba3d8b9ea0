import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { factsText } from '@app/identity';
import { codeWords } from '@app/kernel';
import { ExportLists, IsUuid } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { BulkItemDto } from '../bulk/bulk.dto.js';
import { BulkItemsQuery } from '../bulk/bulk.dto.js';
import { BulkViewService } from '../bulk/bulk-view.service.js';
import { DeviceListService } from '../devices/device-list.service.js';
import { DeviceLookupService } from '../devices/device-lookup.service.js';
import type { LogEntryDto } from '../log/log.dto.js';
import { LogQueryDto } from '../log/log.dto.js';
import { LogService } from '../log/log.service.js';
import type { ModelDto } from '../models/model.dto.js';
import { ModelsQuery } from '../models/model.dto.js';
import { ModelsService } from '../models/models.service.js';
import { devicesExport } from './devices-export.js';

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

const log = (service: LogService): ExportList<LogEntryDto, LogQueryDto> => ({
  list: 'log',
  title: 'Log',
  anyOf: ['ledger:verify', 'admin-log:read', 'access-log:read'],
  query: LogQueryDto,
  page: (viewer, query) => service.list(viewer, query),
  columns: [
    { key: 'at', title: 'When', kind: 'instant', value: ({ at }) => at },
    { key: 'who', title: 'Who', value: ({ accountId, accountName }) => accountName ?? accountId },
    { key: 'site', title: 'Site id', value: ({ siteId }) => siteId },
    { key: 'station', title: 'Station', value: ({ stationName }) => stationName },
    { key: 'source', title: 'Part', value: ({ source }) => source },
    { key: 'what', title: 'What', value: ({ action }) => action },
    { key: 'kind', title: 'Record', value: ({ subjectKind }) => subjectKind },
    { key: 'label', title: 'Tag', value: ({ subjectLabel }) => subjectLabel },
    // Of a person the id, which names nobody outside of Cubby.
    { key: 'id', title: 'Record id', value: ({ subjectId }) => subjectId },
    { key: 'before', title: 'Old', value: ({ before }) => factsText(before) },
    { key: 'after', title: 'New', value: ({ after }) => factsText(after) },
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
    { key: 'reason', title: 'Why', value: ({ reason }) => reason },
    { key: 'leaves', title: 'Leaves the program of', value: ({ leavesFunding }) => leavesFunding },
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
  ) {}

  onModuleInit(): void {
    this.exports.register(devicesExport(this.devices, this.lookups));
    this.exports.register(models(this.models));
    this.exports.register(log(this.log));
    this.exports.register(bulkItems(this.bulk));
  }
}
