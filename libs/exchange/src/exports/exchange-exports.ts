import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { codeWords } from '@app/kernel';
import { ExportLists, IsUuid } from '@app/platform';
import type { ExportList } from '@app/platform';
import { ImportRowsQuery } from '../imports/import.dto.js';
import type { CellRemark, ImportRow } from '../imports/import-rows.service.js';
import { ImportRowsService } from '../imports/import-rows.service.js';

export class ImportRowsExportQuery extends ImportRowsQuery {
  @IsUuid()
  importId!: string;
}

const sentences = (remarks: readonly CellRemark[]): string | null =>
  remarks.map(({ reason, fix }) => `${reason}. ${fix}.`).join(' ') || null;

/** The lines of an import. Of people and agreements they are about people, and one list has one set of columns. */
export const importRows = (rows: ImportRowsService): ExportList<ImportRow, ImportRowsExportQuery> => ({
  list: 'import-rows',
  title: 'Lines of an import',
  anyOf: ['import:run'],
  query: ImportRowsExportQuery,
  needs: 'importId',
  page: (_viewer, { importId, ...query }) => rows.list(importId, query),
  columns: [
    // Whoever has the file that was imported reads there who it is.
    { key: 'line', title: 'Line', kind: 'number', about: 'people', value: ({ line }) => line },
    { key: 'outcome', title: 'Result', value: ({ outcome }) => codeWords(outcome) },
    { key: 'key', title: 'Key', about: ({ recordId }) => ({ id: recordId }), value: ({ key }) => key },
    { key: 'label', title: 'Record', about: 'people', value: ({ label }) => label },
    {
      key: 'changes',
      title: 'Changes',
      about: 'people',
      value: ({ changes }) =>
        changes.map(({ field, from, to }) => `${field}: ${from ?? '–'} → ${to ?? '–'}`).join('; ') || null,
    },
    {
      key: 'column',
      title: 'Column',
      value: ({ problems }) => problems.map(({ column }) => column ?? 'Whole line').join('; ') || null,
    },
    {
      key: 'value',
      title: 'Value',
      about: 'people',
      value: ({ problems }) => problems.map(({ value }) => value || '–').join('; ') || null,
    },
    { key: 'problems', title: 'Problems', about: 'people', value: ({ problems }) => sentences(problems) },
    { key: 'notes', title: 'Notes', value: ({ notes }) => sentences(notes) },
  ],
});

/** The lists of this lib that may be taken along. */
@Injectable()
export class ExchangeExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly rows: ImportRowsService,
  ) {}

  onModuleInit(): void {
    this.exports.register(importRows(this.rows));
  }
}
