import type { SqlFunctions } from '@app/platform';

const due = `
-- The due chip by the calendar of the site: {on, at, latest, closed}; on null where the calendar does not reach so far. latest: the end of the
-- next school year, a year after this one where the calendar does not know it. closed: the day that was said, when the site does not open then:
-- due is the next day that it opens, or, where that would be past the end of the school year, the last one before.
CREATE OR REPLACE FUNCTION desk_due(p_due jsonb, p_site uuid, p_day date, p_year_ends_on date) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object('on', o.day, 'at', directory_closing_on(p_site, o.day), 'closed', CASE WHEN o.day <> d.day THEN d.day END,
    'latest', greatest(coalesce(p_year_ends_on, p_day) + 366,
      (SELECT max(y.ends_on) FROM (SELECT ends_on FROM school_year WHERE ends_on >= p_day ORDER BY starts_on LIMIT 2) AS y)))
  FROM (SELECT CASE p_due ->> 'kind' WHEN 'school-days' THEN directory_add_school_days(p_site, p_day, (p_due ->> 'n')::integer)
    WHEN 'day' THEN (p_due ->> 'on')::date WHEN 'year-end' THEN p_year_ends_on END) AS d(day)
  CROSS JOIN LATERAL (SELECT CASE WHEN p_due ->> 'kind' = 'day' AND d.day >= p_day AND directory_closing_on(p_site, d.day) IS NULL
    THEN desk_open_day(p_site, d.day) ELSE d.day END) AS o(day)
$f$`;

const openDay = `
-- The next day on which the site opens, within the school year of the day; else the last one before; the day itself where neither is known.
CREATE OR REPLACE FUNCTION desk_open_day(p_site uuid, p_day date) RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(CASE WHEN n.day <= coalesce(y.ends_on, n.day) THEN n.day END,
    (SELECT max(d) FROM directory_school_days(p_site, p_day - 30, p_day) AS d), p_day)
  FROM (SELECT (directory_next_closing(p_site, p_day::timestamp AT TIME ZONE coalesce((SELECT time_zone FROM district), 'UTC')) ->> 'on')::date) AS n(day)
  LEFT JOIN school_year y ON p_day BETWEEN y.starts_on AND y.ends_on LIMIT 1
$f$`;

const backDated = `
-- Noon of the day of the chip, the site's next closing from its morning on, and when each device moved last.
CREATE OR REPLACE FUNCTION desk_back_dated(p_day date, p_site uuid, p_devices uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object('at', (p_day + time '12:00') AT TIME ZONE z.name,
    'dailyDue', directory_next_closing(p_site, p_day::timestamp AT TIME ZONE z.name),
    'movedOn', coalesce((SELECT jsonb_object_agg(x, directory_day(inventory_last_move(x))) FROM unnest(p_devices) AS x), '{}'))
  FROM (SELECT coalesce((SELECT time_zone FROM district), 'UTC')) AS z(name)
$f$`;

const swap = `
/* E4: the borrower of loan p_loan brought another person's device within the twenty scans of the session before p_seq, and it is still here.
   The two gives, the other device first. Null: none, or one of the devices or people may not go out. */
CREATE OR REPLACE FUNCTION desk_swap(p_session uuid, p_seq integer, p_loan uuid, p_sites uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_array(
    jsonb_build_object('deviceId', a.id, 'tag', coalesce(a.asset_tag, a.serial), 'person', desk_person_ref(directory_person_name(m.person_id), p_sites),
      'loanType', m.type, 'dueOn', m.due_on, 'dueAt', m.due_at),
    jsonb_build_object('deviceId', b.id, 'tag', coalesce(b.asset_tag, b.serial), 'person', desk_person_ref(directory_person_name(t.person_id), p_sites),
      'loanType', t.type, 'dueOn', t.due_on, 'dueAt', t.due_at))
  FROM loan m
  JOIN device b ON b.id = m.device_id AND NOT b.holds && ARRAY['damaged', 'legal']
  JOIN scan_event e ON e.session_id = p_session AND e.seq BETWEEN p_seq - 20 AND p_seq - 1 AND e.undone_at IS NULL AND e.row_id = 'I1'
    AND e.person_id = m.person_id AND e.device_id <> m.device_id AND e.answer -> 'notes' ? 'I4'
  JOIN device_event v ON v.scan_id = e.id AND v.device_id = e.device_id
  JOIN loan t ON t.device_id = e.device_id AND t.closed_seq = v.seq AND NOT t.corrected AND t.person_id <> m.person_id
  JOIN device a ON a.id = e.device_id AND a.state = 'in-stock' AND NOT a.holds && ARRAY['damaged', 'legal']
  JOIN person pm ON pm.id = m.person_id AND pm.state = 'active'
  JOIN person pt ON pt.id = t.person_id AND pt.state = 'active'
  WHERE m.id = p_loan AND (m.returned_at IS NULL OR b.state = 'in-stock')
  ORDER BY e.seq DESC LIMIT 1
$f$`;

const lockSwap = `
-- Locks what a swap hands out: the people, then the devices, each in order of id.
CREATE OR REPLACE FUNCTION desk_lock_swap(p_swap jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM directory_lock_person(x) FROM (SELECT (g #>> '{person,id}')::uuid AS x FROM jsonb_array_elements(p_swap) AS g ORDER BY 1) AS people;
  PERFORM inventory_lock_devices(ARRAY(SELECT (g ->> 'deviceId')::uuid FROM jsonb_array_elements(p_swap) AS g));
END $f$`;

/** What the chips of the sticky bar mean on the day and at the site of a scan; devices that two people had swapped. */
export const deskSubModesSql: SqlFunctions = {
  lib: 'desk-sub-modes',
  order: 89,
  statements: [openDay, due, backDated, swap, lockSwap],
};
