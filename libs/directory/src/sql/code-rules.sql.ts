const apply = `
-- What a rule makes of a code, its last digits filled up with zeros to p_digits; null where it does not fit.
CREATE OR REPLACE FUNCTION directory_apply_code_rule(p_pattern text, p_replacement text, p_digits integer, p_key text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public AS $f$
  SELECT regexp_replace(x.said, '[0-9]+$', '') || coalesce(lpad(x.number, greatest(length(x.number), p_digits), '0'), '')
  FROM (SELECT s.said, substring(s.said FROM '[0-9]+$') AS number
          FROM (SELECT platform_code_key(regexp_replace(p_key, p_pattern, p_replacement)) AS said WHERE p_key ~ p_pattern) s) x
$f$`;

const trial = `
-- The same for a pattern that may not be one: {made} or {broken}.
CREATE OR REPLACE FUNCTION directory_try_code_rule(p_pattern text, p_replacement text, p_digits integer, p_example text) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $f$
BEGIN
  RETURN jsonb_build_object('made', directory_apply_code_rule(p_pattern, p_replacement, p_digits, platform_code_key(p_example)));
EXCEPTION WHEN invalid_regular_expression OR program_limit_exceeded THEN
  RETURN '{"broken": true}';
END $f$`;

const keys = `
-- What the rules of the district and of p_sites (null: of every site) make of a code that nobody has as it stands.
CREATE OR REPLACE FUNCTION directory_code_rule_keys(p_key text, p_sites uuid[]) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(array_agg(DISTINCT m.made), '{}')
  FROM code_rule r CROSS JOIN LATERAL directory_apply_code_rule(r.pattern, r.replacement, r.digits, p_key) AS m (made)
  WHERE r.enabled AND (r.site_id IS NULL OR p_sites IS NULL OR r.site_id = ANY (p_sites)) AND m.made <> p_key
$f$`;

/** Rules for codes: written at a site or for the district, asked by the desk and by search. */
export const codeRulesSql = [apply, trial, keys];
