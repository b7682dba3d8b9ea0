import { isUtf8 } from 'node:buffer';
import { invalidField, RequestRefused } from './refusal.js';

/** Objects and lists inside each other, at most. Our deepest request has 5. */
export const DEEPEST_JSON = 32;

const OPEN_OBJECT = 0x7b;
const OPEN_LIST = 0x5b;
const CLOSE_OBJECT = 0x7d;
const CLOSE_LIST = 0x5d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * How many keys the text has; `null` when it nests deeper than `deepest`. One pass over the bytes, nothing is allocated, what
 * stands in strings does not count.
 */
export function countKeys(json: Uint8Array, deepest = DEEPEST_JSON): number | null {
  let depth = 0;
  let keys = 0;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === QUOTE) {
      at += 1;
      while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth += 1;
      if (depth > deepest) return null;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      depth -= 1;
    } else if (byte === COLON) {
      keys += 1;
    }
  }
  return keys;
}

/** How many keys were kept: of a key that comes twice, `JSON.parse` keeps the last. */
function keysOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value);
  return inner.reduce<number>((sum, part) => sum + keysOf(part), Array.isArray(value) ? 0 : inner.length);
}

/**
 * Reads a JSON body: UTF-8 only, bounded depth, no key twice, an empty body is `undefined`. Keys that reach for a prototype are own
 * properties after `JSON.parse` and are refused by the validation, where the field can be named.
 * @throws RequestRefused 400 `request.malformed`, 400 `request.invalid`, 415
 */
export function readJson(body: Buffer, contentType: string | undefined): unknown {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType ?? '')?.[1];
  if (charset !== undefined && charset.toLowerCase() !== 'utf-8' && charset.toLowerCase() !== 'utf8') {
    throw new RequestRefused(415, 'request.unsupported-media-type', 'JSON is read as UTF-8 only');
  }
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw new RequestRefused(400, 'request.malformed', 'The body is not UTF-8');
  const keys = countKeys(body);
  if (keys === null) throw invalidField('body', `must not nest deeper than ${DEEPEST_JSON}`);
  const value = parse(body);
  if (keysOf(value) !== keys) throw invalidField('body', 'must not have a key twice in one object');
  return value;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new RequestRefused(400, 'request.malformed', 'The body is not JSON');
  }
}
