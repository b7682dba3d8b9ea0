import type { TextEncoding } from './bytes.js';

/** Text of a byte stream, without byte order mark, every line end (CR, LF, CRLF) as LF. */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>, encoding: TextEncoding): AsyncGenerator<string> {
  const decode = decoderOf(encoding);
  let carry = '';
  for await (const piece of inPieces(bytes)) {
    let text = carry + decode(piece);
    // A CR at the end may be half of a CRLF.
    carry = text.endsWith('\r') ? '\r' : '';
    if (carry) text = text.slice(0, -1);
    if (text !== '') yield unixLines(text);
  }
  const last = carry + decode();
  if (last !== '') yield unixLines(last);
}

/**
 * Bytes that are read at a time, however they arrive. What a piece becomes (cells, rows, lines for COPY) lives until the
 * next one; of larger pieces it outlives V8's young generation and is cleared away too seldom.
 */
const PIECE = 16_384;

async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE);
  }
}

type Decode = (chunk?: Uint8Array) => string;

function decoderOf(encoding: TextEncoding): Decode {
  if (encoding === 'windows-1252') return (chunk) => (chunk ? windows1252(chunk) : '');
  const decoder = new TextDecoder(encoding === 'sheet' ? 'utf-8' : encoding);
  return (chunk) => (chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
}

/** Bytes 0x80–0x9F; the five that stand for nothing stay control characters. Node 20's decoder reads them all as Latin-1. */
const UPPER = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

const windows1252 = (chunk: Uint8Array): string =>
  Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => UPPER[character.charCodeAt(0) - 0x80]);

const unixLines = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
