import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ZipSource {
  name: string;
  pieces: AsyncIterable<string | Uint8Array>;
}

/** The same content is the same bytes, whenever it is written. */
const NO_TIME = new Date('1980-01-02T00:00:00');

/** A zip archive, packed as its sources stream by, one after the other: memory does not grow with them. */
export async function* zipPieces(sources: Iterable<ZipSource> | AsyncIterable<ZipSource>): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const open = new Set<Readable>();
  const packed = zip.outputStream as Readable;
  zip.on('error', (error: Error) => packed.destroy(error));
  const feed = async (): Promise<void> => {
    for await (const source of sources) await add(zip, source, open);
    zip.end();
  };
  feed().catch((error: Error) => packed.destroy(error));
  try {
    yield* packed as AsyncIterable<Buffer>;
  } finally {
    // Whoever stops early leaves a source half read.
    open.forEach((stream) => stream.destroy());
  }
}

/** Done when the source has been read: it may need the connection that the next one needs. */
const add = (zip: ZipFile, { name, pieces }: ZipSource, open: Set<Readable>): Promise<void> =>
  new Promise((done, fail) => {
    zip.addReadStreamLazy(name, { mtime: NO_TIME }, (take) => {
      const stream = Readable.from(pieces, { objectMode: false });
      open.add(stream);
      stream
        .once('error', fail)
        .once('end', done)
        .once('close', () => open.delete(stream));
      take(null, stream);
    });
  });
