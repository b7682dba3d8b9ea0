/**
 * The one rule about formulas in files that people open in a spreadsheet. A cell that a spreadsheet could take for a
 * formula (it begins, after blanks, with `=` `+` `-` `@` or a full-width form of them, or it begins with TAB, CR or LF)
 * is written with one apostrophe in front; reading takes exactly that apostrophe away again. A text that begins with
 * apostrophes and then such a character gets one more, so that every text comes back as it was.
 */
const RISKY = /^'*(?:[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/;

/** For every value that comes from data and goes into a file for people. */
export const neutralise = (text: string): string => (RISKY.test(text) ? `'${text}` : text);

/** The inverse of `neutralise`; a text that it never wrote comes back unchanged. */
export const restore = (cell: string): string =>
  cell.charCodeAt(0) === 39 && RISKY.test(cell.slice(1)) ? cell.slice(1) : cell;
