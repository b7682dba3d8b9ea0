import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** A row of `ledger_anchor`. */
export interface Anchor {
  id: number;
  anchoredAt: string;
  deviceCount: number;
  /** SHA-256 of the heads as hex. */
  digest: string;
}

/** The newest entry of a device when the anchor was cast. */
export interface Head {
  deviceId: string;
  seq: number;
  /** hex */
  hash: string;
}

export interface WrittenHeads {
  devices: number;
  events: number;
  /** SHA-256 of the text, as `zcat FILE | sha256sum` prints it. */
  digest: Buffer;
}

/** Kept one by one for so many days; of older ones the first of each month. */
const DAYS_KEPT = 35;

/**
 * The heads of all devices of one moment: `DATA_DIR/ledger-anchors/<stamp>-<digest>.tsv.gz`, a line
 * `device id TAB seq TAB hash` each. Copy them somewhere that the database's owner cannot write to.
 */
export class AnchorFolder {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'ledger-anchors');
  }

  /** Writes what `lines` gives, under a name that ends in its digest. `commit` is called before the file counts. */
  async write(at: Date, lines: Readable, commit: (written: WrittenHeads) => Promise<void>): Promise<WrittenHeads> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const unfinished = join(this.folder, `${process.pid}.unfinished`);
    const counter = new HeadCounter();
    try {
      await pipeline(lines, counter, createGzip(), createWriteStream(unfinished, { mode: 0o600 }));
      const written = counter.result();
      await commit(written);
      await rename(unfinished, join(this.folder, nameOf(at, written.digest.toString('hex'))));
      return written;
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  /** Hands the heads of an anchor on in chunks. @returns the digest of what the file holds @throws when there is none */
  async read(anchor: Anchor, chunk: number, take: (heads: Head[]) => Promise<void>): Promise<string> {
    const name = (await this.names()).find((file) => file.endsWith(suffixOf(anchor.digest)));
    if (name === undefined) throw new Error(`No file for the anchor of ${anchor.anchoredAt}`);
    const counter = new HeadCounter();
    const source = createReadStream(join(this.folder, name));
    const flow = pipeline(source, createGunzip(), counter);
    // Whoever reads the lines hears of a failure too, and first.
    flow.catch(() => undefined);
    try {
      let heads: Head[] = [];
      for await (const line of createInterface({ input: counter, crlfDelay: Infinity })) {
        heads.push(headOf(line));
        if (heads.length < chunk) continue;
        await take(heads);
        heads = [];
      }
      await flow;
      if (heads.length > 0) await take(heads);
      return counter.result().digest.toString('hex');
    } finally {
      source.destroy();
      counter.destroy();
    }
  }

  /** The stamp and the beginning of the digest of every file. */
  async list(): Promise<{ stamp: string; digestStart: string }[]> {
    return (await this.names()).map((name) => {
      const [stamp = '', digestStart = ''] = name.replace('.tsv.gz', '').split('-');
      return { stamp, digestStart };
    });
  }

  /** Deletes what is older than the days kept, but for the first of each month. @returns the names deleted */
  async thin(now: Date): Promise<string[]> {
    const doomed = superfluous(await this.names(), now);
    for (const name of doomed) await rm(join(this.folder, name), { force: true });
    return doomed;
  }

  private async names(): Promise<string[]> {
    const files = await readdir(this.folder).catch(() => []);
    return files.filter((name) => name.endsWith('.tsv.gz')).sort();
  }
}

const suffixOf = (digest: string): string => `-${digest.slice(0, 16)}.tsv.gz`;
const nameOf = (at: Date, digest: string): string => at.toISOString().replace(/[-:]|\.\d+/g, '') + suffixOf(digest);

/** Of file names that begin with `YYYYMMDD`, those that nobody needs any longer. */
export function superfluous(names: readonly string[], now: Date): string[] {
  const kept = new Date(now.getTime() - DAYS_KEPT * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const months = new Set<string>();
  return [...names].sort().filter((name) => {
    const month = name.slice(0, 6);
    const first = !months.has(month);
    months.add(month);
    return !first && name.slice(0, 8) < kept;
  });
}

function headOf(line: string): Head {
  const [deviceId = '', seq = '', hash = ''] = line.split('\t');
  if (!/^[0-9a-f-]{36}$/.test(deviceId) || !/^\d{1,9}$/.test(seq) || !/^[0-9a-f]{64}$/.test(hash)) {
    throw new Error('The file has a line that is no head');
  }
  return { deviceId, seq: Number(seq), hash };
}

/** Counts lines and the sum of their second column, and hashes the text, while it passes. */
class HeadCounter extends Transform {
  private readonly hash = createHash('sha256');
  private devices = 0;
  private events = 0;
  private rest = '';

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error: Error | null, data: Buffer) => void,
  ): void {
    this.hash.update(chunk);
    const lines = (this.rest + chunk.toString('latin1')).split('\n');
    this.rest = lines.pop() ?? '';
    this.devices += lines.length;
    for (const line of lines) this.events += Number(line.split('\t', 2)[1]);
    done(null, chunk);
  }

  result(): WrittenHeads {
    return { devices: this.devices, events: this.events, digest: this.hash.digest() };
  }
}
