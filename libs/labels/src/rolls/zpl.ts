import type { TextTools } from '@app/platform';
import type { LabelLayout, LabelPart } from '../layout/layout.js';
import { pictureOf } from './picture.js';

/** Dots to the inch that Zebra's desktop printers have. */
export type PrinterDpi = 203 | 300;

const INCH = 25_400;

/** Micrometres of a dot. */
export const dotOf = (dpi: PrinterDpi): number => INCH / dpi;

type Outlines = TextTools['outlines'];

export interface ZplOptions {
  dpi: PrinterDpi;
  /** What the printer adds, in micrometres. */
  offset?: { x: number; y: number };
  outlines: Outlines;
}

/**
 * A label as ZPL II: the printer makes the codes itself, so that their bars are whole dots. Text goes as UTF-8 in hex where
 * a character could be a command (`^`, `~`) or is not ASCII: a name is never one.
 */
export function zplOf(
  size: { width: number; height: number },
  { drawn }: LabelLayout,
  { dpi, offset = { x: 0, y: 0 }, outlines }: ZplOptions,
): string {
  const dots = (length: number): number => Math.round((length * dpi) / INCH);
  const at = (x: number, y: number): string =>
    `^FO${Math.max(0, dots(x + offset.x))},${Math.max(0, dots(y + offset.y))}`;
  const fields = drawn.map((part) => {
    if (part.kind === 'symbol') return codeOf(part, at, dots);
    return isPrinters(part.text) ? wordsOf(part, at, dots) : drawnWords(part, at, dpi, outlines);
  });
  return ['^XA', '^CI28', `^PW${dots(size.width)}`, `^LL${dots(size.height)}`, '^LH0,0', ...fields, '^XZ'].join('\n');
}

type Words = Extract<LabelPart, { kind: 'text' }>;
type Code = Extract<LabelPart, { kind: 'symbol' }>;
type At = (x: number, y: number) => string;
type Dots = (length: number) => number;

/** Points to micrometres. */
const POINT = INCH / 72;

/** What every printer's own font has, and sets as it is read: Latin of Western Europe. */
const isPrinters = (text: string): boolean => /^[\x20-\x7e\p{Cc}\u00a1-\u00ac\u00ae-\u00ff]*$/u.test(text);

/** A field begins at the left top corner of its box, also where it is turned: `R`, a quarter clockwise. */
function wordsOf({ x, baseline, size, text, turned }: Words, at: At, dots: Dots): string {
  const height = size * POINT;
  // The printer's own font stands with its top at the origin.
  const origin = turned ? at(x - height * 0.05, baseline) : at(x, baseline - height * 0.95);
  return `${origin}^A0${turned ? 'R' : 'N'},${dots(height)},0${dataOf(text)}`;
}

/** Letters that the printer may not have, as a picture of ours. */
function drawnWords(words: Words, at: At, dpi: PrinterDpi, outlines: Outlines): string {
  const { x, baseline, size, weight, text, turned } = words;
  const dot = dotOf(dpi);
  const upright = outlines(text, size, weight);
  const picture = pictureOf(turned ? upright.map(quarterTurned) : upright, dot);
  if (!picture) return '';
  const { bytes, bytesPerRow } = picture;
  const data = bytes.toString('hex').toUpperCase();
  return `${at(x + picture.x * dot, baseline + picture.y * dot)}^GFA,${bytes.length},${bytes.length},${bytesPerRow},${data}^FS`;
}

/** Outlines go up where a page goes down. */
const quarterTurned = (contour: readonly number[]): number[] =>
  contour.map((_, n) => (n % 2 === 0 ? contour[n + 1] : -contour[n - 1]));

function codeOf({ symbol, text, x, y, unitX, unitY, turned }: Code, at: At, dots: Dots): string {
  // Square codes are read from any side, and a printer turns no QR code.
  const origin = turned ? at(x - symbol.height * unitY, y) : at(x, y);
  if (symbol.symbology === 'code128') {
    // Mode A: the printer chooses between its sets, as our own measure of the width does.
    return `${origin}^BY${dots(unitX)}^BC${turned ? 'R' : 'N'},${dots(unitY)},N,N,N,A${dataOf(text)}`;
  }
  if (symbol.symbology === 'qr')
    return `${origin}^BQN,2,${dots(unitX)}${dataOf(`${symbol.correction ?? 'M'}A,${text}`)}`;
  return `${origin}^BXN,${dots(unitX)},200${dataOf(text)}`;
}

/** `_` begins a byte in hex: it, what could be a command, and every byte that is not plain ASCII are written so. */
function dataOf(text: string): string {
  const bytes = [...Buffer.from(text.replace(/[\p{Cc}\p{Cf}]/gu, ''), 'utf8')];
  const safe = bytes.map((byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x5e || byte === 0x7e || byte === 0x5f || byte === 0x5c
      ? `_${byte.toString(16).toUpperCase().padStart(2, '0')}`
      : String.fromCharCode(byte),
  );
  return `^FH_^FD${safe.join('')}^FS`;
}
