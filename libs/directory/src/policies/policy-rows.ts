import type { CalendarDay } from '@app/kernel';
import type { Db, Tx } from '@app/platform';
import type { PolicyKind, PolicyValues } from './policy.js';
import { PolicyChanged } from './policy.errors.js';

export interface PolicyRow {
  id: string;
  key: string | null;
  from: CalendarDay;
  /** The last day; `null`: until something else is decided. */
  until: CalendarDay | null;
  values: PolicyValues;
  madeBy: string | null;
  madeAt: string | null;
}

const fieldsOf = ({
  keyColumn,
  fields,
}: PolicyKind): string => `p.id, p.${keyColumn}::text AS key, lower(p.effective) AS "from",
  upper(p.effective) - 1 AS until, identity_account_name(p.made_by) AS "madeBy", p.made_at AS "madeAt",
  jsonb_build_object(${fields.map(({ field, column }) => `'${field}', p.${column}`).join(', ')}) AS values`;

/** Every row, or those of some keys and of the district; the newest first. */
export const policyRows = (db: Db, policy: PolicyKind, keys: readonly string[] | null): Promise<PolicyRow[]> =>
  db.query<PolicyRow>(
    `SELECT ${fieldsOf(policy)} FROM ${policy.table} p
     WHERE $1::text[] IS NULL OR p.${policy.keyColumn} IS NULL OR p.${policy.keyColumn}::text = ANY ($1)
     ORDER BY lower(p.effective) DESC, p.id`,
    [keys],
  );

export async function policyRow(db: Db, policy: PolicyKind, id: string): Promise<PolicyRow | null> {
  const [row] = await db.query<PolicyRow>(`SELECT ${fieldsOf(policy)} FROM ${policy.table} p WHERE p.id = $1`, [id]);
  return row ?? null;
}

/** The row that a further change comes after. */
export async function newestRow(db: Db, policy: PolicyKind, key: string | null): Promise<PolicyRow | null> {
  const [row] = await db.query<PolicyRow>(
    `SELECT ${fieldsOf(policy)} FROM ${policy.table} p WHERE p.${policy.keyColumn}::text IS NOT DISTINCT FROM $1
     ORDER BY lower(p.effective) DESC LIMIT 1`,
    [key],
  );
  return row ?? null;
}

/**
 * Ends the newest row of the key the day before and adds another behind it. Of two at once the second finds the row
 * ended (or, for the first row of a site, meets the exclusion constraint).
 * @throws PolicyChanged
 */
export async function addRow(
  tx: Tx,
  policy: PolicyKind,
  last: PolicyRow | null,
  row: { key: string | null; startsOn: CalendarDay; values: PolicyValues; madeBy: string | null },
): Promise<PolicyRow> {
  if (last !== null) {
    const ended = await tx.execute(
      `UPDATE ${policy.table} SET effective = daterange(lower(effective), $2::date) WHERE id = $1 AND upper_inf(effective)`,
      [last.id, row.startsOn],
    );
    if (ended === 0) throw new PolicyChanged();
  }
  const [added] = await tx.query<PolicyRow>(
    `INSERT INTO ${policy.table} AS p (${policy.keyColumn}, effective, made_by, made_at, ${policy.fields.map(({ column }) => column).join(', ')})
     SELECT n.${policy.keyColumn}, daterange($2::date, NULL), $3, clock_timestamp(), ${policy.fields.map(({ column }) => `n.${column}`).join(', ')}
     FROM jsonb_populate_record(NULL::${policy.table}, $1::jsonb) AS n RETURNING ${fieldsOf(policy)}`,
    [JSON.stringify(columnsOf(policy, row)), row.startsOn, row.madeBy],
  );
  return added;
}

/** Takes a planned row away; the one before it goes on. */
export async function removeRow(tx: Tx, policy: PolicyKind, row: PolicyRow): Promise<void> {
  const gone = await tx.execute(`DELETE FROM ${policy.table} WHERE id = $1 AND upper_inf(effective)`, [row.id]);
  if (gone === 0) throw new PolicyChanged();
  await tx.execute(
    `UPDATE ${policy.table} SET effective = daterange(lower(effective), NULL)
     WHERE ${policy.keyColumn}::text IS NOT DISTINCT FROM $1 AND upper(effective) = $2::date`,
    [row.key, row.from],
  );
}

const columnsOf = (policy: PolicyKind, { key, values }: { key: string | null; values: PolicyValues }): object => ({
  [policy.keyColumn]: key,
  ...Object.fromEntries(policy.fields.map(({ field, column }) => [column, values[field] ?? null])),
});
