import type { Db } from '@app/platform';
import { tagsOf } from './tag-range.rules.js';
import type { TagRange } from './tag-range.rules.js';

/** New tags beside codes that people take for them, with whatever begins alike as its example. */
export interface LookAlikes {
  count: number;
  items: { tag: string; like: string }[];
}

const NAMED = 20;

/** A code as it is read aloud: without signs, and no zeros before a number. */
const spoken = (key: string): string =>
  `regexp_replace(regexp_replace(${key}, '[^A-Z0-9]+', '', 'g'), '(^|[A-Z])0+(?=[0-9])', '\\1', 'g')`;

// Codes of the same first letters, or that begin with a digit as well; those of the series itself are as long as each other and differ by their number.
const ALIKE = `WITH alike AS (
    SELECT ${spoken('c.value_key')} AS spoken, c.value_key, c.value
    FROM (SELECT value_key, value FROM inventory.v_code UNION ALL SELECT value_key, value FROM directory.v_code
          UNION ALL SELECT value_key, tag FROM label_tag) AS c
    WHERE c.value_key BETWEEN $2 AND $5 || '~' AND NOT (starts_with(c.value_key, $3) AND length(c.value_key) = length($3) + $4))
  SELECT w.tag, min(a.value) AS "like", count(*) OVER () AS total
  FROM unnest($1::text[]) WITH ORDINALITY AS w (tag, place) JOIN alike a ON a.spoken = ${spoken('w.tag')}
  GROUP BY w.tag, w.place ORDER BY w.place LIMIT ${NAMED}`;

/** Tags of a range that differ from codes in use by signs and zeros alone: `MA1` beside `MA-0001`. */
export async function lookAlikes(db: Db, range: TagRange): Promise<LookAlikes> {
  const [letters] = /^[A-Z]*/.exec(range.prefix) ?? [''];
  const [from, to] = letters === '' ? ['0', '9'] : [letters, letters];
  const rows = await db.query<{ tag: string; like: string; total: number }>(ALIKE, [
    ...[tagsOf(range), from, range.prefix, range.digits, to],
  ]);
  return { count: rows[0]?.total ?? 0, items: rows.map(({ tag, like }) => ({ tag, like })) };
}
