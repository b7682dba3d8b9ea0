import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';
import pg from 'pg';

const SIGN = 'cubby presence';

export interface PresenceOptions {
  url: () => string;
  /** Brings the server back after it died, and begins anew. */
  revive: () => Promise<void>;
  logger: Logger;
}

/**
 * One idle connection for each process that uses the server. It tells the others that somebody is still here, and it
 * tells us at once when the server dies, so that it is started again without a human.
 */
export class Presence {
  private client: pg.Client | null = null;
  private leaving = false;

  constructor(private readonly options: PresenceOptions) {}

  async begin(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.options.url(),
      application_name: SIGN,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on('error', () => undefined);
    await client.connect();
    this.client = client;
    client.once('end', () => void this.lost(client));
  }

  /** How many other processes use the server; 0 also when it does not answer. */
  async others(): Promise<number> {
    if (!this.client) return 0;
    return othersThan(this.client).catch(() => 0);
  }

  /** Ends our sign. @returns how many other processes use the server; 0 also when it does not answer */
  async leave(): Promise<number> {
    this.leaving = true;
    const client = this.client;
    this.client = null;
    if (!client) return 0;
    try {
      return await othersThan(client);
    } catch {
      return 0;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async lost(client: pg.Client): Promise<void> {
    if (this.leaving || this.client !== client) return;
    this.client = null;
    this.options.logger.warn({ event: 'postgres.lost' });
    for (let wait = 100; !this.leaving; wait = Math.min(wait * 2, 5_000)) {
      try {
        await pause(wait);
        if (this.isLeaving()) return;
        await this.options.revive();
        if (this.isLeaving()) return;
        this.options.logger.log({ event: 'postgres.back' });
        return;
      } catch (error) {
        this.options.logger.error({ event: 'postgres.not-back-yet', reason: (error as Error).message });
      }
    }
  }

  /** A method, since the compiler takes the field for constant across the wait. */
  private isLeaving(): boolean {
    return this.leaving;
  }
}

async function othersThan(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ others: number }>(
    `SELECT count(*)::int AS others FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()`,
    [SIGN],
  );
  return rows[0]?.others ?? 0;
}
