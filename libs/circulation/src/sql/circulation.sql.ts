import type { SqlFunctions } from '@app/platform';
import { DUE_AT, DUE_BY_CLEARANCE, DUE_ON, LEAVING, OVERDUE_LOANS } from '../loans/loan.sql.js';

const openLoan = `
-- In: {deviceId, seq, loanedAt, personId | roomId | cartId, type, siteId, dueOn?, dueAt?, accountId?, stationId?}; seq and loanedAt from the check-out event. Out: the loan's id.
CREATE OR REPLACE FUNCTION circulation_open_loan(p jsonb) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_loan uuid;
BEGIN
  INSERT INTO loan (device_id, person_id, room_id, cart_id, borrower_name, type, site_id, loaned_at, due_on, due_at, opened_seq, opened_by, opened_station_id)
  SELECT (p ->> 'deviceId')::uuid, (p ->> 'personId')::uuid, (p ->> 'roomId')::uuid, (p ->> 'cartId')::uuid,
    coalesce((SELECT given_name || ' ' || family_name FROM person WHERE id = (p ->> 'personId')::uuid),
             (SELECT name FROM room WHERE id = (p ->> 'roomId')::uuid), (SELECT name FROM cart WHERE id = (p ->> 'cartId')::uuid)),
    p ->> 'type', (p ->> 'siteId')::uuid, (p ->> 'loanedAt')::timestamptz, (p ->> 'dueOn')::date, (p ->> 'dueAt')::timestamptz,
    (p ->> 'seq')::integer, (p ->> 'accountId')::uuid, (p ->> 'stationId')::uuid
  RETURNING id INTO v_loan;
  PERFORM circulation_give_accessories(v_loan);
  RETURN v_loan;
END $f$`;

const closeLoan = `
-- In: {loanId, seq, returnedAt, how: returned | forced | lost, scanId?, amnesty?, accountId?, stationId?}. Closed in place; closing a closed loan is refused.
CREATE OR REPLACE FUNCTION circulation_close_loan(p jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  UPDATE loan SET returned_at = greatest((p ->> 'returnedAt')::timestamptz, loaned_at), closed_as = p ->> 'how', closed_seq = (p ->> 'seq')::integer,
    closed_by = (p ->> 'accountId')::uuid, closed_station_id = (p ->> 'stationId')::uuid,
    amnesty = coalesce((p ->> 'amnesty')::boolean, false)
  WHERE id = (p ->> 'loanId')::uuid AND returned_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'loan % is not open', p ->> 'loanId' USING ERRCODE = 'serialization_failure';
  END IF;
  PERFORM circulation_take_accessories((p ->> 'loanId')::uuid, p ->> 'how', (p ->> 'scanId')::uuid, (p ->> 'accountId')::uuid);
END $f$`;

const reverse = `
-- Follows the reversal of a ledger event: the loan that it opened counts as corrected, the loan and the missing case that it closed are open again.
CREATE OR REPLACE FUNCTION circulation_reverse(p_device uuid, p_seq integer, p_reversal_seq integer, p_at timestamptz, p_account uuid, p_station uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  UPDATE loan SET corrected = true, closed_as = 'corrected', returned_at = greatest(p_at, loaned_at), closed_seq = p_reversal_seq,
    closed_by = p_account, closed_station_id = p_station
  WHERE device_id = p_device AND opened_seq = p_seq;
  UPDATE loan SET returned_at = NULL, closed_as = NULL, closed_seq = NULL, closed_by = NULL, closed_station_id = NULL,
    amnesty = false
  WHERE device_id = p_device AND closed_seq = p_seq AND NOT corrected;
  PERFORM circulation_reopen_case(p_device, p_seq);
  UPDATE condition_report SET withdrawn_at = p_at WHERE device_id = p_device AND event_seq = p_seq AND withdrawn_at IS NULL;
END $f$`;

const loanFacts = `
-- The open loan of a device as the desk shows it; ids of people, no names. lateFrom: the first day on which it is late.
CREATE OR REPLACE FUNCTION circulation_loan_facts(p_device uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT jsonb_build_object('id', l.id, 'type', l.type, 'personId', l.person_id, 'roomId', l.room_id, 'cartId', l.cart_id,
    'loanedAt', l.loaned_at, 'dueOn', ${DUE_ON}, 'dueAt', ${DUE_AT}, 'dueByClearance', ${DUE_BY_CLEARANCE},
    'lateFrom', least(l.due_on + 1, leaving.late_on), 'openedBy', l.opened_by, 'openedAtStationId', l.opened_station_id,
    'accessories', circulation_loan_accessories(l.id), 'charger', circulation_loan_charger(l.id),
    'borrowerOtherTags', coalesce((SELECT jsonb_agg(d.asset_tag ORDER BY o.loaned_at) FROM loan o JOIN device d ON d.id = o.device_id
      WHERE o.person_id = ANY (directory_person_ids(l.person_id)) AND o.returned_at IS NULL AND o.id <> l.id), '[]'))
  FROM loan l ${LEAVING} WHERE l.device_id = p_device AND l.returned_at IS NULL
$f$`;

const personLoans = `
CREATE OR REPLACE FUNCTION circulation_person_loans(p_person uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(jsonb_agg(jsonb_build_object('loanId', l.id, 'deviceId', l.device_id, 'tag', coalesce(d.asset_tag, d.serial),
    'modelName', m.maker || ' ' || m.name, 'type', l.type, 'dueOn', ${DUE_ON},
    'accessory', m.device_class = 'accessory', 'with', circulation_loan_accessories(l.id)) ORDER BY l.loaned_at), '[]')
  FROM loan l JOIN device d ON d.id = l.device_id JOIN model m ON m.id = d.model_id ${LEAVING}
  WHERE l.person_id = ANY (directory_person_ids(p_person)) AND l.returned_at IS NULL
$f$`;

const reportCondition = `
-- A finding with a return. Damage puts the hold "damaged" on the device until a technician clears it; taking the finding back lifts the hold
-- when no other finding of that scan stands. "OK" stands alone: it takes the place of what was said before, and goes with what is said after.
-- In: actor + {deviceId, loanId?, targetScanId, finding, withdrawn}.
CREATE OR REPLACE FUNCTION circulation_report_condition(p jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_device uuid := (p ->> 'deviceId')::uuid;
  v_scan uuid := (p ->> 'targetScanId')::uuid;
  v_holds text[];
  v_events jsonb := '[]';
  v_damage constant text[] := ARRAY['screen', 'keyboard', 'will-not-start', 'other'];
  v_seq integer;
  v_by uuid := (p #>> '{actor,scanId}')::uuid;
BEGIN
  SELECT holds INTO v_holds FROM device WHERE id = v_device;
  IF p ->> 'finding' = 'charger-missing' THEN
    PERFORM circulation_answer_charger(p || jsonb_build_object('as', CASE WHEN (p ->> 'withdrawn')::boolean THEN 'here' ELSE 'missing' END));
  END IF;
  IF (p ->> 'withdrawn')::boolean THEN
    UPDATE condition_report SET withdrawn_at = clock_timestamp(), withdrawn_by_scan_id = v_by
     WHERE scan_id = v_scan AND finding = p ->> 'finding' AND withdrawn_at IS NULL;
    IF p ->> 'finding' = ANY (v_damage) AND 'damaged' = ANY (v_holds) AND NOT EXISTS (
      SELECT 1 FROM condition_report WHERE scan_id = v_scan AND withdrawn_at IS NULL AND finding = ANY (v_damage)) THEN
      PERFORM inventory_record_events(jsonb_build_array((p -> 'actor') || jsonb_build_object('deviceId', v_device, 'type', 'hold-cleared',
        'after', jsonb_build_object('holds', to_jsonb(array_remove(v_holds, 'damaged'))), 'evidence', jsonb_build_object('hold', 'damaged', 'finding', p ->> 'finding'))));
    END IF;
    RETURN;
  END IF;
  IF p ->> 'finding' = ANY (v_damage) AND NOT 'damaged' = ANY (v_holds) THEN
    v_events := inventory_record_events(jsonb_build_array((p -> 'actor') || jsonb_build_object('deviceId', v_device, 'type', 'hold-placed',
      'after', jsonb_build_object('holds', to_jsonb(v_holds || 'damaged'::text)), 'evidence', jsonb_build_object('hold', 'damaged', 'finding', p ->> 'finding'))));
    v_seq := (v_events -> 0 ->> 'seq')::integer;
  END IF;
  UPDATE condition_report SET withdrawn_at = clock_timestamp(), withdrawn_by_scan_id = v_by
   WHERE scan_id = v_scan AND withdrawn_at IS NULL AND 'charger-missing' NOT IN (finding, p ->> 'finding')
     AND (finding = 'ok') <> (p ->> 'finding' = 'ok');
  INSERT INTO condition_report (device_id, loan_id, scan_id, finding, event_seq, reported_by, answer_scan_id)
  VALUES (v_device, (p ->> 'loanId')::uuid, v_scan, p ->> 'finding', v_seq, (p -> 'actor' ->> 'accountId')::uuid, v_by)
  ON CONFLICT (scan_id, finding) WHERE withdrawn_at IS NULL DO NOTHING;
END $f$`;

const withdrawReports = `
-- What the undone scans said of a return is unsaid; what an undone answer took back stands again.
CREATE OR REPLACE FUNCTION circulation_withdraw_reports(p_scans uuid[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  UPDATE condition_report SET withdrawn_at = coalesce(withdrawn_at, clock_timestamp()), withdrawn_by_scan_id = NULL
   WHERE (scan_id = ANY (p_scans) OR answer_scan_id = ANY (p_scans)) AND (withdrawn_at IS NULL OR withdrawn_by_scan_id IS NOT NULL);
  SELECT circulation_undo_accessories(p_scans);
  WITH again AS (
    UPDATE condition_report c SET withdrawn_at = NULL, withdrawn_by_scan_id = NULL
     WHERE c.withdrawn_by_scan_id = ANY (p_scans) AND NOT c.scan_id = ANY (p_scans) AND NOT coalesce(c.answer_scan_id = ANY (p_scans), false)
       AND NOT EXISTS (SELECT 1 FROM condition_report o WHERE o.scan_id = c.scan_id AND o.finding = c.finding AND o.withdrawn_at IS NULL)
    RETURNING c.scan_id, c.finding, c.answer_scan_id)
  SELECT circulation_answer_charger(jsonb_build_object('targetScanId', scan_id, 'as', 'missing', 'actor', jsonb_build_object('scanId', answer_scan_id)))
    FROM again WHERE finding = 'charger-missing';
  SELECT circulation_accessory_came_by_itself(p_scans)
$f$`;

const borrowers = `
-- Everybody with an open loan; loans of a merged record are those of the person that it was merged into.
CREATE OR REPLACE VIEW circulation.v_borrower AS
  SELECT l.person_id FROM public.loan l WHERE l.returned_at IS NULL AND l.person_id IS NOT NULL
  UNION ALL
  SELECT p.merged_into_id FROM public.person p JOIN public.loan l ON l.person_id = p.id AND l.returned_at IS NULL
  WHERE p.merged_into_id IS NOT NULL`;

const openLoans = `
-- What is out, with the day by which it is due: the borrower's last one when they leave before.
CREATE OR REPLACE VIEW circulation.v_open_loan AS
  SELECT l.device_id, l.person_id, l.room_id, l.cart_id, ${DUE_ON} AS due_on
  FROM public.loan l ${LEAVING} WHERE l.returned_at IS NULL`;

const overdue = `
-- Loans past their time, with their devices and where they were handed out.
CREATE OR REPLACE VIEW circulation.v_overdue AS ${OVERDUE_LOANS}`;

const reserved = `
-- Devices that are set aside for somebody.
CREATE OR REPLACE VIEW circulation.v_reserved AS SELECT r.device_id FROM public.reservation r WHERE r.state = 'live'`;

/** Loans and condition reports: what other libs may do inside their transaction. */
export const circulationSql: SqlFunctions = {
  lib: 'circulation',
  order: 40,
  statements: [
    openLoan,
    closeLoan,
    reverse,
    loanFacts,
    personLoans,
    reportCondition,
    withdrawReports,
    borrowers,
    openLoans,
    overdue,
    reserved,
  ],
};
