/** 1:1 loans of student `v`, under any of their records. */
const loans = (condition: string): string =>
  `EXISTS (SELECT 1 FROM (SELECT v.id UNION ALL SELECT m.id FROM person m WHERE m.merged_into_id = v.id) AS r
     JOIN loan l ON l.person_id = r.id WHERE l.type = 'one-to-one' AND NOT l.corrected AND ${condition})`;

/** As `directory.v_take_home`: the school year in force, in the summer the one that ended. */
const YEAR_STARTS = `(SELECT max(y.starts_on) FROM school_year y WHERE y.starts_on <= directory_day(clock_timestamp()))`;

/** Whether student `v` still has a 1:1 device. */
export const KEEPS_ONE_TO_ONE = loans('l.returned_at IS NULL');

/** Whether student `v` gave theirs back in this school year and has no other; a device that was lost came back to nobody. */
export const HAS_RETURNED = `(NOT ${KEEPS_ONE_TO_ONE}
  AND ${loans(`l.closed_as <> 'lost' AND l.returned_at >= (${YEAR_STARTS}::timestamp AT TIME ZONE (SELECT time_zone FROM district))`)})`;
