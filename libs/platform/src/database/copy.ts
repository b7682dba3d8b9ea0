import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
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
