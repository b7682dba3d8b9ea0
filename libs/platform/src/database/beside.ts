import type pg from 'pg';
import type { Database } from './database.js';

/**
 * Runs `work` while a connection of its own holds open a transaction that writes nothing: what is locked in it tells others that
 * somebody is at work. Advisory locks of a transaction, not of a session: they also hold behind PgBouncer, and go when the
 * connection does. `work` may open transactions of its own; the connection may rest as long as they take.
 */
export async function besideTransaction<T>(
  database: Database,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  // A connection that breaks while it is out emits an error besides failing its next statement.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    return await work(client);
  } finally {
    await client.query('ROLLBACK').catch((error: unknown) => (broken = error as Error));
    client.off('error', ignore);
    client.release(broken);
  }
}
