import { createHash } from 'node:crypto';
import pg from 'pg';
import type { MigrationInterface } from 'typeorm';
import { DataSource } from 'typeorm';
import type { EventCatalogue } from '../jobs/catalogue.js';
import { grantQueues, installQueues } from '../jobs/install-queues.js';
import { dataSourceOptions } from './data-source-options.js';
import type { Db } from './db.js';
import { translate } from './errors.js';
import type { SqlFunctions } from './sql-functions.js';

/** Everything that makes an empty database ours, or an older one current. */
export interface MigrationPlan {
  /** TypeORM migration classes, oldest first. */
  migrations: readonly (new () => MigrationInterface)[];
  functions: readonly SqlFunctions[];
  events: EventCatalogue;
  /** Statements that give the runtime role what it needs; safe to repeat. */
  grants: (appRole: string) => readonly string[];
}

export interface MigrationReport {
  /** Names of the migrations that ran now. */
  migrations: string[];
  /** Libs whose SQL functions were applied again. */
  functions: string[];
  /** Queues that were made. */
  queues: string[];
}

/** The names of a plan's migrations, as TypeORM's table `migrations` keeps them. */
export const namesOf = ({ migrations }: Pick<MigrationPlan, 'migrations'>): string[] =>
  migrations.map((migration) => new migration().name ?? migration.name);

/** Libs of a plan whose SQL functions differ from those that were applied. */
export async function staleFunctions(db: Db, { functions }: Pick<MigrationPlan, 'functions'>): Promise<string[]> {
  const applied = await db.query<AppliedGroup>('SELECT lib, checksum FROM sql_function_checksum');
  return functions.filter((group) => !isApplied(group, applied)).map(({ lib }) => lib);
}

interface AppliedGroup {
  lib: string;
  checksum: string;
}

const isApplied = (group: SqlFunctions, applied: readonly AppliedGroup[]): boolean =>
  applied.some(({ lib, checksum }) => lib === group.lib && checksum === checksumOf(group));

/** A restore began in this database and did not end: half a district is not to be worked with. */
export class RestoreUnfinished extends Error {
  constructor() {
    super(
      'A restore into this database did not finish. Run `cubby restore FILE` again; it begins from the start. ' +
        'Nothing else may use the database until then.',
    );
    this.name = 'RestoreUnfinished';
  }
}

/** Made before the first row of a restore is loaded, dropped in the transaction that loads the last. */
export const RESTORE_MARK = 'public.restore_unfinished';

/** @throws RestoreUnfinished */
export async function refuseUnfinished(db: Db): Promise<void> {
  const [{ found }] = await db.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [RESTORE_MARK]);
  if (found) throw new RestoreUnfinished();
}

/** Any number that only we use: the lock that lets one process migrate at a time. */
const MIGRATE_LOCK = 6_386_529;
const LOCK_WAIT = '5s';

/**
 * Brings the database up to date: migrations, queues, SQL functions, grants. Safe when several processes start at
 * once (they go one after the other) and when it was interrupted. DDL that waits longer than 5 s for a table gives up
 * rather than stop the desks behind it.
 * @param ownerUrl a direct connection of the owner role, not one through PgBouncer
 * @param appRole the runtime role that gets the grants; `null` when the owner itself runs the product
 */
export function migrate(ownerUrl: string, plan: MigrationPlan, appRole: string | null): Promise<MigrationReport> {
  return whileLocked(ownerUrl, async (client) => {
    const { rows } = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
      RESTORE_MARK,
    ]);
    if (rows[0]?.found) throw new RestoreUnfinished();
    const migrations = await runMigrations(ownerUrl, plan);
    const queues = await installQueues(ownerUrl, client, plan.events);
    const functions = await applyFunctions(client, plan.functions, migrations.length > 0);
    if (appRole !== null) {
      await inTransaction(client, async () => {
        for (const statement of plan.grants(appRole)) await client.query(statement);
        await grantQueues(client, appRole);
      });
    }
    return { migrations, functions, queues };
  });
}

/**
 * For a restore: the schema as these migrations leave it, and the queues. Later migrations wait for the data, and so do the
 * SQL functions, which are those of this version.
 * @param names of migrations of the plan
 */
export function migrateTo(ownerUrl: string, plan: MigrationPlan, names: readonly string[]): Promise<void> {
  return whileLocked(ownerUrl, async (client) => {
    const migrations = plan.migrations.filter((migration) => names.includes(new migration().name ?? migration.name));
    await runMigrations(ownerUrl, { migrations });
    await installQueues(ownerUrl, client, plan.events);
  });
}

async function whileLocked<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'cubby migrate',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw translate(error);
  }
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATE_LOCK]);
    await client.query(`SET lock_timeout = '${LOCK_WAIT}'`);
    return await work(client);
  } finally {
    await client.end();
  }
}

async function runMigrations(ownerUrl: string, { migrations }: Pick<MigrationPlan, 'migrations'>): Promise<string[]> {
  const options = dataSourceOptions(ownerUrl, { poolSize: 1, applicationName: 'cubby migrate' });
  const patient = { statement_timeout: 0, query_timeout: 0, lock_timeout: 5_000 };
  const source = new DataSource({
    ...options,
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    extra: { ...(options as { extra: object }).extra, ...patient },
  });
  await source.initialize();
  try {
    return (await source.runMigrations()).map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}

/**
 * From the first group whose text changed on, all are applied: later ones may build on earlier ones.
 * @param all a migration ran, and may have taken away what hung on its tables
 */
async function applyFunctions(client: pg.Client, functions: readonly SqlFunctions[], all: boolean): Promise<string[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS sql_function_checksum (
    lib text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT pk_sql_function_checksum PRIMARY KEY (lib)
  )`);
  const { rows } = await client.query<AppliedGroup>('SELECT lib, checksum FROM sql_function_checksum');
  const changed = all ? 0 : functions.findIndex((group) => !isApplied(group, rows));
  if (changed < 0) return [];
  const todo = functions.slice(changed);
  await inTransaction(client, async () => {
    for (const group of todo) await applyGroup(client, group);
  });
  return todo.map(({ lib }) => lib);
}

async function applyGroup(client: pg.Client, group: SqlFunctions): Promise<void> {
  for (const statement of group.statements) {
    try {
      await client.query(statement);
    } catch (error) {
      const start = statement.trim().split('\n')[0]?.slice(0, 120);
      throw new Error(`SQL of ${group.lib} cannot be applied (${start}): ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
  await client.query(
    `INSERT INTO sql_function_checksum (lib, checksum) VALUES ($1, $2)
     ON CONFLICT (lib) DO UPDATE SET checksum = excluded.checksum, applied_at = clock_timestamp()`,
    [group.lib, checksumOf(group)],
  );
}

const checksumOf = ({ statements }: SqlFunctions): string =>
  createHash('sha256').update(JSON.stringify(statements)).digest('hex');

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
