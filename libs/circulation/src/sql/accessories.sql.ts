import type { SqlFunctions } from '@app/platform';

const lines = `
-- Each line of a loan that took place: what is out of it. A tagged one is out as long as its own loan is open, or ended as lost.
CREATE OR REPLACE VIEW circulation.v_accessory AS
  SELECT a.id, a.loan_id, l.person_id, l.device_id, l.returned_at, a.accessory_type_id, t.kind, t.name, a.given, g.id AS tag_loan_id,
    coalesce(r.returned, 0)::int AS returned, coalesce(r.substitute, 0)::int AS substitute,
    CASE WHEN g.id IS NULL THEN a.given - coalesce(r.returned, 0) - coalesce(r.substitute, 0)
      WHEN g.returned_at IS NULL OR g.closed_as = 'lost' THEN a.given ELSE 0 END::int AS owed
  FROM public.loan_accessory a
  JOIN public.loan l ON l.id = a.loan_id AND NOT l.corrected
  JOIN public.accessory_type t ON t.id = a.accessory_type_id
  LEFT JOIN public.loan g ON g.id = a.tag_loan_id AND NOT g.corrected
  LEFT JOIN LATERAL (SELECT sum(count) FILTER (WHERE how = 'returned') AS returned, sum(count) FILTER (WHERE how = 'substitute') AS substitute
    FROM public.accessory_return WHERE line_id = a.id AND withdrawn_at IS NULL AND missing_scan_id IS NULL) r ON true`;

const opened = `
-- A new loan takes along what its model comes with. A tagged accessory becomes the one of the borrower's newest line that it fits.
CREATE OR REPLACE FUNCTION circulation_give_accessories(p_loan uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  l loan%ROWTYPE;
  v_model uuid;
  v_type uuid;
BEGIN
  SELECT * INTO l FROM loan WHERE id = p_loan;
  SELECT d.model_id, m.accessory_type_id INTO v_model, v_type FROM device d JOIN model m ON m.id = d.model_id WHERE d.id = l.device_id;
  INSERT INTO loan_accessory (loan_id, accessory_type_id, given)
    SELECT p_loan, a.accessory_type_id, a.count FROM model_accessory a WHERE a.model_id = v_model AND a.relation = 'comes-with';
  IF v_type IS NOT NULL THEN
    UPDATE loan_accessory SET tag_loan_id = p_loan WHERE id = (
      SELECT v.id FROM circulation.v_accessory v JOIN loan o ON o.id = v.loan_id JOIN device d ON d.id = v.device_id
       WHERE v.returned_at IS NULL AND v.tag_loan_id IS NULL AND v.given = 1 AND v.loan_id <> p_loan
         AND (o.person_id = ANY (directory_person_ids(l.person_id)) OR o.room_id = l.room_id)
         AND inventory_accessory_fits(d.model_id, v.accessory_type_id, v_type)
       ORDER BY v.accessory_type_id = v_type DESC, o.loaned_at DESC LIMIT 1);
  END IF;
END $f$`;

const closed = `
-- With the device everything untagged counts as returned, until somebody says otherwise; nothing with one that is lost.
CREATE OR REPLACE FUNCTION circulation_take_accessories(p_loan uuid, p_how text, p_scan uuid, p_account uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  INSERT INTO accessory_return (line_id, count, scan_id, returned_by)
  SELECT v.id, v.owed, p_scan, p_account FROM circulation.v_accessory v
  WHERE v.loan_id = p_loan AND v.tag_loan_id IS NULL AND v.owed > 0 AND p_how <> 'lost'
$f$`;

const cameAfterAll = `
-- Somebody says now that an accessory did come with its device: what was given back for it since was the same one.
-- Its lines are locked first, so that two who say so do it one after the other. p_scan: who says so, when that can be unsaid.
CREATE OR REPLACE FUNCTION circulation_accessory_came(p_returns uuid[], p_scan uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM 1 FROM loan_accessory WHERE id IN (SELECT line_id FROM accessory_return WHERE id = ANY (p_returns)) ORDER BY id FOR NO KEY UPDATE;
  UPDATE accessory_return l SET withdrawn_at = clock_timestamp(), withdrawn_scan_id = p_scan FROM accessory_return r
   WHERE r.id = ANY (p_returns) AND r.missing_scan_id IS NOT NULL AND r.withdrawn_at IS NULL
     AND l.line_id = r.line_id AND l.returned_at > r.returned_at AND l.missing_scan_id IS NULL AND l.withdrawn_at IS NULL;
END $f$`;

const answered = `
-- What the desk says of the charger that came with the device of a scan. In: actor + {targetScanId, as: missing | here | substitute | original, typeId?}.
CREATE OR REPLACE FUNCTION circulation_answer_charger(p jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_target uuid := (p ->> 'targetScanId')::uuid;
  v_by uuid := (p #>> '{actor,scanId}')::uuid;
BEGIN
  IF p ->> 'as' <> 'missing' THEN
    PERFORM circulation_accessory_came(ARRAY(SELECT r.id FROM accessory_return r JOIN loan_accessory a ON a.id = r.line_id
      JOIN accessory_type t ON t.id = a.accessory_type_id AND t.kind = 'charger' WHERE r.scan_id = v_target), v_by);
  END IF;
  UPDATE accessory_return r SET
    missing_scan_id = CASE WHEN p ->> 'as' = 'missing' THEN v_by END,
    lifted_scan_id = CASE WHEN p ->> 'as' = 'substitute' THEN r.missing_scan_id END,
    how = CASE p ->> 'as' WHEN 'substitute' THEN 'substitute' WHEN 'original' THEN 'returned' ELSE r.how END,
    how_scan_id = CASE p ->> 'as' WHEN 'substitute' THEN v_by WHEN 'original' THEN NULL ELSE r.how_scan_id END,
    came_type_id = CASE p ->> 'as' WHEN 'substitute' THEN (p ->> 'typeId')::uuid WHEN 'original' THEN NULL ELSE r.came_type_id END
  FROM loan_accessory a JOIN accessory_type t ON t.id = a.accessory_type_id AND t.kind = 'charger'
  WHERE a.id = r.line_id AND r.scan_id = v_target AND r.withdrawn_at IS NULL;
  IF p ->> 'as' = 'substitute' THEN
    UPDATE condition_report SET withdrawn_at = clock_timestamp() WHERE scan_id = v_target AND finding = 'charger-missing' AND withdrawn_at IS NULL;
  END IF;
END $f$`;

const undone = `
-- With a return its accessories are out again (one that was given back by itself stays back); with an answer what it said of them is unsaid.
CREATE OR REPLACE FUNCTION circulation_undo_accessories(p_scans uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM circulation_accessory_came(ARRAY(SELECT id FROM accessory_return WHERE missing_scan_id = ANY (p_scans) AND NOT coalesce(scan_id = ANY (p_scans), false)), NULL);
  UPDATE condition_report c SET withdrawn_at = clock_timestamp() FROM accessory_return r
   WHERE r.missing_scan_id = ANY (p_scans) AND c.scan_id = r.scan_id AND c.finding = 'charger-missing' AND c.withdrawn_at IS NULL;
  UPDATE accessory_return SET
    withdrawn_at = CASE WHEN scan_id = ANY (p_scans) THEN clock_timestamp() ELSE withdrawn_at END,
    missing_scan_id = CASE WHEN missing_scan_id = ANY (p_scans) THEN NULL WHEN how_scan_id = ANY (p_scans) AND NOT lifted_scan_id = ANY (p_scans)
      THEN lifted_scan_id ELSE missing_scan_id END,
    lifted_scan_id = CASE WHEN how_scan_id = ANY (p_scans) OR lifted_scan_id = ANY (p_scans) THEN NULL ELSE lifted_scan_id END,
    how = CASE WHEN how_scan_id = ANY (p_scans) THEN 'returned' ELSE how END,
    how_scan_id = CASE WHEN how_scan_id = ANY (p_scans) THEN NULL ELSE how_scan_id END,
    came_type_id = CASE WHEN how_scan_id = ANY (p_scans) THEN NULL ELSE came_type_id END
  WHERE (scan_id = ANY (p_scans) AND withdrawn_at IS NULL) OR missing_scan_id = ANY (p_scans) OR how_scan_id = ANY (p_scans);
  UPDATE accessory_return SET withdrawn_scan_id = NULL WHERE scan_id = ANY (p_scans) AND withdrawn_scan_id IS NOT NULL;
END $f$`;

const cameByItself = `
-- What an undone answer had made the same return counts by itself again, as far as the line is owed; so all else of the undo comes first.
CREATE OR REPLACE FUNCTION circulation_accessory_came_by_itself(p_scans uuid[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  UPDATE accessory_return l SET withdrawn_at = NULL, withdrawn_scan_id = NULL FROM circulation.v_accessory v
   WHERE l.withdrawn_scan_id = ANY (p_scans) AND v.id = l.line_id AND v.owed >= l.count
$f$`;

const ofScan = `
-- The charger of the device that a scan returned: {lineId, expected, substitute, fits: names that its model takes instead}; null: it came without a line.
CREATE OR REPLACE FUNCTION circulation_scan_charger(p_scan uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object('lineId', r.line_id, 'expected', t.name, 'substitute', r.how = 'substitute' AND r.missing_scan_id IS NULL,
    'fits', (SELECT coalesce(jsonb_agg(o.name ORDER BY o.name), '[]') FROM device d JOIN model_accessory m ON m.model_id = d.model_id AND m.relation = 'compatible'
      JOIN accessory_type o ON o.id = m.accessory_type_id AND o.kind = 'charger' WHERE d.id = l.device_id))
  FROM accessory_return r JOIN loan_accessory a ON a.id = r.line_id JOIN accessory_type t ON t.id = a.accessory_type_id AND t.kind = 'charger'
  JOIN loan l ON l.id = a.loan_id
  WHERE r.scan_id = p_scan AND r.withdrawn_at IS NULL LIMIT 1
$f$`;

const ofLoan = `
-- What is out with a loan and has no tag of its own: names, the charger first.
CREATE OR REPLACE FUNCTION circulation_loan_accessories(p_loan uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(jsonb_agg(v.name ORDER BY v.kind = 'charger' DESC, v.name), '[]') FROM circulation.v_accessory v
  WHERE v.loan_id = p_loan AND v.tag_loan_id IS NULL AND v.owed > 0
$f$`;

const chargerOfLoan = `
CREATE OR REPLACE FUNCTION circulation_loan_charger(p_loan uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT v.name FROM circulation.v_accessory v WHERE v.loan_id = p_loan AND v.kind = 'charger' AND v.tag_loan_id IS NULL AND v.owed > 0 LIMIT 1
$f$`;

/** Accessories of loans. */
export const circulationAccessoriesSql: SqlFunctions = {
  lib: 'circulation-accessories',
  order: 39,
  statements: [lines, opened, closed, cameAfterAll, answered, undone, cameByItself, ofScan, ofLoan, chargerOfLoan],
};
