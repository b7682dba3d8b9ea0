import type { Symbol } from './symbol.js';

/** Micrometres: below it a desk's scanner misses lines that an office printer has made. */
export const NARROWEST_MODULE = 250;
/** Wider bars read no better and leave no room for words. */
const WIDEST_MODULE = 500;
/** Of a printer of 203 dpi: modules of whole dots are read from the cheapest print, and from any finer one. */
export const COARSE_DOT = 125;
/** A bar this low is missed by a hand that is in a hurry. */
export const LOWEST_BARS = 5_000;

/** What a scanner types back without surprises. */
const PRINTABLE = /^[\x20-\x7e]+$/;
const LONGEST = 80;

/** Why a text can be no code; `null`: it can. */
export function textFault(text: string): string | null {
  if (text === '') return 'is empty';
  if (text.length > LONGEST) return `has ${text.length} characters, a code has at most ${LONGEST}`;
  return PRINTABLE.test(text) ? null : 'has a character that a scanner cannot type';
}

/**
 * How wide a module is in this room, in micrometres: whole dots of the printer; `null` when it would be too narrow to read.
 * @param options the printer's dot, and the widest that a module may be
 */
export function moduleIn(
  { width, height, quiet, symbology }: Symbol,
  roomX: number,
  roomY: number,
  { dot = COARSE_DOT, widest = WIDEST_MODULE }: { dot?: number; widest?: number } = {},
): number | null {
  const across = roomX / (width + 2 * quiet);
  const down = symbology === 'code128' ? Infinity : roomY / (height + 2 * quiet);
  if (symbology === 'code128' && roomY < LOWEST_BARS) return null;
  const module = Math.floor(Math.min(widest, across, down) / dot) * dot;
  return module >= NARROWEST_MODULE ? module : null;
}

/** The narrowest module that can be read and is whole dots of the printer. */
export const narrowestOf = (dot = COARSE_DOT): number => Math.ceil(NARROWEST_MODULE / dot) * dot;

/** So many characters bars may have: of any kind, and of digits alone. */
export interface Longest {
  any: number;
  digits: number;
}

/** Characters that Code 128 takes in this width at the narrowest module. */
export function longestIn(roomX: number, dot = COARSE_DOT): Longest {
  // Start, check and stop are 35 modules, quiet zones 20; a character is 11 modules, and so are two digits.
  const symbols = Math.max(0, Math.floor((roomX / narrowestOf(dot) - 55) / 11));
  return { any: symbols, digits: symbols * 2 };
}

/** What bars could be, and whether they share the label with a QR code and have room without it. */
export interface BarsLimit extends Longest {
  pair: 'alone' | 'with-qr' | 'with-qr-fits-alone';
}

/** What is said of a code that has no room: the limit of bars, where they were asked for, and the nearest way without it. */
export function noRoom(text: string, limit?: BarsLimit): string {
  if (!limit) return `${text} has no room at a size that can be read: take larger stock`;
  const { any, digits, pair } = limit;
  const taken = pair === 'alone' ? 'as Code 128 this stock takes' : 'with a QR code on the same label the bars take';
  const remedy =
    pair === 'with-qr-fits-alone'
      ? 'take the bars alone, which fit'
      : 'take larger stock, a QR code or a Data Matrix code';
  return `${text} has ${text.length} characters; ${taken} ${any}, or ${digits} digits: ${remedy}`;
}
