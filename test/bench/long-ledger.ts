import pg from 'pg';
import { connected, inChunks, withoutIndexes } from './volume.js';

/** $1 first, $2 last, $3 the how-manieth, $4 sites: what each device goes through in years, a day after the one before. */
const ENTRY = `
  INSERT INTO device_event (device_id, type, occurred_at, site_id, source, after)
  SELECT pg_temp.bench_id(5, i), 'condition-reported', now() - interval '80 days' + $3::integer * interval '1 day',
    pg_temp.bench_id(1, i % $4::integer), 'bench', jsonb_build_object('condition', substr('ABCD', 1 + ($3::integer + i) % 4, 1))
  FROM generate_series($1::integer, $2::integer) i ORDER BY i`;

/**
 * Entries for all devices in turn, through the ledger's own trigger, until there are so many. A round is committed before the
 * next begins, so that each finds the room of the device rows that the one before left.
 */
export async function lengthenLedger(ownerUrl: string, devices: number, sites: number, entries: number): Promise<void> {
  const owner = await connected(ownerUrl);
  const indexes = await withoutIndexes(owner);
  for (let round = 0, missing = entries - (await countOf(owner)); missing > 0; round += 1, missing -= devices) {
    await inChunks(ownerUrl, Math.min(devices, missing), async (client, first, last) => {
      await client.query(ENTRY, [first, last, round, sites]);
    });
    process.stderr.write(`\r${Math.max(missing - devices, 0)} of ${entries} entries are missing `);
  }
  for (const sql of indexes) await owner.query(sql);
  await owner.query('ANALYZE');
  await owner.end();
  process.stderr.write('\n');
}

async function countOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM device_event');
  return rows[0].count;
}
