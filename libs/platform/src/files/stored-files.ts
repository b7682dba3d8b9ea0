import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { DomainError, isId, newId } from '@app/kernel';
import type { ZipLimits } from '../archives/index.js';
import { ZipArchive } from '../archives/index.js';
import { Settings } from '../config/index.js';
import type { Db, Tx } from '../database/index.js';

/** The bytes of a record are not in the data folder: the folder was changed by hand or not restored. */
export class FileMissing extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'file.missing';
  constructor(fileId: string) {
    super('The file is no longer kept', { fileId });
  }
}

/** The time for which such files are kept is over. */
export class FileRemoved extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'file.removed';
  constructor(fileId: string, removedAt: string) {
    super(`The file was kept for its time and removed on ${removedAt.slice(0, 10)}`, { fileId, removedAt });
  }
}

export interface NewFile {
  /** What it is for: `import`. Also its folder; lower case and dashes. */
  purpose: string;
  /** As the sender named it: for showing only. */
  fileName: string;
  mediaType: string;
  createdBy: string | null;
}

/** Bytes that lie in the data folder; `record` makes them a file of the product. */
export interface KeptBytes {
  /** Generated; nothing of the sender's name reaches the disk. */
  id: string;
  purpose: string;
  byteSize: number;
  sha256: Buffer;
}

/**
 * Uploads and exports: bytes in a folder under `DATA_DIR/files`, what they are in `stored_file`. Bytes are written first
 * and recorded in the transaction of the use case; bytes that were never recorded are thrown away by their writer.
 */
@Injectable()
export class StoredFiles {
  constructor(private readonly settings: Settings) {}

  /** Streams to the disk, hashing; `look` sees every chunk and may refuse by throwing. Nothing is left behind then. */
  async keep(
    source: Readable | AsyncIterable<Uint8Array>,
    purpose: string,
    look?: (chunk: Buffer) => void,
  ): Promise<KeptBytes> {
    const id = newId();
    const hash = createHash('sha256');
    let byteSize = 0;
    await mkdir(this.folder(purpose), { recursive: true, mode: 0o700 });
    const path = this.pathOf(purpose, id);
    const part = `${path}.part`;
    try {
      const through = async function* (chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer> {
        for await (const chunk of chunks) {
          const bytes = Buffer.from(chunk as Uint8Array);
          look?.(bytes);
          hash.update(bytes);
          byteSize += bytes.length;
          yield bytes;
        }
      };
      await pipeline(source, through, createWriteStream(part, { mode: 0o600, flush: true }));
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    return { id, purpose, byteSize, sha256: hash.digest() };
  }

  async record(tx: Tx, kept: KeptBytes, file: Omit<NewFile, 'purpose'>): Promise<void> {
    await tx.execute(
      `INSERT INTO stored_file (id, purpose, file_name, media_type, byte_size, sha256, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [kept.id, kept.purpose, file.fileName, file.mediaType, kept.byteSize, kept.sha256, file.createdBy],
    );
  }

  /**
   * Writes down that the bytes go, in the transaction of the use case that needs them no longer. After its commit what
   * is answered is to be discarded; of a process that was killed before that `sweep` does it.
   */
  retire(tx: Tx, ids: readonly string[]): Promise<Pick<KeptBytes, 'id' | 'purpose'>[]> {
    return tx.query<Pick<KeptBytes, 'id' | 'purpose'>>(
      `UPDATE stored_file SET removed_at = clock_timestamp() WHERE id = ANY ($1::uuid[]) AND removed_at IS NULL RETURNING id, purpose`,
      [ids],
    );
  }

  /** Throws bytes away that were not recorded, or are retired. */
  async discard(kept: Pick<KeptBytes, 'id' | 'purpose'>): Promise<void> {
    await rm(this.pathOf(kept.purpose, kept.id), { force: true });
  }

  /** @throws FileRemoved when its time is over, FileMissing when there is no such record, or its bytes are gone */
  async open(db: Db, id: string): Promise<Readable> {
    const [file] = await db.query<{ purpose: string; removedAt: string | null }>(
      'SELECT purpose, removed_at AS "removedAt" FROM stored_file WHERE id = $1',
      [id],
    );
    if (!file) throw new FileMissing(id);
    if (file.removedAt !== null) throw new FileRemoved(id, file.removedAt);
    await access(this.pathOf(file.purpose, id)).catch(() => {
      throw new FileMissing(id);
    });
    return this.stream({ id, purpose: file.purpose });
  }

  /** The bytes, in pieces of 256 kB. */
  stream(kept: Pick<KeptBytes, 'id' | 'purpose'>): Readable {
    return createReadStream(this.pathOf(kept.purpose, kept.id), { highWaterMark: 262_144 });
  }

  /** The bytes as a zip archive; whoever opens it closes it. @throws ArchiveRefused */
  zip(kept: Pick<KeptBytes, 'id' | 'purpose'>, limits: ZipLimits): Promise<ZipArchive> {
    return ZipArchive.open(this.pathOf(kept.purpose, kept.id), limits);
  }

  /**
   * Throws away what a process that was killed left between writing and recording, or between retiring and discarding:
   * bytes without a record in force that nobody has written to since `before`. @returns how many files
   */
  async sweep(db: Db, before: Date): Promise<number> {
    let swept = 0;
    for (const purpose of await entriesOf(join(this.settings.DATA_DIR, 'files'))) {
      const names = await olderThan(this.folder(purpose), before);
      const recorded = await db.query<{ id: string }>(
        'SELECT id FROM stored_file WHERE id = ANY ($1::uuid[]) AND removed_at IS NULL',
        [names.filter(isId)],
      );
      const kept = new Set(recorded.map(({ id }) => id));
      const orphans = names.filter((name) => !kept.has(name));
      for (const name of orphans) await rm(this.pathOf(purpose, name), { force: true });
      swept += orphans.length;
    }
    return swept;
  }

  private folder(purpose: string): string {
    return join(this.settings.DATA_DIR, 'files', purpose);
  }

  private pathOf(purpose: string, id: string): string {
    return join(this.folder(purpose), id);
  }
}

const entriesOf = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function olderThan(folder: string, before: Date): Promise<string[]> {
  const old: string[] = [];
  for (const name of await entriesOf(folder)) {
    // Gone meanwhile: its writer has thrown it away.
    const found = await stat(join(folder, name)).catch(() => null);
    if (found?.isFile() && found.mtime < before) old.push(name);
  }
  return old;
}
