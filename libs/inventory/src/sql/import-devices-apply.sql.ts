/** The planned lines with their staged cells. */
const planned = (outcome: string): string => `
  FROM import_row r
  JOIN import_device i ON i.run_id = r.run_id AND i.line = r.line
  JOIN device d ON d.id = r.record_id
  WHERE r.run_id = p_run AND r.outcome = '${outcome}' AND r.line BETWEEN p_from AND p_to`;

/** One kind of ledger entry for the changed devices of the plan. */
const record = (type: string, when: string, after: string): string => `
  INSERT INTO device_event (device_id, type, account_id, site_id, source, after, evidence)
  SELECT d.id, '${type}', p_account, d.location_site_id, 'import', ${after}, jsonb_build_object('importRunId', p_run)
  ${planned('change')} AND ${when} ORDER BY d.id;`;

export const newModels = `
-- The models that carrying out the plan will make, with the number of lines that name them.
CREATE OR REPLACE FUNCTION inventory_new_models(p_run uuid, p_from integer, p_to integer) RETURNS TABLE (maker text, model text, device_class text, lines bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT (array_agg(i.maker ORDER BY i.line))[1], (array_agg(i.model ORDER BY i.line))[1],
    coalesce((array_agg(i.class ORDER BY i.line) FILTER (WHERE i.class IS NOT NULL))[1], CASE
      WHEN platform_fold(i.model) ~ 'chromebook' THEN 'chromebook' WHEN platform_fold(i.model) ~ 'ipad|tablet' THEN 'tablet'
      WHEN platform_fold(i.model) ~ 'macbook|thinkpad|latitude|elitebook|laptop|notebook' THEN 'laptop' WHEN platform_fold(i.model) ~ 'imac|optiplex|desktop' THEN 'desktop'
      WHEN platform_fold(i.model) ~ 'hotspot' THEN 'hotspot' ELSE 'other' END),
    count(*)
  FROM import_row r
  JOIN import_device i ON i.run_id = r.run_id AND i.line = r.line
  JOIN inventory_find_models(p_run, p_from, p_to) m ON m.model = i.model AND m.maker = i.maker AND m.matches = 0
  WHERE r.run_id = p_run AND r.line BETWEEN p_from AND p_to AND r.outcome IN ('create', 'change')
  GROUP BY platform_fold(i.maker), platform_fold(i.model)
$f$`;

export const makeNouns = `
-- Models and funding sources that the planned lines name and nobody knows yet; a split for each source alone.
CREATE OR REPLACE FUNCTION inventory_import_nouns(p_run uuid, p_from integer, p_to integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  INSERT INTO model (maker, name, device_class)
  SELECT n.maker, n.model, n.device_class FROM inventory_new_models(p_run, p_from, p_to) n ORDER BY 1, 2
  ON CONFLICT (maker_key, name_key) DO NOTHING;

  INSERT INTO funding_source (code, name, kind)
  SELECT DISTINCT ON (platform_fold(i.funding)) i.funding, i.funding, CASE
    WHEN platform_fold(i.funding) ~ '\\mecf\\M|emergency connectivity' THEN 'ecf' WHEN platform_fold(i.funding) ~ 'e-?rate' THEN 'e-rate'
    WHEN platform_fold(i.funding) ~ 'title|federal|esser|\\midea\\M' THEN 'federal' WHEN platform_fold(i.funding) ~ 'bond|measure' THEN 'bond'
    WHEN platform_fold(i.funding) ~ 'donat|gift|pta' THEN 'donation' WHEN platform_fold(i.funding) ~ 'state|lcff' THEN 'state' ELSE 'local' END
  FROM import_row r
  JOIN import_device i ON i.run_id = r.run_id AND i.line = r.line
  JOIN inventory_find_funding(p_run, p_from, p_to) f ON f.said = i.funding AND f.source_id IS NULL
  WHERE r.run_id = p_run AND r.line BETWEEN p_from AND p_to AND r.outcome IN ('create', 'change')
  ORDER BY platform_fold(i.funding), r.line
  ON CONFLICT (code) DO NOTHING;

  WITH made AS (
    INSERT INTO funding_split (fingerprint)
    SELECT DISTINCT f.source_id || ':10000' FROM inventory_find_funding(p_run, p_from, p_to) f WHERE f.source_id IS NOT NULL
    ON CONFLICT (fingerprint) DO NOTHING RETURNING id, fingerprint)
  INSERT INTO funding_split_line (split_id, funding_source_id, basis_points)
  SELECT made.id, split_part(made.fingerprint, ':', 1)::uuid, 10000 FROM made;
END $f$`;

export const importDevices = `
-- Carries out the plan for the lines between p_from and p_to. The plan was checked in this transaction. Loans follow
-- from circulation_import_loans.
CREATE OR REPLACE FUNCTION inventory_import_devices(p_run uuid, p_account uuid, p_from integer, p_to integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public SET work_mem = '64MB' SET jit = off AS $f$
DECLARE
  v_sites jsonb;
  v_splits jsonb;
BEGIN
  PERFORM inventory_import_nouns(p_run, p_from, p_to);
  SELECT jsonb_object_agg(s.said, s.site_id) INTO v_sites FROM directory_find_sites(ARRAY(
    SELECT DISTINCT x.site FROM import_device x WHERE x.run_id = p_run AND x.line BETWEEN p_from AND p_to AND x.site IS NOT NULL)) s;
  SELECT jsonb_object_agg(f.said, s.id) INTO v_splits FROM inventory_find_funding(p_run, p_from, p_to) f
    JOIN funding_split s ON s.fingerprint = f.source_id || ':10000';

  INSERT INTO device (id, model_id, purchase_order, vendor, purchased_on, received_on, in_service_on, cost_cents, funding_split_id, warranty_ends_on, notes)
  SELECT r.record_id, m.model_id, i.purchase_order, i.vendor, i.purchased_on, i.received_on, i.in_service_on, i.cost_cents,
    (v_splits ->> i.funding)::uuid, i.warranty_ends_on, i.notes
  FROM import_row r
  JOIN import_device i ON i.run_id = r.run_id AND i.line = r.line
  JOIN inventory_find_models(p_run, p_from, p_to) m ON m.model = i.model AND coalesce(m.maker, '') = coalesce(i.maker, '')
  WHERE r.run_id = p_run AND r.outcome = 'create' AND r.line BETWEEN p_from AND p_to
  ORDER BY r.line;

  INSERT INTO device_event (device_id, type, account_id, site_id, source, after, evidence)
  SELECT r.record_id, 'registered', p_account, s.id, 'import', jsonb_build_object(
      'asset_tag', i.tag, 'serial', i.serial, 'home_site_id', s.id, 'location_site_id', s.id, 'location_room_id', rm.room_id,
      'condition', coalesce(i.condition, CASE WHEN i.state IN ('ordered', 'received') THEN 'A' ELSE 'B' END), 'mdm_status', 'unknown',
      'state', st.state, 'holder_person_id', hp.id, 'holder_room_id', CASE WHEN st.state = 'deployed' AND hp.id IS NULL THEN rm.room_id END,
      'custody', CASE WHEN hp.id IS NOT NULL THEN hp.kind WHEN st.state = 'deployed' THEN 'room' WHEN st.state = 'ordered' THEN 'vendor' ELSE 'none' END),
    jsonb_build_object('importRunId', p_run)
  FROM import_row r
  JOIN import_device i ON i.run_id = r.run_id AND i.line = r.line
  CROSS JOIN LATERAL (SELECT (v_sites ->> i.site)::uuid AS id) s
  CROSS JOIN LATERAL (SELECT coalesce(i.state, CASE WHEN i.holder IS NOT NULL THEN 'deployed' ELSE 'in-stock' END) AS state) st
  LEFT JOIN inventory_find_rooms(p_run, p_from, p_to) rm ON rm.said = i.room AND rm.site_id = s.id
  LEFT JOIN person_identifier hc ON hc.value_key = i.holder_key
  LEFT JOIN person hx ON hx.id = hc.person_id
  LEFT JOIN person hp ON hp.id = coalesce(hx.merged_into_id, hx.id)
  WHERE r.run_id = p_run AND r.outcome = 'create' AND r.line BETWEEN p_from AND p_to
  ORDER BY r.line;

  PERFORM inventory_import_changes(p_run, p_account, p_from, p_to, v_sites, v_splits);
END $f$`;

export const importChanges = `
-- The changed devices of the plan: administrative columns in place, everything else as entries of the ledger.
CREATE OR REPLACE FUNCTION inventory_import_changes(p_run uuid, p_account uuid, p_from integer, p_to integer, p_sites jsonb, p_splits jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public SET work_mem = '64MB' SET jit = off AS $f$
DECLARE
  v_rooms jsonb;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM import_row r WHERE r.run_id = p_run AND r.outcome = 'change' AND r.line BETWEEN p_from AND p_to) THEN
    RETURN;
  END IF;
  SELECT jsonb_object_agg(x.said || '|' || x.site_id, x.room_id) INTO v_rooms FROM inventory_find_rooms(p_run, p_from, p_to) x;
  UPDATE device d SET
    model_id = coalesce(m.model_id, d.model_id), purchase_order = coalesce(i.purchase_order, d.purchase_order), vendor = coalesce(i.vendor, d.vendor),
    purchased_on = coalesce(i.purchased_on, d.purchased_on), received_on = coalesce(i.received_on, d.received_on),
    in_service_on = coalesce(i.in_service_on, d.in_service_on), cost_cents = coalesce(i.cost_cents, d.cost_cents),
    funding_split_id = CASE WHEN r.changes ? 'funding' THEN (p_splits ->> i.funding)::uuid ELSE d.funding_split_id END,
    warranty_ends_on = coalesce(i.warranty_ends_on, d.warranty_ends_on), notes = coalesce(i.notes, d.notes), version = d.version + 1
  FROM import_row r
  JOIN import_device i ON i.run_id = r.run_id AND i.line = r.line
  LEFT JOIN inventory_find_models(p_run, p_from, p_to) m ON m.model = i.model AND coalesce(m.maker, '') = coalesce(i.maker, '')
  WHERE r.run_id = p_run AND r.outcome = 'change' AND r.line BETWEEN p_from AND p_to AND d.id = r.record_id
    AND r.changes ?| ARRAY['model', 'purchaseOrder', 'vendor', 'purchasedOn', 'receivedOn', 'inServiceOn', 'costCents', 'funding', 'warrantyEndsOn', 'notes'];
  ${record(
    'identifier-changed',
    `r.changes ?| ARRAY['tag', 'serial']`,
    `(CASE WHEN r.changes ? 'tag' THEN jsonb_build_object('asset_tag', i.tag) ELSE '{}' END)
    || (CASE WHEN r.changes ? 'serial' THEN jsonb_build_object('serial', i.serial) ELSE '{}' END)`,
  )}
  -- A device that stands at its home moves with it; one that is elsewhere stays there. A room of the site that it leaves no longer counts.
  ${record(
    'moved',
    `r.changes ?| ARRAY['site', 'room']`,
    `(CASE WHEN r.changes ? 'site' THEN jsonb_build_object('home_site_id', p_sites -> i.site) ELSE '{}' END)
    || (CASE WHEN r.changes ? 'site' AND d.location_site_id = d.home_site_id THEN jsonb_build_object('location_site_id', p_sites -> i.site, 'location_room_id', NULL) ELSE '{}' END)
    || (CASE WHEN r.changes ? 'room' THEN jsonb_build_object('location_room_id', v_rooms -> (i.room || '|' || coalesce(p_sites ->> i.site, d.home_site_id::text))) ELSE '{}' END)`,
  )}
  ${record('condition-reported', `r.changes ? 'condition'`, `jsonb_build_object('condition', i.condition)`)}
  ${record('state-changed', `r.changes ? 'state' AND NOT r.changes ? 'holder'`, `jsonb_build_object('state', i.state, 'custody', CASE WHEN i.state = 'ordered' THEN 'vendor' ELSE 'none' END)`)}
  ${record(
    'checked-out',
    `r.changes ? 'holder'`,
    `(SELECT jsonb_build_object('state', 'deployed', 'holder_person_id', p.id, 'holder_room_id', NULL, 'custody', p.kind)
        || (CASE WHEN i.room IS NULL THEN jsonb_build_object('location_room_id', NULL) ELSE '{}' END)
      FROM person_identifier c JOIN person x ON x.id = c.person_id JOIN person p ON p.id = coalesce(x.merged_into_id, x.id) WHERE c.value_key = i.holder_key)`,
  )}
END $f$`;

export const lockDevices = `
-- The devices that the plan changes, in order of id.
CREATE OR REPLACE FUNCTION inventory_lock_import(p_run uuid, p_from integer, p_to integer) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  SELECT 1 FROM device WHERE id IN (SELECT r.record_id FROM import_row r
    WHERE r.run_id = p_run AND r.outcome = 'change' AND r.line BETWEEN p_from AND p_to) ORDER BY id FOR NO KEY UPDATE
$f$`;
