export const restrictedFunding = `
-- The federal and E-Rate money that bought the device, which is for its own program (2 CFR 200.313, 47 CFR 54.513, 54.1715); null: none.
CREATE OR REPLACE FUNCTION inventory_restricted_funding(p_device uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT string_agg(s.name, ', ' ORDER BY s.name) FROM device d JOIN funding_split_line l ON l.split_id = d.funding_split_id
    JOIN funding_source s ON s.id = l.funding_source_id WHERE d.id = p_device AND s.kind IN ('federal', 'ecf', 'e-rate')
$f$`;

export const deviceFacts = `
-- What a decision about a device needs from the inventory; shape: DeviceFacts of the scan engine, without loan and names of people.
CREATE OR REPLACE FUNCTION inventory_device_facts(p_device uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object(
    'id', d.id, 'tag', coalesce(d.asset_tag, d.serial, ''), 'serial', d.serial,
    'model', jsonb_build_object('id', m.id, 'name', m.maker || ' ' || m.name, 'deviceClass', m.device_class, 'supportEndsOn', m.support_ends_on),
    'state', d.state, 'condition', d.condition, 'holds', to_jsonb(d.holds), 'loanerPool', d.loaner_pool, 'slot', d.cart_slot,
    'homeSite', jsonb_build_object('id', h.id, 'code', h.code, 'name', h.name),
    'locationSite', jsonb_build_object('id', l.id, 'code', l.code, 'name', l.name),
    'fromSite', CASE WHEN f.id IS NOT NULL THEN jsonb_build_object('id', f.id, 'code', f.code, 'name', f.name) END,
    'refreshDue', inventory_refresh_due(d.id), 'stateSince', d.state_since, 'lastSeenAt', nullif(d.last_seen_at, '-infinity'),
    'lastCustody', (SELECT jsonb_build_object('type', e.type, 'at', e.occurred_at, 'accountId', e.account_id, 'stationId', e.station_id, 'scanId', e.scan_id)
       FROM device_event e
      WHERE e.device_id = d.id AND e.type IN ('checked-out', 'checked-in', 'received', 'found')
        AND NOT EXISTS (SELECT 1 FROM device_event r WHERE r.device_id = d.id AND r.reverses_seq = e.seq)
      ORDER BY e.seq DESC LIMIT 1))
  FROM device d
  JOIN model m ON m.id = d.model_id
  JOIN site h ON h.id = d.home_site_id
  JOIN site l ON l.id = d.location_site_id
  LEFT JOIN site f ON f.id = d.from_site_id
  WHERE d.id = p_device
$f$`;
