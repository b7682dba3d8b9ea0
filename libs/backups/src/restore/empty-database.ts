import type { Tx } from '@app/platform';
import { RESTORE_MARK } from '@app/platform';
import { DatabaseInUse, DatabaseNotEmpty } from '../backups.errors.js';

/** With a row in one of these somebody has worked here; a start and its migrations alone fill none of them. */
const TELLING = ['district', 'site', 'account', 'person', 'device', 'device_event'];

const FOREIGN = `
SELECT count(*) AS tables FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('information_schema') AND n.nspname !~ '^pg_'
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

/** What else is connected would see the ground move. @throws DatabaseInUse */
export async function refuseOthers(tx: Tx): Promise<void> {
  const [{ others }] = await tx.query<{ others: number }>(
    `SELECT count(*) AS others FROM pg_stat_activity a
     WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.usename IS NOT NULL AND a.application_name NOT LIKE 'cubby restore%'`,
  );
  if (others > 0) throw new DatabaseInUse(others);
}

/** @throws DatabaseNotEmpty, DatabaseInUse */
export async function refuseUnlessEmpty(tx: Tx): Promise<void> {
  await refuseOthers(tx);
  const [{ ours, unfinished }] = await tx.query<{ ours: boolean; unfinished: boolean }>(
    `SELECT to_regclass('public.migrations') IS NOT NULL AS ours, to_regclass($1) IS NOT NULL AS unfinished`,
    [RESTORE_MARK],
  );
  if (unfinished) return;
  const [{ tables }] = await tx.query<{ tables: number }>(FOREIGN);
  if (!ours && tables > 0) throw new DatabaseNotEmpty(`${tables} tables that are not Cubby's`);
  for (const table of ours ? TELLING : []) {
    const [{ there }] = await tx.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
      `public.${table}`,
    ]);
    if (!there) continue;
    const [{ some }] = await tx.query<{ some: boolean }>(`SELECT EXISTS (SELECT 1 FROM public.${table}) AS some`);
    if (some) throw new DatabaseNotEmpty(`the table ${table} has rows`);
  }
}

/** Objects of extensions stay: their owner is somebody else, and migrate finds them there. */
const notOfExtension = (catalog: string, oid: string): string =>
  `NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

const WIPE = `
DO $wipe$
DECLARE v_drop text;
BEGIN
  FOR v_drop IN SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
    WHERE nspname NOT IN ('public', 'information_schema') AND nspname !~ '^pg_' AND pg_has_role(nspowner, 'USAGE')
  LOOP EXECUTE v_drop; END LOOP;
  FOR v_drop IN SELECT format('DROP %s IF EXISTS public.%I CASCADE',
      CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.relname)
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND ${notOfExtension('pg_class', 'c.oid')}
    ORDER BY c.relkind = 'S'
  LOOP EXECUTE v_drop; END LOOP;
  FOR v_drop IN SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind <> 'a' AND ${notOfExtension('pg_proc', 'p.oid')}
  LOOP EXECUTE v_drop; END LOOP;
  FOR v_drop IN SELECT format('DROP AGGREGATE IF EXISTS %s CASCADE', p.oid::regprocedure)
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'a' AND ${notOfExtension('pg_proc', 'p.oid')}
  LOOP EXECUTE v_drop; END LOOP;
  FOR v_drop IN SELECT format('DROP TYPE IF EXISTS %s CASCADE', t.oid::regtype)
    FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('d', 'e', 'c') AND t.typcategory <> 'A'
      AND (t.typrelid = 0 OR (SELECT relkind = 'c' FROM pg_class WHERE oid = t.typrelid)) AND ${notOfExtension('pg_type', 't.oid')}
  LOOP EXECUTE v_drop; END LOOP;
  FOR v_drop IN SELECT format('DROP COLLATION IF EXISTS public.%I CASCADE', o.collname)
    FROM pg_collation o WHERE o.collnamespace = 'public'::regnamespace AND ${notOfExtension('pg_collation', 'o.oid')}
  LOOP EXECUTE v_drop; END LOOP;
END $wipe$`;

/** Takes away the schema of ours with what a start put into it. Roles, extensions and rights on the database stay. */
export const wipe = (tx: Tx): Promise<number> => tx.execute(WIPE);

/** From here on nothing but a restore may use the database, until the restore is whole. */
export async function markUnfinished(tx: Tx, file: string, sha256: string): Promise<void> {
  await tx.execute(
    `CREATE TABLE ${RESTORE_MARK} (file text NOT NULL, manifest text NOT NULL, begun_at timestamptz NOT NULL)`,
  );
  await tx.execute(`INSERT INTO ${RESTORE_MARK} VALUES ($1, $2, clock_timestamp())`, [file, sha256]);
}
