import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { codeWords, IMPORT_STATE_WORDS, said } from '@app/kernel';
import { ExportLists } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { ImportRun } from '../imports/import-run.js';
import { ImportQuery } from '../imports/import.dto.js';
import { ImportsService } from '../imports/imports.service.js';

const imports = (service: ImportsService): ExportList<ImportRun, ImportQuery> => ({
  list: 'imports',
  title: 'Imports',
  anyOf: ['import:run'],
  query: ImportQuery,
  page: (_viewer, query) => service.list(query),
  columns: [
    { key: 'file', title: 'File', value: ({ fileName }) => fileName },
    { key: 'kind', title: 'Kind', value: ({ kind }) => codeWords(kind) },
    { key: 'state', title: 'Status', value: ({ state }, language) => said(IMPORT_STATE_WORDS[state], language) },
    { key: 'lines', title: 'Lines', kind: 'number', value: ({ rowTotal }) => rowTotal },
    { key: 'created', title: 'Created', kind: 'number', value: ({ result }) => result?.create ?? null },
    { key: 'changed', title: 'Changed', kind: 'number', value: ({ result }) => result?.change ?? null },
    {
      key: 'refused',
      title: 'Refused',
      kind: 'number',
      value: ({ result, predicted }) => (result ?? predicted)?.refuse ?? null,
    },
    { key: 'who', title: 'By', value: ({ accountName }) => accountName ?? 'The console' },
    { key: 'when', title: 'Begun', kind: 'instant', value: ({ createdAt }) => createdAt },
  ],
});

/** What came in by hand, as a list that may be taken along. */
@Injectable()
export class ImportExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly service: ImportsService,
  ) {}

  onModuleInit(): void {
    this.exports.register(imports(this.service));
  }
}
