/** NUL and the other C0 and C1 control characters. */

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

const CONTROL_BUT_LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** Something a reader can see: not a space, not a format character (zero-width, direction mark), not a filler. */
const VISIBLE = /[^\p{White_Space}\p{Cf}\u115f\u1160\u2800\u3164\uffa0]/u;

/** Embeddings, overrides and isolates: they turn around what stands beside them, in a list, a file or a mail. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text as it is stored. Arabic and Hebrew read rightly without; the marks U+200E and U+200F turn nothing else and stay. */
export const unturned = (text: string): string => text.replace(TURNS, '');

export const hasControl = (text: string): boolean => CONTROL.test(text);
export const hasControlButLines = (text: string): boolean => CONTROL_BUT_LINES.test(text);
export const hasInvisible = (text: string): boolean => INVISIBLE.test(text);
export const isBlank = (text: string): boolean => !VISIBLE.test(text);

/** Whether the text has at most `max` characters (code points, as Postgres counts them). */
export function fits(text: string, max: number): boolean {
  if (text.length <= max) return true;
  if (text.length > max * 2) return false;
  let count = 0;
  for (const _ of text) count += 1;
  return count <= max;
}

/** A surrogate without its other half: with the `u` flag a whole pair is one character of another category. */
const HALF_PAIR = /\p{Cs}/u;

/** JSON keys that reach for a prototype. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export interface TextFault {
  /** Path of the value, or of the key, inside the request part. */
  path: string;
  message: string;
}

/**
 * Looks for what no request may carry, at any depth: keys that reach for a prototype, NUL, half a surrogate pair.
 * Depth is bounded by the JSON guard, so recursion is safe. Answers the first fault, or `null`.
 */
export const textFault = (value: unknown): TextFault | null => (isSound(value) ? null : findFault(value, ''));

/** Without the path of each value, which only a fault needs. */
function isSound(value: unknown): boolean {
  if (typeof value === 'string') return isSoundText(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSound);
  return Object.entries(value).every(([key, inner]) => !FORBIDDEN_KEYS.has(key) && isSoundText(key) && isSound(inner));
}

const isSoundText = (text: string): boolean => !text.includes('\0') && !HALF_PAIR.test(text);

function findFault(value: unknown, path: string): TextFault | null {
  if (typeof value === 'string') return stringFault(value, path);
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const fault = findFault(value[index], join(path, String(index)));
      if (fault) return fault;
    }
    return null;
  }
  for (const key of Object.keys(value)) {
    const at = join(path, key);
    if (FORBIDDEN_KEYS.has(key)) return { path: at, message: 'is not a name that a request may use' };
    const fault = stringFault(key, at) ?? findFault((value as Record<string, unknown>)[key], at);
    if (fault) return fault;
  }
  return null;
}

function stringFault(text: string, path: string): TextFault | null {
  if (text.includes('\0')) return { path, message: 'must not contain a NUL character' };
  if (HALF_PAIR.test(text)) return { path, message: 'must be complete Unicode text' };
  return null;
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
