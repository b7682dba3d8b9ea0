import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '@app/platform';
import type { DatabaseUrls } from '@app/platform';
import { testServer } from './test-server.js';

/** A machine without a district: a database that was made and never used, and a folder. */
export interface BareMachine extends DatabaseUrls {
  readonly name: string;
  readonly dataDir: string;
  /** As the owner. */
  owner<T>(work: (db: Database) => Promise<T>): Promise<T>;
  gone(): Promise<void>;
}

let made = 0;

export async function bareMachine(): Promise<BareMachine> {
  const server = await testServer();
  const name = `cubby_bare_${process.env.JEST_WORKER_ID ?? '0'}_${(made += 1)}`;
  await server.dropDatabase(name);
  const urls = await server.ensureDatabase(name);
  const dataDir = await mkdtemp(join(tmpdir(), 'cubby-bare-'));
  return {
    ...urls,
    name,
    dataDir,
    owner: (work) => using(urls.ownerUrl, work),
    gone: async () => {
      await server.dropDatabase(name);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function using<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await Database.connect(url, { poolSize: 2, applicationName: 'cubby test' });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

/**
 * The hash of every table's rows, by a way of its own: `md5(string_agg(row))`. Without the records of backups and their
 * proofs, which are written when the backup is whole, and without the entry that a restore makes.
 */
export async function tableHashes(db: Database): Promise<Record<string, string>> {
  const tables = await db.read.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
       AND c.relname NOT IN ('migrations', 'sql_function_checksum', 'backup_run', 'backup_proof') ORDER BY 1`,
  );
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await db.read.query<{ hash: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text COLLATE "C")), '') AS hash FROM ${name} t
       ${name === 'admin_log' ? `WHERE t.action <> 'district.restored'` : ''}`,
    );
    hashes[name] = row.hash;
  }
  return hashes;
}
