import type { SqlFunctions } from '@app/platform';
import { FORGOTTEN } from '@app/platform';

const words = `
-- What names a person, of all their records: {phrases, words, codes} as platform_forget_people has them.
CREATE OR REPLACE FUNCTION directory_person_words(p_records uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  WITH names AS (
    SELECT given_name AS given, family_name AS family FROM person WHERE id = ANY (p_records)
  ), others AS (
    SELECT name FROM guardian WHERE person_id = ANY (p_records)
    UNION SELECT signed_by FROM person_agreement WHERE person_id = ANY (p_records) AND signed_by IS NOT NULL
  ), codes AS (
    SELECT number AS code FROM person WHERE id = ANY (p_records)
    UNION SELECT known_number FROM person WHERE id = ANY (p_records) AND known_number IS NOT NULL
    UNION SELECT value FROM person_identifier WHERE person_id = ANY (p_records)
  ), phrases AS (
    SELECT unnest(ARRAY[given || ' ' || family, family || ', ' || given, family || ' ' || given, given || ' ' || left(family, 1) || '.']) AS w FROM names
    UNION SELECT name FROM others
    UNION SELECT code FROM codes
    UNION SELECT email FROM person WHERE id = ANY (p_records)
    UNION SELECT unnest(ARRAY[email, phone]) FROM guardian WHERE person_id = ANY (p_records)
  ), alone AS (
    SELECT unnest(ARRAY[given, family]) AS w FROM names
    UNION SELECT part FROM (SELECT given || ' ' || family AS name FROM names UNION SELECT name FROM others) n, regexp_split_to_table(n.name, '[[:space:]-]+') AS part
      WHERE length(part) > 2
  )
  SELECT jsonb_build_object(
    'phrases', coalesce((SELECT jsonb_agg(btrim(w)) FROM phrases WHERE length(btrim(w)) > 3), '[]'),
    'words', coalesce((SELECT jsonb_agg(DISTINCT btrim(w)) FROM (SELECT w FROM phrases UNION SELECT w FROM alone) x WHERE btrim(w) <> ''), '[]'),
    'codes', coalesce((SELECT jsonb_agg(DISTINCT platform_code_key(code)) FROM codes), '[]'))
$f$`;

const pseudonym = `
-- Four characters (more, should they ever run out) that stand for nobody yet; by chance, so that nothing leads back.
CREATE OR REPLACE FUNCTION directory_new_pseudonym() RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_code text;
BEGIN
  FOR n IN 1..40 LOOP
    SELECT string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + get_byte(uuid_send(gen_random_uuid()), 0) % 32, 1), '') INTO v_code
      FROM generate_series(1, 4 + n / 8);
    EXIT WHEN NOT EXISTS (SELECT 1 FROM person WHERE number_key = 'FORMER-' || v_code);
  END LOOP;
  RETURN v_code;
END $f$`;

const forget = `
-- The record stays, with its sites and its day of leaving; who it was does not.
CREATE OR REPLACE FUNCTION directory_forget_people(p jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  DELETE FROM guardian g USING ${FORGOTTEN} WHERE g.person_id = f.record;
  DELETE FROM person_identifier i USING ${FORGOTTEN} WHERE i.person_id = f.record AND i.kind <> 'number';
  UPDATE person_agreement a SET signed_by = NULL FROM ${FORGOTTEN} WHERE a.person_id = f.record AND a.signed_by IS NOT NULL;
  UPDATE person r SET given_name = 'Former student', family_name = substr(f.name, 16), number = f.number, grade = NULL, homeroom = NULL, language = NULL,
    email = NULL, temporary = false, known_number = NULL, do_not_contact_reason = NULL, do_not_contact_at = NULL, do_not_contact_by = NULL,
    forgotten_at = clock_timestamp(), version = r.version + 1
  FROM ${FORGOTTEN} WHERE r.id = f.record;
END $f$`;

const remembered = `
-- Forgotten is for good: nothing about the person is written again. For whatever hangs something on a person, as directory_keep_open for
-- sites: forgetting locks the row FOR UPDATE, so the lock that a foreign key takes is enough.
CREATE OR REPLACE FUNCTION directory_keep_remembered(p_person uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_forgotten timestamptz;
BEGIN
  SELECT forgotten_at INTO v_forgotten FROM person WHERE id = p_person FOR KEY SHARE;
  IF v_forgotten IS NOT NULL THEN
    RAISE EXCEPTION 'person % is forgotten', p_person
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_person_remembered', TABLE = 'person', DETAIL = p_person::text;
  END IF;
END $f$;
CREATE OR REPLACE FUNCTION directory_of_remembered() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM directory_keep_remembered(NEW.person_id);
  RETURN NEW;
END $f$;
CREATE OR REPLACE TRIGGER guardian_of_remembered BEFORE INSERT ON guardian FOR EACH ROW EXECUTE FUNCTION directory_of_remembered();
CREATE OR REPLACE TRIGGER person_identifier_of_remembered BEFORE INSERT ON person_identifier
  FOR EACH ROW EXECUTE FUNCTION directory_of_remembered();
CREATE OR REPLACE FUNCTION directory_stays_forgotten() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM directory_keep_remembered(OLD.id);
  RETURN NEW;
END $f$;
CREATE OR REPLACE TRIGGER person_stays_forgotten BEFORE UPDATE ON person
  FOR EACH ROW WHEN (OLD.forgotten_at IS NOT NULL) EXECUTE FUNCTION directory_stays_forgotten()`;

/** How people are forgotten, and stay so. */
export const directoryForgetSql: SqlFunctions = {
  lib: 'directory-forget',
  order: 22,
  statements: [words, pseudonym, remembered, forget],
};
