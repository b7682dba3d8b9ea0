import type { SqlFunctions } from '@app/platform';
import { FORGOTTEN } from '@app/platform';

const disclosureStays = `
-- A disclosure is a record (34 CFR 99.32): it never changes, but for the words that name somebody who is forgotten.
CREATE OR REPLACE FUNCTION privacy_disclosure_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_texts text[] := '{recipient,purpose,described}';
BEGIN
  IF to_jsonb(NEW) - v_texts IS DISTINCT FROM to_jsonb(OLD) - v_texts OR NOT EXISTS (
    SELECT 1 FROM disclosure_person d JOIN person p ON p.id = d.person_id WHERE d.disclosure_id = OLD.id AND p.forgotten_at IS NOT NULL) THEN
    RAISE EXCEPTION 'disclosure is append-only' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $f$;
CREATE OR REPLACE TRIGGER disclosure_append_only BEFORE UPDATE ON disclosure FOR EACH ROW EXECUTE FUNCTION privacy_disclosure_stays()`;

const recordDisclosure = `
-- Students only: a disclosure is about education records. Records that were merged stand for one person. In: {origin, on, recipient, purpose,
-- described, basis, exportId?, accountId}. Null: it is about no student.
CREATE OR REPLACE FUNCTION privacy_record_disclosure(p jsonb, p_people uuid[]) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_people uuid[] := ARRAY(SELECT DISTINCT coalesce(r.merged_into_id, r.id) FROM person r WHERE r.id = ANY (p_people) AND r.kind = 'student');
  v_id uuid;
BEGIN
  IF v_people = '{}' THEN
    RETURN NULL;
  END IF;
  INSERT INTO disclosure (origin, disclosed_on, recipient, purpose, described, basis, export_id, recorded_by)
  VALUES (p ->> 'origin', coalesce((p ->> 'on')::date, directory_day(clock_timestamp())), p ->> 'recipient', p ->> 'purpose', p ->> 'described',
    p ->> 'basis', (p ->> 'exportId')::uuid, (p ->> 'accountId')::uuid)
  RETURNING id INTO v_id;
  INSERT INTO disclosure_person (disclosure_id, person_id) SELECT v_id, unnest(v_people);
  RETURN v_id;
END $f$`;

const retention = `
-- Students who left, whether their years are over on a day, and why (not). p_people: these alone; null: all of them. A reason without
-- \`until\` has no end yet. The years of a person end with the last of: theirs, and those of each device that they had, by its money.
CREATE OR REPLACE FUNCTION privacy_retention(p_day date, p_people uuid[]) RETURNS TABLE (person_id uuid, left_on date, planned text, until date, reasons jsonb)
LANGUAGE sql STABLE SET search_path = pg_catalog, public SET work_mem = '64MB' SET jit = off AS $f$
  WITH people AS MATERIALIZED (
    SELECT p.id, p.withdrawn_on FROM person p
    WHERE p.state = 'withdrawn' AND p.kind = 'student' AND p.merged_into_id IS NULL AND p.forgotten_at IS NULL
      AND (p_people IS NULL OR p.id = ANY (p_people))
  ), policy AS MATERIALIZED (
    SELECT r.funding_kind, r.years, r.counted_from FROM policy_retention r WHERE r.effective @> p_day
  ), money AS (
    SELECT h.person_id, d.asset_tag, k.kind, y.years, y.counted_from, CASE y.counted_from
        WHEN 'left' THEN p.withdrawn_on
        WHEN 'returned' THEN directory_day(h.returned_at)
        WHEN 'received' THEN coalesce(d.received_on, d.purchased_on)
        WHEN 'disposed' THEN CASE WHEN d.state IN ('disposed', 'lost', 'void') THEN directory_day(d.state_since) END END AS from_day
    FROM people p JOIN circulation.v_had h ON h.person_id = p.id JOIN inventory.v_device d ON d.id = h.device_id
    CROSS JOIN LATERAL (SELECT f.kind FROM inventory.v_funding f WHERE f.split_id = d.funding_split_id
      UNION ALL SELECT 'none' WHERE d.funding_split_id IS NULL) AS k
    LEFT JOIN policy y ON y.funding_kind = k.kind
  ), reason AS (
    SELECT p.id AS person_id, (p.withdrawn_on + make_interval(years => y.years))::date AS until,
      jsonb_build_object('why', 'left', 'years', y.years, 'countedFrom', 'left', 'from', p.withdrawn_on) AS said
    FROM people p LEFT JOIN policy y ON y.funding_kind = 'everybody'
    UNION ALL
    SELECT m.person_id, (m.from_day + make_interval(years => m.years))::date,
      jsonb_build_object('why', 'money', 'tag', m.asset_tag, 'kind', m.kind, 'years', m.years, 'countedFrom', m.counted_from, 'from', m.from_day)
    FROM money m
    UNION ALL
    SELECT o.person_id, NULL, jsonb_build_object('why', o.why, 'tag', d.asset_tag)
    FROM people p JOIN circulation.v_open_with o ON o.person_id = p.id LEFT JOIN inventory.v_device d ON d.id = o.device_id
    UNION ALL
    SELECT c.person_id, NULL, '{"why": "correction-open"}' FROM people p JOIN record_correction c ON c.person_id = p.id WHERE c.state = 'open'
  ), ranked AS (
    SELECT r.*, max(r.until) OVER w AS last, bool_or(r.until IS NULL) OVER w AS endless,
      row_number() OVER (PARTITION BY r.person_id ORDER BY r.until DESC NULLS FIRST, r.said::text) AS place
    FROM reason r WINDOW w AS (PARTITION BY r.person_id)
  )
  -- What keeps somebody, or what kept them last; a student of twelve years had many devices.
  SELECT p.id, p.withdrawn_on, CASE WHEN r.endless OR r.last > p_day THEN 'keep' ELSE 'forget' END, CASE WHEN NOT r.endless THEN r.last END,
    jsonb_agg(r.said || jsonb_build_object('until', r.until) ORDER BY r.place)
  FROM people p JOIN ranked r ON r.person_id = p.id
  WHERE r.place = 1 OR ((r.until IS NULL OR r.until > p_day) AND r.place <= 6)
  GROUP BY p.id, p.withdrawn_on, r.endless, r.last
$f$`;

const plan = `
-- A plan for today: who would be forgotten, who is kept, and why.
CREATE OR REPLACE FUNCTION privacy_plan(p_account uuid) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, public SET jit = off AS $f$
DECLARE
  v_day date := directory_day(clock_timestamp());
  v_run uuid;
BEGIN
  INSERT INTO retention_run (on_day, policy_ids, to_forget, to_keep, by_year, planned_by)
  SELECT v_day, coalesce(array_agg(id), '{}'), 0, 0, '[]', p_account FROM policy_retention WHERE effective @> v_day RETURNING id INTO v_run;
  INSERT INTO retention_item (run_id, person_id, left_on, planned, until, reasons)
  SELECT v_run, r.person_id, r.left_on, r.planned, r.until, r.reasons FROM privacy_retention(v_day, NULL) r;
  UPDATE retention_run t SET to_forget = i.forget, to_keep = i.keep, by_year = i.years FROM (
    SELECT coalesce(sum(n) FILTER (WHERE planned = 'forget'), 0) AS forget, coalesce(sum(n) FILTER (WHERE planned = 'keep'), 0) AS keep,
      coalesce(jsonb_agg(jsonb_build_object('year', year, 'people', n) ORDER BY year) FILTER (WHERE planned = 'keep' AND year IS NOT NULL), '[]') AS years
    FROM (SELECT planned, CASE WHEN planned = 'keep' THEN extract(year FROM until)::int END AS year, count(*) AS n
      FROM retention_item WHERE run_id = v_run GROUP BY 1, 2) g) AS i
  WHERE t.id = v_run;
  RETURN v_run;
END $f$`;

const locked = `
-- Locks people, with the records that were merged into them, in order of id, against whatever would hang something on them.
CREATE OR REPLACE FUNCTION privacy_lock_people(p_people uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM 1 FROM person WHERE id IN (SELECT unnest(p_people) UNION SELECT m.id FROM person m WHERE m.merged_into_id = ANY (p_people)) ORDER BY id FOR UPDATE;
END $f$`;

const forgotten = `
-- What every <lib>_forget_people is given (FORGOTTEN of the platform).
CREATE OR REPLACE FUNCTION privacy_forgotten(p_people uuid[]) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_person uuid;
  v_records uuid[];
  v_words jsonb;
  v_former text[];
  v_code text;
  v_codes text[] := '{}';
  v_all jsonb := '[]';
BEGIN
  FOREACH v_person IN ARRAY p_people LOOP
    v_records := directory_person_ids(v_person);
    v_words := directory_person_words(v_records);
    -- What they were called when they took a device.
    v_former := ARRAY(SELECT DISTINCT l.borrower_name FROM loan l WHERE l.person_id = ANY (v_records));
    LOOP
      v_code := directory_new_pseudonym();
      EXIT WHEN v_code <> ALL (v_codes);
    END LOOP;
    v_codes := v_codes || v_code;
    v_all := v_all || (SELECT jsonb_agg(v_words || jsonb_build_object('person', v_person, 'record', r.id,
        'name', 'Former student ' || v_code, 'number', 'FORMER-' || v_code || CASE WHEN r.n > 1 THEN '-' || r.n ELSE '' END,
        'words', (v_words -> 'words') || to_jsonb(v_former), 'phrases', (v_words -> 'phrases') || to_jsonb(v_former),
        'devices', to_jsonb(ARRAY(SELECT DISTINCT l.device_id FROM loan l WHERE l.person_id = ANY (v_records)))))
      FROM unnest(v_records) WITH ORDINALITY AS r(id, n));
  END LOOP;
  RETURN v_all;
END $f$`;

const forget = `
-- Disclosures and requests stay as long as the record; their words lose the names. As the owner: disclosures are append-only to the product.
CREATE OR REPLACE FUNCTION privacy_forget_people(p jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $f$
DECLARE
  v record;
BEGIN
  FOR v IN SELECT f.record, f.name, f.words FROM ${FORGOTTEN} LOOP
    UPDATE disclosure d SET recipient = platform_redact(d.recipient, v.words, v.name), purpose = platform_redact(d.purpose, v.words, v.name),
      described = platform_redact(d.described, v.words, v.name)
    FROM disclosure_person o WHERE o.person_id = v.record AND d.id = o.disclosure_id
      AND d.recipient || ' ' || d.purpose || ' ' || d.described IS DISTINCT FROM platform_redact(d.recipient || ' ' || d.purpose || ' ' || d.described, v.words, v.name);
    UPDATE record_correction c SET asked_by = v.name, wrong = v.name, answer = CASE WHEN c.answer IS NOT NULL THEN v.name END, statement = NULL
    WHERE c.person_id = v.record;
  END LOOP;
END $f$`;

const refuseHearing = `
-- For the trigger of corrections, when the family would have been told before it asked.
CREATE OR REPLACE FUNCTION privacy_refuse_hearing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  RAISE EXCEPTION 'told of the hearing before the request'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_record_correction_hearing', TABLE = 'record_correction';
END $f$`;

/** Who was told, and who is forgotten when. */
export const privacySql: SqlFunctions = {
  lib: 'privacy',
  order: 58,
  statements: [disclosureStays, recordDisclosure, retention, plan, locked, forgotten, forget, refuseHearing],
};
