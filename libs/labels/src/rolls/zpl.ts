import type { LabelLayout, LabelPart } from '../layout/layout.js';

/** Dots to the inch that Zebra's desktop printers have. */
export type PrinterDpi = 203 | 300;

const INCH = 25_400;

/** Micrometres of a dot. */
export const dotOf = (dpi: PrinterDpi): number => INCH / dpi;

/**
 * A label as ZPL II: the printer makes the codes itself, so that their bars are whole dots. Text goes as UTF-8 in hex where
 * a character could be a command (`^`, `~`) or is not ASCII: a name is never one.
 */
export function zplOf(
  size: { width: number; height: number },
  { drawn }: LabelLayout,
  dpi: PrinterDpi,
  offset: { x: number; y: number } = { x: 0, y: 0 },
): string {
  const dots = (length: number): number => Math.round((length * dpi) / INCH);
  const at = (x: number, y: number): string =>
    `^FO${Math.max(0, dots(x + offset.x))},${Math.max(0, dots(y + offset.y))}`;
  const fields = drawn.map((part) => fieldOf(part, at, dots));
  return ['^XA', '^CI28', `^PW${dots(size.width)}`, `^LL${dots(size.height)}`, '^LH0,0', ...fields, '^XZ'].join('\n');
}

/** Points to micrometres. */
const POINT = INCH / 72;

function fieldOf(part: LabelPart, at: (x: number, y: number) => string, dots: (length: number) => number): string {
  if (part.kind === 'text') {
    const height = part.size * POINT;
    // The printer's own font stands with its top at the origin.
    return `${at(part.x, part.baseline - height * 0.95)}^A0N,${dots(height)},0${dataOf(part.text)}`;
  }
  const { symbol, text, x, y, unitX, unitY } = part;
  const origin = at(x, y);
  if (symbol.symbology === 'code128') {
    // Mode A: the printer chooses between its sets, as our own measure of the width does.
    return `${origin}^BY${dots(unitX)}^BCN,${dots(unitY)},N,N,N,A${dataOf(text)}`;
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
