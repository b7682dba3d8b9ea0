import { EXPORT_PEOPLE_WORDS, ALL_ROWS } from './export-words.js';
import type { Language, Wording } from './language.js';
import { said } from './language.js';

/** The entry of an export in the access log. */
export const LIST_EXPORTED = 'list.exported';

/** Where a file with names goes, and why it may: the grounds of a disclosure, and that it is none. */
export const EXPORT_GROUND_WORDS = {
  inside: ['It stays in the district', 'Se queda en el distrito'],
  audit: ['Outside: an audit or evaluation', 'Fuera: una auditoría o evaluación'],
  'other-school': ['Outside: the students’ new school', 'Fuera: la nueva escuela de los estudiantes'],
  consent: ['Outside: the families agreed', 'Fuera: las familias lo autorizaron'],
  family: ['Outside: the family asked', 'Fuera: lo pidió la familia'],
  'court-order': ['Outside: a court order', 'Fuera: una orden judicial'],
  emergency: ['Outside: an emergency', 'Fuera: una emergencia'],
  other: ['Outside: another ground', 'Fuera: otro motivo'],
} as const satisfies Record<string, Wording>;
export type ExportGround = keyof typeof EXPORT_GROUND_WORDS;

/** What an entry of the access log keeps of an export; any of it may lack in an older one. */
export interface LoggedExport {
  /** The list by its name, in the language of whoever reads. */
  title: string;
  /** In words, in the language of the file. `null`: all rows. */
  filters: string | null;
  format: string | null;
  variant: string | null;
  recipient: string | null;
  purpose: string | null;
  /** `null`: the file has no names, or stays in the district. */
  basis: string | null;
}

/** @param title the list by its name; by its key what the product has no more */
export function loggedExport(detail: Readonly<Record<string, unknown>>, title: string): LoggedExport {
  const textOf = (name: string): string | null => {
    const value = detail[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    title,
    // An older entry has them as the address of the list said them.
    filters: textOf('words') ?? textOf('query'),
    format: textOf('format'),
    variant: textOf('variant'),
    recipient: textOf('recipient'),
    purpose: textOf('purpose'),
    basis: textOf('basis'),
  };
}

export const exportFilters = ({ filters }: LoggedExport, language?: Language): string =>
  filters ?? said(ALL_ROWS, language);

export const exportFormat = ({ format }: LoggedExport): string | null => format?.toUpperCase() ?? null;

/** `null`: nothing in the file is about people. */
export function exportPeople({ variant }: LoggedExport, language?: Language): string | null {
  const wording = (EXPORT_PEOPLE_WORDS as Readonly<Record<string, Wording>>)[variant ?? ''] as Wording | undefined;
  return wording ? said(wording, language) : null;
}

/** Of a file with names alone: whether it left the district, and on what ground. */
export function exportGround({ variant, basis }: LoggedExport, language?: Language): string | null {
  if (variant !== 'names') return null;
  const grounds: Readonly<Record<string, Wording>> = EXPORT_GROUND_WORDS;
  return said(grounds[basis ?? 'inside'] ?? grounds.other, language);
}
