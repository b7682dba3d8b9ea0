import type { SqlFunctions } from '@app/platform';

const question = `
-- What the key of an answer is about, when the row that it answers put a line of a loan into it; for "another charger came" of a return the
-- line that came back with it. root: the return that a chain of answers goes back to.
CREATE OR REPLACE FUNCTION desk_question(p_scan uuid, p_key text, p_charger jsonb) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object('ask', q.v ->> 'ask', 'root', q.v ->> 'root') || circulation_accessory_question((q.v ->> 'lineId')::uuid, (q.v ->> 'typeId')::uuid)
  FROM (SELECT coalesce(
    (SELECT a #> '{label,values}' FROM scan_event e, jsonb_array_elements(e.answer -> 'quickAnswers') AS a
      WHERE e.id = p_scan AND a ->> 'key' = p_key AND a #>> '{label,values,lineId}' IS NOT NULL),
    CASE WHEN p_key = 'm' AND NOT (p_charger ->> 'substitute')::boolean
      THEN jsonb_build_object('ask', 'other', 'root', p_scan, 'lineId', p_charger ->> 'lineId') END)) AS q(v)
  WHERE q.v IS NOT NULL
$f$`;

const answeredScan = `
-- The scan that a key is about: the one whose row has it, or, for a finding after "another charger came", the return at the beginning.
CREATE OR REPLACE FUNCTION desk_answered_scan(p_scan uuid, p_key text) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $f$
DECLARE
  s scan_event%ROWTYPE;
  v_id uuid := p_scan;
BEGIN
  LOOP
    SELECT * INTO s FROM scan_event WHERE id = v_id;
    EXIT WHEN s.act IS DISTINCT FROM 'answer' OR s.row_id <> 'E18' OR p_key IS NULL OR EXISTS (
      SELECT FROM jsonb_array_elements(s.answer -> 'quickAnswers') AS a WHERE a ->> 'key' = p_key AND a #>> '{label,values,lineId}' IS NOT NULL);
    v_id := s.target_scan_id;
  END LOOP;
  RETURN v_id;
END $f$`;

const transferReason = `
-- E23: why the device of p_target leaves its program, as this answer says it, or one before that this goes on from; kept with this scan.
CREATE OR REPLACE FUNCTION desk_transfer_reason(p jsonb, p_target uuid) RETURNS text
LANGUAGE sql VOLATILE SET search_path = pg_catalog, public AS $f$
  UPDATE scan_event e SET transfer_reason = s.reason, note = s.words
  FROM (SELECT CASE WHEN t.row_id <> 'E23' THEN t.transfer_reason WHEN p ->> 'reason' IS NOT NULL THEN 'other'
        ELSE (SELECT a #>> '{label,values,reason}' FROM jsonb_array_elements(t.answer -> 'quickAnswers') AS a WHERE a ->> 'key' = p ->> 'key') END AS reason,
      CASE WHEN t.row_id = 'E23' THEN p ->> 'reason' WHEN t.transfer_reason = 'other' THEN t.note END AS words
    FROM scan_event t WHERE t.id = p_target) AS s
  WHERE e.id = (p ->> 'id')::uuid AND s.reason IS NOT NULL RETURNING e.transfer_reason
$f$`;

const fits = `
-- The devices of a scan, each tagged accessory with how it stands to its holder, else to p_person.
CREATE OR REPLACE FUNCTION desk_with_fit(p_devices jsonb, p_person uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_agg(CASE WHEN d #>> '{model,deviceClass}' = 'accessory' THEN d || jsonb_build_object('fit',
    circulation_accessory_fit((d ->> 'id')::uuid, coalesce(p_person, (d #>> '{loan,person,id}')::uuid))) ELSE d END ORDER BY n)
  FROM jsonb_array_elements(p_devices) WITH ORDINALITY AS x(d, n)
$f$`;

/** What keys ask about accessories, and how a tagged one stands to whoever gets or brings it. */
export const deskAnswersSql: SqlFunctions = {
  lib: 'desk-answers',
  order: 89,
  statements: [question, answeredScan, transferReason, fits],
};
