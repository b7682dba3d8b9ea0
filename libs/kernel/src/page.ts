/** One page of a keyset list. `next` goes back as `after`; null on the last page. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** The sort key of the last row of a page, its id last. */
export type CursorValue = string | number | boolean | null;

const MAX_CURSOR_LENGTH = 2_000;
const MAX_CURSOR_VALUES = 8;

// Browsers and Node both have these two; the types of neither are loaded here.
declare const btoa: (latin1: string) => string;
declare const atob: (base64: string) => string;

/** base64url of JSON. Opaque to callers, but not secret and not signed: the server checks what comes back. */
export function encodeCursor(values: readonly CursorValue[]): string {
  const ascii = JSON.stringify(values).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return btoa(ascii).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The values of a cursor that `encodeCursor` made (`length` of them, when given); null for anything else. */
export function decodeCursor(cursor: unknown, length?: number): CursorValue[] | null {
  if (typeof cursor !== 'string' || cursor.length > MAX_CURSOR_LENGTH || !/^[A-Za-z0-9_-]+$/.test(cursor)) return null;
  try {
    const values: unknown = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
    if (!Array.isArray(values) || values.length > MAX_CURSOR_VALUES || !values.every(isCursorValue)) return null;
    return length === undefined || values.length === length ? values : null;
  } catch {
    return null;
  }
}

/** NUL and half characters: JSON carries them, a text column does not. */
const UNSTORABLE = /\0|\p{Cs}/u;

const isCursorValue = (value: unknown): value is CursorValue =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && !UNSTORABLE.test(value));
