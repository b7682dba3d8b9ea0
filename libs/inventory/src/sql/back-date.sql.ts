import type { SqlFunctions } from '@app/platform';

/** What a move sets: an event that sets one of these stands before a later one. */
const MOVES = `'{state,custody,holder_person_id,holder_room_id,holder_cart_id,cart_slot,home_site_id,location_site_id,location_room_id,from_site_id}'::text[]`;

const lastMove = `
-- When an event last set one of these facts of the device, events taken back left out.
CREATE OR REPLACE FUNCTION inventory_last_set(p_device uuid, p_facts text[]) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT max(e.occurred_at) FROM device_event e
   WHERE e.device_id = p_device AND e.reverses_seq IS NULL AND e.after ?| p_facts
     AND NOT EXISTS (SELECT 1 FROM device_event r WHERE r.device_id = p_device AND r.reverses_seq = e.seq)
$f$;
CREATE OR REPLACE FUNCTION inventory_last_move(p_device uuid) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$ SELECT inventory_last_set(p_device, ${MOVES}) $f$`;

const backDate = `
-- The instant of a back-dated event: on its day, and after every standing event that set one of the same facts. Others may have come since:
-- the fold by instant and number is the same.
CREATE OR REPLACE FUNCTION inventory_back_date(p_device uuid, p_at timestamptz, p_after jsonb, p_day date) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $f$
DECLARE
  v_last timestamptz := inventory_last_set(p_device, ARRAY(SELECT jsonb_object_keys(p_after)));
BEGIN
  IF directory_day(v_last) > p_day THEN
    RAISE EXCEPTION 'device % moved after %', p_device, p_day
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_device_event_back_date', TABLE = 'device_event';
  END IF;
  RETURN greatest(p_at, v_last + interval '1 microsecond');
END $f$`;

/** Events that happened on an earlier day than they are recorded. */
export const backDateSql: SqlFunctions = { lib: 'inventory-back-date', order: 29, statements: [lastMove, backDate] };
