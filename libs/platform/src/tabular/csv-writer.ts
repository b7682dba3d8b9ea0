import { neutralise } from './neutral.js';

/** Excel reads UTF-8 only with this mark in front. */
export const BYTE_ORDER_MARK = '\ufeff';

const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/** One record of a CSV file (RFC 4180, CRLF), its values neutralised. `null` is an empty cell. */
export const csvRecord = (values: readonly (string | number | null)[]): string =>
  `${values.map((value) => (value === null ? '' : typeof value === 'number' ? String(value) : cell(value))).join(',')}\r\n`;

function cell(value: string): string {
  const text = neutralise(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
