import type { SiteLabels, SiteNames } from '@app/identity';
import {
  LOG_PART_WORDS,
  logActionText,
  logFacts,
  logRecordText,
  logWhoText,
  newText,
  oldText,
  said,
} from '@app/kernel';
import type { Difference, Language } from '@app/kernel';
import type { ExportList } from '@app/platform';
import type { LogEntryDto } from '../log/log.dto.js';
import { LogQueryDto } from '../log/log.dto.js';
import type { LogService } from '../log/log.service.js';

interface Row {
  entry: LogEntryDto;
  sites: SiteNames;
}

const factsOf = ({ entry, sites }: Row, language: Language): Difference[] =>
  logFacts(entry, sites.knownCodeOf, language);

/** Everything that was done, in the words of its page. */
export const logExport = (service: LogService, siteLabels: SiteLabels): ExportList<Row, LogQueryDto> => ({
  list: 'log',
  title: { en: 'Log', es: 'Registro' },
  anyOf: ['ledger:verify', 'admin-log:read', 'access-log:read'],
  query: LogQueryDto,
  page: async (viewer, query) => {
    const { items, next } = await service.list(viewer, query);
    const sites = await siteLabels.all();
    return { items: items.map((entry) => ({ entry, sites })), next };
  },
  columns: [
    { key: 'at', title: { en: 'When', es: 'Cuándo' }, kind: 'instant', value: ({ entry }) => entry.at },
    { key: 'who', title: { en: 'Who', es: 'Quién' }, value: ({ entry }, language) => logWhoText(entry, language) },
    {
      key: 'site',
      title: { en: 'Site', es: 'Escuela' },
      value: ({ entry: { siteId }, sites }) => siteId && sites.codeOf(siteId),
    },
    { key: 'station', title: { en: 'Station', es: 'Estación' }, value: ({ entry }) => entry.stationName },
    {
      key: 'source',
      title: { en: 'Part', es: 'Parte' },
      value: ({ entry }, language) => said(LOG_PART_WORDS[entry.source], language),
    },
    { key: 'what', title: { en: 'What', es: 'Qué' }, value: ({ entry }, language) => logActionText(entry, language) },
    { key: 'kind', title: { en: 'Record', es: 'Registro' }, value: ({ entry }) => logRecordText(entry) },
    { key: 'label', title: { en: 'Tag or list', es: 'Etiqueta o lista' }, value: ({ entry }) => entry.subjectLabel },
    // Of a person the id, which names nobody outside of Cubby.
    { key: 'id', title: { en: 'Record id', es: 'Id del registro' }, value: ({ entry }) => entry.subjectId },
    { key: 'before', title: { en: 'Old', es: 'Antes' }, value: (row, language) => oldText(factsOf(row, language)) },
    {
      key: 'after',
      title: { en: 'New', es: 'Después' },
      value: (row, language) => newText(factsOf(row, language), language),
    },
  ],
});
