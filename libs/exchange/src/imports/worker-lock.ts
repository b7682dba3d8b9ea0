import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@app/platform';
import { WORKER_LOCK } from './imports.service.js';

const KIND_LOCK = `hashtextextended('import-kind:' || $1, 0)`;
const ASK_AGAIN_MS = 300;

export interface WorkerLock {
  /** Waits until no other import of this kind (or roster of this source) writes. `waiting` is asked now and then and throws to give up. */
  ofKind(kind: string, waiting: () => Promise<void>): Promise<void>;
}

/**
 * Runs `work` while a connection of its own holds the lock of this import, so that others see that somebody works on it.
 * Advisory locks of a transaction, not of a session: they also hold behind PgBouncer, and go when the connection does.
 */
export async function holdingImport<T>(
  database: Database,
  runId: string,
  work: (lock: WorkerLock) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  // A connection that breaks while it is out emits an error besides failing its next statement.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    await client.query(`SELECT pg_advisory_xact_lock(${WORKER_LOCK})`, [runId]);
    return await work({
      ofKind: async (kind, waiting) => {
        for (;;) {
          const { rows } = await client.query<{ got: boolean }>(
            `SELECT pg_try_advisory_xact_lock(${KIND_LOCK}) AS got`,
            [kind],
          );
          if (rows[0]?.got) return;
          await waiting();
          await pause(ASK_AGAIN_MS);
        }
      },
    });
  } finally {
    await client.query('ROLLBACK').catch((error: unknown) => (broken = error as Error));
    client.off('error', ignore);
    client.release(broken);
  }
}
