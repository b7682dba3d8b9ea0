import { DUE_ON, LEAVING } from '../loans/loan.sql.js';

/** A 1:1 loan of student `v`, under any of their records; `beside`: what the condition reads beside the loan. */
const loan = (condition: string, beside = ''): string =>
  `EXISTS (SELECT 1 FROM (SELECT v.id UNION ALL SELECT m.id FROM person m WHERE m.merged_into_id = v.id) AS r
      JOIN loan l ON l.person_id = r.id ${beside} WHERE l.type = 'one-to-one' AND NOT l.corrected AND ${condition})`;

/** As `directory.v_take_home`: the school year in force, in the summer the one that ended. */
const year = (column: 'starts_on' | 'ends_on'): string =>
  `(SELECT y.${column} FROM school_year y WHERE y.starts_on <= directory_day(clock_timestamp()) ORDER BY y.starts_on DESC LIMIT 1)`;

/** The day by which a school wants its 1:1 devices back; without a school year none. */
export const LAST_DAY = year('ends_on');

/**
 * `o.standing` of student `v`: `out` with a 1:1 device that is to come back by the last day of the year, `kept` with one that is
 * due later (whoever leaves gives back on their last day), `returned` when theirs came back in this school year and they have no other; else null. A device that was lost came
 * back to nobody. OFFSET 0: looked up once for each student, however often it is named; and CASE asks no further than it must.
 */
export const ONE_TO_ONE = `CROSS JOIN LATERAL (
  SELECT CASE
    WHEN ${loan(`l.returned_at IS NULL AND (${DUE_ON} > ${LAST_DAY}) IS NOT TRUE`, LEAVING)} THEN 'out'
    WHEN ${loan('l.returned_at IS NULL')} THEN 'kept'
    WHEN ${loan(`l.closed_as <> 'lost' AND l.returned_at >= (${year('starts_on')}::timestamp AT TIME ZONE (SELECT time_zone FROM district))`)}
      THEN 'returned'
  END AS standing OFFSET 0) AS o`;
