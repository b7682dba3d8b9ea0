import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { SiteNames } from '@app/identity';
import { SiteLabels } from '@app/identity';
import { logFacts, newText, noticeText } from '@app/kernel';
import { ExportLists, PageQuery } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { Notice } from '../notices/notice.service.js';
import { NoticeService } from '../notices/notice.service.js';
import { SessionScansService } from '../sessions/session-scans.service.js';
import { ManageStationsService } from '../stations/manage-stations.service.js';
import { sessionScansExport } from './session-scans-export.js';
import { stationsExport } from './stations-export.js';

interface Told {
  notice: Notice;
  sites: SiteNames;
}

const notices = (service: NoticeService, siteLabels: SiteLabels): ExportList<Told, PageQuery> => ({
  list: 'notices',
  title: { en: 'Notices', es: 'Avisos' },
  anyOf: [],
  query: PageQuery,
  page: async (viewer, { after, limit }) => {
    const { items, next } = await service.list(viewer, after, limit);
    const sites = await siteLabels.all();
    return { items: items.map((notice) => ({ notice, sites })), next };
  },
  columns: [
    {
      key: 'what',
      title: { en: 'Notice', es: 'Aviso' },
      value: ({ notice }, language) => noticeText(notice.kind, language),
    },
    { key: 'device', title: { en: 'Asset tag', es: 'Etiqueta' }, value: ({ notice }) => notice.tag },
    { key: 'site', title: { en: 'Site', es: 'Escuela' }, value: ({ notice }) => notice.siteCode },
    { key: 'when', title: { en: 'When', es: 'Cuándo' }, kind: 'instant', value: ({ notice }) => notice.createdAt },
    { key: 'read', title: { en: 'Put away', es: 'Archivado' }, kind: 'instant', value: ({ notice }) => notice.readAt },
    {
      key: 'facts',
      title: { en: 'Detail', es: 'Detalle' },
      value: ({ notice: { facts }, sites }, language) =>
        newText(logFacts({ before: null, after: facts }, sites.knownCodeOf), language),
    },
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
    private readonly siteLabels: SiteLabels,
  ) {}

  onModuleInit(): void {
    this.exports.register(notices(this.notices, this.siteLabels));
    this.exports.register(sessionScansExport(this.scans));
    this.exports.register(stationsExport(this.stations));
  }
}
