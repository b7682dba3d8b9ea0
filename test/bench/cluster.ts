import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseUrls } from '@app/platform';
import { EmbeddedPostgres } from '@app/platform';
import { migrateDatabase, migrationPlan } from '../../database/migrate.js';
import { fillVolume, VOLUME_VERSION } from './volume.js';

/** Kept between runs: filling a million devices takes minutes. Seen from `dist/test/bench`. */
const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/cubby-bench');
/** The data folder of a product, whose embedded server we share. */
export const DATA_DIR = join(CACHE, 'data');
export const SCRATCH = join(CACHE, 'scratch');

const APP_ROLE = 'cubby_app';

/** A durable embedded server with filled databases, and copies of them to write into. */
export class Cluster {
  private copies = 0;

  private constructor(private readonly server: EmbeddedPostgres) {}

  static async start(): Promise<Cluster> {
    await mkdir(SCRATCH, { recursive: true });
    const cluster = new Cluster(await EmbeddedPostgres.start({ folder: join(DATA_DIR, 'postgres'), durable: true }));
    const left = await cluster.admin((client) =>
      client.query<{ name: string }>(`SELECT datname AS name FROM pg_database WHERE datname LIKE 'run\\_%'`),
    );
    for (const { name } of left.rows.filter(isOrphan)) await cluster.server.dropDatabase(name);
    return cluster;
  }

  /** To read from: filled with so many devices, now or by an earlier run with the same schema. */
  async volume(devices: number): Promise<DatabaseUrls & { name: string }> {
    const name = `volume_${devices}`;
    const stamp = stampOf();
    const filled = await this.stampIn(name);
    if (filled === null || !stamp.startsWith(filled)) {
      await this.server.dropDatabase(name);
      const urls = await this.server.ensureDatabase(name);
      await migrateDatabase(urls.ownerUrl, APP_ROLE);
      await fillVolume(urls.ownerUrl, devices);
    }
    const urls = this.server.urls(name);
    await migrateDatabase(urls.ownerUrl, APP_ROLE);
    if (filled !== stamp) {
      await this.admin((client) => client.query('VACUUM (FREEZE, ANALYZE)'), name);
      await this.admin((client) => client.query(`COMMENT ON DATABASE ${name} IS '${stamp}'`));
    }
    return { ...urls, name };
  }

  /** To write into: a copy of a volume, dropped by `drop` or by the next run. */
  async copyOf(devices: number): Promise<DatabaseUrls & { name: string }> {
    const { name: source } = await this.volume(devices);
    this.copies += 1;
    const name = `run_${process.pid}_${this.copies}`;
    await this.admin((client) =>
      client.query(`CREATE DATABASE ${name} TEMPLATE ${source} OWNER cubby_owner STRATEGY file_copy`),
    );
    return { ...this.server.urls(name), name };
  }

  /** To restore into: made and never used. */
  async empty(): Promise<DatabaseUrls & { name: string }> {
    this.copies += 1;
    const name = `run_${process.pid}_${this.copies}`;
    return { ...(await this.server.ensureDatabase(name)), name };
  }

  drop(name: string): Promise<void> {
    return this.server.dropDatabase(name);
  }

  /** What a running product finds in its data folder: the database `cubby`, migrated. */
  async productDatabase(): Promise<void> {
    const { ownerUrl } = await this.server.ensureDatabase('cubby');
    await migrateDatabase(ownerUrl, APP_ROLE);
  }

  /** Between two arms: neither pays for what the other left in the log. */
  async checkpoint(): Promise<void> {
    await this.admin((client) => client.query('CHECKPOINT'));
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  private async stampIn(name: string): Promise<string | null> {
    const { rows } = await this.admin((client) =>
      client.query<{ stamp: string | null }>(
        `SELECT shobj_description(oid, 'pg_database') AS stamp FROM pg_database WHERE datname = $1`,
        [name],
      ),
    );
    return rows[0]?.stamp ?? null;
  }

  private async admin<T>(work: (client: pg.Client) => Promise<T>, database = 'postgres'): Promise<T> {
    const client = new pg.Client({ connectionString: this.server.adminUrl(database) });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}

/** A copy whose run was killed. */
function isOrphan({ name }: { name: string }): boolean {
  try {
    process.kill(Number(name.split('_')[1]), 0);
    return false;
  } catch {
    return true;
  }
}

/**
 * The generator, then every migration. A volume whose stamp this one begins with only lacks the last migrations, and
 * takes them as a district would; any other is filled anew.
 */
const stampOf = (): string =>
  [VOLUME_VERSION, ...migrationPlan.migrations].map((part) => hashOf(String(part))).join(' ');

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
