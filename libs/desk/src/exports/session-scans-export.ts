import type { Language } from '@app/kernel';
import { IsUuid, PageQuery } from '@app/platform';
import type { ExportedPerson, ExportList } from '@app/platform';
import type { ScanMode } from '@app/scan-engine';
import type { ListedScan, SessionScansService } from '../sessions/session-scans.service.js';

const MODES: Record<ScanMode, Record<Language, string>> = {
  out: { en: 'Check out', es: 'Entregar' },
  in: { en: 'Check in', es: 'Recibir' },
  look: { en: 'Look up', es: 'Consultar' },
};
const YES = { en: 'yes', es: 'sí' };

export class SessionScansExportQuery extends PageQuery {
  @IsUuid()
  sessionId!: string;
}

/** A code without a device is somebody's number, or may be. */
const scanned = ({ tag, serial, personId }: ListedScan): ExportedPerson | null =>
  tag === null && serial === null ? { id: personId } : null;
const concerned = ({ personId }: ListedScan): ExportedPerson | null => (personId === null ? null : { id: personId });

/** What one account scanned in one session at a desk. */
export const sessionScansExport = (scans: SessionScansService): ExportList<ListedScan, SessionScansExportQuery> => ({
  list: 'session-scans',
  title: { en: 'Scans', es: 'Lecturas' },
  anyOf: ['scan:use'],
  query: SessionScansExportQuery,
  needs: 'sessionId',
  page: (viewer, { sessionId, ...page }) => scans.page(viewer, sessionId, page),
  columns: [
    { key: 'time', title: { en: 'Time', es: 'Hora' }, kind: 'instant', value: ({ occurredAt }) => occurredAt },
    { key: 'mode', title: { en: 'Mode', es: 'Modo' }, value: ({ mode }, language) => MODES[mode][language] },
    { key: 'code', title: { en: 'Code', es: 'Código' }, about: scanned, value: ({ code }) => code },
    { key: 'outcome', title: { en: 'Outcome', es: 'Resultado' }, value: ({ outcome }) => outcome },
    { key: 'what', title: { en: 'What happened', es: 'Qué pasó' }, about: 'people', value: ({ what }) => what },
    { key: 'tag', title: { en: 'Asset tag', es: 'Etiqueta' }, value: ({ tag }) => tag },
    { key: 'serial', title: { en: 'Serial', es: 'Serie' }, value: ({ serial }) => serial },
    { key: 'model', title: { en: 'Model', es: 'Modelo' }, value: ({ model }) => model },
    { key: 'person', title: { en: 'Person', es: 'Persona' }, about: concerned, value: ({ person }) => person },
    {
      key: 'undone',
      title: { en: 'Undone', es: 'Deshecho' },
      value: ({ undone }, language) => (undone ? YES[language] : null),
    },
    { key: 'note', title: { en: 'Note', es: 'Nota' }, about: 'people', value: ({ note }) => note },
  ],
});
