import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@app/platform';
import { besideTransaction } from '@app/platform';
import { WORKER_LOCK } from './imports.service.js';

const KIND_LOCK = `hashtextextended('import-kind:' || $1, 0)`;
const ASK_AGAIN_MS = 300;

export interface WorkerLock {
  /** Waits until no other import of this kind (or roster of this source) writes. `waiting` is asked now and then and throws to give up. */
  ofKind(kind: string, waiting: () => Promise<void>): Promise<void>;
}

/**
 * Runs `work` while a connection of its own holds the lock of this import, so that others see that somebody works on it.
 */
export function holdingImport<T>(
  database: Database,
  runId: string,
  work: (lock: WorkerLock) => Promise<T>,
): Promise<T> {
  return besideTransaction(database, async (client) => {
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
  });
}
