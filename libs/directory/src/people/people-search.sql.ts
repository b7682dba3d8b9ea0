import { Params } from '../shared/params.js';
import { hasWords, isLike, isSpelled } from './name-match.sql.js';
import { inScope, PERSON_FIELDS, PERSON_SITE } from './person.sql.js';
import type { NameWord } from './search.rules.js';
import { isCode } from './search.rules.js';

/** Matches that are ranked, at up to 20 µs each; a text with more of them is too short to be meant. */
const MOST_RANKED = 200;
/** Matches of the whole district that are looked through for those of many sites. */
const MOST_SCOPED = 5_000;
/** Numbers that are looked through for those in scope. */
const MOST_WALKED = 20_000;

/**
 * Where people are looked for. `district`: by the index of names or numbers. `few`: a handful of sites has fewer people
 * than a short text has matches, so each of them is compared. `many`: by the index, and then by site.
 */
export type Reach = 'district' | 'few' | 'many';
const MOST_COMPARED_SITES = 5;

export const reachOf = (siteIds: readonly string[] | null): Reach =>
  siteIds === null ? 'district' : siteIds.length <= MOST_COMPARED_SITES ? 'few' : 'many';

/** $2 is NULL for the whole district. */
const FROM: Record<Reach, string> = {
  district: 'person p WHERE $2::uuid[] IS NULL',
  few: `(SELECT DISTINCT ps.person_id FROM person_site ps WHERE ps.site_id = ANY ($2)) AS own
    JOIN person p ON p.id = own.person_id WHERE true`,
  many: `person p WHERE ${inScope('$2')}`,
};

const WALK = `SELECT i.person_id, i.value_key FROM person_identifier i WHERE i.value_key ^@ platform_code_key($1)`;

const beginnings = (reach: Reach): string =>
  reach === 'few'
    ? `SELECT p.id, i.value_key FROM ${FROM.few.replace(' WHERE true', '')}
       JOIN person_identifier i ON i.person_id = p.id WHERE i.value_key ^@ platform_code_key($1)`
    : `SELECT p.id, w.value_key FROM (${WALK} ORDER BY i.value_key LIMIT ${MOST_WALKED}) AS w
       JOIN LATERAL (SELECT p.* FROM ${FROM[reach]} AND p.id = w.person_id) AS p ON true`;

/**
 * $1 text, $2 sites or NULL, $3 limit. Exact first (a leading zero more or less counts as exact), then what begins with
 * it. `^@` takes its text literally, so that no sign stands for another.
 */
export const byNumber = (reach: Reach): string => `
  SELECT ${PERSON_FIELDS}
  FROM (SELECT id, min(distance) AS distance FROM (
      (SELECT i.person_id AS id, 0 AS distance FROM person_identifier i WHERE i.value_core = platform_code_core($1))
      UNION ALL
      (SELECT t.id, 0 FROM person t WHERE t.known_number_core = platform_code_core($1) AND t.temporary AND t.merged_into_id IS NULL)
      UNION ALL
      (SELECT b.id, 1 FROM (${beginnings(reach)}) AS b ORDER BY b.value_key LIMIT $3)) AS code GROUP BY id) AS hit
  JOIN person o ON o.id = hit.id JOIN person p ON p.id = coalesce(o.merged_into_id, o.id) ${PERSON_SITE}
  WHERE ${inScope('$2')}
  ORDER BY hit.distance, p.number_key, p.id LIMIT $3`;

export interface Statement {
  sql: string;
  values: readonly unknown[];
}

/** Somebody's name is looked for in these sites, or in the whole district. */
export interface NameSearch {
  q: string;
  words: readonly NameWord[];
  scope: readonly string[] | null;
  limit: number;
}

const NAME = 'p.search_name';
const WHOLE = `strpos(${NAME}, platform_fold($1)) > 0`;
const ALIKE = `word_similarity(platform_fold($1), ${NAME})`;

/**
 * The first matches that come, no more than are worth ranking; then those in scope in the order of `rank`. Whatever the
 * text, the cost is that of so many rows and of the index.
 */
function ranked(
  { q, scope, limit }: NameSearch,
  rank: string,
  match: (reach: Reach, params: Params) => string,
  reach = reachOf(scope),
): Statement {
  const params = new Params();
  const [, sites, shown] = [params.add(q), params.add(scope), params.add(limit)];
  const where = match(reach, params);
  const own = `SELECT DISTINCT ps.person_id FROM person_site ps WHERE ps.site_id = ANY (${sites})`;
  // A merged record leads to the one that stands for it. OFFSET 0 keeps the planner from looking through the whole district first.
  const few = `SELECT * FROM (
      SELECT p.id, p.sort_name, p.search_name FROM (${own}) AS own JOIN person p ON p.id = own.person_id WHERE p.merged_into_id IS NULL
      UNION ALL
      SELECT m.merged_into_id, m.sort_name, m.search_name FROM person m WHERE m.merged_into_id IN (${own}) OFFSET 0) AS p
    WHERE ${where} LIMIT ${MOST_RANKED}`;
  const all = `SELECT coalesce(p.merged_into_id, p.id) AS id, p.sort_name, p.search_name FROM person p WHERE ${where}
      LIMIT ${reach === 'many' ? MOST_SCOPED : MOST_RANKED}`;
  const sql = `
    SELECT ${PERSON_FIELDS}
    FROM (SELECT p.id AS hit_id, p.sort_name AS hit_name, ${rank} AS hit_rank FROM (${reach === 'few' ? few : all}) AS p
      WHERE ${reach === 'few' ? 'true' : inScope(sites)} ORDER BY hit_rank DESC, hit_name, hit_id LIMIT ${shown}) AS hit
    JOIN person p ON p.id = hit.hit_id ${PERSON_SITE}
    ORDER BY hit.hit_rank DESC, hit.hit_name, hit.hit_id`;
  return { sql, values: params.values };
}

/** Each word stands somewhere in the name; a short one where a word of it begins. Hardly a name has a code in it: the index says so. */
export const byWords = (search: NameSearch): Statement =>
  ranked(
    search,
    WHOLE,
    (_reach, params) => hasWords(NAME, search.words, params),
    search.scope && search.words.some((word) => word.findable && isCode(word)) ? 'many' : reachOf(search.scope),
  );

/** Each word is one of the name's, or one slip of the finger away from it. */
export const bySlips = (search: NameSearch): Statement =>
  ranked(search, ALIKE, (reach, params) => isSpelled(NAME, search.words, reach === 'few', params));

/** What is like the text, by word similarity; the caller sets its threshold. */
export const byLikeness = (search: NameSearch): Statement =>
  ranked(search, ALIKE, (reach, params) => isLike(NAME, search.words, reach === 'few', params));

/** As it stands, for a text that no index knows; it is asked for seldom. */
export const byLiteralName = (search: NameSearch): Statement =>
  ranked(search, WHOLE, () => `platform_fold($1) <> '' AND ${WHOLE}`);
