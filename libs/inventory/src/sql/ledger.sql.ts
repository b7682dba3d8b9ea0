import type { SqlFunctions } from '@app/platform';
import { deviceFacts, restrictedFunding } from './device-facts.sql.js';
import { identifierSql } from './identifiers.sql.js';
import { inHand, NEVER_SEEN, seenSql } from './seen.sql.js';

const eventHash = `
-- Every column but the hash itself, as one JSON array: its text is canonical.
CREATE OR REPLACE FUNCTION inventory_event_hash(e device_event) RETURNS bytea
LANGUAGE sql STABLE AS $f$
  SELECT sha256(convert_to(jsonb_build_array(
    e.device_id, e.seq, e.type, (extract(epoch FROM e.occurred_at) * 1000000)::bigint, (extract(epoch FROM e.recorded_at) * 1000000)::bigint,
    e.account_id, e.station_id, e.site_id, e.scan_id, e.source, e.before, e.after, e.evidence, e.reverses_seq, encode(e.prev_hash, 'hex')
  )::text, 'UTF8'))
$f$`;

const SUMMARY = `'asset_tag', d.asset_tag, 'serial', d.serial, 'state', d.state, 'custody', d.custody,
    'holder_person_id', d.holder_person_id, 'holder_room_id', d.holder_room_id,
    'holder_cart_id', d.holder_cart_id, 'cart_slot', d.cart_slot,
    'home_site_id', d.home_site_id, 'location_site_id', d.location_site_id, 'location_room_id', d.location_room_id,
    'from_site_id', d.from_site_id, 'condition', d.condition, 'mdm_status', d.mdm_status, 'holds', to_jsonb(d.holds)`;

const summaryOf = `
-- The facts of a device that events set. Without a search_path of its own, so that Postgres can inline it.
CREATE OR REPLACE FUNCTION inventory_summary_of(d device) RETURNS jsonb
LANGUAGE sql STABLE AS $f$
  SELECT jsonb_build_object(${SUMMARY})
$f$`;

const contradicting = `
-- The newest standing entry after p_seq, not of p_scans, that set one of the same facts: what set others may stay when p_seq is taken back.
-- An entry that sets nothing is followed by everything.
CREATE OR REPLACE FUNCTION inventory_contradicting(p_device uuid, p_seq integer, p_scans uuid[]) RETURNS SETOF device_event
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT n.* FROM device_event t JOIN device_event n ON n.device_id = t.device_id AND n.seq > t.seq AND n.reverses_seq IS NULL
     AND (n.scan_id IS NULL OR NOT n.scan_id = ANY (p_scans))
     AND (t.after = '{}' OR n.after ?| ARRAY(SELECT jsonb_object_keys(t.after)))
     AND NOT EXISTS (SELECT 1 FROM device_event r WHERE r.device_id = n.device_id AND r.reverses_seq = n.seq)
   WHERE t.device_id = p_device AND t.seq = p_seq ORDER BY n.seq DESC LIMIT 1
$f$`;

const checkReversal = `
-- An event can be taken back once, while nothing that still stands contradicts it; a reversal is not reversed.
CREATE OR REPLACE FUNCTION inventory_reversed_event(p_device uuid, p_seq integer) RETURNS device_event
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  t device_event%ROWTYPE;
BEGIN
  SELECT * INTO t FROM device_event WHERE device_id = p_device AND seq = p_seq;
  IF t.seq IS NULL OR t.type = 'registered' OR t.reverses_seq IS NOT NULL
     OR EXISTS (SELECT 1 FROM device_event r WHERE r.device_id = p_device AND r.reverses_seq = p_seq)
     OR EXISTS (SELECT 1 FROM inventory_contradicting(p_device, p_seq, '{}')) THEN
    RAISE EXCEPTION 'event % of device % cannot be reversed', p_seq, p_device
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_device_event_undo', TABLE = 'device_event';
  END IF;
  RETURN t;
END $f$`;

const checkMove = `
CREATE OR REPLACE FUNCTION inventory_check_move(d device, p_to text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  IF p_to IS NOT DISTINCT FROM d.state THEN
    RETURN;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM device_state_move m WHERE m.from_state = coalesce(d.state, 'none') AND m.to_state = p_to)
     OR (p_to = 'void' AND d.last_seq <> 1) THEN
    RAISE EXCEPTION 'device % cannot move from % to %', d.id, coalesce(d.state, 'none'), p_to
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_device_event_move', TABLE = 'device_event';
  END IF;
END $f$`;

const stateSince = `
-- When the state began that stood before an entry: what is taken back never began anything.
CREATE OR REPLACE FUNCTION inventory_state_since(p_device uuid, p_before integer) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT e.occurred_at FROM device_event e
   WHERE e.device_id = p_device AND e.seq < p_before AND e.reverses_seq IS NULL AND e.after -> 'state' IS DISTINCT FROM e.before -> 'state'
     AND NOT EXISTS (SELECT 1 FROM device_event r WHERE r.device_id = p_device AND r.reverses_seq = e.seq)
   ORDER BY e.seq DESC LIMIT 1
$f$`;

const appendEvent = `
-- The only writer of a device's summary. It locks the device, checks the move, numbers and chains the event.
CREATE OR REPLACE FUNCTION inventory_append_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $f$
DECLARE
  d device%ROWTYPE;
  t device_event%ROWTYPE;
  v_now timestamptz;
  v_old jsonb;
  v_new jsonb;
  v_codes boolean;
BEGIN
  SELECT * INTO d FROM device WHERE id = NEW.device_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no device %', NEW.device_id
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'fk_device_event_device', TABLE = 'device_event';
  END IF;
  v_now := clock_timestamp();
  v_old := jsonb_build_object(${SUMMARY});
  IF NEW.reverses_seq IS NOT NULL THEN
    t := inventory_reversed_event(d.id, NEW.reverses_seq);
    NEW.type := 'reversed';
    NEW.after := t.before;
    NEW.occurred_at := v_now;
  ELSE
    IF NEW.after - '{asset_tag,serial,state,custody,holder_person_id,holder_room_id,holder_cart_id,cart_slot,home_site_id,location_site_id,location_room_id,from_site_id,condition,mdm_status,holds}'::text[] <> '{}' THEN
      RAISE EXCEPTION 'an event sets only facts of the summary, not %', NEW.after
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_device_event_facts', TABLE = 'device_event';
    END IF;
    IF (NEW.type = 'registered') <> (d.last_seq = 0) THEN
      RAISE EXCEPTION 'the first event of a device, and only it, is its registration'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_device_event_first', TABLE = 'device_event';
    END IF;
    -- A record that another one goes on for is void whatever its history.
    IF NEW.after ? 'state' AND NOT (NEW.type = 'merged' AND NEW.after ->> 'state' = 'void') THEN
      PERFORM inventory_check_move(d, NEW.after ->> 'state');
    END IF;
    -- What was bought for one program leaves it with a reason.
    IF NEW.type = 'transferred-in-hand' AND NEW.evidence ->> 'transferReason' IS NULL AND inventory_restricted_funding(d.id) IS NOT NULL THEN
      RAISE EXCEPTION 'the transfer of device % needs a reason', d.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_device_event_transfer_reason', TABLE = 'device_event';
    END IF;
    IF NEW.evidence ? 'backDatedTo' THEN
      NEW.occurred_at := inventory_back_date(d.id, least(NEW.occurred_at, v_now), NEW.after, (NEW.evidence ->> 'backDatedTo')::date);
    ELSE
      -- A station's clock may be wrong; the order of the device's events may not.
      NEW.occurred_at := greatest(least(coalesce(NEW.occurred_at, v_now), v_now), d.last_event_at + interval '1 microsecond');
    END IF;
  END IF;
  NEW.before := (SELECT coalesce(jsonb_object_agg(k, v_old -> k), '{}') FROM jsonb_object_keys(NEW.after) AS k);
  NEW.evidence := coalesce(NEW.evidence, '{}');
  NEW.recorded_at := v_now;
  NEW.seq := d.last_seq + 1;
  NEW.prev_hash := d.ledger_hash;
  NEW.hash := inventory_event_hash(NEW);
  v_new := v_old || NEW.after;
  -- Nothing comes to a site that is closed, or being closed at this moment.
  IF v_new -> 'home_site_id' IS DISTINCT FROM v_old -> 'home_site_id' THEN
    PERFORM directory_keep_open((v_new ->> 'home_site_id')::uuid);
  END IF;
  IF v_new -> 'location_site_id' IS DISTINCT FROM v_old -> 'location_site_id' AND v_new -> 'location_site_id' IS DISTINCT FROM v_new -> 'home_site_id' THEN
    PERFORM directory_keep_open((v_new ->> 'location_site_id')::uuid);
  END IF;
  -- Nor to a room or a slot of a cart that is no more. What stands in a cart is where the cart is.
  IF v_new ->> 'holder_room_id' IS NOT NULL AND v_new -> 'holder_room_id' IS DISTINCT FROM v_old -> 'holder_room_id' THEN
    PERFORM directory_keep_room((v_new ->> 'holder_room_id')::uuid);
  ELSIF v_new ->> 'location_room_id' IS NOT NULL AND v_new ->> 'holder_cart_id' IS NULL
    AND v_new -> 'location_room_id' IS DISTINCT FROM v_old -> 'location_room_id' THEN
    PERFORM directory_keep_room((v_new ->> 'location_room_id')::uuid);
  END IF;
  IF v_new ->> 'holder_cart_id' IS NOT NULL AND (v_new -> 'holder_cart_id', v_new -> 'cart_slot') IS DISTINCT FROM (v_old -> 'holder_cart_id', v_old -> 'cart_slot') THEN
    PERFORM directory_keep_slot((v_new ->> 'holder_cart_id')::uuid, (v_new ->> 'cart_slot')::smallint);
  END IF;
  v_codes := NEW.after ? 'asset_tag' OR NEW.after ? 'serial';
  IF d.last_seq = 0 THEN
    PERFORM pg_advisory_xact_lock_shared(inventory_tag_lock(v_new ->> 'asset_tag'));
    INSERT INTO device_identifier (device_id, kind, value, maker_key)
    SELECT d.id, c.kind, c.value, CASE WHEN c.kind = 'serial' THEN (SELECT m.maker_key FROM model m WHERE m.id = d.model_id) ELSE '' END
      FROM (VALUES ('tag', v_new ->> 'asset_tag'), ('serial', v_new ->> 'serial')) AS c (kind, value) WHERE c.value IS NOT NULL;
  ELSIF v_codes THEN
    IF v_new ->> 'asset_tag' IS DISTINCT FROM d.asset_tag THEN
      PERFORM inventory_set_identifier(d.id, 'tag', v_new ->> 'asset_tag', '');
    END IF;
    IF v_new ->> 'serial' IS DISTINCT FROM d.serial THEN
      PERFORM inventory_set_identifier(d.id, 'serial', v_new ->> 'serial', (SELECT m.maker_key FROM model m WHERE m.id = d.model_id));
    END IF;
  END IF;
  UPDATE device SET
    asset_tag = v_new ->> 'asset_tag', serial = v_new ->> 'serial', state = v_new ->> 'state', custody = v_new ->> 'custody',
    holder_person_id = (v_new ->> 'holder_person_id')::uuid, holder_room_id = (v_new ->> 'holder_room_id')::uuid,
    holder_cart_id = (v_new ->> 'holder_cart_id')::uuid, cart_slot = (v_new ->> 'cart_slot')::smallint,
    home_site_id = (v_new ->> 'home_site_id')::uuid, location_site_id = (v_new ->> 'location_site_id')::uuid,
    location_room_id = (v_new ->> 'location_room_id')::uuid, from_site_id = (v_new ->> 'from_site_id')::uuid,
    condition = v_new ->> 'condition', mdm_status = v_new ->> 'mdm_status',
    holds = CASE WHEN NEW.after ? 'holds' THEN ARRAY(SELECT jsonb_array_elements_text(v_new -> 'holds')) ELSE d.holds END,
    state_since = CASE WHEN v_new ->> 'state' IS NOT DISTINCT FROM d.state THEN d.state_since WHEN NEW.reverses_seq IS NULL THEN NEW.occurred_at
      ELSE inventory_state_since(d.id, NEW.reverses_seq) END,
    last_seen_at = CASE WHEN NEW.reverses_seq IS NOT NULL THEN inventory_last_seen(d.id, NEW.reverses_seq)
      WHEN ${inHand('NEW')} THEN greatest(d.last_seen_at, NEW.occurred_at) ELSE d.last_seen_at END,
    last_event_at = greatest(d.last_event_at, NEW.occurred_at), last_seq = NEW.seq, ledger_hash = NEW.hash,
    search_text = CASE WHEN v_codes OR d.search_text IS NULL THEN inventory_search_text(d.id, d.model_id) ELSE d.search_text END
  WHERE id = d.id;
  RETURN NEW;
END $f$`;

const guardDevice = `
-- Fires for statements from outside only (trigger depth 0): the ledger's own trigger writes the summary.
CREATE OR REPLACE FUNCTION inventory_guard_device() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_before device%ROWTYPE;
BEGIN
  v_before.holds := '{}';
  v_before.last_seq := 0;
  v_before.last_seen_at := ${NEVER_SEEN};
  IF TG_OP = 'UPDATE' THEN
    v_before := OLD;
  END IF;
  IF (inventory_summary_of(NEW), NEW.last_seq, NEW.ledger_hash, NEW.last_event_at, NEW.last_seen_at, NEW.state_since, NEW.search_text) IS DISTINCT FROM
     (inventory_summary_of(v_before), v_before.last_seq, v_before.ledger_hash, v_before.last_event_at, v_before.last_seen_at, v_before.state_since, v_before.search_text) THEN
    RAISE EXCEPTION 'a device gets its summary from the ledger' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.model_id <> OLD.model_id THEN
    -- A serial is its maker's: it is unique among that maker's devices, and only there.
    IF EXISTS (SELECT 1 FROM device_identifier i JOIN model m ON m.id = NEW.model_id
                WHERE i.device_id = NEW.id AND i.kind = 'serial' AND i.maker_key <> m.maker_key) THEN
      RAISE EXCEPTION 'device % has a serial of another maker', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_device_maker', TABLE = 'device';
    END IF;
    NEW.search_text := inventory_search_text(NEW.id, NEW.model_id);
  END IF;
  RETURN NEW;
END $f$`;

const checkRegistered = `
CREATE OR REPLACE FUNCTION inventory_check_registered() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM device_event e WHERE e.device_id = NEW.id AND e.seq = 1) THEN
    RAISE EXCEPTION 'device % has no registration in the ledger', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_device_has_event', TABLE = 'device';
  END IF;
  RETURN NULL;
END $f$`;

const recordEvents = `
-- Appends events in the order given. In: [{deviceId, type, occurredAt?, accountId?, stationId?, siteId?, scanId?, source, after, evidence?, reversesSeq?}].
-- Out: [{deviceId, seq, occurredAt}]. The caller locks several devices beforehand, in order of id.
CREATE OR REPLACE FUNCTION inventory_record_events(p_events jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  e jsonb;
  v_seq integer;
  v_at timestamptz;
  v_out jsonb := '[]';
BEGIN
  FOR e IN SELECT jsonb_array_elements(p_events) LOOP
    INSERT INTO device_event (device_id, type, occurred_at, account_id, station_id, site_id, scan_id, source, after, evidence, reverses_seq)
    VALUES ((e ->> 'deviceId')::uuid, e ->> 'type', (e ->> 'occurredAt')::timestamptz, (e ->> 'accountId')::uuid, (e ->> 'stationId')::uuid,
      (e ->> 'siteId')::uuid, (e ->> 'scanId')::uuid, e ->> 'source', coalesce(e -> 'after', '{}'), e -> 'evidence', (e ->> 'reversesSeq')::integer)
    RETURNING seq, occurred_at INTO v_seq, v_at;
    v_out := v_out || jsonb_build_object('deviceId', e ->> 'deviceId', 'seq', v_seq, 'occurredAt', v_at);
  END LOOP;
  RETURN v_out;
END $f$`;

const lockDevices = `
CREATE OR REPLACE FUNCTION inventory_lock_devices(p_ids uuid[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  SELECT 1 FROM device WHERE id = ANY (p_ids) ORDER BY id FOR NO KEY UPDATE
$f$`;

/** The ledger: its trigger, its guard, and the functions through which other libs write to it inside their transaction. */
export const ledgerSql: SqlFunctions = {
  lib: 'inventory-ledger',
  order: 30,
  statements: [
    ...identifierSql,
    eventHash,
    summaryOf,
    contradicting,
    checkReversal,
    checkMove,
    stateSince,
    appendEvent,
    guardDevice,
    checkRegistered,
    recordEvents,
    lockDevices,
    ...seenSql,
    restrictedFunding,
    deviceFacts,
  ],
};
