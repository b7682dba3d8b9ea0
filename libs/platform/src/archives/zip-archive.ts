import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { getFileNameLowLevel, openPromise } from 'yauzl';
import type { ZipEntry, ZipLimits } from './entry.rules.js';
import { contentsFault, nameKey } from './entry.rules.js';
import { ArchiveRefused } from './errors.js';

const STORED = 0;
const DEFLATED = 8;

/**
 * A zip file whose table of contents was read and found harmless. Entries are streamed by name, from the disk; their names
 * never become paths. Whoever opens it closes it.
 */
export class ZipArchive {
  /** Of files; folders are left out. In the order of the archive. */
  readonly names: readonly string[];

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {
    this.names = [...entries.values()].map(({ fileName }) => fileName).filter((name) => !name.endsWith('/'));
  }

  /** @throws ArchiveRefused */
  static async open(path: string, limits: ZipLimits): Promise<ZipArchive> {
    // Names are read and judged here: the library would turn backslashes into slashes.
    const zip = await damagedElse(openPromise(path, { autoClose: false, decodeStrings: false }));
    try {
      return new ZipArchive(zip, await contentsOf(zip, limits));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.entries.has(nameKey(name));
  }

  /**
   * What an entry holds, unpacked as it is read; the case of its name does not matter.
   * @throws ArchiveRefused, also on the way: when more comes out than the archive tells, or something else
   */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(nameKey(name));
    if (!entry) throw new ArchiveRefused('missing-entry', { name });
    const stream: Readable = await damagedElse(this.zip.openReadStreamPromise(entry));
    let size = 0;
    let sum = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > entry.uncompressedSize) throw new ArchiveRefused('damaged', { name });
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      throw isOfZip(error) ? new ArchiveRefused('damaged', { name }) : error;
    } finally {
      stream.destroy();
    }
    if (size !== entry.uncompressedSize || sum !== entry.crc32) throw new ArchiveRefused('damaged', { name });
  }

  close(): void {
    this.zip.close();
  }
}

async function contentsOf(zip: ZipFile, limits: ZipLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) throw new ArchiveRefused('too-many-entries', { limit: limits.entries });
  const entries = await damagedElse(allOf(zip));
  for (const entry of entries) {
    const { fileNameRaw, generalPurposeBitFlag: flags, extraFields, compressionMethod } = entry;
    if (entry.isEncrypted()) throw new ArchiveRefused('encrypted');
    if (compressionMethod !== STORED && compressionMethod !== DEFLATED) throw new ArchiveRefused('unsupported');
    entry.fileName = getFileNameLowLevel(flags, fileNameRaw, extraFields, true);
  }
  const judged = entries.map(({ fileName: name, compressedSize: packed, uncompressedSize: unpacked }): ZipEntry => ({
    name,
    packed,
    unpacked,
  }));
  const found = contentsFault(judged, zip.fileSize, limits);
  if (found) throw new ArchiveRefused(found.fault, found.name === undefined ? {} : { name: found.name });
  return new Map(entries.map((entry) => [nameKey(entry.fileName), entry]));
}

async function allOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

/** The library's errors are plain ones; zlib's and those of a file that ends too early have codes of their own. */
const isOfZip = (error: unknown): boolean => {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined || code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE';
};

async function damagedElse<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isOfZip(error)) throw error;
    const encrypted = (error as Error).message.includes('encryption');
    throw new ArchiveRefused(encrypted ? 'encrypted' : 'damaged');
  }
}
