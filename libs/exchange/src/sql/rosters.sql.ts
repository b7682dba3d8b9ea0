import type { SqlFunctions } from '@app/platform';
import { valueColumns } from '../rosters/files/roster-kinds.js';
import { rosterLastDaySql } from './roster-last-day.sql.js';
import { rosterPeopleSql } from './roster-people.sql.js';

/** What the source says of a kind of record once the run is done, by the names of its fields; also `id`, `file`, `line`. */
export const said = (kind: Parameters<typeof valueColumns>[0]): string =>
  `(SELECT n.id, n.file, n.line, ${valueColumns(kind, 'n.vals')} FROM exchange_roster_now(p_source, p_run, '${kind}') n)`;

const bulk = `
-- The files of a run that take the place of all that their namesakes said before.
CREATE OR REPLACE FUNCTION exchange_roster_bulk(p_run uuid) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(array_agg(f ->> 'file'), '{}') FROM roster_run r CROSS JOIN LATERAL jsonb_array_elements(r.files) AS f WHERE r.id = p_run AND f ->> 'mode' = 'bulk'
$f$`;

const now = `
-- What a source says of one kind of record: its image, with the lines of a run over it (p_run NULL: without). What a refused line is about
-- stands as it was.
CREATE OR REPLACE FUNCTION exchange_roster_now(p_source uuid, p_run uuid, p_kind text) RETURNS TABLE (id text, file text, line integer, vals text[])
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public SET work_mem = '64MB' SET plan_cache_mode = force_custom_plan SET jit = off AS $f$
#variable_conflict use_column
DECLARE
  v_bulk text[] := exchange_roster_bulk(p_run);
  v_refused text[] := ARRAY(SELECT l.id FROM roster_line l WHERE l.run_id = p_run AND l.refused AND l.id IS NOT NULL AND l.kind IN (p_kind, 'user'));
BEGIN
  RETURN QUERY
  SELECT l.id, l.file, l.line, l.vals FROM roster_line l WHERE l.run_id = p_run AND l.kind = p_kind AND NOT l.gone AND NOT l.refused
  UNION ALL
  SELECT r.id, r.file, NULL::integer, r.vals FROM roster_record r
  WHERE r.source_id = p_source AND r.kind = p_kind
    AND (r.file <> ALL (v_bulk) OR coalesce(r.owner, r.id) = ANY (v_refused))
    AND NOT EXISTS (SELECT 1 FROM roster_line l WHERE l.run_id = p_run AND l.kind = p_kind AND l.id = r.id AND NOT l.refused)
    AND (r.owner IS NULL OR NOT EXISTS (SELECT 1 FROM roster_line o WHERE o.run_id = p_run AND o.kind = 'user' AND o.id = r.owner AND NOT o.refused));
END $f$`;

const repeats = `
-- Of two lines for one record the first counts: the same once more is nothing, another is refused. Gone and there in one file: refused too.
CREATE OR REPLACE FUNCTION exchange_roster_repeats(p_run uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public SET work_mem = '64MB' AS $f$
  WITH twice AS MATERIALIZED (
    SELECT kind, id, min(seq) AS first FROM roster_line WHERE run_id = p_run AND NOT refused GROUP BY kind, id HAVING count(*) > 1
  ), others AS (
    SELECT l.seq, l.owner IS NOT NULL OR (l.vals, l.gone) IS NOT DISTINCT FROM (f.vals, f.gone) AS same, f.line
    FROM twice t JOIN roster_line f ON f.run_id = p_run AND f.seq = t.first
    JOIN roster_line l ON l.run_id = p_run AND l.kind = t.kind AND l.id = t.id AND l.seq > t.first AND NOT l.refused
  ), dropped AS (
    DELETE FROM roster_line l USING others o WHERE l.run_id = p_run AND l.seq = o.seq AND o.same
  )
  UPDATE roster_line l SET refused = true,
    problems = jsonb_build_array(jsonb_build_object('field', 'id', 'value', l.id, 'code', 'repeated', 'lines', jsonb_build_array(o.line, l.line)))
  FROM others o WHERE l.run_id = p_run AND l.seq = o.seq AND NOT o.same
$f$`;

const keep = `
-- The image after the run: what it does not say any more goes, what it says is written over what was.
CREATE OR REPLACE FUNCTION exchange_keep_roster(p_run uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public SET work_mem = '64MB' SET plan_cache_mode = force_custom_plan SET jit = off AS $f$
DECLARE
  v_source uuid := (SELECT source_id FROM roster_run WHERE id = p_run);
  v_kind text;
BEGIN
  FOREACH v_kind IN ARRAY ARRAY['org', 'user', 'role', 'class', 'enrollment', 'link'] LOOP
    DELETE FROM roster_record r WHERE r.source_id = v_source AND r.kind = v_kind AND r.id NOT IN (SELECT n.id FROM exchange_roster_now(v_source, p_run, v_kind) n);
  END LOOP;
  INSERT INTO roster_record AS r (source_id, kind, id, file, owner, vals)
  SELECT v_source, l.kind, l.id, l.file, l.owner, l.vals FROM roster_line l WHERE l.run_id = p_run AND NOT l.gone AND NOT l.refused
  ON CONFLICT (source_id, kind, id) DO UPDATE SET file = excluded.file, owner = excluded.owner, vals = excluded.vals
  WHERE (r.file, r.owner, r.vals) IS DISTINCT FROM (excluded.file, excluded.owner, excluded.vals);
END $f$`;

const orgs = `
-- The organisations that a source names, which site each is, and how we know: an answer, its code, its id, its NCES id, its name, or the
-- school that it is a part of. p_run NULL: as after the last run.
CREATE OR REPLACE FUNCTION exchange_roster_orgs(p_source uuid, p_run uuid)
RETURNS TABLE (org_id text, name text, type text, identifier text, site_id uuid, how text, answered boolean, people bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public SET work_mem = '64MB' SET plan_cache_mode = force_custom_plan SET jit = off AS $f$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH RECURSIVE said AS MATERIALIZED (SELECT * FROM ${said('org')} o),
  used AS MATERIALIZED (
    SELECT r.org AS id, count(DISTINCT r."user") AS people FROM ${said('role')} r WHERE r.kind IN ('student', 'staff') AND r.org IS NOT NULL GROUP BY 1
  ), every AS (
    SELECT s.id, s.name, lower(s.type) AS type, s.identifier, s.parent FROM said s
    UNION ALL
    SELECT u.id, NULL, NULL, NULL, NULL FROM used u WHERE NOT EXISTS (SELECT 1 FROM said s WHERE s.id = u.id)
  ), own AS MATERIALIZED (
    SELECT e.*, a.org_id IS NOT NULL AS answered, CASE WHEN a.org_id IS NOT NULL THEN a.site_id ELSE f.site_id END AS site_id,
      CASE WHEN a.org_id IS NOT NULL THEN 'answer' ELSE f.how END AS how
    FROM every e
    LEFT JOIN roster_org_site a ON a.source_id = p_source AND a.org_id = e.id
    LEFT JOIN LATERAL (
      SELECT m.site_id, m.how FROM (
        SELECT s.id AS site_id, 'code' AS how, 1 AS place FROM site s WHERE s.code_key = platform_code_key(e.identifier)
        UNION ALL SELECT s.id, 'id', 2 FROM site s WHERE s.code_key = platform_code_key(e.id)
        UNION ALL SELECT (array_agg(s.id))[1], 'nces', 3 FROM site s WHERE s.nces_id = e.identifier HAVING count(*) = 1
        UNION ALL SELECT (array_agg(s.id))[1], 'name', 4 FROM site s WHERE platform_fold(s.name) = platform_fold(e.name) HAVING count(*) = 1
      ) m ORDER BY m.place LIMIT 1) f ON true
  ), up AS (
    SELECT o.id, o.parent, o.site_id, 0 AS depth, o.answered OR o.type = 'school' AS ends FROM own o
    UNION ALL
    SELECT u.id, o.parent, o.site_id, u.depth + 1, o.answered OR o.type = 'school' FROM up u JOIN own o ON o.id = u.parent
    WHERE u.site_id IS NULL AND NOT coalesce(u.ends, false) AND u.depth < 6 AND coalesce(o.type, '') NOT IN ('district', 'local', 'state', 'national')
  ), above AS (
    SELECT DISTINCT ON (u.id) u.id, u.site_id FROM up u WHERE u.depth > 0 AND u.site_id IS NOT NULL ORDER BY u.id, u.depth
  )
  SELECT o.id, o.name, o.type, o.identifier, coalesce(o.site_id, a.site_id), coalesce(o.how, CASE WHEN a.site_id IS NOT NULL THEN 'parent' END),
    o.answered, coalesce(u.people, 0)
  FROM own o LEFT JOIN above a ON a.id = o.id AND NOT o.answered LEFT JOIN used u ON u.id = o.id;
END $f$`;

const analyze = `
-- The runtime role may not ANALYZE; without fresh figures a new run's lines are taken for a handful.
CREATE OR REPLACE FUNCTION exchange_analyze_roster() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $f$
BEGIN
  ANALYZE roster_line, roster_record, roster_person;
END $f$`;

const takeBack = `
-- Takes a source back that was made for a dry run of the command: the runtime role may delete no source and no run. One with which somebody went
-- on, or of which a run is under way, stays. Returns the files that were read; null: it stays.
CREATE OR REPLACE FUNCTION exchange_take_back_source(p_source uuid) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $f$
DECLARE
  v_files uuid[];
BEGIN
  PERFORM 1 FROM roster_source WHERE id = p_source FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM roster_member WHERE source_id = p_source) OR EXISTS (SELECT 1 FROM roster_org_site WHERE source_id = p_source)
    OR EXISTS (SELECT 1 FROM roster_run WHERE source_id = p_source AND (came_by <> 'command' OR approved_by IS NOT NULL OR state NOT IN ('checked', 'stopped', 'failed'))) THEN
    RETURN NULL;
  END IF;
  DELETE FROM roster_line WHERE run_id IN (SELECT id FROM roster_run WHERE source_id = p_source);
  DELETE FROM roster_person WHERE run_id IN (SELECT id FROM roster_run WHERE source_id = p_source);
  WITH gone AS (DELETE FROM roster_run WHERE source_id = p_source RETURNING file_id)
  SELECT coalesce(array_agg(file_id) FILTER (WHERE file_id IS NOT NULL), '{}') INTO v_files FROM gone;
  DELETE FROM roster_source WHERE id = p_source;
  RETURN v_files;
END $f$`;

const counts = `
-- What a plan comes to: people by outcome, and in how many of them each field changes.
CREATE OR REPLACE FUNCTION exchange_count_roster(p_run uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT (SELECT jsonb_object_agg(o.outcome, (SELECT count(*) FROM roster_row r WHERE r.run_id = p_run AND r.outcome = o.outcome))
      FROM unnest(ARRAY['create', 'change', 'unchanged', 'withdraw', 'ask', 'refuse']) AS o(outcome))
    || jsonb_build_object('byField', coalesce((SELECT jsonb_agg(jsonb_build_object('field', f.key, 'count', f.n) ORDER BY f.n DESC, f.key)
      FROM (SELECT c.key, count(*) AS n FROM roster_row r CROSS JOIN LATERAL jsonb_each(r.changes) c WHERE r.run_id = p_run AND r.outcome = 'change' GROUP BY 1) f), '[]'),
    'kept', (SELECT count(*) FROM roster_row r WHERE r.run_id = p_run AND r.outcome = 'kept'),
    'takenBack', (SELECT count(*) FROM roster_row r WHERE r.run_id = p_run AND r.outcome = 'change' AND r.changes ? 'state'),
    'moved', (SELECT count(*) FROM roster_row r WHERE r.run_id = p_run AND r.outcome = 'change' AND r.changes ? 'site'))
$f$`;

/** Rosters: what a source says, whom it means, and what that comes to. */
export const exchangeRostersSql: SqlFunctions = {
  lib: 'exchange-rosters',
  order: 61,
  statements: [bulk, now, repeats, keep, orgs, ...rosterPeopleSql, ...rosterLastDaySql, analyze, takeBack, counts],
};
