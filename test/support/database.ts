import { Database } from '@app/platform';
import type pg from 'pg';
import { cloneTemplate, testServer, withAdmin } from './test-server.js';

export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** As the runtime role, like the product: no DDL, append-only tables append-only. */
  readonly database: Database;
  /** Runs SQL as the superuser: for arranging what the product itself must not do. */
  asSuperuser(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Until another session of this database waits for a lock. */
  waitsForLock(): Promise<void>;
  close(): Promise<void>;
}

let made = 0;

/**
 * A database of its own for this spec file, migrated and empty: `beforeAll(async () => (test = await testDatabase()))`,
 * `afterAll(() => test.close())`. Costs about 50 ms. A second call gives a second database.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const name = `cubby_test_${process.env.JEST_WORKER_ID ?? '0'}${made === 0 ? '' : `_${made}`}`;
  made += 1;
  await cloneTemplate(server, name);
  const urls = server.urls(name);
  const database = await Database.connect(urls.appUrl, { applicationName: 'cubby test' });
  const asSuperuser: TestDatabase['asSuperuser'] = async (sql, values) => {
    const run = (admin: pg.Client) => admin.query<Record<string, unknown>>(sql, values);
    return (await withAdmin(server, run, name)).rows;
  };
  return {
    name,
    ...urls,
    database,
    asSuperuser,
    waitsForLock: async () => {
      for (let tries = 0; tries < 400; tries += 1) {
        const waiting = await asSuperuser(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        if (waiting.length > 0) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error('nobody waits');
    },
    close: async () => {
      await database.close();
      await withAdmin(server, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
