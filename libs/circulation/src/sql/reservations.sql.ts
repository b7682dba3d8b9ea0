import type { SqlFunctions } from '@app/platform';

const reservedFor = `
-- Whom the device is set aside for; merges are resolved by whoever shows the person.
CREATE OR REPLACE FUNCTION circulation_reserved_for(p_device uuid) RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT person_id FROM reservation WHERE device_id = p_device AND state = 'live'
$f$`;

const reservedTags = `
-- What is set aside for a person, the records merged into theirs included.
CREATE OR REPLACE FUNCTION circulation_reserved_tags(p_person uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(jsonb_agg(coalesce(d.asset_tag, d.serial) ORDER BY r.reserved_at), '[]')
  FROM reservation r JOIN device d ON d.id = r.device_id
  WHERE r.person_id = ANY (directory_person_ids(p_person)) AND r.state = 'live'
$f$`;

const unready = `
-- Of what is set aside for a person, what no desk can hand to them now: {tag, why}, why being a state, a hold or 'with-another'.
CREATE OR REPLACE FUNCTION circulation_reserved_unready(p_person uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(jsonb_agg(jsonb_build_object('tag', coalesce(d.asset_tag, d.serial), 'why', w.why) ORDER BY r.reserved_at), '[]')
  FROM reservation r JOIN device d ON d.id = r.device_id
  LEFT JOIN loan l ON l.device_id = d.id AND l.returned_at IS NULL
  CROSS JOIN LATERAL (SELECT CASE
    WHEN d.state NOT IN ('in-stock', 'in-transit', 'deployed') THEN d.state
    WHEN d.holds && ARRAY['damaged', 'legal'] THEN CASE WHEN 'damaged' = ANY (d.holds) THEN 'damaged' ELSE 'legal' END
    WHEN l.person_id <> ALL (directory_person_ids(p_person)) OR l.person_id IS NULL AND l.id IS NOT NULL THEN 'with-another' END) AS w(why)
  WHERE r.person_id = ANY (directory_person_ids(p_person)) AND r.state = 'live' AND w.why IS NOT NULL
$f$`;

const fulfil = `
CREATE OR REPLACE FUNCTION circulation_fulfil_reservation() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  UPDATE reservation SET state = 'fulfilled', loan_id = NEW.id, ended_at = clock_timestamp(), ended_by = NEW.opened_by, version = version + 1
  WHERE device_id = NEW.device_id AND state = 'live' AND person_id = ANY (directory_person_ids(NEW.person_id));
  RETURN NULL;
END $f$`;

const restore = `
-- The loan never took place: the device is set aside again, unless it has been promised to somebody else since, or they have been promised another.
CREATE OR REPLACE FUNCTION circulation_restore_reservation() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  UPDATE reservation r SET state = 'live', loan_id = NULL, ended_at = NULL, ended_by = NULL, version = version + 1
  WHERE r.loan_id = NEW.id AND NOT EXISTS (SELECT 1 FROM reservation o WHERE (o.device_id = r.device_id OR o.person_id = r.person_id) AND o.state = 'live');
  RETURN NULL;
END $f$`;

/** Reservations: what the desk asks, and what opening and correcting a loan does to them. */
export const reservationsSql: SqlFunctions = {
  lib: 'circulation-reservations',
  order: 41,
  statements: [reservedFor, reservedTags, unready, fulfil, restore],
};
