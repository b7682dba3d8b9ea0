import pg from 'pg';

type Parse = (text: string) => unknown;

/** `2026-08-12 14:05:06.123456+00` → `2026-08-12T14:05:06.123456Z`; `infinity` stays as it is. */
export function instant(text: string): string {
  if (text.endsWith('+00')) return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? text : new Date(parsed).toISOString();
}

/** A number where JavaScript can hold it exactly, else the digits as text. */
export function wholeNumber(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

const asIs: Parse = (text) => text;
const { builtins } = pg.types;

/** Arrays come as text arrays from the driver's own parser; each item is then parsed like the scalar. */
const textArray = pg.types.getTypeParser(1009 as never) as (text: string) => (string | null)[];
const arrayOf =
  (parse: Parse): Parse =>
  (text) =>
    textArray(text).map((item) => (item === null ? null : parse(item)));

const PARSERS = new Map<number, Parse>([
  [builtins.INT8, wholeNumber],
  [builtins.DATE, asIs],
  [builtins.TIMESTAMPTZ, instant],
  [1016, arrayOf(wholeNumber)],
  [1182, arrayOf(asIs)],
  [1185, arrayOf(instant)],
]);

/** For the `types` option of our pools: nothing global changes. */
export const typeParsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    (format === 'binary' ? undefined : PARSERS.get(oid)) ?? pg.types.getTypeParser(oid, format),
};
