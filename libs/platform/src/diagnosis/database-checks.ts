import type { DatabaseTarget, Db, MigrationPlan } from '../database/index.js';
import { ledgerProtection, namesOf, staleFunctions } from '../database/index.js';
import type { Finding } from './finding.js';
import { advice, ok, problem } from './finding.js';

export interface Diagnosed {
  target: Pick<DatabaseTarget, 'appUrl' | 'embedded'>;
  plan: MigrationPlan;
}

type Check = (db: Db, diagnosed: Diagnosed) => Promise<Finding>;

const OLDEST_POSTGRES = 180_000;
const CLOCKS_MAY_DIFFER_MS = 5_000;

/** Nothing was ever migrated into it, or it was erased. */
export async function isEmptyDatabase(db: Db): Promise<boolean> {
  const [{ empty }] = await db.query<{ empty: boolean }>("SELECT to_regclass('migrations') IS NULL AS empty");
  return empty;
}

/** What the database itself says: its version, its settings, who we are there; of one with tables also what is missing in it. */
export async function databaseChecks(db: Db, diagnosed: Diagnosed): Promise<Finding[]> {
  const checks = (await isEmptyDatabase(db)) ? OF_THE_SERVER : [...OF_THE_SERVER, ...OF_TABLES];
  const findings: Finding[] = [];
  for (const check of checks) findings.push(await check(db, diagnosed).catch(couldNotCheck));
  return findings;
}

const couldNotCheck = (error: unknown): Finding => problem(`A check failed: ${(error as Error).message}`);

const version: Check = async (db) => {
  const number = Number(await setting(db, 'server_version_num'));
  const name = await setting(db, 'server_version');
  return number >= OLDEST_POSTGRES ? ok(`Postgres ${name}`) : problem(`Postgres ${name} is too old: 18 is needed.`);
};

const encoding: Check = async (db) => {
  const name = await setting(db, 'server_encoding');
  return name === 'UTF8' ? ok('Encoding UTF8') : problem(`The database is encoded in ${name}: make it anew in UTF8.`);
};

const durable: Check = async (db) => {
  const names = ['fsync', 'synchronous_commit', 'full_page_writes'];
  const values = await Promise.all(names.map((name) => setting(db, name)));
  const off = names.filter((_name, at) => values[at] === 'off');
  return off.length === 0
    ? ok('Acknowledged scans survive a power cut')
    : problem(`${off.join(', ')} off: a crash loses scans.`);
};

const checksums: Check = async (db) =>
  (await setting(db, 'data_checksums')) === 'on'
    ? ok('Data checksums are on')
    : advice('Data checksums are off: damage on the disk goes unnoticed. pg_checksums turns them on.');

const transport: Check = async (db, { target: { appUrl, embedded } }) => {
  const [row] = await db.query<{ ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
  const { hostname } = new URL(appUrl);
  if (row?.ssl || embedded || hostname === 'localhost' || hostname.startsWith('127.'))
    return ok('The way to the database is private');
  return advice('The way to the database is not encrypted: add ?sslmode=verify-full to DATABASE_URL.');
};

const migrationsRun: Check = async (db, { plan }) => {
  const applied = await db.query<{ name: string }>('SELECT name FROM migrations');
  const missing = namesOf(plan).filter((name) => !applied.some((row) => row.name === name));
  return missing.length === 0
    ? ok('All migrations have run')
    : problem(`Missing migrations: ${missing.join(', ')}. Run cubby migrate.`);
};

const functionsCurrent: Check = async (db, { plan }) => {
  const stale = await staleFunctions(db, plan);
  return stale.length === 0
    ? ok('SQL functions are current')
    : problem(`SQL functions of ${stale.join(', ')} differ. Run cubby migrate.`);
};

const role: Check = async (db) => {
  const [row] = await db.query<{ name: string; powerful: boolean }>(
    `SELECT rolname AS name, rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls AS powerful
     FROM pg_roles WHERE rolname = current_user`,
  );
  return row?.powerful
    ? advice(`The role ${row.name} may do far more than the product needs.`)
    : ok(`Runs as ${row?.name}`);
};

const ledger: Check = async (db) =>
  (await ledgerProtection(db)) === 'grant-and-trigger'
    ? ok('The ledger is append-only by grant and by trigger')
    : advice(
        'The ledger is append-only by trigger only: the product runs as the owner. Set DATABASE_OWNER_URL and a second role.',
      );

const clocks: Check = async (db) => {
  const before = Date.now();
  const [row] = await db.query<{ at: string }>('SELECT clock_timestamp() AS at');
  const difference = Math.round((Date.parse(row?.at ?? '') - (before + Date.now()) / 2) / 1_000);
  return Math.abs(difference) * 1_000 <= CLOCKS_MAY_DIFFER_MS
    ? ok('The clocks agree')
    : advice(`The clock of the database is ${difference} s off ours: let both follow a time server.`);
};

const jobs: Check = async (db) => {
  const [row] = await db.query<{ failed: number; waiting: number }>(
    `SELECT count(*) FILTER (WHERE state = 'failed') AS failed,
            count(*) FILTER (WHERE state < 'active' AND start_after < now() - interval '10 minutes') AS waiting
     FROM pgboss.job`,
  );
  if (row?.waiting)
    return problem(
      `${row.waiting} jobs wait since more than 10 minutes: is a process with ROLE=all or worker running?`,
    );
  return row?.failed
    ? advice(`${row.failed} jobs failed for good: look for jobs.failed in the log.`)
    : ok('No job waits or has failed');
};

const OF_THE_SERVER: readonly Check[] = [version, encoding, durable, checksums, transport, role, clocks];
const OF_TABLES: readonly Check[] = [migrationsRun, functionsCurrent, ledger, jobs];

async function setting(db: Db, name: string): Promise<string> {
  const [row] = await db.query<{ value: string }>('SELECT current_setting($1) AS value', [name]);
  return row.value;
}
