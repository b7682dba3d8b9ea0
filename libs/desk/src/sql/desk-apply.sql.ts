import type { SqlFunctions } from '@app/platform';

const checkOut = `
CREATE OR REPLACE FUNCTION desk_check_out(p_actor jsonb, e jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_event jsonb;
  v_loan uuid;
BEGIN
  v_event := inventory_record_events(jsonb_build_array(p_actor || jsonb_build_object('deviceId', e ->> 'deviceId', 'type', 'checked-out', 'after', jsonb_build_object(
    'state', 'deployed', 'holder_person_id', e ->> 'personId', 'holder_room_id', e ->> 'roomId', 'holder_cart_id', e ->> 'cartId', 'cart_slot', e -> 'slot', 'from_site_id', NULL,
    'location_site_id', coalesce((SELECT site_id FROM room WHERE id = (e ->> 'roomId')::uuid), (SELECT site_id FROM cart WHERE id = (e ->> 'cartId')::uuid), (p_actor ->> 'siteId')::uuid),
    'location_room_id', coalesce(e ->> 'roomId', (SELECT room_id::text FROM cart WHERE id = (e ->> 'cartId')::uuid)),
    'custody', coalesce((SELECT kind FROM person WHERE id = (e ->> 'personId')::uuid), CASE WHEN e ? 'cartId' THEN 'cart' ELSE 'room' END))))) -> 0;
  v_loan := circulation_open_loan(p_actor || e || jsonb_build_object('type', e ->> 'loanType', 'seq', v_event -> 'seq', 'loanedAt', v_event ->> 'occurredAt'));
  PERFORM platform_publish('circulation.device-checked-out.v1',
    jsonb_build_object('deviceId', e ->> 'deviceId', 'loanId', v_loan, 'personId', e ->> 'personId', 'roomId', e ->> 'roomId',
      'siteId', p_actor ->> 'siteId', 'scanId', p_actor ->> 'scanId'));
END $f$`;

const intoStock = `
-- Check-in, receipt and find: the device stands at the station's site, with nobody. An open loan closes with the event.
CREATE OR REPLACE FUNCTION desk_into_stock(p_actor jsonb, p_device text, p_type text, p_loan text, p_how text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_event jsonb;
BEGIN
  v_event := inventory_record_events(jsonb_build_array(p_actor || jsonb_build_object('deviceId', p_device, 'type', p_type, 'after', jsonb_build_object(
    'state', 'in-stock', 'custody', 'none', 'holder_person_id', NULL, 'holder_room_id', NULL, 'holder_cart_id', NULL, 'cart_slot', NULL,
    'location_site_id', p_actor ->> 'siteId', 'location_room_id', NULL, 'from_site_id', NULL),
    'evidence', coalesce(p_actor -> 'evidence', '{}') || CASE WHEN p_how = 'forced' THEN '{"forced": true}'::jsonb ELSE '{}'::jsonb END))) -> 0;
  IF p_type = 'found' THEN
    PERFORM circulation_close_case(p_actor || jsonb_build_object('deviceId', p_device, 'seq', v_event -> 'seq', 'at', v_event ->> 'occurredAt'));
  END IF;
  IF p_loan IS NOT NULL THEN
    PERFORM circulation_close_loan(p_actor || jsonb_build_object('loanId', p_loan, 'seq', v_event -> 'seq', 'returnedAt', v_event ->> 'occurredAt', 'how', p_how));
    PERFORM platform_publish('circulation.device-returned.v1',
      jsonb_build_object('deviceId', p_device, 'loanId', p_loan, 'how', p_how, 'siteId', p_actor ->> 'siteId', 'scanId', p_actor ->> 'scanId'));
  END IF;
END $f$`;

const move = `
CREATE OR REPLACE FUNCTION desk_move(p_actor jsonb, e jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  IF e ->> 'kind' = 'send-home' THEN
    PERFORM inventory_record_events(jsonb_build_array(p_actor || jsonb_build_object('deviceId', e ->> 'deviceId', 'type', 'sent', 'after', jsonb_build_object(
      'state', 'in-transit', 'custody', 'carrier', 'from_site_id', p_actor ->> 'siteId', 'location_site_id', e ->> 'toSiteId', 'location_room_id', NULL))));
  ELSE
    PERFORM inventory_record_events(jsonb_build_array(p_actor || jsonb_build_object('deviceId', e ->> 'deviceId', 'type', 'transferred-in-hand',
      'after', jsonb_build_object('home_site_id', p_actor ->> 'siteId', 'location_site_id', p_actor ->> 'siteId'),
      'evidence', coalesce(p_actor -> 'evidence', '{}') || jsonb_strip_nulls(jsonb_build_object('transferReason', e -> 'reason')))));
    PERFORM platform_publish('inventory.device-transferred-in-hand.v1',
      jsonb_build_object('deviceId', e ->> 'deviceId', 'fromSiteId', e ->> 'fromSiteId', 'toSiteId', p_actor ->> 'siteId', 'scanId', p_actor ->> 'scanId'));
  END IF;
END $f$`;

const apply = `
/* The second of a scan's two calls: effects in order, through the functions of the libs that own the tables, then the answer.
   In: {actor {accountId, stationId, siteId, scanId, source, occurredAt, evidence?}, effects, answer, deviceId, personId, undoable, personSites, deviceSites, day, reach, override?}. Out: the stored answer. */
CREATE OR REPLACE FUNCTION desk_apply(p jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $f$
DECLARE
  a jsonb := p -> 'actor';
  e jsonb;
  v_answer jsonb;
  v_site uuid := (p #>> '{actor,siteId}')::uuid;
  v_psites uuid[] := CASE WHEN jsonb_typeof(p -> 'personSites') = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(p -> 'personSites')::uuid) END;
  v_dsites uuid[] := CASE WHEN jsonb_typeof(p -> 'deviceSites') = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(p -> 'deviceSites')::uuid) END;
BEGIN
  FOR e IN SELECT jsonb_array_elements(p -> 'effects') LOOP
    CASE e ->> 'kind'
      WHEN 'check-out' THEN PERFORM desk_check_out(a, e);
      WHEN 'renew' THEN PERFORM circulation_renew_loan(a || e);
      WHEN 'check-in' THEN PERFORM desk_into_stock(a || jsonb_build_object('amnesty', e -> 'amnesty'), e ->> 'deviceId', 'checked-in', e ->> 'loanId', e ->> 'how');
      WHEN 'receive' THEN PERFORM desk_into_stock(a, e ->> 'deviceId', 'received', NULL, NULL);
      WHEN 'find' THEN PERFORM desk_into_stock(a || jsonb_build_object('amnesty', e -> 'amnesty'), e ->> 'deviceId', 'found', e ->> 'loanId', 'returned');
      WHEN 'send-home', 'transfer-in-hand' THEN PERFORM desk_move(a, e);
      WHEN 'see' THEN PERFORM inventory_see((e ->> 'deviceId')::uuid, clock_timestamp(), v_site, 'scan');
      WHEN 'report-condition' THEN PERFORM circulation_report_condition(e || jsonb_build_object('actor', a, 'targetScanId', e ->> 'scanId'));
      WHEN 'answer-charger' THEN PERFORM circulation_answer_charger(e || jsonb_build_object('actor', a, 'targetScanId', e ->> 'scanId'));
      WHEN 'return-accessory' THEN PERFORM circulation_return_accessory(e || jsonb_build_object('actor', a));
      WHEN 'alarm' THEN PERFORM platform_publish('desk.alarm-raised.v1', jsonb_build_object('deviceId', e ->> 'deviceId', 'reason', e ->> 'reason',
        'siteId', v_site, 'stationId', a ->> 'stationId', 'scanId', a ->> 'scanId'));
      WHEN 'note' THEN NULL; -- its text stands in the claim
      WHEN 'reverse' THEN PERFORM desk_reverse(a, (e ->> 'scanId')::uuid);
      ELSE RAISE EXCEPTION 'unknown effect %', e ->> 'kind';
    END CASE;
  END LOOP;
  IF jsonb_typeof(p -> 'override') = 'object' THEN
    PERFORM desk_record_override(p -> 'override', a);
  END IF;
  IF p ? 'reach' AND p -> 'reach' <> 'null'::jsonb THEN
    PERFORM identity_record_access((a ->> 'accountId')::uuid, p #>> '{reach,action}', (p #>> '{reach,personId}')::uuid, v_site, p -> 'reach' -> 'detail');
  END IF;
  v_answer := (p -> 'answer') || jsonb_build_object(
    'device', desk_device_card((p ->> 'deviceId')::uuid, v_psites, v_dsites),
    'person', desk_person_card((p #>> '{answer,context,personId}')::uuid, v_site, (p ->> 'day')::date, v_psites, p #>> '{answer,context,loanType}',
      (p ->> 'shownPersonId')::uuid),
    'room', (SELECT f - '{site,cart,capacity,closed}'::text[] || CASE WHEN f ? 'cart' THEN jsonb_build_object('slots', f -> 'capacity') ELSE '{}' END
      FROM (SELECT coalesce((p #>> '{answer,context,roomId}')::uuid, (p ->> 'shownRoomId')::uuid)) AS r(x) CROSS JOIN LATERAL desk_room_facts(r.x) AS f WHERE f IS NOT NULL),
    'answeredAt', clock_timestamp());
  UPDATE scan_event SET row_id = v_answer ->> 'row', class = v_answer ->> 'class', device_id = (p ->> 'deviceId')::uuid,
    person_id = (p ->> 'personId')::uuid, target_scan_id = coalesce((v_answer ->> 'targetScanId')::uuid, target_scan_id),
    undoable = (p ->> 'undoable')::boolean, answer = v_answer
  WHERE id = (a ->> 'scanId')::uuid;
  RETURN v_answer;
END $f$`;

const deviceCard = `
CREATE OR REPLACE FUNCTION desk_device_card(p_device uuid, p_person_sites uuid[], p_device_sites uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object('id', d.id, 'tag', coalesce(d.asset_tag, d.serial, ''),
    'serial', CASE WHEN v.own THEN d.serial END,
    'modelName', m.maker || ' ' || m.name, 'state', d.state, 'condition', d.condition, 'siteCode', s.code,
    'holder', CASE WHEN l.person_id IS NOT NULL THEN desk_person_ref(directory_person_name(l.person_id), p_person_sites) END,
    'roomName', CASE WHEN v.own THEN coalesce((SELECT name FROM room WHERE id = l.room_id), (SELECT name FROM cart WHERE id = l.cart_id)) END,
    'dueOn', CASE WHEN v.own THEN l.due_on END)
  FROM device d JOIN model m ON m.id = d.model_id JOIN site s ON s.id = d.location_site_id
  CROSS JOIN LATERAL (SELECT p_device_sites IS NULL OR d.home_site_id = ANY (p_device_sites) OR d.location_site_id = ANY (p_device_sites)) AS v(own)
  LEFT JOIN circulation.v_open_loan l ON l.device_id = d.id
  WHERE d.id = p_device
$f$`;

const personCard = `
CREATE OR REPLACE FUNCTION desk_person_card(p_current uuid, p_site uuid, p_day date, p_person_sites uuid[], p_loan_type text, p_shown uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object('id', f ->> 'id', 'display', f ->> 'display', 'grade', f ->> 'grade', 'homeroom', f ->> 'homeroom', 'siteCode', f #>> '{site,code}',
    'kind', f ->> 'kind', 'numberEnd', nullif(right(f ->> 'number', 3), ''), 'language', f ->> 'language', 'reservedTags', CASE WHEN (f ->> 'foreign')::boolean THEN '[]' ELSE f -> 'reservedTags' END, 'owes', f -> 'owes', 'limit', f -> 'limits' -> coalesce(p_loan_type, 'one-to-one'),
    'counts', (SELECT jsonb_agg(jsonb_build_object('type', t, 'limit', coalesce(f -> 'limits' -> t, '0'),
        'n', (SELECT count(*) FROM jsonb_array_elements(a.loans) l WHERE l ->> 'type' = t AND NOT (l ->> 'accessory')::boolean)) ORDER BY k)
      FROM unnest(ARRAY['one-to-one', 'daily', 'long', 'in-school', 'summer']) WITH ORDINALITY AS x(t, k)),
    'loans', (SELECT coalesce(jsonb_agg(l - 'loanId' ORDER BY n), '[]') FROM jsonb_array_elements(a.loans) WITH ORDINALITY x(l, n)
      WHERE NOT (f ->> 'foreign')::boolean))
  FROM desk_person_facts(coalesce(p_current, p_shown), p_site, p_day, p_person_sites) f
  CROSS JOIN LATERAL (SELECT (f -> 'loans') || coalesce(f #> '{twin,loans}', '[]') AS loans) AS a WHERE coalesce(p_current, p_shown) IS NOT NULL AND f IS NOT NULL
$f$`;

/** Effects, cards and the stored answer. */
export const deskApplySql: SqlFunctions = {
  lib: 'desk-apply',
  order: 91,
  statements: [checkOut, intoStock, move, deviceCard, personCard, apply],
};
