import { ANSWER_DAYS } from '../rosters/questions/roster-question.rules.js';

const lastDays = `
-- Of those whom a run deletes or misses, the last day of attendance as their enrolments say it: those of the package, else what it said of them
-- before. \`endDate\` is the day after (OneRoster: exclusive). One that has no end or ends later goes by the term, and says nothing. A day that
-- cannot be, before their last loan or too long ago, is noted and not taken.
CREATE OR REPLACE FUNCTION exchange_roster_last_days(p_run uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public SET work_mem = '64MB' SET plan_cache_mode = force_custom_plan SET jit = off AS $f$
DECLARE
  v_source uuid := (SELECT source_id FROM roster_run WHERE id = p_run);
  v_today date := directory_day(clock_timestamp());
BEGIN
  WITH leaving AS MATERIALIZED (
    SELECT i.seq, i.standing = 'gone' AS gone, i.person_id, u.id AS user_id FROM roster_person i CROSS JOIN LATERAL unnest(i.user_ids) AS u(id)
    WHERE i.run_id = p_run AND i.standing IN ('gone', 'missing')
  ), lines AS MATERIALIZED (
    -- What is deleted may come with its id alone.
    SELECT coalesce(l.vals[2], o.vals[2]) AS user_id, coalesce(l.vals[5], o.vals[5])::date AS begin_on, coalesce(l.vals[6], o.vals[6])::date AS end_on
    FROM roster_line l LEFT JOIN roster_record o ON o.source_id = v_source AND o.kind = 'enrollment' AND o.id = l.id
    WHERE l.run_id = p_run AND l.kind = 'enrollment' AND NOT l.refused
  ), named AS MATERIALIZED (SELECT x.seq, l.begin_on, l.end_on FROM leaving x JOIN lines l USING (user_id)
  ), told AS (
    SELECT * FROM named
    UNION ALL
    SELECT x.seq, r.vals[5]::date, r.vals[6]::date FROM leaving x
    JOIN roster_record r ON r.source_id = v_source AND r.kind = 'enrollment' AND r.vals[2] = x.user_id WHERE x.seq NOT IN (SELECT n.seq FROM named n)
  ), last AS (
    SELECT t.seq, max(t.end_on) - 1 AS day FROM told t
    -- One that ends as it begins never was.
    WHERE t.begin_on IS NULL OR t.end_on IS NULL OR t.end_on > t.begin_on
    GROUP BY 1 HAVING bool_and(t.end_on IS NOT NULL AND t.end_on <= v_today + 1)
  ), judged AS (
    SELECT x.seq, x.gone, l.day, CASE WHEN l.day >= v_today - ${ANSWER_DAYS} THEN NOT EXISTS (SELECT 1 FROM loan o
      WHERE o.person_id = ANY (directory_person_ids(x.person_id)) AND NOT o.corrected AND directory_day(o.loaned_at) > l.day) ELSE false END AS may_be
    FROM (SELECT DISTINCT seq, gone, person_id FROM leaving) x LEFT JOIN last l USING (seq)
  )
  UPDATE roster_person i SET left_on = CASE WHEN j.may_be THEN j.day END, notes = coalesce(i.notes, '[]') || CASE
      WHEN j.may_be THEN jsonb_build_object('field', 'withdrawnOn', 'value', j.day, 'code', 'left-as-enrolled')
      WHEN j.day IS NOT NULL THEN jsonb_build_object('field', 'withdrawnOn', 'value', j.day, 'code', 'left-not-then')
      ELSE jsonb_build_object('field', '', 'value', NULL, 'code', 'left-on-run') END
  FROM judged j WHERE i.run_id = p_run AND i.seq = j.seq AND (j.gone OR j.may_be);
END $f$`;

/** When somebody left, as far as a source says it. */
export const rosterLastDaySql: readonly string[] = [lastDays];
