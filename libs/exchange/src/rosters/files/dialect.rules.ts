import { foldHeader } from '@app/platform';
import type { DialectFile } from './dialect-files.js';
import type { Dialect } from './dialects.js';
import { DIALECTS } from './dialects.js';

/** A file of a package: how it is called without folder and `.csv`, folded, and the names of its columns. */
export interface FileHead {
  name: string;
  header: readonly string[];
}

/** The name of a file in a package, as dialects know it: `Users.csv` is `users`. `null`: no table of a roster. */
export function tableName(entry: string): string | null {
  const parts = entry.split('/');
  const name = parts.at(-1)!;
  const hidden = parts.some((part) => part.startsWith('.') || part.startsWith('__'));
  return !hidden && parts.length <= 2 && /\.(?:csv|txt)$/i.test(name) ? name.replace(/\.\w+$/, '').toLowerCase() : null;
}

/** Some systems put a date or a school behind the name: `users_2026-08-10`. */
export const isCalled = (name: string, file: string): boolean =>
  name === file || (name.startsWith(file) && /^[^a-z]/.test(name.slice(file.length)));

/** A header as two of them are compared: without case, spaces and punctuation, as exporters write them all. */
const headerKey = (header: string): string => foldHeader(header).replaceAll(' ', '');

export function recognise(heads: readonly FileHead[]): Dialect | null {
  const fits = ({ file, has, lacks = [] }: Dialect['tell'][number]): boolean => {
    const head = heads.find(({ name }) => isCalled(name, file));
    const keys = head?.header.map(headerKey) ?? [];
    const there = (header: string): boolean => keys.includes(headerKey(header));
    return !!head && has.every(there) && !lacks.some(there);
  };
  return DIALECTS.find(({ tell }) => tell.some(fits)) ?? null;
}

export interface MappedFile {
  /** Field → position from 1. */
  columns: { position: number; field: string }[];
  /** Columns that the file must have and does not, as the standard spells them. */
  missing: string[];
  /** Headers that are not read, by position. */
  unread: { position: number; header: string }[];
}

/** Which columns of a file give which fields: by name, whatever their order and case. */
export function mapColumns(file: DialectFile, header: readonly string[]): MappedFile {
  const keys = header.map(headerKey);
  const columns = Object.entries(file.columns).flatMap(([field, column]) => {
    if ('always' in column) return [];
    const at = column.map((name) => keys.indexOf(headerKey(name))).find((place) => place >= 0);
    return at === undefined ? [] : [{ position: at + 1, field }];
  });
  const given = new Set(columns.map(({ field }) => field));
  const read = new Set(columns.map(({ position }) => position));
  return {
    columns,
    missing: file.required.filter((field) => !given.has(field)).map((field) => spelling(file, field)),
    unread: header.flatMap((name, at) => (read.has(at + 1) ? [] : [{ position: at + 1, header: name }])),
  };
}

function spelling({ columns }: DialectFile, field: string): string {
  const column = columns[field];
  return 'always' in column ? field : column[0];
}

/** A name that two columns have, as they are matched. Columns without a name are not read. */
export function repeated(header: readonly string[]): string | undefined {
  const keys = header.map(headerKey);
  return header.find((_, at) => keys[at] !== '' && keys.indexOf(keys[at]) < at);
}

export type FileMode = 'bulk' | 'delta' | 'absent';

export interface Manifest {
  version: string | null;
  system: string | null;
  /** Name of a file, folded → what the manifest says of it. */
  files: Readonly<Record<string, FileMode>>;
}

/** `manifest.csv` as pairs of property and value. */
export function manifestOf(pairs: readonly (readonly [string, string])[]): Manifest {
  const values = new Map(pairs.map(([property, value]) => [property.trim().toLowerCase(), value.trim()]));
  const files: Record<string, FileMode> = {};
  for (const [property, value] of values) {
    const mode = value.toLowerCase();
    if (property.startsWith('file.') && (mode === 'bulk' || mode === 'delta' || mode === 'absent'))
      files[property.slice(5)] = mode;
  }
  return {
    version: named(values.get('oneroster.version')),
    system: named(values.get('source.systemname')),
    files,
  };
}

/** Some write `absent` where they have nothing to say. */
const named = (value: string | undefined): string | null =>
  value === undefined || value === '' || value.toLowerCase() === 'absent' ? null : value.slice(0, 100);

/**
 * Where manifest and data disagree the data decide: a file that is there is read, one with nothing in it changes nothing.
 * A file of people with nothing in it is no such thing: a bulk file that says nobody is left. Without a manifest a file is the whole.
 */
export function modeOf(
  dialect: Dialect,
  file: DialectFile,
  said: FileMode | undefined,
  { rows, withStatus }: { rows: number; withStatus: number },
): FileMode {
  const mode: FileMode =
    !dialect.manifest || said === undefined
      ? 'bulk'
      : said !== 'absent'
        ? said
        : rows > 0 && withStatus === rows
          ? 'delta'
          : 'bulk';
  return rows === 0 && !(file.kind === 'user' && mode === 'bulk') ? 'absent' : mode;
}
