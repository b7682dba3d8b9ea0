import type { SqlFunctions } from '@app/platform';

const renew = `
-- In: actor + {loanId, dueOn, dueAt?, scanId?}. The loan stays; only when it is due changes.
CREATE OR REPLACE FUNCTION circulation_renew_loan(p jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  INSERT INTO loan_renewal (loan_id, scan_id, was_due_on, was_due_at, due_on, due_at, renewed_by, renewed_station_id)
  SELECT l.id, (p ->> 'scanId')::uuid, l.due_on, l.due_at, (p ->> 'dueOn')::date, (p ->> 'dueAt')::timestamptz,
    (p ->> 'accountId')::uuid, (p ->> 'stationId')::uuid
    FROM loan l WHERE l.id = (p ->> 'loanId')::uuid AND l.returned_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'loan % is not open', p ->> 'loanId' USING ERRCODE = 'serialization_failure';
  END IF;
  UPDATE loan SET due_on = (p ->> 'dueOn')::date, due_at = (p ->> 'dueAt')::timestamptz WHERE id = (p ->> 'loanId')::uuid;
END $f$`;

const undo = `
-- The loan is due again when it was. The caller has seen that nothing came since. p_actor: {accountId, stationId}.
CREATE OR REPLACE FUNCTION circulation_undo_renewals(p_scans uuid[], p_actor jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  n loan_renewal%ROWTYPE;
BEGIN
  FOR n IN UPDATE loan_renewal SET withdrawn_at = clock_timestamp(), withdrawn_by = (p_actor ->> 'accountId')::uuid,
      withdrawn_station_id = (p_actor ->> 'stationId')::uuid WHERE scan_id = ANY (p_scans) AND withdrawn_at IS NULL RETURNING * LOOP
    UPDATE loan SET due_on = n.was_due_on, due_at = n.was_due_at WHERE id = n.loan_id AND returned_at IS NULL;
  END LOOP;
END $f$`;

const since = `
-- What came after the renewals of these scans: {deviceId, seq} of the return, or {deviceId, by, stationId, at} of another renewal.
CREATE OR REPLACE FUNCTION circulation_after_renewals(p_scans uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(jsonb_agg(CASE WHEN l.returned_at IS NOT NULL THEN jsonb_build_object('deviceId', l.device_id, 'seq', l.closed_seq)
      ELSE jsonb_build_object('deviceId', l.device_id, 'by', o.renewed_by, 'stationId', o.renewed_station_id, 'at', o.renewed_at) END), '[]')
    FROM loan_renewal n JOIN loan l ON l.id = n.loan_id
    LEFT JOIN LATERAL (SELECT * FROM loan_renewal o WHERE o.loan_id = n.loan_id AND o.renewed_at > n.renewed_at AND o.withdrawn_at IS NULL
      ORDER BY o.renewed_at DESC LIMIT 1) o ON true
   WHERE n.scan_id = ANY (p_scans) AND n.withdrawn_at IS NULL AND (l.returned_at IS NOT NULL OR o.id IS NOT NULL)
$f$;
CREATE OR REPLACE FUNCTION circulation_renewed_devices(p_scans uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT l.device_id FROM loan_renewal n JOIN loan l ON l.id = n.loan_id WHERE n.scan_id = ANY (p_scans) AND n.withdrawn_at IS NULL
$f$`;

/** Loans that are lent on. */
export const renewalsSql: SqlFunctions = { lib: 'circulation-renewals', order: 41, statements: [renew, undo, since] };
