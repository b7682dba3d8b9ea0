import { problem } from './import-devices-check.sql.js';
import { closedRoom } from './import-devices-lookups.sql.js';

export const closedPlaces = `
-- Lines that create or change something and whose site or room was closed since the plan was made, each with its problems as the check
-- says them. The sites and rooms that are open are locked: from here on none of them closes.
CREATE OR REPLACE FUNCTION inventory_closed_places(p_run uuid, p_from integer, p_to integer) RETURNS TABLE (line integer, problems jsonb)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public SET jit = off AS $f$
#variable_conflict use_column
DECLARE
  v_said text[] := ARRAY(SELECT DISTINCT x.site FROM import_device x JOIN import_row r ON r.run_id = x.run_id AND r.line = x.line
    WHERE x.run_id = p_run AND x.line BETWEEN p_from AND p_to AND x.site IS NOT NULL AND r.outcome IN ('create', 'change'));
BEGIN
  PERFORM 1 FROM site WHERE id IN (SELECT site_id FROM directory_find_sites(v_said)) ORDER BY id FOR SHARE;
  PERFORM 1 FROM room WHERE id IN (SELECT room_id FROM inventory_find_rooms(p_run, p_from, p_to)) ORDER BY id FOR SHARE;
  RETURN QUERY
  WITH sites AS MATERIALIZED (
    SELECT * FROM directory_find_sites(v_said)
  ), rooms AS MATERIALIZED (
    SELECT * FROM inventory_find_rooms(p_run, p_from, p_to)
  )
  SELECT i.line, f.found
  FROM import_device i
  JOIN import_row r ON r.run_id = i.run_id AND r.line = i.line AND r.outcome IN ('create', 'change')
  LEFT JOIN sites st ON st.said = i.site
  LEFT JOIN device d ON d.id = r.record_id
  LEFT JOIN rooms rm ON rm.said = i.room AND rm.site_id = coalesce(st.site_id, d.home_site_id)
  CROSS JOIN LATERAL (SELECT to_jsonb(array_remove(ARRAY[
    ${problem('st.matches = 1 AND NOT st.active AND st.site_id IS DISTINCT FROM d.home_site_id', 'site', 'i.site', 'site-closed')},
    ${problem(`i.room IS NOT NULL AND rm.room_id IS NULL AND ${closedRoom('i.room', 'coalesce(st.site_id, d.home_site_id)')}`, 'room', 'i.room', 'room-closed')}
  ], NULL))) AS f(found)
  WHERE i.run_id = p_run AND i.line BETWEEN p_from AND p_to AND (st.active IS FALSE OR i.room IS NOT NULL) AND f.found <> '[]';
END $f$`;
