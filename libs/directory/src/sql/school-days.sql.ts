import type { SqlFunctions } from '@app/platform';

const schoolDays = `
-- The site's school days after p_after, up to p_until. Twin of school-days.rules.ts.
CREATE OR REPLACE FUNCTION directory_school_days(p_site uuid, p_after date, p_until date) RETURNS SETOF date
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT g.day::date
  FROM generate_series(p_after::timestamp + interval '1 day', p_until::timestamp, interval '1 day') AS g(day)
  WHERE EXISTS (SELECT 1 FROM school_hours s WHERE s.weekday = extract(isodow FROM g.day)
      AND s.site_id IS NOT DISTINCT FROM (CASE WHEN EXISTS (SELECT 1 FROM school_hours o WHERE o.site_id = p_site) THEN p_site END))
    AND (SELECT d.kind FROM calendar_day d WHERE d.on_day = g.day::date AND (d.site_id = p_site OR d.site_id IS NULL)
      ORDER BY d.site_id NULLS LAST LIMIT 1) IS DISTINCT FROM 'closed'
    AND (EXISTS (SELECT 1 FROM school_year y WHERE g.day::date BETWEEN y.starts_on AND y.ends_on)
      OR NOT EXISTS (SELECT 1 FROM school_year y WHERE y.ends_on >= g.day::date))
  ORDER BY g.day
$f$`;

const addSchoolDays = `
-- The p_count-th school day after p_from, p_from itself for 0. Null: none in the two hundred days and more that are looked at.
CREATE OR REPLACE FUNCTION directory_add_school_days(p_site uuid, p_from date, p_count integer) RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT CASE WHEN p_count < 1 THEN p_from ELSE
    (SELECT d FROM directory_school_days(p_site, p_from, p_from + 200 + 2 * p_count) AS d OFFSET p_count - 1 LIMIT 1) END
$f$`;

const nextYear = `
-- The first school day of the school year after the one of p_day. Null: nobody has entered it.
CREATE OR REPLACE FUNCTION directory_next_year_day(p_site uuid, p_day date) RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce((SELECT min(d) FROM directory_school_days(p_site, y.starts_on - 1, least(y.starts_on + 30, y.ends_on)) AS d), y.starts_on)
  FROM school_year y WHERE y.starts_on > p_day ORDER BY y.starts_on LIMIT 1
$f$`;

const closingOn = `
-- When the site closes on a day; null when it does not open.
CREATE OR REPLACE FUNCTION directory_closing_on(p_site uuid, p_day date) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT (c ->> 'at')::timestamptz
  FROM directory_next_closing(p_site, p_day::timestamp AT TIME ZONE coalesce((SELECT time_zone FROM district), 'UTC')) AS c
  WHERE (c ->> 'on')::date = p_day
$f$`;

/** School days and closing times for the SQL of other libs. */
export const schoolDaysSql: SqlFunctions = {
  lib: 'directory-school-days',
  order: 21,
  statements: [schoolDays, addSchoolDays, nextYear, closingOn],
};
