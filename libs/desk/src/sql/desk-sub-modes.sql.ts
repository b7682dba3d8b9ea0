import type { SqlFunctions } from '@app/platform';

const due = `
-- The due chip by the calendar of the site: {on, at}; null without a chip, on null where the calendar does not reach so far.
CREATE OR REPLACE FUNCTION desk_due(p_due jsonb, p_site uuid, p_day date, p_year_ends_on date) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object('on', d.day, 'at', directory_closing_on(p_site, d.day))
  FROM (SELECT CASE p_due ->> 'kind' WHEN 'school-days' THEN directory_add_school_days(p_site, p_day, (p_due ->> 'n')::integer)
    WHEN 'day' THEN (p_due ->> 'on')::date WHEN 'year-end' THEN p_year_ends_on END) AS d(day)
  WHERE jsonb_typeof(p_due) = 'object'
$f$`;

const backDated = `
-- Noon of the day of the chip, the site's next closing from its morning on, and when each device moved last.
CREATE OR REPLACE FUNCTION desk_back_dated(p_day date, p_site uuid, p_devices uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object('at', (p_day + time '12:00') AT TIME ZONE z.name,
    'dailyDue', directory_next_closing(p_site, p_day::timestamp AT TIME ZONE z.name),
    'movedOn', coalesce((SELECT jsonb_object_agg(x, directory_day(inventory_last_move(x))) FROM unnest(p_devices) AS x), '{}'))
  FROM (SELECT coalesce((SELECT time_zone FROM district), 'UTC')) AS z(name)
  WHERE p_day IS NOT NULL
$f$`;

/** What the chips of the sticky bar mean on the day and at the site of a scan. */
export const deskSubModesSql: SqlFunctions = { lib: 'desk-sub-modes', order: 89, statements: [due, backDated] };
