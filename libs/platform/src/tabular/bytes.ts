import { isAscii, isUtf8 } from 'node:buffer';
import { TableRefused } from './errors.js';

/** `sheet`: what is kept of a sheet of a workbook (`sheetText`). */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'sheet';

/** How zip archives begin, XLSX among them; and old Excel, or a workbook with a password. */
const ZIP = Buffer.from('504b0304', 'hex');
const OLD_WORKBOOK = Buffer.from('d0cf11e0', 'hex');

/**
 * Finds the encoding of a text file from all of its bytes, while they stream by: a byte order mark, else UTF-8 if every
 * byte agrees, else Windows-1252. A file that is mostly UTF-8 with a few broken bytes is refused rather than shown wrongly.
 * @throws TableRefused for bytes that are no text
 */
export class ByteSniffer {
  private head: Buffer | null = null;
  private byMark: TextEncoding | 'workbook' | null = null;
  private rest: Buffer = Buffer.alloc(0);
  private readonly breaks = { lf: 0, cr: 0 };
  private sequences = 0;
  private strays = 0;

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const whole = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes;
    if (!this.head && whole.length < 4) this.rest = Buffer.from(whole);
    else this.take(whole, unfinished(whole));
  }

  /** `workbook`: the bytes are a zip archive. @throws TableRefused */
  finish(): TextEncoding | 'workbook' {
    if (!this.head && this.rest.length === 0) throw new TableRefused('empty');
    this.take(this.rest, 0);
    if (this.byMark) return this.byMark;
    if (this.strays === 0) return 'utf-8';
    if (this.sequences > this.strays) throw new TableRefused('damaged-text');
    return 'windows-1252';
  }

  private take(whole: Buffer, keep: number): void {
    if (!this.head) this.lookAtHead(whole);
    if (this.byMark) return;
    const nul = whole.indexOf(0);
    if (nul >= 0) throw new TableRefused('binary', { line: this.lineAfter(whole.subarray(0, nul)) });
    const cut = whole.length - keep;
    this.rest = Buffer.from(whole.subarray(cut));
    this.lineAfter(whole.subarray(0, cut));
    this.count(whole.subarray(0, cut));
  }

  /** Counts the line ends of what came next. A file has either LF, with or without CR, or CR alone. */
  private lineAfter(bytes: Buffer): number {
    this.breaks.lf += occurrences(bytes, 10);
    this.breaks.cr += occurrences(bytes, 13);
    return (this.breaks.lf || this.breaks.cr) + 1;
  }

  private lookAtHead(whole: Buffer): void {
    this.head = Buffer.from(whole.subarray(0, 4));
    const [a, b, c, d] = this.head;
    if (this.head.equals(OLD_WORKBOOK)) throw new TableRefused('workbook');
    if (this.head.equals(ZIP)) this.byMark = 'workbook';
    if (a === 0xff && b === 0xfe && c === 0 && d === 0) throw new TableRefused('binary');
    if (a === 0xff && b === 0xfe) this.byMark = 'utf-16le';
    else if (a === 0xfe && b === 0xff) this.byMark = 'utf-16be';
  }

  private count(bytes: Buffer): void {
    if (isAscii(bytes)) return;
    if (isUtf8(bytes)) {
      for (const byte of bytes) if (byte >= 0xc0) this.sequences += 1;
      return;
    }
    for (let at = 0; at < bytes.length;) {
      const length = sequenceAt(bytes, at);
      if (length > 1) this.sequences += 1;
      if (length === 0) this.strays += 1;
      at += length || 1;
    }
  }
}

function occurrences(bytes: Buffer, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) count += 1;
  return count;
}

/** Bytes at the end that may be the beginning of a UTF-8 sequence. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back];
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

const lengthOf = (lead: number): number => (lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1);

/** Length of the UTF-8 sequence that starts here, 0 when none does. */
function sequenceAt(bytes: Buffer, at: number): number {
  const lead = bytes[at];
  if (lead < 0x80) return 1;
  const length = lengthOf(lead);
  return length > 1 && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}
