import type { TestDatabase } from './database.js';

/** Whole rows as text: every column of whatever type, of every table that is not Postgres's own. */
const TABLES = `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY 1`;

/** The tables in which any of the words stands, whatever its case. */
export async function tablesNaming(test: TestDatabase, words: readonly string[]): Promise<string[]> {
  const tables = await test.asSuperuser(TABLES);
  const found: string[] = [];
  for (const { name } of tables as { name: string }[]) {
    const rows = await test.asSuperuser(
      `SELECT 1 FROM ${name} t WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) w WHERE position(lower(w) IN lower(t::text)) > 0) LIMIT 1`,
      [words],
    );
    if (rows.length > 0) found.push(name.replace(/^public\./, ''));
  }
  return found;
}
