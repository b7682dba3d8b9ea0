import type { SqlFunctions } from '@app/platform';

const family = `
-- A scan and the answers to its row, the answers to those included, as far as they stand; all of one session, by whose index they are found.
CREATE OR REPLACE FUNCTION desk_scan_family(p_scan uuid) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  WITH RECURSIVE f AS (SELECT id, session_id, seq FROM scan_event WHERE id = p_scan UNION
    SELECT e.id, e.session_id, e.seq FROM f JOIN scan_event e ON e.session_id = f.session_id AND e.seq > f.seq AND e.target_scan_id = f.id
      AND e.act = 'answer' AND e.undone_at IS NULL)
  SELECT array_agg(id) FROM f
$f$`;

const undoTarget = `
/* What an undo would take back: the newest undoable scan of the session and account when p_scan is null,
   those left out whose undo was refused before.
   Locks the devices in order of id. blockers: the newest entry of each device that came since and contradicts these scans.
   {left: true}: what is left was refused before. closed: one that would go back to a site, a room or a slot that is no more. */
CREATE OR REPLACE FUNCTION desk_undo_target(p_session uuid, p_account uuid, p_scan uuid, p_sites uuid[]) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public AS $f$
DECLARE
  s scan_event%ROWTYPE;
  v_scans uuid[];
  v_devices uuid[];
BEGIN
  IF p_scan IS NULL THEN
    SELECT * INTO s FROM scan_event e WHERE session_id = p_session AND account_id = p_account AND undoable AND undone_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM scan_event u WHERE u.session_id = p_session AND u.target_scan_id = e.id AND u.row_id = 'UNDO-NO')
      ORDER BY seq DESC LIMIT 1;
  ELSE
    SELECT * INTO s FROM scan_event WHERE id = p_scan;
  END IF;
  IF s.id IS NULL THEN
    RETURN (SELECT '{"left": true}'::jsonb FROM scan_event
      WHERE p_scan IS NULL AND session_id = p_session AND account_id = p_account AND undoable AND undone_at IS NULL LIMIT 1);
  END IF;
  v_scans := desk_scan_family(s.id);
  v_devices := ARRAY(SELECT device_id FROM device_event WHERE scan_id = ANY (v_scans) UNION SELECT circulation_renewed_devices(v_scans));
  -- A cart before its devices, as a check-out locks them.
  PERFORM directory_lock_cart(c.id) FROM (SELECT DISTINCT (before ->> 'holder_cart_id')::uuid AS id FROM device_event
    WHERE scan_id = ANY (v_scans) AND before ->> 'holder_cart_id' IS NOT NULL ORDER BY 1) AS c;
  PERFORM inventory_lock_devices(v_devices);
  SELECT * INTO s FROM scan_event WHERE id = s.id;
  RETURN jsonb_build_object('scanId', s.id, 'accountId', s.account_id, 'sessionId', s.session_id, 'siteId', s.site_id, 'row', s.row_id,
    'receivedAt', s.received_at, 'undoable', s.undoable, 'undone', s.undone_at IS NOT NULL, 'personId', s.person_id,
    'deviceId', CASE WHEN s.device_id = ANY (v_devices) THEN s.device_id ELSE coalesce(v_devices[1], s.device_id) END,
    'tags', ARRAY(SELECT coalesce(d.asset_tag, d.serial) FROM device d WHERE d.id = ANY (v_devices) ORDER BY 1),
    'tag', (SELECT coalesce(d.asset_tag, d.serial) FROM device d WHERE d.id = s.device_id),
    'by', identity_account_name(s.account_id), 'headline', s.answer #>> '{text,headline}',
    'blockers', coalesce((SELECT jsonb_agg(jsonb_build_object('tag', coalesce(d.asset_tag, d.serial), 'type', n.type, 'at', n.occurred_at,
        'by', identity_account_name(n.account_id), 'station', (SELECT name FROM station WHERE id = n.station_id),
        'inBulk', n.evidence ? 'bulkRunId', 'state', n.after ->> 'state',
        'holder', CASE WHEN n.type = 'checked-out' THEN coalesce(desk_person_ref(directory_person_name(d.holder_person_id), p_sites) ->> 'display',
          (SELECT name FROM room WHERE id = d.holder_room_id), (SELECT name FROM cart WHERE id = d.holder_cart_id)) END))
      FROM (SELECT DISTINCT ON (c.device_id) c.* FROM device_event e CROSS JOIN LATERAL inventory_contradicting(e.device_id, e.seq, v_scans) c
            WHERE e.device_id = ANY (v_devices) AND e.scan_id = ANY (v_scans) AND e.reverses_seq IS NULL
              AND NOT EXISTS (SELECT 1 FROM device_event r WHERE r.device_id = e.device_id AND r.reverses_seq = e.seq)
            ORDER BY c.device_id, c.seq DESC) n JOIN device d ON d.id = n.device_id), '[]')
      || (SELECT coalesce(jsonb_agg(jsonb_build_object('tag', coalesce(d.asset_tag, d.serial), 'type', coalesce(e.type, 'renewed'), 'at', coalesce(e.occurred_at, (n ->> 'at')::timestamptz),
          'by', identity_account_name(coalesce(e.account_id, (n ->> 'by')::uuid)), 'station', (SELECT name FROM station WHERE id = coalesce(e.station_id, (n ->> 'stationId')::uuid)),
          'inBulk', false, 'state', e.after ->> 'state', 'holder', NULL)), '[]')
        FROM jsonb_array_elements(circulation_after_renewals(v_scans)) n JOIN device d ON d.id = (n ->> 'deviceId')::uuid
        LEFT JOIN device_event e ON e.device_id = d.id AND e.seq = (n ->> 'seq')::integer)
      -- A slot that has another device by now.
      || coalesce((SELECT jsonb_agg(jsonb_build_object('tag', coalesce(o.asset_tag, o.serial), 'type', 'checked-out', 'at', coalesce(l.loaned_at, o.last_event_at),
          'by', identity_account_name(l.opened_by), 'station', (SELECT name FROM station WHERE id = l.opened_station_id),
          'inBulk', false, 'state', NULL, 'holder', (SELECT name FROM cart WHERE id = o.holder_cart_id)))
        FROM device_event e JOIN device o ON o.holder_cart_id = (e.before ->> 'holder_cart_id')::uuid
          AND o.cart_slot = (e.before ->> 'cart_slot')::smallint AND NOT o.id = ANY (v_devices)
          LEFT JOIN loan l ON l.device_id = o.id AND l.returned_at IS NULL
        WHERE e.device_id = ANY (v_devices) AND e.scan_id = ANY (v_scans) AND e.reverses_seq IS NULL), '[]'),
    'closed', (SELECT jsonb_strip_nulls(jsonb_build_object('tag', coalesce(d.asset_tag, d.serial), 'site', x.code, 'place', coalesce(c.name, r.name),
        'slot', CASE WHEN c.active AND cr.active IS NOT FALSE THEN e.before -> 'cart_slot' END,
        'slots', CASE WHEN c.active AND cr.active IS NOT FALSE THEN c.slots END))
      FROM device_event e JOIN device d ON d.id = e.device_id
      LEFT JOIN site x ON NOT x.active AND x.id IN ((e.before ->> 'home_site_id')::uuid, (e.before ->> 'location_site_id')::uuid)
      LEFT JOIN (cart c LEFT JOIN room cr ON cr.id = c.room_id) ON c.id = (e.before ->> 'holder_cart_id')::uuid
        AND NOT (c.active AND cr.active IS NOT FALSE AND c.slots >= (e.before ->> 'cart_slot')::smallint)
      LEFT JOIN room r ON NOT r.active AND e.before ->> 'holder_cart_id' IS NULL
        AND r.id IN ((e.before ->> 'holder_room_id')::uuid, (e.before ->> 'location_room_id')::uuid)
      WHERE num_nonnulls(x.id, c.id, r.id) > 0 AND e.device_id = ANY (v_devices) AND e.scan_id = ANY (v_scans) AND e.reverses_seq IS NULL LIMIT 1));
END $f$`;

const reverse = `
-- Takes back everything that a scan and the answers to its row did, newest first. What contradicts it since fails the whole: nothing changes.
CREATE OR REPLACE FUNCTION desk_reverse(p_actor jsonb, p_scan uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v record;
  v_event jsonb;
  v_scans uuid[] := desk_scan_family(p_scan);
BEGIN
  FOR v IN SELECT e.device_id, e.seq FROM device_event e WHERE e.scan_id = ANY (v_scans) AND e.reverses_seq IS NULL
      AND NOT EXISTS (SELECT 1 FROM device_event r WHERE r.device_id = e.device_id AND r.reverses_seq = e.seq)
      ORDER BY e.recorded_at DESC, e.device_id, e.seq DESC LOOP
    v_event := inventory_record_events(jsonb_build_array(p_actor || jsonb_build_object('deviceId', v.device_id, 'type', 'reversed', 'reversesSeq', v.seq))) -> 0;
    PERFORM circulation_reverse(v.device_id, v.seq, (v_event ->> 'seq')::integer, (v_event ->> 'occurredAt')::timestamptz,
      (p_actor ->> 'accountId')::uuid, (p_actor ->> 'stationId')::uuid);
  END LOOP;
  PERFORM circulation_withdraw_reports(v_scans);
  PERFORM circulation_undo_renewals(v_scans, p_actor);
  UPDATE scan_event SET undone_at = clock_timestamp(), undone_by_scan_id = (p_actor ->> 'scanId')::uuid WHERE id = ANY (v_scans);
END $f$`;

/** What an undo would take back, and the taking back. */
export const deskUndoSql: SqlFunctions = { lib: 'desk-undo', order: 91, statements: [family, undoTarget, reverse] };
