import type { Db } from '@app/platform';

/** A table with rows of the product, as the catalogue of Postgres knows it. */
export interface DataTable {
  /** `schema.table` */
  name: string;
  /** Without generated ones: Postgres computes them again. */
  columns: string[];
  /** SQL that sorts its rows the same way on every machine. */
  order: string;
}

/** Made by migrate on every machine anew, or of this moment on this machine: a backup holds no row about itself. */
const NOT_DATA = [
  'public.migrations',
  'public.sql_function_checksum',
  'public.restore_unfinished',
  'public.backup_attempt',
];

const TABLES = `
SELECT n.nspname || '.' || c.relname AS name,
  (SELECT array_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
  coalesce((SELECT string_agg('t.' || quote_ident(a.attname) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END, ', ' ORDER BY k.at)
   FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY AS k (attnum, at)
   JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
   WHERE i.indrelid = c.oid AND i.indisprimary), 't::text COLLATE "C"') AS "order"
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
  AND n.nspname NOT IN ('information_schema', 'pgboss') AND n.nspname !~ '^pg_'
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1`;

/** Every table that has rows of the product: found, not listed, so that none is forgotten. */
export async function dataTables(db: Db): Promise<DataTable[]> {
  const tables = await db.query<DataTable>(TABLES);
  return tables.filter(({ name }) => !NOT_DATA.includes(name));
}

export const sequencesOf = (db: Db): Promise<{ name: string }[]> =>
  db.query<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename) AS name FROM pg_sequences
     WHERE schemaname NOT IN ('pgboss', 'information_schema') AND schemaname !~ '^pg_' ORDER BY 1`,
  );

/** The rows as text that is the same wherever the same rows are. */
export const copyOf = ({ name, columns, order }: DataTable): string =>
  `COPY (SELECT ${columns.join(', ')} FROM ${name} t ORDER BY ${order}) TO STDOUT`;

/** What the text of a value depends on, besides the value. */
export const TEXT_SETTINGS = [
  `SET LOCAL timezone = 'UTC'`,
  `SET LOCAL datestyle = 'ISO, MDY'`,
  `SET LOCAL intervalstyle = 'postgres'`,
  `SET LOCAL extra_float_digits = 1`,
  `SET LOCAL bytea_output = 'hex'`,
];

/** Of the job queue what is still to be done; a job that runs now is to be done, too. */
export const JOBS = 'pgboss.job';
const JOB_COLUMNS = [
  ...['id', 'name', 'priority', 'data', 'state', 'retry_limit', 'retry_count', 'retry_delay', 'retry_backoff'],
  ...['start_after', 'singleton_key', 'singleton_on', 'expire_in', 'created_on', 'keep_until', 'dead_letter', 'policy'],
];

/** @param except the queue of the backup itself, which is under way */
export const jobsTable = (except: string): DataTable & { copy: string } => ({
  name: JOBS,
  columns: JOB_COLUMNS,
  order: 't.name COLLATE "C", t.id',
  copy: `COPY (SELECT ${JOB_COLUMNS.map((column) => (column === 'state' ? `'created'` : column)).join(', ')} FROM ${JOBS} t
    WHERE state < 'completed' AND name NOT LIKE '\\_\\_pgboss%' AND name <> '${except}'
    ORDER BY t.name COLLATE "C", t.id) TO STDOUT`,
});

/** The newest entry of every device: what an anchor of the ledger is made of. */
export const HEADS = `COPY (SELECT id, last_seq, encode(ledger_hash, 'hex') FROM device ORDER BY id) TO STDOUT`;
