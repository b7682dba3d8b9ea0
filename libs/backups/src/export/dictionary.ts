import type { Db } from '@app/platform';
import { csvRecord } from '@app/platform';
import { isLeftOut, isSecret } from './left-out.rules.js';

export interface DictionaryColumn {
  table: string;
  /** Of the table, from the catalogue. */
  about: string | null;
  column: string;
  type: string;
  required: boolean;
  /** Its place in the primary key, from 1. */
  key: number | null;
  /** `table (column)` that it names. */
  refersTo: string | null;
  /** Conditions that hold for every row, as SQL. */
  conditions: string | null;
  comment: string | null;
  exported: boolean;
}

const COLUMNS = `
SELECT n.nspname || '.' || c.relname AS "table", obj_description(c.oid, 'pg_class') AS about, a.attname AS "column",
  format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
  (SELECT array_position(k.conkey, a.attnum) FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p') AS key,
  (SELECT string_agg(k.confrelid::regclass || ' (' || (SELECT string_agg(f.attname, ', ' ORDER BY f.attnum) FROM pg_attribute f
      WHERE f.attrelid = k.confrelid AND f.attnum = ANY (k.confkey)) || ')', '; ' ORDER BY k.conname)
   FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey)) AS "refersTo",
  (SELECT string_agg(pg_get_constraintdef(k.oid), '; ' ORDER BY k.conname)
   FROM pg_constraint k WHERE (k.conrelid = c.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)) OR k.contypid = a.atttypid AND k.contypid <> 0) AS conditions,
  col_description(c.oid, a.attnum) AS comment
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND n.nspname || '.' || c.relname = ANY ($1) ORDER BY 1, a.attnum`;

/** Every column of these tables: what it is, what it refers to, what must hold. */
export async function dictionaryOf(db: Db, tables: readonly string[]): Promise<DictionaryColumn[]> {
  const columns = await db.query<Omit<DictionaryColumn, 'exported'>>(COLUMNS, [tables]);
  return columns.map((column) => ({ ...column, exported: !isLeftOut(column.table) && !isSecret(column.column) }));
}

const HEADERS = [
  'table',
  'about the table',
  'column',
  'type',
  'required',
  'key',
  'refers to',
  'conditions',
  'comment',
  'exported',
];

export const dictionaryCsv = (columns: readonly DictionaryColumn[]): string =>
  csvRecord(HEADERS) +
  columns
    .map((column) =>
      csvRecord([
        ...[column.table, column.about, column.column, column.type, column.required ? 'yes' : 'no', column.key],
        ...[
          column.refersTo,
          column.conditions,
          column.comment,
          column.exported ? 'yes' : 'no: secret or of no use outside',
        ],
      ]),
    )
    .join('');
