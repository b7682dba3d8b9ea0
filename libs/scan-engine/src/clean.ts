import {
  cleanCode,
  codeCore,
  codeKey,
  isLink,
  isReadable,
  isSupervisorCard,
  MASKED_CARD,
  MIN_CODE_LENGTH,
  tidyCode,
} from '@app/kernel';
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
  /** A supervisor's card: its code is a secret. */
  | { kind: 'supervisor'; code: string }
  /** A web link, a Wi-Fi code or the like that is not a label of ours. */
  | { kind: 'url-foreign' }
  | { kind: 'too-short' }
  | { kind: 'unreadable' }
  /**
   * `exact`: compare with the stored key (`codeKey`). `normalised`: only when no exact one is found; compare with the stored
   * core (`codeCore`), one after the other, and stop at the first that finds anything.
   */
  | { kind: 'lookup'; exact: string[]; normalised: string[] };

/** Nothing that a scanner sends is longer; a web link may be longer than a code. */
const MAX_RAW_LENGTH = 2_048;
/** Half of a doubled scan must be at least so long: short codes repeat by chance. */
const MIN_GLUED_HALF = 4;

const WEB_LINK = /^https?:\/\/([^/?#\s]*)([^?#]*)/i;
const OWN_LABEL = /^\/d\/([^/]+)\/?$/i;
const SERIAL_PREFIX = /^(?:S\/N|SN:|SERIAL(?: (?:NO|NUMBER))?[.:#])[ .:#]*/;

/** Classifies a raw code. It never guesses: whatever is not sure comes out as a further candidate or as a refusal. */
export function codeKeys(raw: string, rules: CodeRules): CodeKeys {
  if (raw.length > MAX_RAW_LENGTH) return { kind: 'unreadable' };
  const text = cleanCode(raw);
  const typed = parseTyped(text);
  if (typed) return { kind: 'command', command: typed };
  const card = parseCard(codeKey(text));
  if (card && 'answer' in card) return { kind: 'answer', key: card.answer };
  if (card) return { kind: 'command', command: card.command };

  const supervisor = supervisorCard(codeKey(text));
  if (supervisor !== null) return { kind: 'supervisor', code: supervisor };

  const own = ownTag(text, rules);
  if (own !== null) return lookup(cleanCode(own), []);
  if (isLink(text)) return { kind: 'url-foreign' };

  if (ANSWER_KEYS.has(text.toLowerCase())) return { kind: 'answer', key: text.toLowerCase() };
  return lookup(text, [tidyCode(raw)]);
}

/** A card, also one that a hand-held sent twice in one line. */
const supervisorCard = (key: string): string | null =>
  [key, gluedHalf(key)].find((each) => each !== null && isSupervisorCard(each)) ?? null;

/** What may be kept and shown of a code: of a supervisor's card only that it was one. */
export const keptCode = (raw: string): string => (supervisorCard(codeKey(cleanCode(raw))) === null ? raw : MASKED_CARD);

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
  if (!isReadable(key)) return { kind: 'unreadable' };
  const exact = [key, ...alsoExact.map(codeKey).filter(isReadable)];
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
