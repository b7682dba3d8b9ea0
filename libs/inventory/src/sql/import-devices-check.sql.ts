import { RECORD_CODES } from '@app/kernel';
import { closedRoom } from './import-devices-lookups.sql.js';

/** Any of the beginnings of other records' codes. */
const LOOKS_LIKE = Object.values(RECORD_CODES).join('|');

/** A field of the plan: `[old, new]` when the file says something else than the record; a blank cell says nothing. */
const change = (field: string, said: string, kept: string): string =>
  `'${field}', CASE WHEN ${said} IS NOT NULL AND ${said} IS DISTINCT FROM ${kept} THEN jsonb_build_array(${kept}, ${said}) END`;

/** One entry of `problems`, as the reader of the file writes them. */
export const problem = (when: string, field: string, value: string, code: string, more = `'{}'`): string =>
  `CASE WHEN ${when} THEN jsonb_build_object('field', '${field}', 'value', ${value}, 'code', '${code}') || ${more}::jsonb END`;

/** Not there, and not because its cell was refused already. */
const missing = (field: string, value: string): string =>
  problem(`${value} IS NULL AND NOT coalesce(i.problems, '[]') @> '[{"field": "${field}"}]'`, field, 'NULL', 'missing');

/** Whether the state of an existing device may be set by a file: only what its own page could do with nobody holding it. */
const STATE_BY_FILE = `EXISTS (SELECT 1 FROM device_state_move m WHERE m.from_state = d.state AND m.to_state = i.state AND NOT m.two_person
  AND m.evidence <@ '{reason}' AND m.from_state NOT IN ('in-transit', 'missing', 'stolen', 'lost', 'in-ewaste-lot', 'disposed')
  AND m.to_state NOT IN ('deployed', 'in-transit', 'in-ewaste-lot', 'void')) AND d.holder_person_id IS NULL AND d.holder_room_id IS NULL AND d.holder_cart_id IS NULL`;

/** The file says where the device is, and that is no room of its own site: an exported list comes back as it went. */
const IN_ROOM_ELSEWHERE = `EXISTS (SELECT 1 FROM room o WHERE o.id = d.location_room_id AND o.site_id <> coalesce(i.site_id, d.home_site_id)
  AND (o.code_key = platform_code_key(i.room) OR platform_fold(o.name) = platform_fold(i.room)))`;

/** What an exported list says about a device, beside its codes. Of each the column that a file is staged in, and the device's. */
const BARE_FACTS = [
  'state',
  'condition',
  'purchase_order',
  'vendor',
  'purchased_on',
  'received_on',
  'in_service_on',
  'cost_cents',
  'warranty_ends_on',
  'notes',
];

export const checkDevices = `
-- The plan of an import of devices: an outcome for each staged line between p_from and p_to. Reads only. Repeats are
-- looked for in the whole file. p_options: {matchBy: tag | serial}.
CREATE OR REPLACE FUNCTION inventory_check_devices(p_run uuid, p_options jsonb, p_from integer, p_to integer)
RETURNS TABLE (line integer, outcome text, record_id uuid, key text, label text, changes jsonb, problems jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public SET work_mem = '64MB' SET plan_cache_mode = force_custom_plan SET jit = off AS $f$
#variable_conflict use_column
DECLARE
  v_by_serial boolean := coalesce(p_options ->> 'matchBy' = 'serial', false);
BEGIN
  RETURN QUERY
  WITH sites AS MATERIALIZED (
    SELECT * FROM directory_find_sites(ARRAY(SELECT DISTINCT x.site FROM import_device x WHERE x.run_id = p_run AND x.site IS NOT NULL))
  ), models AS MATERIALIZED (
    SELECT * FROM inventory_find_models(p_run, p_from, p_to)
  ), funding AS MATERIALIZED (
    SELECT * FROM inventory_find_funding(p_run, p_from, p_to)
  ), rooms AS MATERIALIZED (
    SELECT * FROM inventory_find_rooms(p_run, p_from, p_to)
  ), owners AS MATERIALIZED (
    SELECT * FROM inventory_find_tag_owners(p_run, p_from, p_to)
  ), tag_repeats AS MATERIALIZED (
    SELECT x.tag_key, min(x.line) AS first_line FROM import_device x WHERE x.run_id = p_run AND x.tag_key IS NOT NULL
    GROUP BY x.tag_key HAVING count(*) > 1
  ), serial_repeats AS MATERIALIZED (
    SELECT x.serial_key, platform_fold(coalesce(x.maker, '')) AS maker, min(x.line) AS first_line FROM import_device x
    WHERE x.run_id = p_run AND x.serial_key IS NOT NULL GROUP BY x.serial_key, platform_fold(coalesce(x.maker, '')) HAVING count(*) > 1
  ), said AS (
    -- Without a tag only the serial tells which device is meant.
    SELECT x.*, v_by_serial OR (x.tag_key IS NULL AND NOT coalesce(x.problems, '[]') @> '[{"field": "tag"}]') AS by_serial, st.site_id, st.code AS site_code, st.active AS site_active, st.matches AS site_matches,
      mo.model_id, mo.maker_key, mo.shown AS model_name, coalesce(mo.matches, 0) AS model_matches
    FROM import_device x
    LEFT JOIN sites st ON st.said = x.site
    LEFT JOIN models mo ON mo.model = x.model AND coalesce(mo.maker, '') = coalesce(x.maker, '')
    WHERE x.run_id = p_run AND x.line BETWEEN p_from AND p_to
  ), bare_lines AS MATERIALIZED (
    -- Lines without any code, those that say the same counted; and which facts such lines give at all.
    SELECT x.line, row_number() OVER (PARTITION BY x.maker, x.model, x.site, ${BARE_FACTS.map((fact) => `x.${fact}`).join(', ')} ORDER BY x.line) AS nth,
      ${BARE_FACTS.map((fact) => `bool_or(x.${fact} IS NOT NULL) OVER () AS gives_${fact}`).join(', ')}
    FROM import_device x WHERE x.run_id = p_run AND x.tag_key IS NULL AND x.serial_key IS NULL
      AND x.room IS NULL AND x.holder IS NULL AND x.funding IS NULL AND x.problems IS NULL
  ), bare_devices AS (
    SELECT d.id, f.facts, row_number() OVER (PARTITION BY f.facts ORDER BY d.id) AS nth
    FROM (SELECT * FROM bare_lines LIMIT 1) g
    JOIN device d ON d.asset_tag IS NULL AND d.serial IS NULL
    CROSS JOIN LATERAL (SELECT jsonb_build_array(d.model_id, d.home_site_id, ${BARE_FACTS.map((fact) => `CASE WHEN g.gives_${fact} THEN d.${fact} END`).join(', ')}) AS facts) f
  ), bare AS (
    -- Devices on order have no codes yet: a line that says just what is on record of one is that one.
    SELECT s.line, d.id AS device_id
    FROM bare_lines l
    JOIN said s ON s.line = l.line
    JOIN bare_devices d ON d.nth = l.nth
      AND d.facts = jsonb_build_array(s.model_id, s.site_id, ${BARE_FACTS.map((fact) => `s.${fact}`).join(', ')})
  ), by_serial AS (
    -- Whose the serial is: needed to match by it, else only where it is not that of the device with the tag.
    SELECT s.line, (array_agg(si.device_id))[1] AS device_id, count(DISTINCT si.device_id) AS matches
    FROM said s
    LEFT JOIN device_identifier own ON own.value_key = s.tag_key AND own.kind IN ('tag', 'former-tag', 'alias')
    LEFT JOIN device od ON od.id = own.device_id
    LEFT JOIN model om ON om.id = od.model_id
    JOIN device_identifier si ON si.value_key = s.serial_key AND si.kind = 'serial'
      AND (si.maker_key = coalesce(s.maker_key, om.maker_key) OR coalesce(s.maker_key, om.maker_key) IS NULL)
    WHERE s.serial_key IS NOT NULL AND (s.by_serial OR od.serial IS DISTINCT FROM s.serial)
    GROUP BY s.line
  ), matched AS (
    SELECT s.*, CASE WHEN s.by_serial THEN coalesce(bs.device_id, ba.device_id) ELSE ti.device_id END AS device_id, ti.device_id AS tag_device, ti.kind AS tag_kind,
      bs.device_id AS serial_device, coalesce(bs.matches, 0) AS serial_matches
    FROM said s
    LEFT JOIN device_identifier ti ON ti.value_key = s.tag_key AND ti.kind IN ('tag', 'former-tag', 'alias')
    LEFT JOIN by_serial bs ON bs.line = s.line
    LEFT JOIN bare ba ON ba.line = s.line
  ), same_device AS MATERIALIZED (
    SELECT m.device_id, min(m.line) AS first_line FROM matched m WHERE m.device_id IS NOT NULL GROUP BY m.device_id HAVING count(*) > 1
  ), compared AS (
    SELECT i.line, coalesce(i.tag, i.serial) AS key, coalesce(i.model_name, i.model, dm.name) AS label, i.tag, d.id AS device_id, d.state AS device_state,
      coalesce(i.problems, '[]') || to_jsonb(array_remove(ARRAY[
        CASE WHEN d.id IS NULL THEN ${missing('tag', 'i.tag')} END,
        CASE WHEN v_by_serial AND d.id IS NULL THEN ${missing('serial', 'i.serial')} END,
        ${problem('tr.first_line < i.line', 'tag', 'i.tag', 'repeated', `jsonb_build_object('lines', jsonb_build_array(tr.first_line, i.line))`)},
        ${problem('sr.first_line < i.line AND (tr.first_line < i.line) IS NOT TRUE', 'serial', 'i.serial', 'repeated', `jsonb_build_object('lines', jsonb_build_array(sr.first_line, i.line))`)},
        ${problem('sd.first_line < i.line AND (tr.first_line < i.line) IS NOT TRUE AND (sr.first_line < i.line) IS NOT TRUE', 'tag', 'coalesce(i.tag, i.serial)', 'same-device', `jsonb_build_object('lines', jsonb_build_array(sd.first_line, i.line))`)},
        ${problem('i.by_serial AND i.serial_matches > 1', 'serial', 'i.serial', 'serial-ambiguous')},
        ${problem('NOT i.by_serial AND i.serial_device IS NOT NULL AND i.serial_device IS DISTINCT FROM d.id', 'serial', 'i.serial', 'serial-of-other', `jsonb_build_object('tag', (SELECT o.asset_tag FROM device o WHERE o.id = i.serial_device))`)},
        ${problem('v_by_serial AND i.tag_device IS NOT NULL AND i.tag_device IS DISTINCT FROM d.id', 'tag', 'i.tag', 'tag-of-other', `jsonb_build_object('serial', (SELECT o.serial FROM device o WHERE o.id = i.tag_device))`)},
        ${problem('i.tag_device IS NULL AND ow.kind IS NOT NULL', 'tag', 'i.tag', 'tag-of-record', `jsonb_build_object('record', ow.kind)`)},
        ${problem(`i.tag_device IS NULL AND i.tag_key ~ '${LOOKS_LIKE}'`, 'tag', 'i.tag', 'tag-prefix')},
        CASE WHEN d.id IS NULL THEN ${missing('model', 'i.model')} END,
        CASE WHEN d.id IS NULL THEN ${missing('site', 'i.site')} END,
        ${problem('i.model IS NOT NULL AND i.model_matches = 0 AND i.maker IS NULL', 'model', 'i.model', 'model-needs-maker')},
        ${problem('i.model_matches > 1', 'model', 'i.model', 'model-ambiguous')},
        ${problem('i.model IS NOT NULL AND d.serial IS NOT NULL AND coalesce(i.maker_key, platform_fold(i.maker)) <> dm.maker_key', 'model', 'i.model', 'other-maker', `jsonb_build_object('maker', dm.maker)`)},
        ${problem('i.site_matches = 0', 'site', 'i.site', 'site-unknown')},
        ${problem('i.site_matches > 1', 'site', 'i.site', 'site-ambiguous')},
        ${problem('i.site_matches = 1 AND NOT i.site_active AND i.site_id IS DISTINCT FROM d.home_site_id', 'site', 'i.site', 'site-closed')},
        CASE WHEN i.room IS NOT NULL AND rm.room_id IS NULL AND NOT ${IN_ROOM_ELSEWHERE} THEN jsonb_build_object('field', 'room', 'value', i.room,
          'code', CASE WHEN ${closedRoom('i.room', 'coalesce(i.site_id, d.home_site_id)')} THEN 'room-closed' ELSE 'room-unknown' END) END,
        ${problem('i.holder IS NOT NULL AND hp.id IS NULL', 'holder', 'i.holder', 'holder-unknown')},
        ${problem(`hp.state = 'withdrawn' AND d.holder_person_id IS DISTINCT FROM hp.id`, 'holder', 'i.holder', 'holder-withdrawn')},
        ${problem(`i.holder IS NOT NULL AND d.holder_person_id IS DISTINCT FROM hp.id AND coalesce(i.state, CASE WHEN d.state IN ('in-stock', 'deployed') THEN 'deployed' ELSE d.state END, 'deployed') <> 'deployed'`, 'holder', 'i.holder', 'holder-needs-deployed', `jsonb_build_object('state', coalesce(i.state, d.state))`)},
        ${problem(`d.id IS NULL AND i.state = 'deployed' AND i.holder IS NULL AND i.room IS NULL`, 'state', 'i.state', 'deployed-needs-holder')},
        ${problem(`d.id IS NULL AND i.state IN ('in-transit', 'in-ewaste-lot', 'void')`, 'state', 'i.state', 'state-not-by-file')},
        ${problem(`d.id IS NOT NULL AND i.state <> d.state AND NOT (i.state = 'deployed' AND hp.id IS NOT NULL AND d.state = 'in-stock') AND NOT (${STATE_BY_FILE})`, 'state', 'i.state', 'state-not-by-file', `jsonb_build_object('state', d.state, 'held', d.holder_person_id IS NOT NULL OR d.holder_room_id IS NOT NULL)`)},
        ${problem('d.id IS NOT NULL AND hp.id IS NOT NULL AND (d.holder_room_id IS NOT NULL OR d.holder_cart_id IS NOT NULL OR d.holder_person_id <> hp.id)', 'holder', 'i.holder', 'held-by-other')},
        ${problem(`hp.id IS NOT NULL AND d.holds <> '{}' AND d.holder_person_id IS NULL`, 'holder', 'i.holder', 'on-hold', `jsonb_build_object('holds', d.holds)`)}
      ], NULL)) AS problems,
      CASE WHEN d.id IS NOT NULL AND ROW(coalesce(i.serial, d.serial), CASE WHEN i.by_serial THEN coalesce(i.tag, d.asset_tag) ELSE d.asset_tag END,
            CASE WHEN i.model_matches = 0 AND i.model IS NOT NULL THEN uuidv7() ELSE coalesce(i.model_id, d.model_id) END,
            coalesce(i.site_id, d.home_site_id), coalesce(rm.room_id, d.location_room_id), coalesce(i.state, d.state), coalesce(i.condition, d.condition),
            coalesce(i.purchase_order, d.purchase_order), coalesce(i.vendor, d.vendor), coalesce(i.purchased_on, d.purchased_on),
            coalesce(i.received_on, d.received_on), coalesce(i.in_service_on, d.in_service_on), coalesce(i.cost_cents, d.cost_cents),
            coalesce(i.warranty_ends_on, d.warranty_ends_on), coalesce(i.notes, d.notes), coalesce(hp.id, d.holder_person_id), i.funding)
          IS DISTINCT FROM ROW(d.serial, d.asset_tag, d.model_id, d.home_site_id, d.location_room_id, d.state, d.condition, d.purchase_order, d.vendor,
            d.purchased_on, d.received_on, d.in_service_on, d.cost_cents, d.warranty_ends_on, d.notes, d.holder_person_id, NULL::text)
        THEN jsonb_strip_nulls(jsonb_build_object(
          'tag', CASE WHEN i.by_serial AND i.tag_key <> coalesce(platform_code_key(d.asset_tag), '') AND i.tag_device IS NULL THEN jsonb_build_array(d.asset_tag, i.tag) END,
          'serial', CASE WHEN i.serial_key <> coalesce(platform_code_key(d.serial), '') THEN jsonb_build_array(d.serial, i.serial) END,
          'model', CASE WHEN i.model IS NOT NULL AND i.model_id IS DISTINCT FROM d.model_id THEN jsonb_build_array(dm.name, coalesce(i.model_name, i.model)) END,
          'site', CASE WHEN i.site_id <> d.home_site_id THEN jsonb_build_array(home.code, i.site_code) END,
          'room', CASE WHEN rm.room_id IS NOT NULL AND rm.room_id IS DISTINCT FROM d.location_room_id AND d.location_site_id = d.home_site_id THEN jsonb_build_array((SELECT o.code FROM room o WHERE o.id = d.location_room_id), rm.code) END,
          'state', CASE WHEN i.state <> d.state THEN jsonb_build_array(d.state, i.state)
            WHEN hp.id IS NOT NULL AND d.holder_person_id IS NULL AND d.state = 'in-stock' THEN jsonb_build_array(d.state, 'deployed') END,
          ${change('condition', 'i.condition', 'd.condition')},
          ${change('purchaseOrder', 'i.purchase_order', 'd.purchase_order')},
          ${change('vendor', 'i.vendor', 'd.vendor')},
          ${change('purchasedOn', 'i.purchased_on', 'd.purchased_on')},
          ${change('receivedOn', 'i.received_on', 'd.received_on')},
          ${change('inServiceOn', 'i.in_service_on', 'd.in_service_on')},
          ${change('costCents', 'i.cost_cents', 'd.cost_cents')},
          'funding', CASE WHEN i.funding IS NOT NULL AND (fu.source_id IS NULL OR NOT EXISTS (SELECT 1 FROM funding_split_line l
              WHERE l.split_id = d.funding_split_id AND l.funding_source_id = fu.source_id AND l.basis_points = 10000))
            THEN jsonb_build_array((SELECT string_agg(fs.code, ' + ' ORDER BY fs.code) FROM funding_split_line l JOIN funding_source fs ON fs.id = l.funding_source_id
              WHERE l.split_id = d.funding_split_id), coalesce(fu.code, i.funding)) END,
          ${change('warrantyEndsOn', 'i.warranty_ends_on', 'd.warranty_ends_on')},
          'holder', CASE WHEN hp.id IS NOT NULL AND d.holder_person_id IS NULL THEN jsonb_build_array(NULL, hp.number) END,
          ${change('notes', 'i.notes', 'd.notes')})) END AS changes
    FROM matched i
    LEFT JOIN device d ON d.id = i.device_id
    LEFT JOIN model dm ON dm.id = d.model_id
    LEFT JOIN site home ON home.id = d.home_site_id
    LEFT JOIN person_identifier hc ON hc.value_key = i.holder_key
    LEFT JOIN person hx ON hx.id = hc.person_id
    LEFT JOIN person dh ON dh.id = d.holder_person_id AND i.holder IS NOT NULL
    -- Whoever has it is the same person under the number of a record that was merged.
    LEFT JOIN person hp ON hp.id = CASE WHEN coalesce(dh.merged_into_id, dh.id) = coalesce(hx.merged_into_id, hx.id) THEN dh.id
      ELSE coalesce(hx.merged_into_id, hx.id) END
    LEFT JOIN rooms rm ON rm.said = i.room AND rm.site_id = coalesce(i.site_id, d.home_site_id)
    LEFT JOIN funding fu ON fu.said = i.funding
    LEFT JOIN owners ow ON ow.tag_key = i.tag_key
    LEFT JOIN tag_repeats tr ON tr.tag_key = i.tag_key
    LEFT JOIN serial_repeats sr ON sr.serial_key = i.serial_key AND sr.maker = platform_fold(coalesce(i.maker, ''))
    LEFT JOIN same_device sd ON sd.device_id = i.device_id
  )
  SELECT c.line,
    CASE WHEN j.problems <> '[]' THEN 'refuse' WHEN c.device_id IS NULL THEN 'create' WHEN coalesce(c.changes, '{}') <> '{}' THEN 'change' ELSE 'unchanged' END,
    CASE WHEN j.problems <> '[]' THEN NULL ELSE coalesce(c.device_id, uuidv7()) END,
    c.key, c.label,
    CASE WHEN j.problems = '[]' THEN nullif(c.changes, '{}') END,
    nullif(j.problems, '[]')
  FROM compared c
  -- A void device is identified like any other; nothing about it changes any more.
  CROSS JOIN LATERAL (SELECT c.problems || coalesce(${problem(`c.device_state = 'void' AND c.changes <> '{}'`, 'tag', 'c.tag', 'void-device')}, '[]') AS problems) j;
END $f$`;
