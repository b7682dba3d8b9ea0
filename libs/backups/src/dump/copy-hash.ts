import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { copyOut } from '@app/platform';
import type { Tx } from '@app/platform';

export interface TextFacts {
  rows: number;
  bytes: number;
  sha256: string;
}

const LINE_FEED = 0x0a;

/** Counts and hashes COPY text on its way: a line is a row, since line feeds in values are escaped. */
export class TextHash {
  private readonly hash = createHash('sha256');
  bytes = 0;
  rows = 0;

  take(chunk: Buffer): Buffer {
    this.hash.update(chunk);
    this.bytes += chunk.length;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) this.rows += 1;
    return chunk;
  }

  digest(): string {
    return this.hash.digest('hex');
  }

  facts(): TextFacts {
    return { rows: this.rows, bytes: this.bytes, sha256: this.digest() };
  }
}

/** The hash of what a COPY gives, without keeping it. */
export async function hashOfCopy(tx: Tx, sql: string): Promise<TextFacts> {
  const text = new TextHash();
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text.take(chunk);
      done();
    },
  });
  await pipeline(copyOut(tx, sql), sink);
  return text.facts();
}
