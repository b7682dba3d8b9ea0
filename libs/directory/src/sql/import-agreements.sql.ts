import type { SqlFunctions } from '@app/platform';
import { change, missing, problem } from './import-problem.sql.js';

const checkAgreements = `
-- The plan of an import of agreements: an outcome for each staged line between p_from and p_to. Reads only. All of them are of
-- one school year, the present one or else the next; a day of the summer before it counts for it.
CREATE OR REPLACE FUNCTION directory_check_agreements(p_run uuid, p_options jsonb, p_from integer, p_to integer)
RETURNS TABLE (line integer, outcome text, record_id uuid, key text, label text, changes jsonb, problems jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public SET work_mem = '64MB' SET plan_cache_mode = force_custom_plan SET jit = off AS $f$
#variable_conflict use_column
DECLARE
  v_today date := directory_day(clock_timestamp());
  v_year uuid := directory_agreement_year(v_today);
  v_before date;
BEGIN
  SELECT max(o.ends_on) INTO v_before FROM school_year o JOIN school_year y ON y.id = v_year WHERE o.ends_on < y.starts_on;
  RETURN QUERY
  WITH repeats AS MATERIALIZED (
    SELECT x.number_key, min(x.line) AS first_line FROM import_agreement x WHERE x.run_id = p_run GROUP BY x.number_key HAVING count(*) > 1
  ), i AS (
    SELECT * FROM import_agreement x WHERE x.run_id = p_run AND x.line BETWEEN p_from AND p_to
  ), compared AS (
    SELECT i.line, i.number, p.id AS person_id, concat_ws(', ', p.family_name, p.given_name) AS label, a.person_id IS NULL AS fresh,
      coalesce(i.problems, '[]') || to_jsonb(array_remove(ARRAY[
        ${problem('v_year IS NULL', '', 'NULL', 'no-school-year')},
        ${missing('number', 'i.number')},
        ${problem('r.first_line < i.line', 'number', 'i.number', 'repeated', `jsonb_build_object('lines', jsonb_build_array(r.first_line, i.line))`)},
        ${problem('i.number IS NOT NULL AND p.id IS NULL', 'number', 'i.number', 'student-unknown')},
        ${problem(`p.kind <> 'student'`, 'number', 'i.number', 'not-a-student')},
        ${problem('p.merged_into_id IS NOT NULL', 'number', 'i.number', 'merged', `jsonb_build_object('into', (SELECT m.number FROM person m WHERE m.id = p.merged_into_id))`)},
        ${problem('i.signed_on > v_today', 'signedOn', 'i.signed_on', 'signed-in-future')},
        ${problem('i.signed_on <= v_before', 'signedOn', 'i.signed_on', 'signed-for-other-year')},
        CASE WHEN coalesce(i.opted_out, CASE WHEN a.opted_out THEN 'yes' ELSE 'no' END) = 'no' THEN ${missing('signedOn', 'coalesce(i.signed_on, a.signed_on)')} END
      ], NULL)) AS problems,
      CASE WHEN a.person_id IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object(
        ${change('signedOn', 'i.signed_on', 'a.signed_on')},
        ${change('signedBy', 'i.signed_by', 'a.signed_by')},
        ${change('optedOut', 'i.opted_out', `CASE WHEN a.opted_out THEN 'yes' ELSE 'no' END`)})) END AS changes
    FROM i
    LEFT JOIN person p ON p.number_key = i.number_key
    LEFT JOIN repeats r ON r.number_key = i.number_key
    LEFT JOIN person_agreement a ON a.person_id = p.id AND a.school_year_id = v_year
  )
  SELECT c.line,
    CASE WHEN c.problems <> '[]' THEN 'refuse' WHEN c.fresh THEN 'create' WHEN c.changes <> '{}' THEN 'change' ELSE 'unchanged' END,
    CASE WHEN c.problems = '[]' THEN c.person_id END,
    c.number, nullif(c.label, ''),
    CASE WHEN c.problems = '[]' THEN nullif(c.changes, '{}') END,
    nullif(c.problems, '[]')
  FROM compared c;
END $f$`;

const importAgreements = `
-- Carries out the plan for the lines between p_from and p_to. The plan was checked in this transaction.
CREATE OR REPLACE FUNCTION directory_import_agreements(p_run uuid, p_account uuid, p_from integer, p_to integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public SET work_mem = '64MB' SET jit = off AS $f$
BEGIN
  INSERT INTO person_agreement (person_id, school_year_id, signed_on, signed_by, opted_out, recorded_by)
  SELECT r.record_id, directory_agreement_year(directory_day(clock_timestamp())), i.signed_on, i.signed_by, coalesce(i.opted_out = 'yes', false), p_account
  FROM import_row r
  JOIN import_agreement i ON i.run_id = r.run_id AND i.line = r.line
  WHERE r.run_id = p_run AND r.outcome = 'create' AND r.line BETWEEN p_from AND p_to
  ORDER BY r.line;

  UPDATE person_agreement a SET signed_on = coalesce(i.signed_on, a.signed_on), signed_by = coalesce(i.signed_by, a.signed_by),
    opted_out = coalesce(i.opted_out = 'yes', a.opted_out), recorded_by = p_account, recorded_at = clock_timestamp()
  FROM import_row r
  JOIN import_agreement i ON i.run_id = r.run_id AND i.line = r.line
  WHERE r.run_id = p_run AND r.outcome = 'change' AND r.line BETWEEN p_from AND p_to AND a.person_id = r.record_id
    AND a.school_year_id = directory_agreement_year(directory_day(clock_timestamp()));

  -- A page of the person that is open somewhere must be read again before it records another day.
  UPDATE person p SET version = p.version + 1 FROM import_row r
  WHERE r.run_id = p_run AND r.outcome IN ('create', 'change') AND r.line BETWEEN p_from AND p_to AND p.id = r.record_id;
END $f$`;

const lockAgreements = `
-- The students whom the plan is about, in order of id: also those who have no agreement that could be locked.
CREATE OR REPLACE FUNCTION directory_lock_agreements(p_run uuid, p_from integer, p_to integer) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  SELECT 1 FROM person WHERE id IN (SELECT r.record_id FROM import_row r
    WHERE r.run_id = p_run AND r.outcome IN ('create', 'change') AND r.line BETWEEN p_from AND p_to) ORDER BY id FOR NO KEY UPDATE
$f$`;

/** Imports of agreements: the plan and its execution, over the staging table that exchange fills. */
export const importAgreementsSql: SqlFunctions = {
  lib: 'directory-import-agreements',
  order: 26,
  statements: [checkAgreements, importAgreements, lockAgreements],
};
