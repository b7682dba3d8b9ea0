import { createHash } from 'node:crypto';
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '@app/kernel';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { postgresBinaries, whyMissing } from './binaries.js';
import { whileLocked } from './folder-lock.js';
import type { Cluster } from './pg-control.js';
import {
  clearRemoved,
  initCluster,
  postmasterOf,
  removeCluster,
  startCluster,
  startLog,
  stopCluster,
  SUPERUSER,
} from './pg-control.js';
import { Presence } from './presence.js';
import { dropDatabase, dropUnused, ensureDatabase, ensureRoles, hasDatabase } from './provision.js';
import type { RunAs } from './run-as.js';
import { canReach, runAs } from './run-as.js';
import type { ServerFile } from './server-file.js';
import { portLike, saveServerFile, serverFile } from './server-file.js';

export interface EmbeddedOptions {
  /** Its own folder, made when missing: cluster, passwords, port. */
  folder: string;
  /** `false` for throw-away test servers only. */
  durable?: boolean;
  /** `false`: neither hold it open nor bring it back when it dies; for callers that never `stop()` it. */
  watch?: boolean;
}

export interface DatabaseUrls {
  ownerUrl: string;
  appUrl: string;
}

const OWNER = 'cubby_owner';
const APP = 'cubby_app';
/** Attempts to start go on this long: a killed server that nobody has reaped yet blocks the first ones. */
const KEEP_TRYING_MS = 10_000;
/** A live server that does not let us in is still replaying its log. */
const RECOVERY_MS = 60_000;

/**
 * A real Postgres inside the product, over `initdb` and `pg_ctl`. The server outlives a process that was killed and is
 * adopted by the next; several processes may share it, and the last one to stop ends it. When it dies while we live,
 * it is started again.
 */
export class EmbeddedPostgres {
  private readonly logger = new Logger('EmbeddedPostgres');
  private readonly presence: Presence;
  private left = false;

  private constructor(
    private readonly folder: string,
    private readonly cluster: Cluster,
    private file: ServerFile,
  ) {
    this.presence = new Presence({
      url: () => this.adminUrl(),
      revive: () => whileLocked(this.folder, () => this.bringBack()),
      logger: this.logger,
    });
  }

  static readonly whyMissing = whyMissing;

  /** Brings the server of this folder up, or joins it when it runs already. */
  static async start({ folder, durable = true, watch = true }: EmbeddedOptions): Promise<EmbeddedPostgres> {
    const home = resolve(folder);
    await mkdir(home, { recursive: true });
    const account = await runAs([join(home, 'data'), join(elsewhere(home), 'data')]);
    const place = await reachable(home, account);
    const native = await postgresBinaries(account, place);
    return whileLocked(home, async () => {
      const cluster: Cluster = { native, data: join(place, 'data'), account, durable };
      const server = new EmbeddedPostgres(home, cluster, await serverFile(home));
      await clearRemoved(cluster);
      if (!(await stat(join(cluster.data, 'PG_VERSION')).catch(() => null))) {
        await initCluster(cluster, server.file.passwords.superuser);
      }
      await server.bringUp();
      await ensureRoles(server.adminUrl(), [
        { name: OWNER, password: server.file.passwords.owner },
        { name: APP, password: server.file.passwords.app },
      ]);
      if (watch) await server.presence.begin();
      return server;
    });
  }

  get port(): number {
    return this.file.port;
  }

  /** The superuser's URL: provisioning and tests only, never the product. */
  adminUrl(database = 'postgres'): string {
    return this.url(SUPERUSER, this.file.passwords.superuser, database);
  }

  urls(database: string): DatabaseUrls {
    const { owner, app } = this.file.passwords;
    return { ownerUrl: this.url(OWNER, owner, database), appUrl: this.url(APP, app, database) };
  }

  /** Makes the database when missing, with its extensions, owned by the owner role. */
  async ensureDatabase(name: string): Promise<DatabaseUrls> {
    await ensureDatabase((database) => this.adminUrl(database), { name, owner: OWNER, app: APP });
    return this.urls(name);
  }

  hasDatabase(name: string): Promise<boolean> {
    return hasDatabase(this.adminUrl(), name);
  }

  async dropDatabase(name: string): Promise<void> {
    await dropDatabase(this.adminUrl(), name);
  }

  /** Drops what begins so and nobody is connected to: left by processes that were killed. @returns its names */
  dropUnused(prefix: string): Promise<string[]> {
    return dropUnused(this.adminUrl(), prefix);
  }

  /** Leaves; when no other process is left here, ends the server (fast: clients are cut). A second call does nothing. */
  async stop(): Promise<void> {
    if (this.left) return;
    this.left = true;
    await whileLocked(this.folder, async () => {
      const others = await this.presence.leave();
      if (others > 0) {
        this.logger.log({ event: 'postgres.left-running', others });
      } else if ((await postmasterOf(this.cluster.data)).state === 'running') {
        await stopCluster(this.cluster);
      }
    });
  }

  /** @throws ClusterInUse when other processes use this server */
  async refuseOthers(): Promise<void> {
    const others = await this.presence.others();
    if (others > 0) throw new ClusterInUse(others);
  }

  /**
   * Ends the server and deletes its cluster: every database of it, what they wrote ahead, the log. The next start makes a new
   * one. Counts as `stop()`.
   * @throws ClusterInUse when other processes use it; we are still here then
   */
  async remove(): Promise<void> {
    await whileLocked(this.folder, async () => {
      await this.refuseOthers();
      this.left = true;
      await this.presence.leave();
      if ((await postmasterOf(this.cluster.data)).state === 'running') await stopCluster(this.cluster);
      await removeCluster(this.cluster);
    });
  }

  private url(user: string, password: string, database: string): string {
    return `postgres://${user}:${password}@127.0.0.1:${this.file.port}/${database}`;
  }

  private async bringBack(): Promise<void> {
    if (this.left) return;
    await this.bringUp();
    await this.presence.begin();
  }

  /** Adopts a live server or starts one, whatever state the folder was left in. */
  private async bringUp(): Promise<void> {
    const begun = Date.now();
    for (;;) {
      const failure = await this.tryToBringUp().then(
        () => null,
        (error: unknown) => error as Error & { patience?: number },
      );
      if (!failure) return;
      if (Date.now() - begun > (failure.patience ?? KEEP_TRYING_MS)) {
        const log = await startLog(this.cluster);
        throw new Error(`The embedded Postgres in ${this.cluster.data} does not start. ${failure.message}\n${log}`);
      }
      await pause(200);
    }
  }

  private async tryToBringUp(): Promise<void> {
    const found = await postmasterOf(this.cluster.data);
    if (found.state === 'dying') throw new Error('The processes of a killed server are still ending.');
    if (found.state === 'running') {
      await this.adopt(found.port);
      return;
    }
    const port = await portLike(this.file.port);
    if (port !== this.file.port) await this.remember(port);
    await startCluster(this.cluster, { port, durable: this.cluster.durable });
  }

  private async adopt(port: number): Promise<void> {
    if (port !== this.file.port) await this.remember(port);
    const client = new pg.Client({ connectionString: this.adminUrl(), connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      throw Object.assign(new Error(`A server runs there but does not let us in: ${(error as Error).message}.`), {
        patience: RECOVERY_MS,
      });
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async remember(port: number): Promise<void> {
    this.file = { ...this.file, port };
    await saveServerFile(this.folder, this.file);
  }
}

/** Other processes work in the same embedded server, maybe in another database of it. */
export class ClusterInUse extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'database.cluster-in-use';
  constructor(others: number) {
    super(`The database server in DATA_DIR is in use by other processes (${others}): stop Cubby and its sample first`, {
      others,
    });
  }
}

/** Always the same for the same folder. */
const elsewhere = (home: string): string =>
  join('/var/lib/cubby', createHash('sha256').update(home).digest('hex').slice(0, 12));

/** Where the cluster lies: in the folder itself, unless the account that Postgres runs under cannot get there. */
async function reachable(home: string, account: RunAs | null): Promise<string> {
  await chmod(home, 0o755);
  if (await canReach(home, account)) return home;
  const place = elsewhere(home);
  await mkdir(place, { recursive: true, mode: 0o755 }).catch(() => undefined);
  if (!(await canReach(place, account))) {
    throw new Error(
      `Postgres does not run as root, and user ${account?.uid} cannot get to ${home}. ` +
        'Set DATA_DIR to a folder below one that everybody may enter, such as /srv/cubby.',
    );
  }
  await writeFile(join(home, 'database-is-elsewhere.txt'), `The database files are in ${place}\n`);
  return place;
}
