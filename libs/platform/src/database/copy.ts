import type { Duplex, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { clientOf } from './connection.js';
import type { Tx } from './db.js';

const COPY_MAY_TAKE_MS = 3_600_000;

/**
 * Feeds rows in COPY text or CSV format into `COPY … FROM STDIN`, with back-pressure; nothing is buffered whole.
 * @returns the number of rows that arrived
 */
export async function copyInto(
  tx: Tx,
  sql: string,
  source: Readable | AsyncIterable<string | Buffer>,
): Promise<number> {
  const sink = Object.assign(copyFrom(sql), { query_timeout: COPY_MAY_TAKE_MS });
  const stream = clientOf(tx).query(sink);
  await pipeline(source, stream);
  return stream.rowCount;
}

/** What `COPY … TO STDOUT` gives. One that is not read to its end costs the transaction its connection. */
export function copyOut(tx: Tx, sql: string): Readable {
  const client = clientOf(tx) as PoolClient & { connection: { stream: Duplex } };
  const stream = client.query(Object.assign(copyTo(sql), { query_timeout: COPY_MAY_TAKE_MS }));
  stream.once('close', () => {
    // The driver stops its clock in a callback that this stream never calls by itself.
    (stream as { callback?: () => void }).callback?.();
    // Half a COPY stands in the way of every later statement.
    if (!stream.readableEnded) client.connection.stream.destroy();
  });
  return stream;
}
