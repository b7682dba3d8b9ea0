import type { SqlFunctions } from '@app/platform';
import { deskPolicySql } from '../policies/desk-choices.js';

const shortNames = `
-- Whether this transaction shows people to a student helper.
CREATE OR REPLACE FUNCTION desk_short_names() RETURNS boolean
LANGUAGE sql STABLE AS $f$ SELECT coalesce(current_setting('cubby.short_names', true), '') = 'on' $f$`;

const personRef = `
-- A person's name as far as the actor may see it: full in scope (first name and an initial for a helper), else initials and site.
-- p_sites null: all sites.
CREATE OR REPLACE FUNCTION desk_person_ref(p_person jsonb, p_sites uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT CASE WHEN p_person IS NULL THEN NULL ELSE jsonb_build_object(
    'id', p_person ->> 'id', 'siteCode', p_person #>> '{site,code}', 'foreign', NOT v.seen,
    'display', p_person ->> CASE WHEN NOT v.seen THEN 'initials' WHEN desk_short_names() THEN 'short' ELSE 'display' END) END
  FROM (SELECT p_sites IS NULL OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(p_person -> 'siteIds') s WHERE s::uuid = ANY (p_sites))) AS v(seen)
$f$`;

const personFacts = `
CREATE OR REPLACE FUNCTION desk_person_facts(p_person uuid, p_site uuid, p_day date, p_sites uuid[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $f$
DECLARE
  v jsonb := directory_person_facts(p_person, p_site, p_day);
  v_ref jsonb;
  v_reserved jsonb;
BEGIN
  IF v IS NULL THEN
    RETURN NULL;
  END IF;
  v_reserved := circulation_reserved_tags((v ->> 'id')::uuid);
  v_ref := desk_person_ref(v, p_sites);
  IF (v_ref ->> 'foreign')::boolean OR desk_short_names() THEN
    v := v || jsonb_build_object('grade', NULL, 'homeroom', NULL, 'number', '');
  END IF;
  RETURN (v - 'siteIds' - 'initials' - 'short') || jsonb_build_object('display', v_ref ->> 'display', 'foreign', v_ref -> 'foreign',
    'reservedTags', v_reserved,
    'reservedUnready', CASE WHEN v_reserved = '[]' THEN v_reserved ELSE circulation_reserved_unready((v ->> 'id')::uuid) END,
    'agreementSigned', directory_agreement_signed((v ->> 'id')::uuid, p_day),
    'owes', circulation_owed_accessories((v ->> 'id')::uuid),
    'loans', circulation_person_loans((v ->> 'id')::uuid),
    -- A temporary record with one of their numbers, until it is merged.
    'twin', (SELECT jsonb_build_object('id', t.id, 'loans', circulation_person_loans(t.id)) FROM person_identifier i
      JOIN person t ON t.known_number_key = i.value_key AND t.temporary AND t.merged_into_id IS NULL AND t.id <> i.person_id
      WHERE i.person_id = (v ->> 'id')::uuid LIMIT 1));
END $f$`;

const deviceFacts = `
CREATE OR REPLACE FUNCTION desk_device_facts(p_device uuid, p_site uuid, p_day date, p_person_sites uuid[], p_device_sites uuid[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $f$
DECLARE
  v jsonb := inventory_device_facts(p_device);
  v_loan jsonb := circulation_loan_facts(p_device);
  v_person jsonb;
  v_custody jsonb;
  v_reserved uuid;
BEGIN
  IF v IS NULL THEN
    RETURN NULL;
  END IF;
  IF v_loan IS NOT NULL THEN
    v_person := directory_person_name((v_loan ->> 'personId')::uuid);
    v_loan := (v_loan - 'personId' - 'roomId' - 'cartId') || jsonb_build_object(
      'person', desk_person_ref(v_person, p_person_sites),
      'daysLate', CASE WHEN (v_loan ->> 'dueOn')::date < p_day THEN
        (SELECT count(*) FROM directory_school_days(p_site, greatest((v_loan ->> 'dueOn')::date, p_day - 400), p_day)) ELSE 0 END,
      'borrowerWithdrawn', coalesce(v_person ->> 'state' = 'withdrawn', false),
      'borrowerOwes', CASE WHEN v_person ->> 'state' = 'withdrawn' THEN circulation_owed_accessories((v_person ->> 'id')::uuid) ELSE '[]' END,
      'room', coalesce((SELECT jsonb_build_object('id', r.id, 'name', r.name, 'siteCode', s.code) FROM room r JOIN site s ON s.id = r.site_id
                WHERE r.id = (v_loan ->> 'roomId')::uuid),
        (SELECT jsonb_build_object('id', c.id, 'name', c.name, 'siteCode', s.code) FROM cart c JOIN site s ON s.id = c.site_id
          WHERE c.id = (v_loan ->> 'cartId')::uuid)),
      'openedBy', identity_account_name((v_loan ->> 'openedBy')::uuid),
      'openedAtStation', (SELECT name FROM station WHERE id = (v_loan ->> 'openedAtStationId')::uuid));
  END IF;
  v_custody := v -> 'lastCustody';
  IF v_custody IS NOT NULL AND v_custody <> 'null'::jsonb THEN
    v_custody := (v_custody - 'accountId' - 'scanId') || jsonb_build_object(
      'by', identity_account_name((v_custody ->> 'accountId')::uuid),
      'station', (SELECT name FROM station WHERE id = (v_custody ->> 'stationId')::uuid),
      'sessionId', (SELECT session_id FROM scan_event WHERE id = (v_custody ->> 'scanId')::uuid));
  END IF;
  v_reserved := circulation_reserved_for(p_device);
  RETURN v || jsonb_build_object('loan', v_loan, 'lastCustody', v_custody,
    'reservedFor', CASE WHEN v_reserved IS NOT NULL THEN desk_person_ref(directory_person_name(v_reserved), p_person_sites) END,
    'restrictedFunding', CASE WHEN (v #>> '{homeSite,id}')::uuid <> p_site THEN inventory_restricted_funding(p_device) END,
    'accessories', inventory_model_accessories((v #>> '{model,id}')::uuid),
    'foreign', NOT (p_device_sites IS NULL OR (v #>> '{homeSite,id}')::uuid = ANY (p_device_sites) OR (v #>> '{locationSite,id}')::uuid = ANY (p_device_sites)));
END $f$`;

const roomFacts = `
-- A room, or a cart: a place like a room, with numbered slots.
CREATE OR REPLACE FUNCTION desk_room_facts(p_room uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object('id', c.id, 'code', c.code, 'name', c.name, 'closed', NOT c.active, 'capacity', c.slots,
    'site', jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name, 'closed', NOT s.active),
    'deviceCount', (SELECT count(*) FROM loan l WHERE l.cart_id = c.id AND l.returned_at IS NULL),
    'cart', jsonb_build_object('free', (SELECT coalesce(jsonb_agg(n ORDER BY n), '[]') FROM generate_series(1, c.slots) n
      WHERE NOT EXISTS (SELECT 1 FROM device d WHERE d.holder_cart_id = c.id AND d.cart_slot = n))))
  FROM cart c JOIN site s ON s.id = c.site_id WHERE c.id = p_room
  UNION ALL
  SELECT jsonb_build_object('id', r.id, 'code', r.code, 'name', r.name, 'closed', NOT r.active, 'capacity', r.capacity,
    'site', jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name, 'closed', NOT s.active),
    'deviceCount', (SELECT count(*) FROM loan l WHERE l.room_id = r.id AND l.returned_at IS NULL))
  FROM room r JOIN site s ON s.id = r.site_id WHERE r.id = p_room
$f$`;

const resolve = `
-- Records that a code stands for: its exact keys; failing them, the first normalised core that finds anything; at last what
-- the rules of the district and the site make of it. At most five.
CREATE OR REPLACE FUNCTION desk_resolve(p_exact text[], p_normalised text[], p_site uuid) RETURNS TABLE (kind text, record_id uuid, value text, exact boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $f$
DECLARE
  v_core text;
  v_ruled text[];
BEGIN
  RETURN QUERY
    SELECT c.kind, c.record_id, min(c.value), true FROM (
      SELECT i.kind, i.record_id, i.value FROM inventory.v_code i WHERE i.value_key = ANY (p_exact)
      UNION ALL
      SELECT d.kind, d.record_id, d.value FROM directory.v_code d WHERE d.value_key = ANY (p_exact)) c
    GROUP BY c.kind, c.record_id LIMIT 5;
  IF FOUND THEN
    RETURN;
  END IF;
  FOREACH v_core IN ARRAY p_normalised LOOP
    RETURN QUERY
      SELECT c.kind, c.record_id, min(c.value), false FROM (
        SELECT i.kind, i.record_id, i.value FROM inventory.v_code i WHERE i.value_core = v_core
        UNION ALL
        SELECT d.kind, d.record_id, d.value FROM directory.v_code d WHERE d.value_core = v_core) c
      GROUP BY c.kind, c.record_id LIMIT 5;
    IF FOUND THEN
      RETURN;
    END IF;
  END LOOP;
  v_ruled := directory_code_rule_keys(p_exact[1], ARRAY[p_site]);
  IF cardinality(v_ruled) > 0 THEN
    RETURN QUERY
      SELECT c.kind, c.record_id, min(c.value), false FROM (
        SELECT i.kind, i.record_id, i.value FROM inventory.v_code i WHERE i.value_key = ANY (v_ruled)
        UNION ALL
        SELECT d.kind, d.record_id, d.value FROM directory.v_code d WHERE d.value_key = ANY (v_ruled)) c
      GROUP BY c.kind, c.record_id LIMIT 5;
  END IF;
END $f$`;

const oneSlip = `
-- Every key that differs from p_key by one character changed, missing or too many: some 800 for a tag of ten, each an index probe.
CREATE OR REPLACE FUNCTION desk_one_slip(p_key text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public AS $f$
  WITH letters AS (SELECT unnest(string_to_array('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-', NULL)) AS c),
    places AS (SELECT generate_series(1, length(p_key) + 1) AS i)
  SELECT ARRAY(
    SELECT left(p_key, i - 1) || substr(p_key, i + 1) FROM places
    UNION SELECT left(p_key, i - 1) || c || substr(p_key, i + 1) FROM places, letters
    UNION SELECT left(p_key, i - 1) || c || substr(p_key, i) FROM places, letters
    UNION SELECT translate(p_key, 'OIL', '011')
    EXCEPT SELECT p_key)
$f$`;

const near = `
-- Tags and serials one slip away from an unknown code, at most three, only of devices in the actor's sites.
CREATE OR REPLACE FUNCTION desk_near(p_key text, p_device_sites uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(jsonb_agg(jsonb_build_object('of', 'device', 'recordId', n.id, 'code', n.value, 'label', n.value || ' · ' || n.model)), '[]')
  FROM (
    SELECT d.id, i.value, m.name AS model
    FROM device_identifier i JOIN device d ON d.id = i.device_id JOIN model m ON m.id = d.model_id
    WHERE length(p_key) BETWEEN 4 AND 24 AND i.value_key = ANY (desk_one_slip(p_key)) AND i.kind IN ('tag', 'serial')
      AND (p_device_sites IS NULL OR d.home_site_id = ANY (p_device_sites) OR d.location_site_id = ANY (p_device_sites))
    ORDER BY i.value LIMIT 3
  ) n
$f$`;

const claim = `
-- Claims the scan's id or says what stands there: null when claimed; {replay} (the answer as text), {otherAccount} or {otherBody} when not.
CREATE OR REPLACE FUNCTION desk_claim(p jsonb, p_site uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  s scan_event%ROWTYPE;
BEGIN
  INSERT INTO scan_event (id, account_id, body_hash, station_id, session_id, site_id, seq, mode, act, raw_code, note, target_scan_id, source, occurred_at)
  VALUES ((p ->> 'id')::uuid, (p ->> 'accountId')::uuid, decode(p ->> 'bodyHash', 'hex'), (p ->> 'stationId')::uuid, (p ->> 'sessionId')::uuid, p_site,
    (p ->> 'seq')::integer, p ->> 'mode', p ->> 'act', p ->> 'raw', p ->> 'note', (p ->> 'targetScanId')::uuid, p ->> 'source', (p ->> 'occurredAt')::timestamptz)
  ON CONFLICT (id) DO NOTHING;
  IF FOUND THEN
    RETURN NULL;
  END IF;
  SELECT * INTO s FROM scan_event WHERE id = (p ->> 'id')::uuid;
  IF s.account_id <> (p ->> 'accountId')::uuid THEN
    RETURN '{"otherAccount": true}';
  ELSIF s.body_hash <> decode(p ->> 'bodyHash', 'hex') THEN
    RETURN '{"otherBody": true}';
  END IF;
  RETURN jsonb_build_object('replay', s.answer::text);
END $f$`;

const load = `
/* The first of a scan's two calls. VOLATILE on purpose: each statement sees what was committed while an earlier one waited for a lock.
   In: proof (of a session, for identity_session_stands) | null, the claim's fields, exact[], normalised[], pick {of, recordId} | null, batch {deviceIds[], toSiteId} | null, card (the hash of a supervisor's, hex) | null, context, personSites[] | null, deviceSites[] | null, shortNames.
   Out: {sessionChanged}, {noStation}, a claim's answer, or DeskFacts without permissions.
   Generic plans: what follows is probes by key, and planning some of them anew for each scan took most of its time. */
CREATE OR REPLACE FUNCTION desk_load(p jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $f$
DECLARE
  v_now timestamptz := clock_timestamp();
  v_day date := directory_day(v_now);
  v_station jsonb;
  v_site uuid;
  v_claim jsonb;
  v_persons uuid[] := '{}';
  v_devices uuid[] := '{}';
  v_rooms uuid[] := '{}';
  v_matched text;
  v_exact text[] := ARRAY(SELECT jsonb_array_elements_text(p -> 'exact'));
  v_held uuid[] := ARRAY(SELECT jsonb_array_elements_text(p #> '{context,heldDeviceIds}')::uuid);
  v_person uuid := (p #>> '{context,personId}')::uuid;
  v_psites uuid[] := CASE WHEN jsonb_typeof(p -> 'personSites') = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(p -> 'personSites')::uuid) END;
  v_dsites uuid[] := CASE WHEN jsonb_typeof(p -> 'deviceSites') = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(p -> 'deviceSites')::uuid) END;
  v_answered jsonb;
  v_card jsonb;
  v_other uuid[] := '{}';
  v_year date;
  v_seq integer;
  v_loan uuid;
  v_back date := (p #>> '{context,backDatedTo}')::date;
BEGIN
  IF jsonb_typeof(p -> 'proof') = 'object' AND NOT identity_session_stands(p -> 'proof') THEN
    RETURN '{"sessionChanged": true}';
  END IF;
  IF (p ->> 'shortNames')::boolean THEN
    PERFORM set_config('cubby.short_names', 'on', true);
  END IF;
  SELECT jsonb_build_object('id', t.id, 'name', t.name, 'site', jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name, 'closed', NOT s.active)), s.id INTO v_station, v_site
    FROM station t JOIN site s ON s.id = t.site_id WHERE t.id = (p ->> 'stationId')::uuid AND t.active;
  IF NOT FOUND THEN
    RETURN '{"noStation": true}';
  END IF;
  v_claim := desk_claim(p, v_site);
  IF v_claim IS NOT NULL THEN
    RETURN v_claim;
  END IF;
  INSERT INTO desk_session (id, station_id, account_id, site_id)
  VALUES ((p ->> 'sessionId')::uuid, (p ->> 'stationId')::uuid, (p ->> 'accountId')::uuid, v_site) ON CONFLICT (id) DO NOTHING;

  IF p ->> 'act' = 'batch' THEN
    v_devices := ARRAY(SELECT DISTINCT x::uuid FROM jsonb_array_elements_text(p #> '{batch,deviceIds}') AS x ORDER BY 1);
  ELSIF p ->> 'act' IN ('answer', 'note') THEN
    SELECT e.seq, jsonb_build_object('scanId', e.id, 'row', e.row_id, 'deviceId', e.device_id, 'mode', e.mode, 'personId', e.person_id,
        'loanId', (SELECT l.id FROM loan l JOIN device_event v ON v.device_id = l.device_id AND v.seq IN (l.closed_seq, l.opened_seq)
                    WHERE v.scan_id = e.id AND l.device_id = e.device_id ORDER BY v.seq DESC LIMIT 1),
        'answers', coalesce((SELECT jsonb_agg(c.finding ORDER BY c.reported_at) FROM condition_report c WHERE c.scan_id = e.id AND c.withdrawn_at IS NULL), '[]'), 'charger', circulation_scan_charger(e.id),
        'leaver', CASE WHEN e.mode = 'in' THEN (SELECT desk_person_ref(directory_person_name(x.id), v_psites) ->> 'display' FROM person x WHERE x.id = e.person_id AND x.state = 'withdrawn') END),
      CASE WHEN e.device_id IS NULL THEN '{}'::uuid[] ELSE ARRAY[e.device_id] END
      INTO v_seq, v_answered, v_devices
      FROM scan_event e WHERE e.id = (p ->> 'targetScanId')::uuid AND e.account_id = (p ->> 'accountId')::uuid
        AND e.session_id = (p ->> 'sessionId')::uuid AND e.undone_at IS NULL;
    v_devices := coalesce(v_devices, '{}');
  ELSIF p ->> 'card' IS NOT NULL THEN
    v_card := desk_card(p, v_site);
    v_answered := v_card -> 'refused';
    CASE v_answered #>> '{subject,of}'
      WHEN 'device' THEN v_devices := ARRAY[(v_answered #>> '{subject,recordId}')::uuid];
      WHEN 'person' THEN v_persons := ARRAY[(v_answered #>> '{subject,recordId}')::uuid];
      WHEN 'room' THEN v_rooms := ARRAY[(v_answered #>> '{subject,recordId}')::uuid];
      ELSE NULL;
    END CASE;
  ELSIF p ->> 'act' = 'pick' THEN
    CASE p #>> '{pick,of}'
      WHEN 'device' THEN v_devices := ARRAY[(p #>> '{pick,recordId}')::uuid];
      WHEN 'person' THEN v_persons := ARRAY[(p #>> '{pick,recordId}')::uuid];
      ELSE v_rooms := ARRAY[(p #>> '{pick,recordId}')::uuid];
    END CASE;
  ELSE
    SELECT coalesce(array_agg(record_id ORDER BY record_id) FILTER (WHERE kind = 'device'), '{}'), coalesce(array_agg(record_id) FILTER (WHERE kind = 'person'), '{}'),
        coalesce(array_agg(record_id) FILTER (WHERE kind IN ('room', 'cart')), '{}'), CASE WHEN count(*) = 1 AND NOT bool_or(exact) THEN min(value) END
      INTO v_devices, v_persons, v_rooms, v_matched
      FROM desk_resolve(v_exact, ARRAY(SELECT jsonb_array_elements_text(p -> 'normalised')), v_site);
  END IF;

  IF p ->> 'key' = 'x' THEN
    v_loan := (v_answered ->> 'loanId')::uuid;
    PERFORM desk_lock_swap(desk_swap((p ->> 'sessionId')::uuid, v_seq, v_loan, v_psites));
  END IF;
  -- Person, then devices in order of id: the one order in which the desk takes locks.
  IF p ->> 'mode' = 'out' AND (p ->> 'act' = 'batch' OR cardinality(v_persons) + cardinality(v_devices) + cardinality(v_rooms) = 1) THEN
    PERFORM directory_lock_person(coalesce(v_persons[1], v_person));
  END IF;
  -- A cart's slots are given out by one scan at a time.
  IF p ->> 'mode' = 'out' THEN
    PERFORM directory_lock_cart(coalesce(v_rooms[1], (p #>> '{context,roomId}')::uuid));
  END IF;
  IF p ->> 'key' = 's' THEN
    v_other := ARRAY(SELECT l.device_id FROM loan l JOIN device d ON d.id = l.device_id JOIN model m ON m.id = d.model_id
      WHERE l.person_id = ANY (directory_person_ids(v_person)) AND l.returned_at IS NULL AND l.type = p #>> '{context,loanType}'
        AND m.device_class <> 'accessory' AND NOT l.device_id = ANY (v_devices) LIMIT 2);
  END IF;
  IF p ->> 'mode' <> 'look' AND (p ->> 'act' = 'batch' OR cardinality(v_devices) <= 1) THEN
    PERFORM inventory_lock_devices(v_devices || v_other || CASE WHEN cardinality(v_persons) + cardinality(v_rooms) = 1 THEN v_held ELSE '{}' END);
  END IF;

  IF p ->> 'mode' = 'in' AND p ->> 'act' NOT IN ('answer', 'note', 'batch') AND cardinality(v_devices) = 1 THEN
    SELECT l.id INTO v_loan FROM loan l WHERE l.device_id = v_devices[1] AND l.returned_at IS NULL AND l.person_id IS NOT NULL;
  END IF;
  SELECT ends_on INTO v_year FROM school_year WHERE v_day BETWEEN starts_on AND ends_on;
  RETURN jsonb_build_object(
    'now', clock_timestamp(), 'today', v_day, 'timeZone', coalesce((SELECT time_zone FROM district), 'UTC'), 'station', v_station,
    'policy', ${deskPolicySql('v_site', 'v_day')},
    'profile', coalesce((SELECT profile FROM district), 'california'),
    'dailyDue', directory_next_closing(v_site, v_now), 'schoolYearEndsOn', v_year,
    'swap', CASE WHEN v_loan IS NOT NULL THEN desk_swap((p ->> 'sessionId')::uuid, coalesce(v_seq, (p ->> 'seq')::integer), v_loan, v_psites) END,
    'backDated', CASE WHEN v_back IS NOT NULL THEN desk_back_dated(v_back, v_site, v_devices || v_held) END,
    'due', CASE WHEN jsonb_typeof(p #> '{context,due}') = 'object' THEN desk_due(p #> '{context,due}', v_site, v_day, v_year) END,
    'nextYearStartsOn', CASE WHEN p #>> '{context,loanType}' = 'summer' THEN directory_next_year_day(v_site, v_day) END,
    'exchange', CASE WHEN cardinality(v_other) = 1 THEN desk_device_facts(v_other[1], v_site, v_day, v_psites, v_dsites) END,
    'found', jsonb_build_object(
      'devices', coalesce((SELECT jsonb_agg(f) FROM unnest(v_devices) x CROSS JOIN LATERAL desk_device_facts(x, v_site, coalesce(v_back, v_day), v_psites, v_dsites) f WHERE f IS NOT NULL), '[]'),
      'persons', coalesce((SELECT jsonb_agg(desk_person_facts(x, v_site, v_day, v_psites)) FROM unnest(v_persons) x), '[]'),
      'rooms', coalesce((SELECT jsonb_agg(desk_room_facts(x)) FROM unnest(v_rooms) x), '[]')),
    'sendTo', (SELECT jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) FROM site s WHERE s.id = (p #>> '{batch,toSiteId}')::uuid AND s.active),
    'matchedAs', v_matched,
    'near', CASE WHEN p ->> 'act' = 'code' AND cardinality(v_exact) > 0 AND cardinality(v_devices) + cardinality(v_persons) + cardinality(v_rooms) = 0
      THEN desk_near(v_exact[1], v_dsites) ELSE '[]' END,
    'person', CASE WHEN v_person IS NOT NULL THEN desk_person_facts(v_person, v_site, v_day, v_psites) END,
    'room', CASE WHEN p #>> '{context,roomId}' IS NOT NULL THEN desk_room_facts((p #>> '{context,roomId}')::uuid) END,
    'held', coalesce((SELECT jsonb_agg(f ORDER BY h.n) FROM unnest(v_held) WITH ORDINALITY h(id, n)
      CROSS JOIN LATERAL desk_device_facts(h.id, v_site, coalesce(v_back, v_day), v_psites, v_dsites) f WHERE f IS NOT NULL), '[]'),
    'answered', v_answered - 'subject', 'card', v_card - 'refused');
END $f$`;

/** Claim, resolve, lock, load. */
export const deskLoadSql: SqlFunctions = {
  lib: 'desk-load',
  order: 90,
  statements: [shortNames, personRef, personFacts, deviceFacts, roomFacts, resolve, oneSlip, near, claim, load],
};
