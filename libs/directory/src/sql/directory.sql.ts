import type { SqlFunctions } from '@app/platform';
import { codeRulesSql } from './code-rules.sql.js';

const today = `
CREATE OR REPLACE FUNCTION directory_day(p_at timestamptz) RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT (p_at AT TIME ZONE coalesce((SELECT time_zone FROM district), 'UTC'))::date
$f$`;

const nextClosing = `
-- The site's closing time on the first open day on or after p_at, that is still ahead. Twin of closing.rules.ts.
CREATE OR REPLACE FUNCTION directory_next_closing(p_site uuid, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $f$
DECLARE
  v_zone text := coalesce((SELECT time_zone FROM district), 'UTC');
  v_hours_of uuid := (SELECT site_id FROM school_hours WHERE site_id = p_site LIMIT 1);
  v_today date := directory_day(p_at);
  v_day date;
  v_kind text;
  v_closes time;
  v_at timestamptz;
BEGIN
  -- Nearly always the first day or the one after a week-end; a set of sixty costs twenty times as much.
  FOR v_day IN SELECT v_today + n FROM generate_series(0, 60) n LOOP
    SELECT kind, closes_at INTO v_kind, v_closes FROM calendar_day
    WHERE on_day = v_day AND (site_id = p_site OR site_id IS NULL) ORDER BY site_id NULLS LAST LIMIT 1;
    CONTINUE WHEN v_kind = 'closed';
    SELECT (v_day + coalesce(v_closes, closes_at)) AT TIME ZONE v_zone INTO v_at FROM school_hours
    WHERE weekday = extract(isodow FROM v_day) AND site_id IS NOT DISTINCT FROM v_hours_of;
    IF v_at > p_at THEN
      RETURN jsonb_build_object('on', v_day, 'at', v_at);
    END IF;
  END LOOP;
  RETURN NULL;
END $f$`;

const NAME = `
    'id', p.id, 'givenName', p.given_name, 'familyName', p.family_name, 'kind', p.kind, 'state', p.state,
    'site', CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) END,
    'siteIds', coalesce((SELECT jsonb_agg(ps.site_id) FROM person_site ps WHERE ps.person_id = p.id), '[]')`;

/** The person whom a record stands for: itself, or the one that it was merged into. */
const SURVIVOR = `
  FROM person o
  JOIN person p ON p.id = coalesce(o.merged_into_id, o.id)
  LEFT JOIN site s ON s.id = p.primary_site_id
  WHERE o.id = p_person`;

const shownPerson = `
-- Who a person is to an account with \`person:read\` at p_sites (null: everywhere; empty: nowhere), p_seen when one of the person's
-- sites is among them: the full name; initials and the site for a person of other sites; without the right at all only what
-- kind of person it is. Every name beside something else comes from here. A plain expression, so that it is inlined.
CREATE OR REPLACE FUNCTION directory_shown_person(p_given text, p_family text, p_kind text, p_site_code text, p_seen boolean, p_sites uuid[]) RETURNS jsonb
LANGUAGE sql STABLE AS $f$
  SELECT jsonb_build_object('foreign', NOT p_seen, 'siteCode', CASE WHEN p_sites = '{}' THEN NULL ELSE p_site_code END, 'display', CASE
    WHEN p_seen THEN p_given || ' ' || p_family
    WHEN p_sites = '{}' THEN CASE p_kind WHEN 'staff' THEN 'a staff member' ELSE 'a student' END
    ELSE left(normalize(p_given), 1) || '. ' || left(normalize(p_family), 1) || '.' END)
$f$`;

const personName = `
-- Who a person is, and where, merges resolved: what a reference to them needs.
CREATE OR REPLACE FUNCTION directory_person_name(p_person uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object(${NAME})${SURVIVOR}
$f$`;

const personFacts = `
-- A person as the desk sees them, merges resolved; shape: PersonFacts of the scan engine without loans, plus what a reference needs.
CREATE OR REPLACE FUNCTION directory_person_facts(p_person uuid, p_site uuid, p_day date) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object(${NAME},
    'number', p.number, 'language', p.language, 'grade', p.grade, 'homeroom', p.homeroom,
    'atThisSite', EXISTS (SELECT 1 FROM person_site ps WHERE ps.person_id = p.id AND ps.site_id = p_site), 'withdrawnOn', p.withdrawn_on,
    'limits', coalesce(
      (SELECT jsonb_build_object('one-to-one', g.limit_one_to_one, 'daily', g.limit_daily, 'long', g.limit_long,
           'in-school', g.limit_in_school, 'summer', g.limit_summer)
         FROM program g JOIN school_year y ON y.id = g.school_year_id
        WHERE p.kind = 'student' AND g.site_id = p.primary_site_id AND g.grade = p.grade AND p_day BETWEEN y.starts_on AND y.ends_on),
      (SELECT jsonb_build_object('one-to-one', l.limit_one_to_one, 'daily', l.limit_daily, 'long', l.limit_long,
           'in-school', l.limit_in_school, 'summer', l.limit_summer)
         FROM policy_loan_limit l WHERE l.person_kind = p.kind AND l.effective @> p_day),
      '{"one-to-one": 1, "daily": 1, "long": 1, "in-school": 1, "summer": 1}'))${SURVIVOR}
$f$`;

const personIds = `
-- Every record of a person: the one that stands for them and those merged into it. Any of the ids is asked with.
CREATE OR REPLACE FUNCTION directory_person_ids(p_person uuid) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT ARRAY(
    SELECT coalesce(merged_into_id, id) FROM person WHERE id = p_person
    UNION ALL
    SELECT m.id FROM person o JOIN person m ON m.merged_into_id = coalesce(o.merged_into_id, o.id) WHERE o.id = p_person)
$f$;
-- Temporary records that nobody has merged yet, known by a number or card that the roster has for this person.
CREATE OR REPLACE FUNCTION directory_twin_ids(p_person uuid) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT ARRAY(SELECT t.id FROM person_identifier i
    JOIN person t ON t.known_number_key = i.value_key AND t.temporary AND t.merged_into_id IS NULL AND t.id <> i.person_id
    WHERE i.person_id = p_person)
$f$;
-- As directory_person_ids, with those.
CREATE OR REPLACE FUNCTION directory_person_and_twins(p_person uuid) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT directory_person_ids(p_person) || directory_twin_ids((SELECT coalesce(merged_into_id, id) FROM person WHERE id = p_person))
$f$`;

const lockPerson = `
-- The person and, when a merge has won the wait for the lock, the one whom the record stands for now.
CREATE OR REPLACE FUNCTION directory_lock_person(p_person uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_survivor uuid;
BEGIN
  SELECT merged_into_id INTO v_survivor FROM person WHERE id = p_person FOR NO KEY UPDATE;
  IF v_survivor IS NOT NULL THEN
    PERFORM 1 FROM person WHERE id = v_survivor FOR NO KEY UPDATE;
  END IF;
END $f$`;

const keepOpen = `
-- For whatever brings people or devices to a site: refused when it is closed, and it stays open until the transaction ends.
-- Closing locks the row FOR UPDATE, so the lock that a foreign key takes is enough; edits of the site do not wait for it.
CREATE OR REPLACE FUNCTION directory_keep_open(p_site uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_active boolean;
BEGIN
  SELECT active INTO v_active FROM site WHERE id = p_site FOR KEY SHARE;
  IF NOT v_active THEN
    RAISE EXCEPTION 'site % is closed', p_site
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_site_open', TABLE = 'site', DETAIL = p_site::text;
  END IF;
END $f$;
CREATE OR REPLACE FUNCTION directory_person_site_open() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM directory_keep_open(NEW.site_id);
  RETURN NEW;
END $f$;
CREATE OR REPLACE TRIGGER person_site_open BEFORE INSERT ON person_site
  FOR EACH ROW EXECUTE FUNCTION directory_person_site_open();
-- Who has left does not keep a site open, and does not come back to one that was closed since.
CREATE OR REPLACE FUNCTION directory_person_taken_back() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM directory_keep_open(s.site_id) FROM person_site s WHERE s.person_id = NEW.id;
  RETURN NULL;
END $f$;
CREATE OR REPLACE TRIGGER person_taken_back AFTER UPDATE OF state ON person
  FOR EACH ROW WHEN (OLD.state = 'withdrawn' AND NEW.state = 'active') EXECUTE FUNCTION directory_person_taken_back()`;

const leavers = `
-- However somebody leaves, or is a student after all: by hand, an import or a roster, the account of a member of staff ends in the same transaction.
CREATE OR REPLACE FUNCTION directory_person_left() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM identity_claim_account(NEW.id, NEW.email);
  PERFORM identity_end_leavers(ARRAY[NEW.id]);
  RETURN NULL;
END $f$;
CREATE OR REPLACE TRIGGER person_left AFTER UPDATE OF state, kind ON person
  FOR EACH ROW WHEN (OLD.kind = 'staff' AND OLD.state = 'active' AND (NEW.state = 'withdrawn' OR NEW.kind = 'student')) EXECUTE FUNCTION directory_person_left()`;

const keepPlace = `
-- As directory_keep_open, for the room or the slot of a cart that a device comes into. Closing one, and taking slots away, waits for this
-- lock, and this waits for them.
CREATE OR REPLACE FUNCTION directory_keep_room(p_room uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM 1 FROM room WHERE id = p_room AND active FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'room % is closed', p_room
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_room_open', TABLE = 'room', DETAIL = p_room::text;
  END IF;
END $f$;
CREATE OR REPLACE FUNCTION directory_keep_slot(p_cart uuid, p_slot smallint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_room uuid;
BEGIN
  SELECT room_id INTO v_room FROM cart WHERE id = p_cart AND active AND slots >= p_slot FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'cart % has no slot % in use', p_cart, p_slot
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_cart_open', TABLE = 'cart', DETAIL = p_cart::text;
  END IF;
  -- A cart is used as long as the room that it stands in.
  IF v_room IS NOT NULL THEN
    PERFORM directory_keep_room(v_room);
  END IF;
END $f$`;

const codeView = `
-- Codes of people, rooms and carts; what a temporary student is known by stands for them until somebody else's card has it.
CREATE OR REPLACE VIEW directory.v_code AS
  SELECT i.value_key, i.value_core, 'person'::text AS kind, i.person_id AS record_id, i.value
    FROM public.person_identifier i
  UNION ALL
  SELECT r.code_key, r.code_core, 'room', r.id, r.code FROM public.room r WHERE r.active
  UNION ALL
  SELECT p.known_number_key, p.known_number_core, 'person', p.id, p.known_number
    FROM public.person p
   WHERE p.temporary AND p.merged_into_id IS NULL
     AND NOT EXISTS (SELECT 1 FROM public.person_identifier i WHERE i.value_key = p.known_number_key)
  UNION ALL
  SELECT c.code_key, c.code_core, 'cart', c.id, c.code FROM public.cart c WHERE c.active`;

const lockCart = `
-- Slots of a cart are given out by one transaction at a time.
CREATE OR REPLACE FUNCTION directory_lock_cart(p_cart uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$ SELECT 1 FROM cart WHERE id = p_cart FOR NO KEY UPDATE $f$`;

/** Days, closing times and people for the SQL of other libs. */
export const directorySql: SqlFunctions = {
  lib: 'directory',
  order: 20,
  statements: [
    today,
    nextClosing,
    shownPerson,
    personName,
    personFacts,
    personIds,
    lockPerson,
    keepOpen,
    leavers,
    keepPlace,
    codeView,
    lockCart,
    ...codeRulesSql,
  ],
};
