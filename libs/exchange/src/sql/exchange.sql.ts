import type { SqlFunctions } from '@app/platform';

const analyze = `
-- people, devices, agreements, rows. Without fresh figures the planner takes a new run's lines for a handful. The runtime role may not ANALYZE; it may ask for this.
CREATE OR REPLACE FUNCTION exchange_analyze(p_what text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $f$
BEGIN
  CASE p_what
    WHEN 'people' THEN ANALYZE import_person;
    WHEN 'devices' THEN ANALYZE import_device;
    WHEN 'agreements' THEN ANALYZE import_agreement;
    ELSE ANALYZE import_row;
  END CASE;
END $f$`;

const counts = `
-- What a plan comes to: lines by outcome, and by field how many records change, with the commonest changes of short lists of values.
CREATE OR REPLACE FUNCTION exchange_count_plan(p_run uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public SET work_mem = '64MB' SET jit = off AS $f$
  WITH by_outcome AS (
    SELECT outcome, count(*) AS n FROM import_row WHERE run_id = p_run GROUP BY outcome
  ), field_changes AS (
    SELECT c.key AS field, CASE WHEN c.key IN ('site', 'state', 'condition', 'kind', 'grade', 'model', 'language', 'funding', 'vendor', 'withdrawnOn', 'optedOut')
      THEN c.value END AS pair, count(*) AS n
    FROM import_row r CROSS JOIN LATERAL jsonb_each(r.changes) c
    WHERE r.run_id = p_run AND r.outcome = 'change' GROUP BY 1, 2
  ), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY field ORDER BY n DESC, pair::text) AS rank FROM field_changes
  )
  SELECT jsonb_build_object(
    'create', coalesce((SELECT n FROM by_outcome WHERE outcome = 'create'), 0),
    'change', coalesce((SELECT n FROM by_outcome WHERE outcome = 'change'), 0),
    'unchanged', coalesce((SELECT n FROM by_outcome WHERE outcome = 'unchanged'), 0),
    'refuse', coalesce((SELECT n FROM by_outcome WHERE outcome = 'refuse'), 0),
    'byField', coalesce((SELECT jsonb_agg(f.entry ORDER BY f.total DESC, f.field) FROM (
      SELECT field, sum(n) AS total, jsonb_build_object('field', field, 'count', sum(n),
        'pairs', coalesce(jsonb_agg(jsonb_build_object('from', pair -> 0, 'to', pair -> 1, 'count', n) ORDER BY n DESC, rank)
          FILTER (WHERE pair IS NOT NULL AND rank <= 5), '[]')) AS entry
      FROM ranked GROUP BY field) f), '[]'))
$f$`;

const reasons = `
-- Of a record that is not whole as a line its cells say nothing true: then why it is not whole is the only reason.
CREATE OR REPLACE FUNCTION exchange_true_reasons(p_problems jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(jsonb_agg(r.reason), p_problems) FROM jsonb_array_elements(p_problems) AS r(reason)
  WHERE r.reason ->> 'code' LIKE 'record-%' AND r.reason ->> 'code' <> 'record-cell-too-long'
$f$`;

/** Staging figures and the counts of a plan. */
export const exchangeSql: SqlFunctions = { lib: 'exchange', order: 60, statements: [analyze, counts, reasons] };
