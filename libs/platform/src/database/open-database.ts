import { join } from 'node:path';
import type { Settings } from '../config/index.js';
import type { Db } from './db.js';
import { EmbeddedPostgres } from './embedded/index.js';

/** Where the product finds its database, and as whom. */
export interface DatabaseTarget {
  /** The runtime role. */
  readonly appUrl: string;
  /** The owner, for migrate. The same as `appUrl` where only one URL is set. */
  readonly ownerUrl: string;
  /** The runtime role that migrate grants to; `null` when the owner itself runs the product. */
  readonly appRole: string | null;
  readonly embedded: boolean;
}

export interface OpenedDatabase extends DatabaseTarget {
  /** The server inside the product; `null` for an external one. */
  readonly server: EmbeddedPostgres | null;
  /** To be called last, when the pools are closed. */
  stop(): Promise<void>;
}

export interface OpenOptions {
  /** The database inside the embedded server. Default `cubby`. */
  name?: string;
  /** Use the embedded server even when `DATABASE_URL` is set: the sample district never goes into a live database. */
  alwaysEmbedded?: boolean;
}

/** The external database of the settings, or the embedded server, started and with its database made. Does not migrate. */
export async function openDatabase(settings: Settings, options: OpenOptions = {}): Promise<OpenedDatabase> {
  if (settings.DATABASE_URL && !options.alwaysEmbedded) {
    return {
      ...externalTarget(settings.DATABASE_URL, settings.DATABASE_OWNER_URL),
      server: null,
      stop: async () => {},
    };
  }
  const server = await EmbeddedPostgres.start({ folder: join(settings.DATA_DIR, 'postgres') });
  try {
    const urls = await server.ensureDatabase(options.name ?? 'cubby');
    return { ...urls, appRole: userOf(urls.appUrl), embedded: true, server, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function externalTarget(appUrl: string, ownerUrl: string | undefined): DatabaseTarget {
  const separate = ownerUrl !== undefined && userOf(ownerUrl) !== userOf(appUrl);
  return { appUrl, ownerUrl: ownerUrl ?? appUrl, appRole: separate ? userOf(appUrl) : null, embedded: false };
}

const userOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** `trigger-only`: the running role owns the ledger, so only its triggers keep it append-only. */
export type LedgerProtection = 'grant-and-trigger' | 'trigger-only';

/** What keeps the ledger append-only for the role that asks. Readiness and `doctor` say it aloud. */
export async function ledgerProtection(db: Db): Promise<LedgerProtection> {
  const [row] = await db.query<{ mayChange: boolean }>(
    `SELECT has_table_privilege('public.device_event', 'UPDATE')
         OR has_table_privilege('public.device_event', 'DELETE')
         OR has_table_privilege('public.device_event', 'TRUNCATE') AS "mayChange"`,
  );
  return row?.mayChange === false ? 'grant-and-trigger' : 'trigger-only';
}
