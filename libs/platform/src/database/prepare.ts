import pg from 'pg';
import { translate } from './errors.js';
import type { MigrationPlan, MigrationReport } from './migrate.js';
import { migrate, namesOf, RESTORE_MARK, RestoreUnfinished } from './migrate.js';
import type { DatabaseTarget } from './open-database.js';

/** The schema is behind, and the role that we have may not change it. */
export class OwnerNeeded extends Error {
  constructor(pending: readonly string[]) {
    super(
      `The database is not up to date (${pending.length} migrations are missing, first ${pending[0]}), and the role of ` +
        'DATABASE_URL may not change it. Run `cubby migrate` with DATABASE_OWNER_URL set to the owner of the database.',
    );
    this.name = 'OwnerNeeded';
  }
}

/**
 * Makes sure that the database fits this version of the product: migrates where our role may, else checks.
 * @returns what was done; `null` when there was only the runtime role and nothing was missing
 * @throws OwnerNeeded
 */
export async function prepareDatabase(
  target: Pick<DatabaseTarget, 'ownerUrl' | 'appRole'>,
  plan: MigrationPlan,
): Promise<MigrationReport | null> {
  const { mayCreate, unfinished, applied } = await look(target.ownerUrl);
  if (unfinished) throw new RestoreUnfinished();
  if (mayCreate) return migrate(target.ownerUrl, plan, target.appRole);
  const pending = namesOf(plan).filter((name) => !applied.includes(name));
  if (pending.length > 0) throw new OwnerNeeded(pending);
  return null;
}

async function look(url: string): Promise<{ mayCreate: boolean; unfinished: boolean; applied: string[] }> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query<{ may: boolean; unfinished: boolean }>(
      `SELECT has_schema_privilege('public', 'CREATE') AS may, to_regclass($1) IS NOT NULL AS unfinished`,
      [RESTORE_MARK],
    );
    const { may, unfinished } = found.rows[0];
    if (may || unfinished) return { mayCreate: may, unfinished, applied: [] };
    const { rows } = await client
      .query<{ name: string }>(`SELECT name FROM public.migrations`)
      .catch((error: { code?: string }) => {
        if (error.code === '42P01' || error.code === '42501') return { rows: [] };
        throw error as Error;
      });
    return { mayCreate: false, unfinished: false, applied: rows.map(({ name }) => name) };
  } catch (error) {
    throw translate(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
