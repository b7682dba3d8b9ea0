import type { SqlFunctions } from '@app/platform';

const shortNames = `
-- Whether this transaction shows people to a student helper.
CREATE OR REPLACE FUNCTION desk_short_names() RETURNS boolean
LANGUAGE sql STABLE AS $f$ SELECT coalesce(current_setting('cubby.short_names', true), '') = 'on' $f$`;

const personRef = `
-- A person as far as the actor may see them; a helper sees the first name and an initial, who sees nobody a word in their language.
-- p_sites null: all sites.
CREATE OR REPLACE FUNCTION desk_person_ref(p_person jsonb, p_sites uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT CASE WHEN p_person IS NULL THEN NULL ELSE jsonb_build_object(
    'id', p_person ->> 'id') || directory_shown_person(p_person ->> 'givenName', p_person ->> 'familyName', p_person ->> 'kind',
      p_person #>> '{site,code}', v.seen, p_sites)
    || CASE WHEN v.seen AND desk_short_names()
      THEN jsonb_build_object('display', (p_person ->> 'givenName') || ' ' || left(p_person ->> 'familyName', 1) || '.')
      WHEN p_sites = '{}' THEN jsonb_strip_nulls(jsonb_build_object('display', nullif(current_setting('cubby.unnamed', true), '')::jsonb ->> (p_person ->> 'kind'))) ELSE '{}' END END
  FROM (SELECT p_sites IS NULL OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(p_person -> 'siteIds') s WHERE s::uuid = ANY (p_sites))) AS v(seen)
$f$`;

const personFacts = `
CREATE OR REPLACE FUNCTION desk_person_facts(p_person uuid, p_site uuid, p_day date, p_sites uuid[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $f$
DECLARE
  v jsonb := directory_person_facts(p_person, p_site, p_day);
  v_ref jsonb;
  v_reserved jsonb;
  v_owed jsonb;
  v_twins uuid[];
BEGIN
  IF v IS NULL THEN
    RETURN NULL;
  END IF;
  v_owed := circulation_owed_lines((v ->> 'id')::uuid);
  v_twins := directory_twin_ids((v ->> 'id')::uuid);
  v_reserved := circulation_reserved_tags((v ->> 'id')::uuid);
  v_ref := desk_person_ref(v, p_sites);
  -- Of another site's person nothing is shown that they have: their own site takes the chargers back.
  IF (v_ref ->> 'foreign')::boolean THEN
    v_owed := '[]';
  END IF;
  IF (v_ref ->> 'foreign')::boolean OR desk_short_names() THEN
    v := v || jsonb_build_object('grade', NULL, 'homeroom', NULL, 'number', '');
  END IF;
  RETURN (v - 'siteIds' - 'givenName' - 'familyName') || jsonb_build_object('display', v_ref ->> 'display', 'foreign', v_ref -> 'foreign',
    'reservedTags', v_reserved,
    'reservedUnready', CASE WHEN v_reserved = '[]' THEN v_reserved ELSE circulation_reserved_unready((v ->> 'id')::uuid) END,
    'agreementSigned', directory_agreement_signed((v ->> 'id')::uuid, p_day),
    'owes', circulation_owed_names(v_owed), 'owedLines', v_owed,
    'loans', circulation_person_loans((v ->> 'id')::uuid),
    'twin', CASE WHEN v_twins <> '{}' THEN jsonb_build_object('ids', to_jsonb(v_twins), 'loans',
      (SELECT coalesce(jsonb_agg(l), '[]') FROM unnest(v_twins) AS t, jsonb_array_elements(circulation_person_loans(t)) AS l)) END);
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
    v_loan := (v_loan - '{personId,roomId,cartId,lateFrom}'::text[]) || jsonb_build_object(
      'person', desk_person_ref(v_person, p_person_sites),
      'daysLate', CASE WHEN (v_loan ->> 'lateFrom')::date <= p_day THEN
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
-- A room, or a cart: a place like a room, with numbered slots; closed with the room that it stands in.
CREATE OR REPLACE FUNCTION desk_room_facts(p_room uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object('id', c.id, 'code', c.code, 'name', c.name, 'closed', NOT c.active OR r.id IS NOT NULL, 'capacity', c.slots,
    'site', jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name, 'closed', NOT s.active),
    'deviceCount', (SELECT count(*) FROM loan l WHERE l.cart_id = c.id AND l.returned_at IS NULL),
    'cart', jsonb_build_object('closedRoom', r.name, 'free', (SELECT coalesce(jsonb_agg(n ORDER BY n), '[]') FROM generate_series(1, c.slots) n
      WHERE NOT EXISTS (SELECT 1 FROM device d WHERE d.holder_cart_id = c.id AND d.cart_slot = n))))
  FROM cart c JOIN site s ON s.id = c.site_id LEFT JOIN room r ON r.id = c.room_id AND NOT r.active WHERE c.id = p_room
  UNION ALL
  SELECT jsonb_build_object('id', r.id, 'code', r.code, 'name', r.name, 'closed', NOT r.active, 'capacity', r.capacity,
    'site', jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name, 'closed', NOT s.active),
    'deviceCount', (SELECT count(*) FROM loan l WHERE l.room_id = r.id AND l.returned_at IS NULL))
  FROM room r JOIN site s ON s.id = r.site_id WHERE r.id = p_room
$f$`;

/** Records as the desk sees them. */
export const deskFactsSql: SqlFunctions = {
  lib: 'desk-facts',
  order: 88,
  statements: [shortNames, personRef, personFacts, deviceFacts, roomFacts],
};
