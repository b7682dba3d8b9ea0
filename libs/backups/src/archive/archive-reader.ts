import { createReadStream } from 'node:fs';
import type { ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { Header } from 'tar-stream';
import { BackupDamaged, BackupIncomplete, NotABackup, PassphraseWrong } from '../backups.errors.js';
import type { EntryKind } from './entry.rules.js';
import { kindOf } from './entry.rules.js';
import { AGE_MAGIC, decrypted } from './passphrase.js';

/** What the decryption says of a piece of the file. */
const UNOPENED = /ciphertext is too small|invalid tag|final chunk is empty/i;

type TarEntry = AsyncIterable<Buffer> & { header: Header };

export interface OpenEntry {
  what: EntryKind;
  size: number;
  bytes: AsyncIterable<Buffer>;
}

/** The entries of a backup one after the other; each is read to its end before the next. */
export class ArchiveReader {
  private current: OpenEntry | null = null;

  private constructor(
    private readonly file: ReadStream,
    private readonly source: Readable,
    private readonly tar: AsyncIterator<TarEntry>,
    /** What ended the reading; an entry that was cut short only knows that it was. */
    private readonly cause: Promise<unknown>,
    readonly isEncrypted: boolean,
  ) {}

  /** @throws NotABackup, PassphraseWrong */
  static async open(path: string, passphrase: string | undefined): Promise<ArchiveReader> {
    const isEncrypted = await look(path);
    if (isEncrypted && passphrase === undefined) throw new PassphraseWrong(false);
    const file = createReadStream(path, { highWaterMark: 262_144 });
    const source = isEncrypted ? await decrypted(file, passphrase ?? '') : file;
    const tar = extract();
    const cause = pipeline(source, tar as unknown as NodeJS.WritableStream).then(
      () => undefined,
      (error: unknown) => error,
    );
    const reader = new ArchiveReader(
      file,
      source,
      tar[Symbol.asyncIterator]() as AsyncIterator<TarEntry>,
      cause,
      isEncrypted,
    );
    await reader.next();
    return reader;
  }

  /** What stands here; `null` at the end. */
  what(): EntryKind | null {
    return this.current?.what ?? null;
  }

  async next(): Promise<void> {
    const answer = await this.tar.next().catch((error: unknown) => this.refused(error));
    if (answer.done) return void (this.current = null);
    const { name, type, size } = answer.value.header;
    const what = type === 'file' ? kindOf(name) : null;
    if (!what) throw new NotABackup(`it has an entry that no backup has`);
    this.current = { what, size: size ?? 0, bytes: answer.value };
  }

  /** Small entries only. */
  async whole(most = 256 * 2 ** 20): Promise<Buffer> {
    const chunks: Buffer[] = [];
    if ((this.current?.size ?? 0) > most) throw new NotABackup('an entry is far too large');
    for await (const chunk of this.bytes()) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async *bytes(): AsyncGenerator<Buffer> {
    try {
      if (this.current) yield* this.current.bytes;
    } catch (error) {
      await this.refused(error);
    }
  }

  private async refused(error: unknown): Promise<never> {
    const cause = (await this.cause) ?? error;
    if (!this.isEncrypted || !UNOPENED.test((cause as Error).message)) return refused(cause);
    // A file that was cut off opens up to its last piece. Of that one nothing tells whether it lacks something or has too much.
    throw this.file.readableEnded
      ? new BackupIncomplete('or something stands behind its end')
      : new BackupDamaged('a part of it does not open');
  }

  /** The rows of the table that stands here, as COPY text, whatever number of parts it was cut into. */
  text(table: string): Readable {
    const gunzip = createGunzip();
    pipeline(Readable.from(this.parts(table), { objectMode: false }), gunzip).catch(() => undefined);
    return gunzip;
  }

  close(): void {
    this.source.destroy();
  }

  private async *parts(table: string): AsyncGenerator<Buffer> {
    for (let part = 1; this.current?.what.kind === 'table' && this.current.what.table === table; part += 1) {
      if (this.current.what.part !== part) throw new BackupDamaged(`a part of ${table} is missing`);
      yield* this.bytes();
      await this.next();
    }
  }
}

/** @returns whether it is encrypted */
async function look(path: string): Promise<boolean> {
  const file = await open(path).catch((error: Error) => {
    throw new NotABackup(`it cannot be opened (${error.message})`);
  });
  try {
    if ((await file.stat()).isDirectory()) throw new NotABackup('it is a folder: name the file in it');
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(512) });
    if (buffer.toString('latin1', 0, AGE_MAGIC.length) === AGE_MAGIC) return true;
    if (bytesRead < 512 || buffer.toString('latin1', 257, 262) !== 'ustar') throw new NotABackup('it is no archive');
    return false;
  } finally {
    await file.close();
  }
}

/** What a reader's failure means. */
export function refused(error: unknown): never {
  const { message, name } = error as Error;
  if (error instanceof NotABackup || error instanceof BackupDamaged || error instanceof BackupIncomplete) throw error;
  if (/Unexpected end of data|premature close|unexpected end of file|Stream was destroyed/i.test(message))
    throw new BackupIncomplete();
  throw new BackupDamaged(`it cannot be read (${name}: ${message})`);
}
