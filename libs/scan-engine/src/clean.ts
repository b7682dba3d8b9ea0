import type { Command } from './commands.js';
import { ANSWER_KEYS, parseCard, parseTyped } from './commands.js';

export interface CodeRules {
  /** `host` or `host:port` of this installation's own addresses, as `new URL(…).host` writes them. */
  publicHosts: readonly string[];
}

/** What a raw code is before anybody has looked it up. */
export type CodeKeys =
  | { kind: 'command'; command: Command }
  | { kind: 'answer'; key: string }
  /** A web link, a Wi-Fi code or the like that is not a label of ours. */
  | { kind: 'url-foreign' }
  | { kind: 'too-short' }
  | { kind: 'unreadable' }
  /**
   * `exact`: compare with the stored key (`codeKey`). `normalised`: only when no exact one is found; compare with the stored
   * core (`codeCore`), one after the other, and stop at the first that finds anything.
   */
  | { kind: 'lookup'; exact: string[]; normalised: string[] };

export const MIN_CODE_LENGTH = 3;
export const MAX_CODE_LENGTH = 128;
/** Nothing that a scanner sends is longer; a web link may pass `MAX_CODE_LENGTH`. */
const MAX_RAW_LENGTH = 2_048;
/** Half of a doubled scan must be at least so long: short codes repeat by chance. */
const MIN_GLUED_HALF = 4;

/** Control characters (FNC1 arrives as GS) and format characters such as the zero-width space; white space is not among them. */
const INVISIBLE = /(?![\t\n\v\f\r\u0085])[\p{Cc}\p{Cf}]/gu;
const WHITE_SPACE = /[\s\u0085]+/gu;
const AIM_IDENTIFIER = /^\][A-Za-z][0-9A-Za-z]/;
const CODE_39_STARS = /^\*+|\*+$/g;
/** Letters, digits and the marks of Code 39, with the few that makers and card printers add. */
const POSSIBLE = /^[A-Z0-9 .\-_/+:#*$%]+$/;
const WEB_LINK = /^https?:\/\/([^/?#\s]*)([^?#]*)/i;
const OTHER_LINK = /^(?:[a-z][a-z0-9+.-]*:\/\/|www\.|WIFI:|MAILTO:|TEL:|SMSTO:|SMS:|GEO:|MECARD:|BEGIN:|MATMSG:)/i;
const OWN_LABEL = /^\/d\/([^/]+)\/?$/i;
const SERIAL_PREFIX = /^(?:S\/N|SN:|SERIAL(?: (?:NO|NUMBER))?[.:#])[ .:#]*/;

/** Invisible characters gone, NFKC, white space trimmed and its inner runs made one space. The case stays. */
const tidy = (text: string): string => text.replace(INVISIBLE, '').normalize('NFKC').replace(WHITE_SPACE, ' ').trim();

/**
 * The compare key of a stored identifier and of a scanned code: `tidy`, then upper-case. For printable ASCII this is
 * `upper(btrim(regexp_replace(value, '\s+', ' ', 'g')))` in SQL; identifiers are checked to be that when they are stored.
 */
export const codeKey = (value: string): string => tidy(tidy(value).toUpperCase());

/** A key without its leading zeros, the last character always kept. In SQL: `regexp_replace(key, '^0+(?=.)', '')`. */
export const codeCore = (key: string): string => key.replace(/^0+(?=.)/, '');

/** Whether a key can be scanned and looked up at all: what may be stored as tag, serial or person number. */
export const isScannable = (key: string): boolean =>
  key.length >= MIN_CODE_LENGTH &&
  key.length <= MAX_CODE_LENGTH &&
  POSSIBLE.test(key) &&
  stripped(key) === key &&
  parseCard(key) === null &&
  parseTyped(key) === null &&
  !OTHER_LINK.test(key);

/** The code as a person would write it: tidied, without AIM identifier and Code 39 stars. Doing it twice changes nothing. */
export const cleanCode = (raw: string): string => stripped(tidy(raw));

function stripped(text: string): string {
  const once = text.replace(AIM_IDENTIFIER, '').replace(CODE_39_STARS, '').trim();
  return once === text ? text : stripped(once);
}

/** Classifies a raw code. It never guesses: whatever is not sure comes out as a further candidate or as a refusal. */
export function codeKeys(raw: string, rules: CodeRules): CodeKeys {
  if (raw.length > MAX_RAW_LENGTH) return { kind: 'unreadable' };
  const text = cleanCode(raw);
  const typed = parseTyped(text);
  if (typed) return { kind: 'command', command: typed };
  const card = parseCard(codeKey(text));
  if (card && 'answer' in card) return { kind: 'answer', key: card.answer };
  if (card) return { kind: 'command', command: card.command };

  const own = ownTag(text, rules);
  if (own !== null) return lookup(cleanCode(own), []);
  if (OTHER_LINK.test(text)) return { kind: 'url-foreign' };

  if (ANSWER_KEYS.has(text.toLowerCase())) return { kind: 'answer', key: text.toLowerCase() };
  return lookup(text, [tidy(raw)]);
}

/** The tag of a label of ours (`https://host/d/TAG`), else null. */
function ownTag(text: string, { publicHosts }: CodeRules): string | null {
  const link = WEB_LINK.exec(text);
  if (!link) return null;
  const host = link[1].toLowerCase().replace(/^(.*):(?:80|443)$/, '$1');
  const label = OWN_LABEL.exec(link[2]);
  if (!label || !publicHosts.some((ours) => ours.toLowerCase() === host)) return null;
  try {
    return decodeURIComponent(label[1]);
  } catch {
    return null;
  }
}

function lookup(text: string, alsoExact: readonly string[]): CodeKeys {
  const key = codeKey(text);
  if (key.length < MIN_CODE_LENGTH) return { kind: 'too-short' };
  if (key.length > MAX_CODE_LENGTH || !POSSIBLE.test(key)) return { kind: 'unreadable' };
  const exact = [key, ...alsoExact.map(codeKey).filter((other) => POSSIBLE.test(other))];
  const candidates = [key, gluedHalf(key), withoutSerialPrefix(key)].filter((found) => found !== null);
  return { kind: 'lookup', exact: [...new Set(exact)], normalised: [...new Set(candidates.map(codeCore))] };
}

/** `AAAA` of `AAAAAAAA`: a hand-held that sends a scan twice without Enter between. */
function gluedHalf(key: string): string | null {
  const half = key.slice(0, key.length / 2);
  return half.length >= MIN_GLUED_HALF && half + half === key ? half : null;
}

/** Only a documented prefix with its mark: serials may begin with a plain S. */
function withoutSerialPrefix(key: string): string | null {
  const rest = key.replace(SERIAL_PREFIX, '');
  return rest !== key && rest.length >= MIN_CODE_LENGTH ? rest : null;
}
