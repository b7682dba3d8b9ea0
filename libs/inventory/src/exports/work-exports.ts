import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { codeWords, modelName, stateLabel } from '@app/kernel';
import { ExportLists, PageQuery } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { BulkReasonDto, BulkRunDto } from '../bulk/bulk.dto.js';
import { BulkViewService } from '../bulk/bulk-view.service.js';
import type { DeviceRow } from '../devices/device-row.js';
import { LookAlikesQuery } from '../duplicates/duplicate.dto.js';
import { DuplicatesService } from '../duplicates/duplicates.service.js';
import { StandardsService } from '../standards/standards.service.js';
import { standardsExport } from './standards-export.js';

const sumOf = (reasons: readonly BulkReasonDto[]): number => reasons.reduce((sum, { count }) => sum + count, 0);

const bulkRuns = (views: BulkViewService): ExportList<BulkRunDto, PageQuery> => ({
  list: 'bulk-runs',
  title: 'Bulk changes',
  anyOf: ['device:edit', 'device:change-state', 'device:clear-hold'],
  query: PageQuery,
  page: (viewer, query) => views.list(viewer, query),
  columns: [
    { key: 'label', title: 'Change', value: ({ label }) => label },
    { key: 'state', title: 'Status', value: ({ state }) => codeWords(state) },
    { key: 'total', title: 'Devices', kind: 'number', value: ({ total }) => total },
    { key: 'changed', title: 'Changed', kind: 'number', value: ({ changed }) => changed },
    { key: 'refused', title: 'Could not', kind: 'number', value: ({ refused }) => sumOf(refused) },
    { key: 'undone', title: 'Taken back', kind: 'number', value: ({ undone }) => undone },
    { key: 'waiting', title: 'Not begun', kind: 'number', value: ({ waiting }) => waiting },
    { key: 'reason', title: 'Reason', value: ({ reason }) => reason },
    { key: 'by', title: 'By', value: ({ accountName }) => accountName },
    { key: 'when', title: 'When', kind: 'instant', value: ({ createdAt }) => createdAt },
  ],
});

/** One device of a group that looks alike. */
interface LookAlike {
  look: string;
  device: DeviceRow;
}

const lookAlikes = (duplicates: DuplicatesService): ExportList<LookAlike, LookAlikesQuery> => ({
  list: 'look-alikes',
  title: 'Look-alikes',
  anyOf: ['device:merge'],
  query: LookAlikesQuery,
  page: async (viewer, query) => {
    const { items, next } = await duplicates.lookAlikes(viewer, query);
    return { items: items.flatMap(({ look, devices }) => devices.map((device) => ({ look, device }))), next };
  },
  columns: [
    { key: 'look', title: 'Looks like', value: ({ look }) => look },
    { key: 'tag', title: 'Asset tag', value: ({ device }) => device.tag },
    { key: 'serial', title: 'Serial', value: ({ device }) => device.serial },
    { key: 'model', title: 'Model', value: ({ device }) => modelName(device.model) },
    { key: 'state', title: 'State', value: ({ device }) => stateLabel(device.state) },
    { key: 'site', title: 'Site', value: ({ device }) => device.locationSite.code },
  ],
});

/** What is decided and cleaned up: lists of this lib that may be taken along. */
@Injectable()
export class WorkExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly standards: StandardsService,
    private readonly bulk: BulkViewService,
    private readonly duplicates: DuplicatesService,
  ) {}

  onModuleInit(): void {
    this.exports.register(standardsExport(this.standards));
    this.exports.register(bulkRuns(this.bulk));
    this.exports.register(lookAlikes(this.duplicates));
  }
}
