import type { SqlFunctions } from '@app/platform';

const lines = `
-- What somebody still owes of loans that are over, under a temporary record too: {lineId, name, kind, tag}, chargers first. What has a tag
-- stands among their loans.
CREATE OR REPLACE FUNCTION circulation_owed_lines(p_person uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(jsonb_agg(jsonb_build_object('lineId', v.id, 'kind', v.kind, 'tag', coalesce(d.asset_tag, d.serial),
    'name', CASE WHEN v.owed > 1 THEN v.owed || ' × ' ELSE '' END || v.name) ORDER BY v.kind = 'charger' DESC, v.returned_at, v.name), '[]')
  FROM loan l JOIN circulation.v_accessory v ON v.loan_id = l.id JOIN device d ON d.id = l.device_id
  WHERE l.person_id = ANY (directory_person_and_twins(p_person)) AND l.returned_at IS NOT NULL AND v.tag_loan_id IS NULL AND v.owed > 0
$f$`;

const names = `
-- The same in words: "USB-C charger (LHS-004498)".
CREATE OR REPLACE FUNCTION circulation_owed_names(p_lines jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(jsonb_agg((l ->> 'name') || ' (' || (l ->> 'tag') || ')' ORDER BY n), '[]') FROM jsonb_array_elements(p_lines) WITH ORDINALITY AS x(l, n)
$f$;
CREATE OR REPLACE FUNCTION circulation_owed_accessories(p_person uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT circulation_owed_names(circulation_owed_lines(p_person))
$f$`;

const fit = `
/* How a tagged accessory stands to somebody: what their models take of its kind, whether it is the one of a line (linked), and what they
   owe of that kind, the line that it settles best first; how: returned | substitute, null when their model does not take it.
   One that was taken for a line and has not gone out since settles no other. */
CREATE OR REPLACE FUNCTION circulation_accessory_fit(p_device uuid, p_person uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  WITH own AS (SELECT t.id, t.kind, t.name FROM device d JOIN model m ON m.id = d.model_id JOIN accessory_type t ON t.id = m.accessory_type_id WHERE d.id = p_device),
    owed AS (SELECT v.id, v.name, coalesce(d.asset_tag, d.serial) AS tag, d.model_id, v.accessory_type_id, v.returned_at, own.id AS came
      FROM own JOIN loan l ON l.person_id = ANY (directory_person_and_twins(p_person)) AND l.returned_at IS NOT NULL JOIN device d ON d.id = l.device_id
      JOIN circulation.v_accessory v ON v.loan_id = l.id AND v.kind = own.kind AND v.tag_loan_id IS NULL AND v.owed > 0),
    models AS (SELECT d.model_id FROM loan l JOIN device d ON d.id = l.device_id
        WHERE l.person_id = ANY (directory_person_and_twins(p_person)) AND l.returned_at IS NULL
      UNION SELECT model_id FROM owed)
  SELECT jsonb_build_object('typeId', own.id, 'type', own.name,
    'expected', (SELECT coalesce(jsonb_agg(DISTINCT t.name), '[]') FROM models m JOIN model_accessory a ON a.model_id = m.model_id AND a.relation = 'comes-with'
      JOIN accessory_type t ON t.id = a.accessory_type_id AND t.kind = own.kind),
    'fits', EXISTS (SELECT FROM models m JOIN model_accessory a ON a.model_id = m.model_id WHERE a.accessory_type_id = own.id),
    'linked', EXISTS (SELECT FROM loan g JOIN loan_accessory a ON a.tag_loan_id = g.id WHERE g.device_id = p_device AND g.returned_at IS NULL),
    'owed', (SELECT jsonb_build_object('lineId', o.id, 'name', o.name, 'tag', o.tag, 'how', h.how)
      FROM owed o CROSS JOIN LATERAL (SELECT CASE WHEN o.accessory_type_id = o.came THEN 'returned'
        WHEN inventory_accessory_fits(o.model_id, o.accessory_type_id, o.came) THEN 'substitute' END) AS h(how)
      WHERE NOT EXISTS (SELECT FROM accessory_return r WHERE r.tag_device_id = p_device AND r.withdrawn_at IS NULL
        AND r.returned_at > coalesce((SELECT max(loaned_at) FROM loan WHERE device_id = p_device AND NOT corrected), '-infinity'))
      ORDER BY h.how = 'returned' DESC NULLS LAST, h.how IS NULL, o.returned_at LIMIT 1))
  FROM own
$f$`;

const question = `
-- What a desk asks about a line: {lineId, charger, expected, tag, owed, fits: names, came, cameFits, types: others of its kind, those that fit first}.
CREATE OR REPLACE FUNCTION circulation_accessory_question(p_line uuid, p_type uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  WITH other AS (SELECT t.id, t.name, inventory_accessory_fits(d.model_id, v.accessory_type_id, t.id) AS fits
    FROM circulation.v_accessory v JOIN device d ON d.id = v.device_id JOIN accessory_type t ON t.kind = v.kind AND t.id <> v.accessory_type_id WHERE v.id = p_line)
  SELECT jsonb_build_object('lineId', v.id, 'expected', v.name, 'tag', coalesce(d.asset_tag, d.serial),
    'owed', v.returned_at IS NOT NULL AND v.tag_loan_id IS NULL AND v.owed > 0,
    'fits', (SELECT coalesce(jsonb_agg(o.name ORDER BY o.name), '[]') FROM other o WHERE o.fits),
    'typeId', p_type, 'came', (SELECT name FROM accessory_type WHERE id = p_type),
    'cameFits', coalesce(inventory_accessory_fits(d.model_id, v.accessory_type_id, p_type), false),
    'types', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) ORDER BY o.fits DESC, o.name), '[]')
      FROM (SELECT * FROM other ORDER BY fits DESC, name LIMIT 5) AS o))
  FROM circulation.v_accessory v JOIN device d ON d.id = v.device_id WHERE v.id = p_line
$f$`;

const take = `
-- One of what is owed came to the desk. In: actor + {lineId, how, typeId?, tagDeviceId?}. Somebody was faster: the scan is decided anew.
CREATE OR REPLACE FUNCTION circulation_return_accessory(p jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_line uuid := (p ->> 'lineId')::uuid;
BEGIN
  PERFORM 1 FROM loan_accessory WHERE id = v_line FOR NO KEY UPDATE;
  INSERT INTO accessory_return (line_id, count, how, scan_id, came_type_id, tag_device_id, returned_by)
    SELECT v_line, 1, p ->> 'how', (p #>> '{actor,scanId}')::uuid, CASE WHEN p ->> 'how' = 'substitute' THEN (p ->> 'typeId')::uuid END,
      (p ->> 'tagDeviceId')::uuid, (p #>> '{actor,accountId}')::uuid
    FROM circulation.v_accessory WHERE id = v_line AND owed > 0 AND tag_loan_id IS NULL AND returned_at IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nothing of line % is owed', v_line USING ERRCODE = 'serialization_failure';
  END IF;
END $f$`;

/** Accessories that did not come back with their device: what the desk is told, and what it takes. */
export const owedAccessoriesSql: SqlFunctions = {
  lib: 'circulation-owed-accessories',
  order: 39,
  statements: [lines, names, fit, question, take],
};
