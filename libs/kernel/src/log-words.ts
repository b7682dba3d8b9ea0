import { accessWords } from './access-words.js';
import { ADMIN_ACTION_WORDS } from './admin-action-words.js';
import { dayText, isDay } from './calendar-day.js';
import type { Difference, LoggedChange } from './change-words.js';
import { recordWords, subjectName } from './change-words.js';
import { codeWords } from './code-words.js';
import type { Language, Wording } from './language.js';
import { said } from './language.js';
import { exportFilters, exportFormat, exportGround, exportPeople, loggedExport } from './logged-export.js';

/** What the log is made of. */
export const LOG_PART_WORDS = {
  device: ['Devices', 'Dispositivos'],
  admin: ['Administration', 'Administración'],
  access: ['Looks at people', 'Consultas de personas'],
  export: ['Exports', 'Exportaciones'],
} as const satisfies Record<string, Wording>;
export type LogPart = keyof typeof LOG_PART_WORDS;

/** Every entry of the ledger, as the log says it. */
export const DEVICE_EVENT_WORDS = {
  registered: ['Registered', 'Registrado'],
  'checked-out': ['Checked out', 'Entregado'],
  'checked-in': ['Checked in', 'Devuelto'],
  received: ['Received', 'Recibido'],
  sent: ['Sent', 'Enviado'],
  found: ['Found', 'Encontrado'],
  'transferred-in-hand': ['Transferred in hand', 'Traspasado en mano'],
  moved: ['Moved', 'Trasladado'],
  'condition-reported': ['Condition reported', 'Estado reportado'],
  'hold-placed': ['Hold placed', 'Retención puesta'],
  'hold-cleared': ['Hold cleared', 'Retención quitada'],
  'state-changed': ['State changed', 'Situación cambiada'],
  'reported-missing': ['Reported missing', 'Reportado como extraviado'],
  'reported-stolen': ['Reported stolen', 'Reportado como robado'],
  'identifier-changed': ['Identifier changed', 'Código cambiado'],
  'mdm-changed': ['Device management changed', 'Gestión de dispositivos cambiada'],
  edited: ['Edited', 'Editado'],
  merged: ['Merged', 'Fusionado'],
  reversed: ['Undone', 'Deshecho'],
} as const satisfies Record<string, Wording>;

const ACTIONS: Readonly<Record<string, Wording>> = { ...DEVICE_EVENT_WORDS, ...ADMIN_ACTION_WORDS };

interface Entry extends LoggedChange {
  source: LogPart;
  action: string;
  accountId: string | null;
  accountName: string | null;
  subjectKind: string;
  subjectLabel: string | null;
}

/** What was done; what has no words here in those of its code. */
export function logActionText({ source, action }: Pick<Entry, 'source' | 'action'>, language?: Language): string {
  if (source === 'access' || source === 'export') return accessWords(action, language);
  const wording = ACTIONS[action] as Wording | undefined;
  return wording ? said(wording, language) : codeWords(action.replaceAll('.', ' '));
}

const CUBBY = ['Cubby itself', 'Cubby mismo'] as const satisfies Wording;
const AN_ACCOUNT = ['An account', 'Una cuenta'] as const satisfies Wording;

export const logWhoText = (
  { accountId, accountName }: Pick<Entry, 'accountId' | 'accountName'>,
  language?: Language,
): string => (accountId === null ? said(CUBBY, language) : (accountName ?? said(AN_ACCOUNT, language)));

/** The kind of record, with the name of what administrators keep; never that of a person. */
export function logRecordText(entry: Pick<Entry, 'subjectKind' | 'before' | 'after'>): string {
  const name = entry.subjectKind === 'person' ? null : subjectName(entry);
  return [recordWords(entry.subjectKind), name].filter(Boolean).join(' ');
}

/** The tag of a device, the list of an export, else `logRecordText`. */
export const logSubjectText = (entry: Pick<Entry, 'subjectKind' | 'subjectLabel' | 'before' | 'after'>): string =>
  entry.subjectLabel ?? logRecordText(entry);

/** The code of a site by its id; nothing for ids of other records. */
type CodeOf = (id: string) => string | undefined;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `home_site_id`, `homeSiteId` → "Home site". */
export const factName = (name: string): string =>
  codeWords(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/_(id|ids)$/, ''));

/** Sites by their codes; of other records the beginning of the id, since the log keeps no names of people. */
export function factValue(value: unknown, codeOf: CodeOf): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string')
    return UUID.test(value) ? (codeOf(value) ?? `${value.slice(0, 8)}…`) : isDay(value) ? dayText(value) : value;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((each) => factValue(each, codeOf)).join(', ');
  return Object.entries(value)
    .map(([name, each]) => `${factName(name)} ${factValue(each, codeOf) ?? 'nothing'}`)
    .join(', ');
}

/** Said elsewhere in the line, or of no use to a reader. */
const HIDDEN = ['version', 'stationId', 'scanId'];

/** What differs; for an entry that only adds facts, those. */
export function logFacts(
  { subjectKind, before, after }: LoggedChange & { subjectKind?: string },
  codeOf: CodeOf,
  language?: Language,
): Difference[] {
  if (subjectKind === 'export') return exportFacts(after ?? {}, language);
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .filter((name) => !HIDDEN.includes(name))
    .map((name) => ({
      field: factName(name),
      from: factValue(before?.[name], codeOf),
      to: factValue(after?.[name], codeOf),
    }))
    .filter(({ from, to }) => from !== to);
}

const EXPORT_HEADS = {
  filters: ['Filters', 'Filtros'],
  format: ['File', 'Archivo'],
  people: ['People', 'Personas'],
  recipient: ['Recipient', 'Destinatario'],
  purpose: ['Purpose', 'Motivo'],
  ground: ['Ground', 'Fundamento'],
  rows: ['Rows', 'Filas'],
  columns: ['Columns', 'Columnas'],
} as const satisfies Record<string, Wording>;

/** What was taken along, for whom and why, as the list of exports says it; the list itself is the record. */
function exportFacts(detail: Readonly<Record<string, unknown>>, language?: Language): Difference[] {
  const logged = loggedExport(detail, '');
  const facts: Record<keyof typeof EXPORT_HEADS, string | null> = {
    filters: exportFilters(logged, language),
    format: exportFormat(logged),
    people: exportPeople(logged, language),
    recipient: logged.recipient,
    purpose: logged.purpose,
    ground: exportGround(logged, language),
    rows: typeof detail.rowCount === 'number' ? detail.rowCount.toLocaleString('en-US') : null,
    columns: Array.isArray(detail.columns) ? detail.columns.map((key) => factName(String(key))).join(', ') : null,
  };
  return Object.entries(facts)
    .filter(([, to]) => to !== null)
    .map(([name, to]) => ({ field: said(EXPORT_HEADS[name as keyof typeof facts], language), from: null, to }));
}

const NOTICES: Readonly<Record<string, Wording>> = {
  'stolen-device-scanned': ['A device reported stolen was scanned', 'Se leyó un dispositivo reportado como robado'],
  'disposed-device-scanned': ['A device recorded as disposed was scanned', 'Se leyó un dispositivo dado por desechado'],
  'device-transferred': ['A device was taken over by another site', 'Otra escuela se hizo cargo de un dispositivo'],
  'missing-steps-due': ['Missing devices have steps due today', 'Dispositivos extraviados con pasos para hoy'],
};

/** What a notice tells. */
export function noticeText(kind: string, language?: Language): string {
  const wording = NOTICES[kind] as Wording | undefined;
  return wording ? said(wording, language) : codeWords(kind);
}
