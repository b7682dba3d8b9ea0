import {
  accessCount,
  accessWords,
  ADMIN_ACTION_WORDS,
  differences,
  exportFilters,
  exportFormat,
  exportGround,
  exportPeople,
  newText,
  oldText,
  recordName,
  said,
} from '@app/kernel';
import type { Difference, Language, LoggedExport, Page, Wording } from '@app/kernel';
import type { ExportColumn, ExportList, ExportLists } from '@app/platform';
import type { AccessEntry, AccessLog } from '../access-log/access-log.js';
import { AccessLogQuery } from '../access-log/access-log.controller.js';
import type { AdminEntry, AdminLogReader } from '../admin-log/admin-log.reader.js';
import { AdminLogQuery } from '../admin-log/admin-log.controller.js';
import { exportedOf } from '../access-log/exported-list.js';
import { factsText } from './facts-text.js';
import type { SiteLabels, SiteNames } from './site-labels.js';

const AN_ACCOUNT: Wording = ['An account', 'Una cuenta'];

interface Row<Entry> {
  entry: Entry;
  sites: SiteNames;
}

/** With what a site is called, once for a page of entries. */
async function atSites<Entry>({ items, next }: Page<Entry>, labels: SiteLabels): Promise<Page<Row<Entry>>> {
  const sites = await labels.all();
  return { items: items.map((entry) => ({ entry, sites })), next };
}

type Act = Pick<AdminEntry, 'at' | 'accountId' | 'accountName'>;

/** When, who and what. @param nobody who did what no account did. */
const actColumns = <Entry extends Act>(
  nobody: Wording,
  what: (entry: Entry, language: Language) => string,
): ExportColumn<Row<Entry>>[] => [
  { key: 'at', title: { en: 'When', es: 'Cuándo' }, kind: 'instant', value: ({ entry }) => entry.at },
  {
    key: 'who',
    title: { en: 'Who', es: 'Quién' },
    value: ({ entry: { accountId, accountName } }, language) =>
      accountId === null ? said(nobody, language) : (accountName ?? said(AN_ACCOUNT, language)),
  },
  { key: 'what', title: { en: 'What', es: 'Qué' }, value: ({ entry }, language) => what(entry, language) },
];

interface AccessRow extends Row<AccessEntry> {
  exported: LoggedExport | null;
}

type ExportedColumn = ExportColumn<Pick<AccessRow, 'exported'>>;

/** Of an export: what was taken along, for whom and why. Of a look nothing. */
const EXPORTED: readonly ExportedColumn[] = [
  { key: 'list', title: { en: 'List', es: 'Lista' }, value: ({ exported }) => exported?.title ?? null },
  {
    key: 'filters',
    title: { en: 'Filters', es: 'Filtros' },
    value: ({ exported }, language) => exported && exportFilters(exported, language),
  },
  { key: 'format', title: { en: 'File', es: 'Archivo' }, value: ({ exported }) => exported && exportFormat(exported) },
  {
    key: 'people',
    title: { en: 'People', es: 'Personas' },
    value: ({ exported }, language) => exported && exportPeople(exported, language),
  },
  {
    key: 'recipient',
    title: { en: 'Recipient', es: 'Destinatario' },
    value: ({ exported }) => exported?.recipient ?? null,
  },
  { key: 'purpose', title: { en: 'Purpose', es: 'Motivo' }, value: ({ exported }) => exported?.purpose ?? null },
  {
    key: 'ground',
    title: { en: 'Ground', es: 'Fundamento' },
    value: ({ exported }, language) => exported && exportGround(exported, language),
  },
];

export const accessLogExport = (
  log: AccessLog,
  siteLabels: SiteLabels,
  lists: ExportLists,
): ExportList<AccessRow, AccessLogQuery> => ({
  list: 'access-log',
  title: { en: 'Access log', es: 'Registro de accesos' },
  anyOf: ['access-log:read'],
  query: AccessLogQuery,
  page: async (viewer, query) => {
    const { items, next } = await atSites(await log.list(viewer, query), siteLabels);
    const withList = (row: Row<AccessEntry>): AccessRow => ({
      ...row,
      exported: exportedOf(row.entry, lists, viewer.language),
    });
    return { items: items.map(withList), next };
  },
  columns: [
    ...actColumns<AccessEntry>(['The system', 'El sistema'], ({ action }, language) => accessWords(action, language)),
    {
      key: 'whom',
      title: { en: 'Whom', es: 'A quién' },
      value: ({ entry }, language) => accessCount(entry, language),
    },
    {
      key: 'site',
      title: { en: 'Site', es: 'Escuela' },
      value: ({ entry: { siteId }, sites }) => siteId && sites.codeOf(siteId),
    },
    ...EXPORTED,
    { key: 'rows', title: { en: 'Rows', es: 'Filas' }, kind: 'number', value: ({ entry }) => entry.rowCount },
    // What an inquiry asks for beyond the page. The id of a person names nobody outside of Cubby.
    {
      key: 'person',
      title: { en: 'Person’s address in Cubby', es: 'Dirección de la persona en Cubby' },
      value: ({ entry: { personId } }) => personId && `/people/${personId}`,
    },
    { key: 'route', title: { en: 'Request', es: 'Solicitud' }, value: ({ entry }) => entry.route },
    { key: 'detail', title: { en: 'Detail', es: 'Detalle' }, value: ({ entry }) => factsText(entry.detail) },
  ],
});

const changesOf = ({ entry, sites }: Row<AdminEntry>): Difference[] => differences(entry, sites.codeOf);

export const adminLogExport = (
  reader: AdminLogReader,
  siteLabels: SiteLabels,
): ExportList<Row<AdminEntry>, AdminLogQuery> => ({
  list: 'admin-log',
  title: { en: 'Changes', es: 'Cambios' },
  anyOf: ['admin-log:read'],
  query: AdminLogQuery,
  page: async (viewer, query) => atSites(await reader.list(viewer, query), siteLabels),
  columns: [
    ...actColumns<AdminEntry>(['The console', 'La consola'], ({ action }, language) =>
      said(ADMIN_ACTION_WORDS[action], language),
    ),
    {
      key: 'kind',
      title: { en: 'Record', es: 'Registro' },
      value: ({ entry, sites }) => recordName(entry, sites.nameOf),
    },
    { key: 'before', title: { en: 'Old', es: 'Antes' }, value: (row) => oldText(changesOf(row)) },
    {
      key: 'after',
      title: { en: 'New', es: 'Después' },
      value: (row, language) => newText(changesOf(row), language),
    },
    { key: 'id', title: { en: 'Record id', es: 'Id del registro' }, value: ({ entry }) => entry.subjectId },
  ],
});
