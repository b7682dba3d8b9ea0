import type { SqlFunctions } from '@app/platform';
import { deskPolicySql } from '../policies/desk-choices.js';

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

const twoCodes = `
-- An unknown code that is two known ones sent in one line: the two records, in order. Null: none, or more than one way to read it.
CREATE OR REPLACE FUNCTION desk_two_codes(p_key text) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT CASE WHEN count(*) = 1 THEN jsonb_agg(c.pair) -> 0 END FROM (
    SELECT DISTINCT jsonb_build_array(jsonb_build_object('of', a.of, 'recordId', a.record_id, 'code', a.value),
      jsonb_build_object('of', b.of, 'recordId', b.record_id, 'code', b.value)) AS pair
    FROM generate_series(4, CASE WHEN length(p_key) <= 80 THEN length(p_key) - 4 ELSE 0 END) AS i,
      LATERAL desk_known_code(btrim(left(p_key, i))) AS a, LATERAL desk_known_code(btrim(substr(p_key, i + 1))) AS b
    WHERE a.record_id <> b.record_id) AS c
$f$`;

const knownCode = `
-- The records whose own code this is.
CREATE OR REPLACE FUNCTION desk_known_code(p_key text) RETURNS TABLE (of text, record_id uuid, value text)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT DISTINCT ON (c.record_id) CASE c.kind WHEN 'cart' THEN 'room' ELSE c.kind END, c.record_id, c.value FROM (
    SELECT i.kind, i.record_id, i.value FROM inventory.v_code i WHERE i.value_key = p_key
    UNION ALL
    SELECT d.kind, d.record_id, d.value FROM directory.v_code d WHERE d.value_key = p_key) AS c
  WHERE length(p_key) >= 4 ORDER BY c.record_id, c.value
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
   In: proof (of a session, for identity_session_stands) | null, the claim's fields, key and reason of an answer, exact[], normalised[], pick {of, recordId} | null, batch {deviceIds[], toSiteId} | null, card (the hash of a supervisor's, hex) | null, context, personSites[] | null, deviceSites[] | null, shortNames, unnamed {student, staff} | null.
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
  v_target uuid;
  v_found jsonb;
  v_waiting jsonb;
  v_unknown boolean;
  v_two jsonb;
  v_back date := (p #>> '{context,backDatedTo}')::date;
BEGIN
  IF jsonb_typeof(p -> 'proof') = 'object' AND NOT identity_session_stands(p -> 'proof') THEN
    RETURN '{"sessionChanged": true}';
  END IF;
  IF (p ->> 'shortNames')::boolean THEN
    PERFORM set_config('cubby.short_names', 'on', true);
  END IF;
  IF p ->> 'unnamed' IS NOT NULL THEN
    PERFORM set_config('cubby.unnamed', p ->> 'unnamed', true);
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
    v_target := CASE WHEN p ->> 'key' ~ '^[1-6cm]$' THEN desk_answered_scan((p ->> 'targetScanId')::uuid, p ->> 'key') ELSE (p ->> 'targetScanId')::uuid END;
    SELECT e.seq, jsonb_build_object('scanId', e.id, 'row', e.row_id, 'deviceId', e.device_id, 'mode', e.mode, 'personId', e.person_id,
        'loanId', (SELECT l.id FROM loan l JOIN device_event v ON v.device_id = l.device_id AND v.seq IN (l.closed_seq, l.opened_seq)
                    WHERE v.scan_id = e.id AND l.device_id = e.device_id ORDER BY v.seq DESC LIMIT 1),
        'answers', coalesce((SELECT jsonb_agg(c.finding ORDER BY c.reported_at) FROM condition_report c WHERE c.scan_id = e.id AND c.withdrawn_at IS NULL), '[]'), 'charger', circulation_scan_charger(e.id),
        'leaver', CASE WHEN e.mode = 'in' THEN (SELECT desk_person_ref(directory_person_name(x.id), v_psites) ->> 'display' FROM person x WHERE x.id = e.person_id AND x.state = 'withdrawn') END),
      CASE WHEN e.device_id IS NULL THEN '{}'::uuid[] ELSE ARRAY[e.device_id] END
      INTO v_seq, v_answered, v_devices
      FROM scan_event e WHERE e.id = v_target AND e.account_id = (p ->> 'accountId')::uuid
        AND e.session_id = (p ->> 'sessionId')::uuid AND e.undone_at IS NULL;
    v_devices := coalesce(v_devices, '{}');
    IF p ->> 'key' ~ '^[1-6m]$' THEN
      v_answered := v_answered || jsonb_build_object('question', desk_question(v_target, p ->> 'key', v_answered -> 'charger'));
    END IF;
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

  IF v_answered IS NOT NULL AND (p ->> 'act' = 'answer' OR p ->> 'card' IS NOT NULL) THEN
    v_answered := v_answered || jsonb_build_object('transferReason', desk_transfer_reason(p, (v_answered ->> 'scanId')::uuid));
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
  v_found := coalesce((SELECT jsonb_agg(f) FROM unnest(v_devices) x CROSS JOIN LATERAL desk_device_facts(x, v_site, coalesce(v_back, v_day), v_psites, v_dsites) f WHERE f IS NOT NULL), '[]');
  v_waiting := coalesce((SELECT jsonb_agg(f ORDER BY h.n) FROM unnest(v_held) WITH ORDINALITY h(id, n)
    CROSS JOIN LATERAL desk_device_facts(h.id, v_site, coalesce(v_back, v_day), v_psites, v_dsites) f WHERE f IS NOT NULL), '[]');
  -- Tagged chargers and the like, which are few: whether they fit whoever gets or brings them.
  IF p ->> 'mode' <> 'look' AND (v_found || v_waiting) @> '[{"model": {"deviceClass": "accessory"}}]' THEN
    v_found := coalesce(desk_with_fit(v_found, CASE WHEN p ->> 'mode' = 'out' THEN v_person WHEN v_found #> '{0,loan,person}' IS NULL THEN v_person END), '[]');
    v_waiting := coalesce(desk_with_fit(v_waiting, coalesce(v_persons[1], v_person)), '[]');
  END IF;
  v_unknown := p ->> 'act' = 'code' AND cardinality(v_exact) > 0 AND cardinality(v_devices) + cardinality(v_persons) + cardinality(v_rooms) = 0;
  v_two := CASE WHEN v_unknown THEN desk_two_codes(v_exact[1]) END;
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
      'devices', v_found,
      'persons', coalesce((SELECT jsonb_agg(desk_person_facts(x, v_site, v_day, v_psites)) FROM unnest(v_persons) x), '[]'),
      'rooms', coalesce((SELECT jsonb_agg(desk_room_facts(x)) FROM unnest(v_rooms) x), '[]')),
    'sendTo', (SELECT jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) FROM site s WHERE s.id = (p #>> '{batch,toSiteId}')::uuid AND s.active),
    'matchedAs', v_matched,
    'twoCodes', v_two, 'near', CASE WHEN v_unknown AND v_two IS NULL THEN desk_near(v_exact[1], v_dsites) ELSE '[]' END,
    'person', CASE WHEN v_person IS NOT NULL THEN desk_person_facts(v_person, v_site, v_day, v_psites) END,
    'room', CASE WHEN p #>> '{context,roomId}' IS NOT NULL THEN desk_room_facts((p #>> '{context,roomId}')::uuid) END,
    'held', v_waiting,
    'answered', v_answered - 'subject', 'card', v_card - 'refused');
END $f$`;

/** Claim, resolve, lock, load. */
export const deskLoadSql: SqlFunctions = {
  lib: 'desk-load',
  order: 90,
  statements: [resolve, oneSlip, near, knownCode, twoCodes, claim, load],
};
