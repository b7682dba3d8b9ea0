import type { SqlFunctions } from '@app/platform';
import { change, missing, problem } from './import-problem.sql.js';

const findSites = `
-- The sites that a file names, by code or else by name; matches: how many fit.
CREATE OR REPLACE FUNCTION directory_find_sites(p_said text[]) RETURNS TABLE (said text, site_id uuid, code text, active boolean, matches bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT t.said, (array_agg(coalesce(c.id, n.id)))[1], (array_agg(coalesce(c.code, n.code)))[1], bool_and(coalesce(c.active, n.active)), count(coalesce(c.id, n.id))
  FROM unnest(p_said) AS t(said)
  -- Two equalities, which can be hashed: with an OR each name of a file is folded and compared once for every site.
  LEFT JOIN site c ON c.code_key = platform_code_key(t.said)
  LEFT JOIN site n ON c.id IS NULL AND platform_fold(n.name) = platform_fold(t.said)
  GROUP BY t.said
$f$`;

/** Nobody comes to a closed site, and nobody is taken back to one. i: the line with new_state, st: its site, p: the person, old: theirs. */
const closedSite = `
        ${problem('st.matches = 1 AND NOT st.active AND st.site_id IS DISTINCT FROM p.primary_site_id', 'site', 'i.site', 'site-closed')},
        ${problem(
          `i.new_state = 'active' AND p.state = 'withdrawn' AND st.active IS NOT FALSE AND EXISTS (SELECT 1 FROM person_site ps JOIN site c ON c.id = ps.site_id
            WHERE ps.person_id = p.id AND NOT c.active AND (ps.site_id <> p.primary_site_id OR coalesce(st.site_id, p.primary_site_id) = p.primary_site_id))`,
          'site',
          'coalesce(i.site, old.code)',
          'site-closed',
        )}`;

const newState = `coalesce(x.state, CASE WHEN x.withdrawn_on <= v_today THEN 'withdrawn' END) AS new_state`;

const checkPeople = `
-- The plan of an import of people: an outcome for each staged line between p_from and p_to. Reads only. Repeats are
-- looked for in the whole file. p_options: {personKind: what a new person is where the file does not say}.
CREATE OR REPLACE FUNCTION directory_check_people(p_run uuid, p_options jsonb, p_from integer, p_to integer)
RETURNS TABLE (line integer, outcome text, record_id uuid, key text, label text, changes jsonb, problems jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public SET work_mem = '64MB' SET plan_cache_mode = force_custom_plan SET jit = off AS $f$
#variable_conflict use_column
DECLARE
  v_today date := directory_day(clock_timestamp());
BEGIN
  RETURN QUERY
  WITH sites AS MATERIALIZED (
    SELECT * FROM directory_find_sites(ARRAY(SELECT DISTINCT x.site FROM import_person x WHERE x.run_id = p_run AND x.site IS NOT NULL))
  ), repeats AS MATERIALIZED (
    SELECT x.number_key, min(x.line) AS first_line FROM import_person x WHERE x.run_id = p_run GROUP BY x.number_key HAVING count(*) > 1
  ), i AS (
    SELECT x.*, ${newState}
    FROM import_person x WHERE x.run_id = p_run AND x.line BETWEEN p_from AND p_to
  ), compared AS (
    SELECT i.line, i.number, i.given_name, i.family_name, p.id AS person_id,
      concat_ws(', ', coalesce(i.family_name, p.family_name), coalesce(i.given_name, p.given_name)) AS label,
      coalesce(i.problems, '[]') || to_jsonb(array_remove(ARRAY[
        ${missing('number', 'i.number')},
        ${problem('r.first_line < i.line', 'number', 'i.number', 'repeated', `jsonb_build_object('lines', jsonb_build_array(r.first_line, i.line))`)},
        ${problem('p.id IS NULL AND card.person_id IS NOT NULL', 'number', 'i.number', 'number-is-a-card')},
        ${problem('p.merged_into_id IS NOT NULL', 'number', 'i.number', 'merged', `jsonb_build_object('into', (SELECT m.number FROM person m WHERE m.id = p.merged_into_id))`)},
        CASE WHEN p.id IS NULL THEN ${missing('givenName', 'i.given_name')} END,
        CASE WHEN p.id IS NULL THEN ${missing('familyName', 'i.family_name')} END,
        CASE WHEN p.id IS NULL THEN ${missing('site', 'i.site')} END,
        ${problem('st.matches = 0', 'site', 'i.site', 'site-unknown')},
        ${problem('st.matches > 1', 'site', 'i.site', 'site-ambiguous')},
${closedSite},
        ${problem(`i.state = 'active' AND i.withdrawn_on <= v_today`, 'withdrawnOn', 'i.withdrawn_on', 'active-but-withdrawn')},
        ${problem(`i.state = 'withdrawn' AND i.withdrawn_on > v_today`, 'withdrawnOn', 'i.withdrawn_on', 'day-in-future')},
        ${problem('i.guardian_name IS NULL AND g.id IS NULL AND (i.guardian_email IS NOT NULL OR i.guardian_phone IS NOT NULL)', 'guardianName', 'NULL', 'guardian-needs-name')}
      ], NULL)) AS problems,
      CASE WHEN p.id IS NOT NULL AND ROW(coalesce(i.given_name, p.given_name), coalesce(i.family_name, p.family_name), coalesce(i.kind, p.kind),
            coalesce(i.grade, p.grade), coalesce(i.homeroom, p.homeroom), coalesce(i.email, p.email), coalesce(i.language, p.language),
            coalesce(st.site_id, p.primary_site_id), coalesce(i.new_state, p.state), coalesce(i.withdrawn_on, p.withdrawn_on, v_today),
            coalesce(i.guardian_name, g.name), coalesce(i.guardian_email, g.email), coalesce(i.guardian_phone, g.phone))
          IS DISTINCT FROM ROW(p.given_name, p.family_name, p.kind, p.grade, p.homeroom, p.email, p.language,
            p.primary_site_id, p.state, coalesce(p.withdrawn_on, v_today), g.name, g.email, g.phone)
        THEN jsonb_strip_nulls(jsonb_build_object(
          ${change('givenName', 'i.given_name', 'p.given_name')},
          ${change('familyName', 'i.family_name', 'p.family_name')},
          ${change('kind', 'i.kind', 'p.kind')},
          ${change('grade', 'i.grade', 'p.grade')},
          ${change('homeroom', 'i.homeroom', 'p.homeroom')},
          'site', CASE WHEN st.site_id IS NOT NULL AND st.site_id IS DISTINCT FROM p.primary_site_id THEN jsonb_build_array(old.code, st.code) END,
          ${change('email', 'i.email', 'p.email')},
          ${change('language', 'i.language', 'p.language')},
          ${change('state', 'i.new_state', 'p.state')},
          'withdrawnOn', CASE
            WHEN coalesce(i.new_state, p.state) = 'withdrawn' AND coalesce(i.withdrawn_on, p.withdrawn_on, v_today) IS DISTINCT FROM p.withdrawn_on
              THEN jsonb_build_array(p.withdrawn_on, coalesce(i.withdrawn_on, p.withdrawn_on, v_today))
            WHEN i.new_state = 'active' AND p.withdrawn_on IS NOT NULL THEN jsonb_build_array(p.withdrawn_on, NULL) END,
          ${change('guardianName', 'i.guardian_name', 'g.name')},
          ${change('guardianEmail', 'i.guardian_email', 'g.email')},
          ${change('guardianPhone', 'i.guardian_phone', 'g.phone')})) END AS changes
    FROM i
    LEFT JOIN person p ON p.number_key = i.number_key
    LEFT JOIN person_identifier card ON card.value_key = i.number_key AND card.kind = 'card'
    LEFT JOIN sites st ON st.said = i.site
    LEFT JOIN site old ON old.id = p.primary_site_id
    LEFT JOIN repeats r ON r.number_key = i.number_key
    LEFT JOIN LATERAL (SELECT * FROM guardian x WHERE x.person_id = p.id ORDER BY x.id LIMIT 1) g
      ON coalesce(i.guardian_name, i.guardian_email, i.guardian_phone) IS NOT NULL
  )
  SELECT c.line,
    CASE WHEN c.problems <> '[]' THEN 'refuse' WHEN c.person_id IS NULL THEN 'create' WHEN coalesce(c.changes, '{}') <> '{}' THEN 'change' ELSE 'unchanged' END,
    CASE WHEN c.problems <> '[]' THEN NULL ELSE coalesce(c.person_id, uuidv7()) END,
    c.number, c.label,
    CASE WHEN c.problems = '[]' THEN nullif(c.changes, '{}') END,
    nullif(c.problems, '[]')
  FROM compared c;
END $f$`;

const importPeople = `
-- Carries out the plan for the lines between p_from and p_to. The plan was checked in this transaction.
CREATE OR REPLACE FUNCTION directory_import_people(p_run uuid, p_options jsonb, p_account uuid, p_from integer, p_to integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public SET work_mem = '64MB' SET jit = off AS $f$
DECLARE
  v_today date := directory_day(clock_timestamp());
  v_sites jsonb;
BEGIN
  SELECT jsonb_object_agg(s.said, s.site_id) INTO v_sites FROM directory_find_sites(ARRAY(
    SELECT DISTINCT x.site FROM import_person x WHERE x.run_id = p_run AND x.line BETWEEN p_from AND p_to AND x.site IS NOT NULL)) s;

  INSERT INTO person (id, kind, number, given_name, family_name, grade, homeroom, language, email, primary_site_id, state, withdrawn_on)
  SELECT r.record_id, coalesce(i.kind, p_options ->> 'personKind', 'student'), i.number, i.given_name, i.family_name, i.grade, i.homeroom,
    i.language, i.email, (v_sites ->> i.site)::uuid, s.state, CASE WHEN s.state = 'withdrawn' THEN coalesce(i.withdrawn_on, v_today) END
  FROM import_row r
  JOIN import_person i ON i.run_id = r.run_id AND i.line = r.line
  CROSS JOIN LATERAL (SELECT coalesce(i.state, CASE WHEN i.withdrawn_on <= v_today THEN 'withdrawn' END, 'active') AS state) s
  WHERE r.run_id = p_run AND r.outcome = 'create' AND r.line BETWEEN p_from AND p_to
  ORDER BY r.line;

  PERFORM platform_publish('directory.person-moved.v1', jsonb_build_object('personId', p.id, 'fromSiteId', p.primary_site_id, 'toSiteId', v_sites -> i.site,
    'grade', p.grade, 'movedOn', v_today))
  FROM import_row r
  JOIN import_person i ON i.run_id = r.run_id AND i.line = r.line
  JOIN person p ON p.id = r.record_id
  WHERE r.run_id = p_run AND r.outcome = 'change' AND r.line BETWEEN p_from AND p_to AND r.changes ? 'site'
    AND EXISTS (SELECT 1 FROM event_subscription WHERE event_type = 'directory.person-moved.v1');

  -- The new primary site takes the place of the old one, as on the person's page; further sites stay.
  DELETE FROM person_site ps USING import_row r, person p
  WHERE r.run_id = p_run AND r.outcome = 'change' AND r.line BETWEEN p_from AND p_to AND r.changes ? 'site'
    AND p.id = r.record_id AND ps.person_id = p.id AND ps.site_id = p.primary_site_id;
  INSERT INTO person_site (person_id, site_id)
  SELECT r.record_id, (v_sites ->> i.site)::uuid
  FROM import_row r
  JOIN import_person i ON i.run_id = r.run_id AND i.line = r.line
  WHERE r.run_id = p_run AND r.line BETWEEN p_from AND p_to AND (r.outcome = 'create' OR (r.outcome = 'change' AND r.changes ? 'site'))
  ON CONFLICT DO NOTHING;

  UPDATE person p SET
    kind = coalesce(i.kind, p.kind), given_name = coalesce(i.given_name, p.given_name), family_name = coalesce(i.family_name, p.family_name),
    grade = coalesce(i.grade, p.grade), homeroom = coalesce(i.homeroom, p.homeroom), language = coalesce(i.language, p.language),
    email = coalesce(i.email, p.email), primary_site_id = coalesce((v_sites ->> i.site)::uuid, p.primary_site_id),
    state = coalesce(r.changes #>> '{state,1}', p.state),
    withdrawn_on = CASE WHEN r.changes ? 'withdrawnOn' THEN (r.changes #>> '{withdrawnOn,1}')::date ELSE p.withdrawn_on END,
    temporary = false, known_number = NULL,
    version = p.version + 1
  FROM import_row r
  JOIN import_person i ON i.run_id = r.run_id AND i.line = r.line
  WHERE r.run_id = p_run AND r.outcome = 'change' AND r.line BETWEEN p_from AND p_to AND p.id = r.record_id;

  PERFORM platform_publish('directory.person-withdrawn.v1', jsonb_build_object('personId', p.id, 'siteId', p.primary_site_id, 'withdrawnOn', p.withdrawn_on))
  FROM import_row r
  JOIN person p ON p.id = r.record_id
  WHERE r.run_id = p_run AND r.outcome = 'change' AND r.line BETWEEN p_from AND p_to AND r.changes #>> '{state,1}' = 'withdrawn'
    AND EXISTS (SELECT 1 FROM event_subscription WHERE event_type = 'directory.person-withdrawn.v1');

  PERFORM platform_publish('directory.person-taken-back.v1', jsonb_build_object('personId', r.record_id))
  FROM import_row r
  WHERE r.run_id = p_run AND r.outcome = 'change' AND r.line BETWEEN p_from AND p_to AND r.changes #>> '{state,1}' = 'active'
    AND EXISTS (SELECT 1 FROM event_subscription WHERE event_type = 'directory.person-taken-back.v1');

  -- A file knows one guardian: the first one on record.
  UPDATE guardian g SET name = coalesce(i.guardian_name, g.name), email = coalesce(i.guardian_email, g.email), phone = coalesce(i.guardian_phone, g.phone)
  FROM import_row r
  JOIN import_person i ON i.run_id = r.run_id AND i.line = r.line
  WHERE r.run_id = p_run AND r.outcome = 'change' AND r.line BETWEEN p_from AND p_to
    AND r.changes ?| ARRAY['guardianName', 'guardianEmail', 'guardianPhone']
    AND g.id = (SELECT x.id FROM guardian x WHERE x.person_id = r.record_id ORDER BY x.id LIMIT 1);
  INSERT INTO guardian (person_id, name, email, phone)
  SELECT r.record_id, i.guardian_name, i.guardian_email, i.guardian_phone
  FROM import_row r
  JOIN import_person i ON i.run_id = r.run_id AND i.line = r.line
  WHERE r.run_id = p_run AND r.outcome IN ('create', 'change') AND r.line BETWEEN p_from AND p_to AND i.guardian_name IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM guardian x WHERE x.person_id = r.record_id)
  ORDER BY r.line;
END $f$`;

const lockPeople = `
-- The people that the plan changes, in order of id.
CREATE OR REPLACE FUNCTION directory_lock_import(p_run uuid, p_from integer, p_to integer) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  SELECT 1 FROM person WHERE id IN (SELECT r.record_id FROM import_row r
    WHERE r.run_id = p_run AND r.outcome = 'change' AND r.line BETWEEN p_from AND p_to) ORDER BY id FOR NO KEY UPDATE
$f$`;

const closedPlaces = `
-- Lines that create or change somebody and cannot any more, because a site was closed since the plan was made; each with its problems as
-- the check says them. The sites that are open are locked: from here on none of them closes.
CREATE OR REPLACE FUNCTION directory_closed_places(p_run uuid, p_from integer, p_to integer) RETURNS TABLE (line integer, problems jsonb)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public SET jit = off AS $f$
#variable_conflict use_column
DECLARE
  v_today date := directory_day(clock_timestamp());
  v_said text[] := ARRAY(SELECT DISTINCT x.site FROM import_person x JOIN import_row r ON r.run_id = x.run_id AND r.line = x.line
    WHERE x.run_id = p_run AND x.line BETWEEN p_from AND p_to AND x.site IS NOT NULL AND r.outcome IN ('create', 'change'));
BEGIN
  PERFORM 1 FROM site WHERE id IN (SELECT site_id FROM directory_find_sites(v_said) UNION
      SELECT ps.site_id FROM import_row r JOIN person_site ps ON ps.person_id = r.record_id
      WHERE r.run_id = p_run AND r.line BETWEEN p_from AND p_to AND r.changes #>> '{state,1}' = 'active')
    ORDER BY id FOR SHARE;
  RETURN QUERY
  WITH sites AS MATERIALIZED (
    SELECT * FROM directory_find_sites(v_said)
  )
  SELECT i.line, f.found
  FROM (SELECT x.*, ${newState} FROM import_person x WHERE x.run_id = p_run AND x.line BETWEEN p_from AND p_to) i
  JOIN import_row r ON r.run_id = i.run_id AND r.line = i.line AND r.outcome IN ('create', 'change')
  LEFT JOIN sites st ON st.said = i.site
  LEFT JOIN person p ON p.id = r.record_id
  LEFT JOIN site old ON old.id = p.primary_site_id
  CROSS JOIN LATERAL (SELECT to_jsonb(array_remove(ARRAY[${closedSite}], NULL))) AS f(found)
  WHERE (st.active IS FALSE OR i.new_state = 'active') AND f.found <> '[]';
END $f$`;

/** Imports of people: the plan and its execution, set-based, over the staging table that exchange fills. */
export const directoryImportSql: SqlFunctions = {
  lib: 'directory-import',
  order: 25,
  statements: [findSites, checkPeople, importPeople, lockPeople, closedPlaces],
};
