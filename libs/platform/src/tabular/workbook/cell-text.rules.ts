/** How a cell shows its number: as it is, as a day, as a time of day, or filled up with zeros to so many digits. */
export type NumberStyle = 'plain' | 'day' | 'time' | number;

const DAYS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const TIMES = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]);

/** Of a number format: its own code, or the id of one that every workbook knows. */
export function numberStyleOf(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) return DAYS.has(id) ? 'day' : TIMES.has(id) ? 'time' : 'plain';
  const shown = code
    .split(';', 1)[0]
    .replace(/"[^"]*"|\\.|[_*]./gs, '')
    .replace(/\[(h+|m+|s+)\]/gi, '$1:')
    .replace(/\[[^\]]*\]/g, '');
  if (/^0{2,20}$/.test(shown)) return shown.length;
  if (/general/i.test(shown)) return 'plain';
  const clock = /[hs]/i.test(shown);
  if (/[yd]/i.test(shown) || (!clock && /m/i.test(shown))) return 'day';
  return clock ? 'time' : 'plain';
}

/** A spreadsheet keeps 15 digits; of a longer number the rest is lost. */
const DIGITS = 15;

/**
 * The number as somebody typed it: not the nearest binary fraction, and never in powers of ten, unless digits are lost. Then it
 * is written so that a code which it should be is refused.
 */
export function numberText(raw: string, style: NumberStyle): string {
  const number = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(number)) return raw;
  const kept = Number(number.toPrecision(DIGITS));
  if (Math.abs(kept) >= 10 ** DIGITS) return kept.toExponential().toUpperCase();
  const text = Math.abs(kept) < 1e-6 && kept !== 0 ? kept.toFixed(20).replace(/0+$/, '') : String(kept);
  return typeof style === 'number' && /^\d+$/.test(text) ? text.padStart(style, '0') : text;
}

const DAY_MS = 86_400_000;
const LAST_SERIAL = 2_958_465;

/** `2026-02-01`, `2026-02-01 09:41:07`, `09:41:07`; the number itself where it is no day of the calendar. */
export function dateText(raw: string, style: 'day' | 'time', from1904: boolean): string {
  const serial = Number(raw);
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  const day = Math.floor(serial) + (seconds === 86_400 ? 1 : 0);
  if (!Number.isFinite(serial) || day < 0 || day > LAST_SERIAL) return numberText(raw, 'plain');
  const clock = new Date((seconds % 86_400) * 1000).toISOString().slice(11, 19);
  if (day === 0 && (style === 'time' || !from1904)) return style === 'time' ? clock : numberText(raw, 'plain');
  if (style === 'time') return numberText(raw, 'plain');
  const date = dayOf(day, from1904);
  return seconds % 86_400 === 0 ? date : `${date} ${clock}`;
}

/** Workbooks count a 29 February 1900 that never was. */
function dayOf(day: number, from1904: boolean): string {
  if (!from1904 && day === 60) return '1900-02-29';
  const zero = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  return new Date(zero + day * DAY_MS).toISOString().slice(0, 10);
}

/** `_x000D_` is how a workbook writes a character that XML cannot hold. Line ends become LF. */
export const unescaped = (text: string): string =>
  (text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text
  ).replace(/\r\n?|\v/g, '\n');

/** `AB12` → 27, from 0; `null`: it names no column. */
export function columnOf(reference: string): number | null {
  const letters = /^([A-Z]{1,3})\d*$/.exec(reference)?.[1];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
