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

const fulfil = `
CREATE OR REPLACE FUNCTION circulation_fulfil_reservation() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  UPDATE reservation SET state = 'fulfilled', loan_id = NEW.id, ended_at = clock_timestamp(), ended_by = NEW.opened_by, version = version + 1
  WHERE device_id = NEW.device_id AND state = 'live' AND person_id = ANY (directory_person_ids(NEW.person_id));
  RETURN NULL;
END $f$`;

const restore = `
-- The loan never took place: the device is set aside again, unless it has been promised to somebody else since.
CREATE OR REPLACE FUNCTION circulation_restore_reservation() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  UPDATE reservation r SET state = 'live', loan_id = NULL, ended_at = NULL, ended_by = NULL, version = version + 1
  WHERE r.loan_id = NEW.id AND NOT EXISTS (SELECT 1 FROM reservation o WHERE o.device_id = r.device_id AND o.state = 'live');
  RETURN NULL;
END $f$`;

/** Reservations: what the desk asks, and what opening and correcting a loan does to them. */
export const reservationsSql: SqlFunctions = {
  lib: 'circulation-reservations',
  order: 41,
  statements: [reservedFor, reservedTags, fulfil, restore],
};
