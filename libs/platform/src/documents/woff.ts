import { inflateSync } from 'node:zlib';

const HEAD = 44;
const ENTRY = 20;

/** The TrueType font in a WOFF file (W3C WOFF 1.0). fontkit reads WOFF too, but its own inflate stumbles over some files. */
export function unpackWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const directory = Buffer.alloc(12 + 16 * count);
  woff.copy(directory, 0, 4, 8);
  directory.writeUInt16BE(count, 4);
  const power = Math.floor(Math.log2(count));
  directory.writeUInt16BE(16 * 2 ** power, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE(16 * (count - 2 ** power), 10);
  const tables: Buffer[] = [directory];
  let at = directory.length;
  for (let n = 0; n < count; n += 1) {
    const entry = HEAD + ENTRY * n;
    const [offset, packed, length, checksum] = [4, 8, 12, 16].map((byte) => woff.readUInt32BE(entry + byte));
    const stored = woff.subarray(offset, offset + packed);
    const table = packed < length ? inflateSync(stored) : stored;
    woff.copy(directory, 12 + 16 * n, entry, entry + 4);
    for (const [place, value] of [checksum, at, length].entries())
      directory.writeUInt32BE(value, 12 + 16 * n + 4 + 4 * place);
    const padding = Buffer.alloc((4 - (length % 4)) % 4);
    tables.push(table, padding);
    at += length + padding.length;
  }
  return Buffer.concat(tables);
}
