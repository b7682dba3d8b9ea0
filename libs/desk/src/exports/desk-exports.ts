import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { factsText } from '@app/identity';
import { codeWords } from '@app/kernel';
import { ExportLists, PageQuery } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { Notice } from '../notices/notice.service.js';
import { NoticeService } from '../notices/notice.service.js';
import { SessionScansService } from '../sessions/session-scans.service.js';
import { ManageStationsService } from '../stations/manage-stations.service.js';
import { sessionScansExport } from './session-scans-export.js';
import { stationsExport } from './stations-export.js';

const notices = (service: NoticeService): ExportList<Notice, PageQuery> => ({
  list: 'notices',
  title: 'Notices',
  anyOf: [],
  query: PageQuery,
  page: (viewer, { after, limit }) => service.list(viewer, after, limit),
  columns: [
    { key: 'what', title: 'Notice', value: ({ kind }) => codeWords(kind) },
    { key: 'device', title: 'Asset tag', value: ({ tag }) => tag },
    { key: 'site', title: 'Site', value: ({ siteCode }) => siteCode },
    { key: 'when', title: 'When', kind: 'instant', value: ({ createdAt }) => createdAt },
    { key: 'read', title: 'Put away', kind: 'instant', value: ({ readAt }) => readAt },
    { key: 'facts', title: 'Detail', value: ({ facts }) => factsText(facts) },
  ],
});

/** The lists of this lib that may be taken along. */
@Injectable()
export class DeskExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly notices: NoticeService,
    private readonly scans: SessionScansService,
    private readonly stations: ManageStationsService,
  ) {}

  onModuleInit(): void {
    this.exports.register(notices(this.notices));
    this.exports.register(sessionScansExport(this.scans));
    this.exports.register(stationsExport(this.stations));
  }
}
