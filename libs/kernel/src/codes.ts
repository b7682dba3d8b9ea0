export const MIN_CODE_LENGTH = 3;
export const MAX_CODE_LENGTH = 128;
/** Cards of the scan station's own commands begin so. */
export const CARD_PREFIX = 'CMD-';

/** Control characters (FNC1 arrives as GS) and format characters such as the zero-width space; white space is not among them. */
const INVISIBLE = /(?![\t\n\v\f\r\u0085])[\p{Cc}\p{Cf}]/gu;
const WHITE_SPACE = /[\s\u0085]+/gu;
const AIM_IDENTIFIER = /^\][A-Za-z][0-9A-Za-z]/;
const CODE_39_STARS = /^\*+|\*+$/g;
/** Letters, digits and the marks of Code 39, with the few that makers and card printers add. The database checks the same. */
const READABLE = /^[A-Z0-9 .\-_/+:#*$%]+$/;
const PLAIN = /^[\x20-\x7e]+$/;
const LINK = /^(?:[a-z][a-z0-9+.-]*:\/\/|www\.|WIFI:|MAILTO:|TEL:|SMSTO:|SMS:|GEO:|MECARD:|BEGIN:|MATMSG:)/i;

/** Invisible characters gone, NFKC, white space trimmed and its inner runs made one space. The case stays. */
export const tidyCode = (text: string): string =>
  text.replace(INVISIBLE, '').normalize('NFKC').replace(WHITE_SPACE, ' ').trim();

/**
 * The compare key of a stored identifier and of a scanned code: tidied, then upper-case. For printable ASCII this is
 * `upper(btrim(regexp_replace(value, '\s+', ' ', 'g')))` in SQL; identifiers are checked to be that when they are stored.
 */
export const codeKey = (value: string): string => tidyCode(tidyCode(value).toUpperCase());

/** A key without its leading zeros, the last character always kept. In SQL: `regexp_replace(key, '^0+(?=.)', '')`. */
export const codeCore = (key: string): string => key.replace(/^0+(?=.)/, '');

/** The code as a person would write it: tidied, without AIM identifier and Code 39 stars. Doing it twice changes nothing. */
export const cleanCode = (raw: string): string => stripped(tidyCode(raw));

function stripped(text: string): string {
  const once = text.replace(AIM_IDENTIFIER, '').replace(CODE_39_STARS, '').trim();
  return once === text ? text : stripped(once);
}

/** A web link, a Wi-Fi code, a business card: something else than a code of ours. */
export const isLink = (text: string): boolean => LINK.test(text);

/** Whether a key has only characters that a code can have. */
export const isReadable = (key: string): boolean => key.length <= MAX_CODE_LENGTH && READABLE.test(key);

/** A supervisor's card: a hundred random bits, in letters that nobody takes for others. `SUP-CARD` stands for one whose code must not be kept. */
const SUPERVISOR_CARD = /^SUP-(?:CARD|[0-9A-HJKMNP-TV-Z]{20})$/;

export const MASKED_CARD = 'SUP-CARD';

/** Whether a compare key is a supervisor's card. */
export const isSupervisorCard = (key: string): boolean => SUPERVISOR_CARD.test(key);

/** Taken by the scan station for a command, typed or printed. */
export const isReserved = (code: string): boolean =>
  codeKey(code).startsWith(CARD_PREFIX) || isSupervisorCard(codeKey(code)) || cleanCode(code).startsWith('/');

/** How other records' codes begin, for JavaScript and Postgres alike; over a compare key. */
export const RECORD_CODES = { card: '^SUP-', lot: '^LOT-', ticket: '^R-[0-9]' } as const;
export type RecordCode = keyof typeof RECORD_CODES;

/** Which other record's code a tag would look like: a supervisor's card, an eWaste lot, a repair ticket. */
export function looksLike(code: string): RecordCode | null {
  const key = codeKey(code);
  const found = Object.entries(RECORD_CODES).find(([, form]) => new RegExp(form).test(key));
  return found ? (found[0] as RecordCode) : null;
}

/**
 * Whether the desk reads the code back when it is scanned: the one rule for what may be stored as tag, serial, number of a
 * person, card or room. Only plain characters: what folds into others would be compared otherwise in SQL than here.
 */
export function isScannable(code: string): boolean {
  const text = tidyCode(code);
  return (
    text.length >= MIN_CODE_LENGTH &&
    PLAIN.test(text) &&
    isReadable(text.toUpperCase()) &&
    stripped(text) === text &&
    !isReserved(text) &&
    !isLink(text)
  );
}
