import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { ALL_ROWS, EXPORT_PEOPLE_WORDS, exportLabel, exportRemark, exportStanding, said } from '@app/kernel';
import { ExportLists } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { ExportDto } from './export.dto.js';
import { ExportsQuery } from './export.dto.js';
import { ExportsService } from './exports.service.js';
import { shownExport } from './shown-export.js';

const ownExports = (lists: ExportLists, service: ExportsService): ExportList<ExportDto, ExportsQuery> => ({
  list: 'exports',
  title: { en: 'Exports', es: 'Exportaciones' },
  anyOf: [],
  query: ExportsQuery,
  page: async (viewer, query) => {
    const { items, next } = await service.list(viewer, query);
    return { items: items.map((run) => shownExport(lists, run, viewer.language)), next };
  },
  columns: [
    { key: 'list', title: { en: 'List', es: 'Lista' }, value: ({ title }) => title },
    {
      key: 'filters',
      title: { en: 'Filters', es: 'Filtros' },
      value: ({ words }, language) => words ?? said(ALL_ROWS, language),
    },
    { key: 'columns', title: { en: 'Columns', es: 'Columnas' }, value: ({ columns }) => columns.join(', ') },
    { key: 'format', title: { en: 'File', es: 'Archivo' }, value: ({ format }) => format.toUpperCase() },
    { key: 'rows', title: { en: 'Rows', es: 'Filas' }, kind: 'number', value: shownRows },
    {
      key: 'people',
      title: { en: 'People', es: 'Personas' },
      value: ({ variant }, language) => (variant === 'plain' ? null : said(EXPORT_PEOPLE_WORDS[variant], language)),
    },
    { key: 'recipient', title: { en: 'Recipient', es: 'Destinatario' }, value: ({ recipient }) => recipient },
    { key: 'purpose', title: { en: 'Purpose', es: 'Motivo' }, value: ({ purpose }) => purpose },
    {
      key: 'state',
      title: { en: 'Status', es: 'Estado' },
      value: (run, language) => exportLabel(exportStanding(run), language),
    },
    { key: 'remark', title: { en: 'Remark', es: 'Observación' }, value: exportRemark },
    { key: 'made', title: { en: 'Made', es: 'Hecho' }, kind: 'instant', value: ({ createdAt }) => createdAt },
    {
      key: 'kept',
      title: { en: 'Kept until', es: 'Se guarda hasta' },
      kind: 'instant',
      value: ({ available, expiresAt }) => (available ? expiresAt : null),
    },
  ],
});

/** In the file, or so far; of what was given up nothing. */
const shownRows = ({ state, rowCount, done }: ExportDto): number | null =>
  rowCount === null && state !== 'queued' && state !== 'running' ? null : done;

/** What the account took along, as a list that may be taken along itself. */
@Injectable()
export class OwnExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly service: ExportsService,
  ) {}

  onModuleInit(): void {
    this.exports.register(ownExports(this.exports, this.service));
  }
}
