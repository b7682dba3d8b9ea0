import type { SqlFunctions } from '../database/sql-functions.js';

/**
 * What every `<lib>_forget_people(p)` is given: one element for each record of a person who is forgotten.
 * - `name`, `number`: what stands there instead of them.
 * - `phrases`: what means nobody else – full names, numbers, addresses, telephones; for texts of whatever record.
 * - `words`: those and each name alone; for texts that are about this person.
 * - `codes`: keys of numbers and cards. `devices`: those that the person ever had.
 */
export const FORGOTTEN = `jsonb_to_recordset(p) AS f(person uuid, record uuid, name text, number text, words text[], phrases text[],
    codes text[], devices uuid[])`;

const redact = `
-- A text without some words, whole ones in any case; the longest first.
CREATE OR REPLACE FUNCTION platform_redact(p_text text, p_words text[], p_by text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public AS $f$
DECLARE
  v_word text;
BEGIN
  IF p_text IS NULL THEN
    RETURN NULL;
  END IF;
  FOR v_word IN SELECT w FROM unnest(p_words) AS w WHERE position(lower(w) IN lower(p_text)) > 0 ORDER BY length(w) DESC LOOP
    p_text := regexp_replace(p_text, '(?<![[:alnum:]])' || regexp_replace(v_word, '([^[:alnum:][:space:]])', '\\\\\\1', 'g') || '(?![[:alnum:]])',
      p_by, 'gi');
  END LOOP;
  RETURN p_text;
END $f$;
-- The same for every text in a JSON value; its keys stay.
CREATE OR REPLACE FUNCTION platform_redact(p_json jsonb, p_words text[], p_by text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public AS $f$
BEGIN
  RETURN CASE jsonb_typeof(p_json)
    WHEN 'string' THEN to_jsonb(platform_redact(p_json #>> '{}', p_words, p_by))
    WHEN 'array' THEN (SELECT coalesce(jsonb_agg(platform_redact(e.value, p_words, p_by) ORDER BY e.n), '[]')
      FROM jsonb_array_elements(p_json) WITH ORDINALITY AS e(value, n))
    WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(e.key, platform_redact(e.value, p_words, p_by)), '{}') FROM jsonb_each(p_json) AS e)
    ELSE p_json END;
END $f$`;

const forget = `
-- Answers of requests of the last month that name somebody. One look at the table for all people: no index leads from a person to them.
CREATE OR REPLACE FUNCTION platform_forget_people(p jsonb) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  WITH named AS MATERIALIZED (
    SELECT DISTINCT k.account_id, k.key, m.found[1]::uuid AS id
    FROM idempotency_key k, regexp_matches(k.result::text, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') AS m(found)
    WHERE k.result IS NOT NULL)
  UPDATE idempotency_key k SET result = platform_redact(k.result, r.words, r.name)
  FROM (SELECT n.account_id, n.key, min(f.name) AS name, array_agg(DISTINCT w) AS words
    FROM named n JOIN ${FORGOTTEN} ON f.record = n.id, unnest(f.words) AS w GROUP BY n.account_id, n.key) AS r
  WHERE k.account_id = r.account_id AND k.key = r.key
$f$`;

/** How texts lose the words that name somebody. */
export const platformForgetSql: SqlFunctions = { lib: 'platform-forget', order: 10, statements: [redact, forget] };
