import { inScope, PERSON_FIELDS, PERSON_SITE } from './person.sql.js';

/** Matches that are ranked; a text with more of them is too short to be meant. */
const MOST_RANKED = 1_000;
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
      (SELECT b.id, 1 FROM (${beginnings(reach)}) AS b ORDER BY b.value_key LIMIT $3)) AS code GROUP BY id) AS hit
  JOIN person p ON p.id = hit.id ${PERSON_SITE}
  WHERE p.merged_into_id IS NULL AND ${inScope('$2')}
  ORDER BY hit.distance, p.number_key, p.id LIMIT $3`;

const WHOLE = `strpos(p.search_name, platform_fold($1)) > 0`;
const ALIKE = `word_similarity(platform_fold($1), p.search_name)`;

/** Ranks on the narrow rows, and joins the rest to those that are shown. */
const ranked = (reach: Reach, match: string, whole = WHOLE, alike = ALIKE): string => `
  SELECT ${PERSON_FIELDS}, hit.whole
  FROM (SELECT * FROM (
      SELECT p.id AS hit_id, p.sort_name AS hit_name, ${whole} AS whole, ${alike} AS alike
      FROM ${FROM[reach]} AND p.merged_into_id IS NULL AND ${match} LIMIT ${MOST_RANKED}) AS c
    ORDER BY whole DESC, alike DESC, hit_name, hit_id LIMIT $3) AS hit
  JOIN person p ON p.id = hit.hit_id ${PERSON_SITE}
  ORDER BY hit.whole DESC, hit.alike DESC, hit.hit_name, hit.hit_id`;

/** $1 text, $2 sites or NULL, $3 limit; the caller sets the threshold. */
export const bySimilarName = (reach: Reach): string =>
  ranked(
    reach,
    reach === 'few'
      ? `${ALIKE} >= current_setting('pg_trgm.word_similarity_threshold')::real`
      : 'platform_fold($1) <% p.search_name',
  );

/** The same for a text without trigrams: no index knows it, and it is asked for seldom. */
export const byLiteralName = (reach: Reach): string =>
  ranked(reach, `platform_fold($1) <> '' AND ${WHOLE}`, WHOLE, '0');

/** $1 words of letters only, one of which stands in the name. */
export const byExchangedLetters = (reach: Reach): string =>
  ranked(
    reach,
    `p.search_name LIKE ANY (ARRAY (SELECT '%' || platform_fold(w) || '%' FROM unnest($1::text[]) AS w))`,
    'false',
    '0',
  );
