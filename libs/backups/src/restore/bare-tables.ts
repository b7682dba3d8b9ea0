import type { Tx } from '@app/platform';
import type { DataTable } from '../dump/catalogue.js';

interface Rebuild {
  drop: string;
  make: string;
}

const IN_OURS = `n.nspname NOT IN ('information_schema', 'pgboss') AND n.nspname !~ '^pg_'`;

/** Whole, as Postgres itself writes them down. */
const FOREIGN_KEYS = `
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS drop,
  format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) AS make
FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
WHERE c.contype = 'f' AND c.conparentid = 0 AND ${IN_OURS} ORDER BY c.conrelid::regclass::text, c.conname`;

const INDEXES = `
SELECT format('DROP INDEX %s', i.indexrelid::regclass) AS drop, pg_get_indexdef(i.indexrelid) AS make
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${IN_OURS} AND NOT c.relispartition AND NOT i.indisreplident
  AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype <> 'f')
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid AND d.deptype = 'e')
ORDER BY c.relname`;

/**
 * Takes from the tables what slows loading down or stands in its way, and gives it back: foreign keys (then checked in one
 * pass, and rows need no order), indexes, and triggers, whose work the rows have in them. All in the caller's transaction:
 * when it ends, everything is there again and holds.
 * @returns what gives it back
 */
export async function bareTables(tx: Tx, tables: readonly DataTable[]): Promise<() => Promise<void>> {
  const keys = await tx.query<Rebuild>(FOREIGN_KEYS);
  for (const { drop } of keys) await tx.execute(drop);
  const indexes = await tx.query<Rebuild>(INDEXES);
  for (const { drop } of indexes) await tx.execute(drop);
  for (const { name } of tables) await tx.execute(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await tx.execute(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
  return async () => {
    await tx.execute(`SET LOCAL maintenance_work_mem = '256MB'`);
    for (const { make } of [...indexes, ...keys]) await tx.execute(make);
    for (const { name } of tables) await tx.execute(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  };
}
