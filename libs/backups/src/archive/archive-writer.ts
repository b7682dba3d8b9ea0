import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pack } from 'tar-stream';
import { pack } from 'tar-stream';
import { makeFolder } from '@app/platform';
import { encrypted } from './passphrase.js';

export interface WrittenArchive {
  bytes: number;
  sha256: string;
}

/** One tar file, encrypted when there is a passphrase. It has its name only once it is whole and on the disk. */
export class ArchiveWriter {
  private readonly hash = createHash('sha256');
  private bytes = 0;
  private refusal: Error | null = null;

  private constructor(
    private readonly path: string,
    private readonly tar: Pack,
    private readonly flow: { done: Promise<void> },
  ) {}

  static async create(path: string, passphrase: string | undefined): Promise<ArchiveWriter> {
    await makeFolder(dirname(path));
    const tar = pack();
    const flow = { done: Promise.resolve() };
    const writer = new ArchiveWriter(path, tar, flow);
    const plain = Readable.from(tar, { objectMode: false });
    const source = passphrase === undefined ? plain : await encrypted(plain, passphrase);
    const sink = createWriteStream(writer.part, { mode: 0o600, flush: true });
    // The disk's own errors name a call of the system; those of a stream that was torn down after one do not.
    sink.on('error', (error: NodeJS.ErrnoException) => {
      if (error.syscall !== undefined) writer.refusal ??= error;
    });
    flow.done = pipeline(source, (chunks: AsyncIterable<Buffer>) => writer.counted(chunks), sink);
    // Whoever adds the next entry hears of a full disk.
    flow.done.catch((error: unknown) => (tar as unknown as Readable).destroy(error as Error));
    return writer;
  }

  add(name: string, bytes: Buffer): Promise<void> {
    return this.entry(name, bytes.length, (sink) => sink.end(bytes));
  }

  addStream(name: string, size: number, source: Readable): Promise<void> {
    return this.entry(name, size, (sink) => {
      source.on('error', (error) => (sink as unknown as Readable).destroy(error));
      source.pipe(sink);
    });
  }

  async finish(): Promise<WrittenArchive> {
    this.tar.finalize();
    await this.flow.done;
    await rename(this.part, this.path);
    const folder = await open(dirname(this.path));
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }

  /** Leaves nothing behind. @returns why the disk refused, which explains whatever else was thrown; `null` when it did not */
  async abandon(): Promise<Error | null> {
    (this.tar as unknown as Readable).destroy();
    await this.flow.done.catch(() => undefined);
    await rm(this.part, { force: true });
    return this.refusal;
  }

  private get part(): string {
    return `${this.path}.part`;
  }

  private entry(name: string, size: number, feed: (sink: NodeJS.WritableStream) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const header = { name, size, type: 'file' as const, mode: 0o600, mtime: new Date() };
      feed(this.tar.entry(header, (error) => (error ? reject(error) : resolve())));
    });
  }

  private async *counted(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.hash.update(chunk);
      this.bytes += chunk.length;
      yield chunk;
    }
  }
}
