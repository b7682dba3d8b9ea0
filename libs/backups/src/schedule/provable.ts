import { mkdir, statfs } from 'node:fs/promises';
import type { Db, Settings } from '@app/platform';
import { EmbeddedPostgres } from '@app/platform';

const BESIDES = 2 ** 30;

/**
 * Why no restore can be proven on this machine, in words; `null` when one can. It takes the embedded server, whatever the
 * district's own is, and room for the district once more with what loading it writes.
 */
export async function whyNotProvable(db: Db, { DATA_DIR }: Pick<Settings, 'DATA_DIR'>): Promise<string | null> {
  const missing = EmbeddedPostgres.whyMissing();
  if (missing !== null) return missing;
  const [{ bytes }] = await db.query<{ bytes: number }>('SELECT pg_database_size(current_database()) AS bytes');
  await mkdir(DATA_DIR, { recursive: true });
  const { bavail, bsize } = await statfs(DATA_DIR);
  return roomFor(bytes, bavail * bsize);
}

export function roomFor(databaseBytes: number, freeBytes: number): string | null {
  const needed = 2 * databaseBytes + BESIDES;
  const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GB`;
  return freeBytes < needed
    ? `It would need ${gigabytes(needed)} in DATA_DIR, of which ${gigabytes(freeBytes)} are free`
    : null;
}
