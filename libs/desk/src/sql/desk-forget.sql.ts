import type { SqlFunctions } from '@app/platform';
import { FORGOTTEN } from '@app/platform';

const forget = `
-- Scans stay, as what was done when; what was typed and answered loses the names. One look at all scans for all people, by the person, by
-- the code that was scanned, and by the devices that they had: an index on the person would cost each scan of the desk.
CREATE OR REPLACE FUNCTION desk_forget_people(p jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public SET work_mem = '64MB' AS $f$
DECLARE
  v record;
  v_words text[];
  v_phrases text[];
BEGIN
  FOR v IN
    SELECT s.scan, s.record, min(s.name) AS name, min(s.number) AS number, bool_or(s.own) AS own FROM (
      SELECT e.id AS scan, f.record, f.name, f.number, true AS own FROM ${FORGOTTEN} JOIN scan_event e ON e.person_id = f.record
      UNION ALL SELECT e.id, f.record, f.name, f.number, true FROM ${FORGOTTEN}, unnest(f.codes) AS c
        JOIN scan_event e ON upper(btrim(e.raw_code)) = c WHERE f.person = f.record
      UNION ALL SELECT e.id, f.record, f.name, f.number, false FROM ${FORGOTTEN}, unnest(f.devices) AS d JOIN scan_event e ON e.device_id = d
        WHERE f.person = f.record) AS s GROUP BY s.scan, s.record
  LOOP
    SELECT f.words, f.phrases INTO v_words, v_phrases FROM ${FORGOTTEN} WHERE f.record = v.record;
    UPDATE scan_event e SET raw_code = CASE WHEN platform_redact(e.raw_code, v_words, '') = e.raw_code THEN e.raw_code ELSE v.number END,
      note = left(platform_redact(e.note::text, v_words, v.name), 500),
      -- In an answer about somebody else a first name alone is somebody else's.
      answer = desk_forget_answer(platform_redact(e.answer, CASE WHEN v.own THEN v_words ELSE v_phrases END, v.name), v.own)
    WHERE e.id = v.scan;
  END LOOP;
END $f$`;

const answer = `
-- The card of the person in a stored answer: the end of the number, the class and the language go too.
CREATE OR REPLACE FUNCTION desk_forget_answer(p_answer jsonb, p_own boolean) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $f$
  SELECT CASE WHEN p_own AND jsonb_typeof(p_answer -> 'person') = 'object'
    THEN jsonb_set(p_answer, '{person}', (p_answer -> 'person') || '{"numberEnd": null, "grade": null, "homeroom": null, "language": null}')
    ELSE p_answer END
$f$`;

export const deskForgetSql: SqlFunctions = { lib: 'desk-forget', order: 92, statements: [answer, forget] };
