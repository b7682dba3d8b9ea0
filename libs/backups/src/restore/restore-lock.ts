import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { RestoreUnderWay } from '../backups.errors.js';

/** Any number that only we use: held by whoever restores into this database. */
const RESTORE_LOCK = 6_386_533;
/** What a killed restore had asked the server for goes on for a moment. */
const KEEP_TRYING_MS = 15_000;

/** One restore at a time: the second would take away what the first loads. @throws RestoreUnderWay */
export async function whileRestoring<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'cubby restore', keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const end = Date.now() + KEEP_TRYING_MS;
    while (!(await held(client))) {
      if (Date.now() > end) throw new RestoreUnderWay();
      await pause(250);
    }
    return await work();
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function held(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [RESTORE_LOCK]);
  return rows[0].held;
}
