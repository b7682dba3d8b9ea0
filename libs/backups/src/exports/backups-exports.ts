import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { BACKUP_CAUSE_WORDS, backupLabel, byteText, said } from '@app/kernel';
import { ExportLists, PageQuery } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { BackupRun } from '../schedule/backup-records.js';
import { BackupsService } from '../schedule/backups.service.js';

const backups = (service: BackupsService): ExportList<BackupRun, PageQuery> => ({
  list: 'backups',
  title: { en: 'Backups', es: 'Copias de seguridad' },
  anyOf: ['backup:manage'],
  query: PageQuery,
  page: async (viewer) => ({ items: await service.last(viewer), next: null }),
  columns: [
    { key: 'when', title: { en: 'When', es: 'Cuándo' }, kind: 'instant', value: ({ endedAt }) => endedAt },
    {
      key: 'cause',
      title: { en: 'Begun', es: 'Iniciada' },
      value: ({ cause }, language) => said(BACKUP_CAUSE_WORDS[cause], language),
    },
    { key: 'outcome', title: { en: 'Outcome', es: 'Resultado' }, value: backupLabel },
    { key: 'error', title: { en: 'Why it failed', es: 'Por qué falló' }, value: ({ error }) => error },
    { key: 'file', title: { en: 'File', es: 'Archivo' }, value: ({ fileName }) => fileName },
    {
      key: 'size',
      title: { en: 'Size', es: 'Tamaño' },
      value: ({ byteSize }) => (byteSize === null ? null : byteText(byteSize)),
    },
    { key: 'rows', title: { en: 'Rows', es: 'Filas' }, kind: 'number', value: ({ rowCount }) => rowCount },
    { key: 'proven', title: { en: 'Proven', es: 'Probada' }, kind: 'instant', value: ({ provenAt }) => provenAt },
  ],
});

/** The lists of this lib that may be taken along. */
@Injectable()
export class BackupsExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly service: BackupsService,
  ) {}

  onModuleInit(): void {
    this.exports.register(backups(this.service));
  }
}
