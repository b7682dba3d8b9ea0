import type { SqlFunctions } from '@app/platform';

/** How long after a refusal a supervisor's card lifts it. */
export const CARD_SECONDS = 30;

const card = `
-- A supervisor's card: {holder, throttled, refused}. refused: the refusal that it comes after, in the shape of DeskFacts.answered with the
-- subject; null when the session's newest scan, other cards apart, was none, or is lifted already.
CREATE OR REPLACE FUNCTION desk_card(p jsonb, p_site uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public AS $f$
DECLARE
  v jsonb := identity_card(decode(p ->> 'card', 'hex'), (p ->> 'accountId')::uuid, p_site);
  s scan_event%ROWTYPE;
BEGIN
  IF v -> 'holder' = 'null'::jsonb THEN
    RETURN v;
  END IF;
  SELECT * INTO s FROM scan_event e WHERE e.session_id = (p ->> 'sessionId')::uuid AND e.account_id = (p ->> 'accountId')::uuid
      AND e.seq < (p ->> 'seq')::integer AND e.row_id <> 'CARD-NO' AND NOT (e.row_id = 'X5' AND e.act = 'answer')
    ORDER BY e.seq DESC LIMIT 1;
  IF s.id IS NULL OR s.class NOT IN ('STOP', 'ALARM') OR s.mode <> p ->> 'mode' OR s.undone_at IS NOT NULL
      OR s.received_at < clock_timestamp() - interval '${CARD_SECONDS} s'
      OR EXISTS (SELECT 1 FROM desk_override o WHERE o.refused_scan_id = s.id) THEN
    RETURN v;
  END IF;
  RETURN v || jsonb_build_object('refused', jsonb_build_object('scanId', s.id, 'row', s.row_id, 'deviceId', s.device_id, 'mode', s.mode,
    'personId', s.person_id, 'loanId', NULL, 'answers', '[]'::jsonb, 'subject', s.answer -> 'subject'));
END $f$`;

const recordOverride = `
-- In: {refusedScanId, refusedRow, givenRow, cardAccountId, deviceId} and the actor of the scan. No name of a person, here and in the log.
CREATE OR REPLACE FUNCTION desk_record_override(o jsonb, a jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  INSERT INTO desk_override (scan_id, refused_scan_id, refused_row, given_row, card_account_id, desk_account_id, station_id, site_id)
  VALUES ((a ->> 'scanId')::uuid, (o ->> 'refusedScanId')::uuid, o ->> 'refusedRow', o ->> 'givenRow', (o ->> 'cardAccountId')::uuid,
    (a ->> 'accountId')::uuid, (a ->> 'stationId')::uuid, (a ->> 'siteId')::uuid);
  PERFORM identity_record_change((o ->> 'cardAccountId')::uuid, 'desk.overridden', 'override', (a ->> 'scanId')::uuid,
    jsonb_build_object('row', o ->> 'refusedRow'),
    jsonb_build_object('row', o ->> 'givenRow', 'deviceId', o ->> 'deviceId', 'siteId', a ->> 'siteId', 'stationId', a ->> 'stationId',
      'atDesk', identity_account_name((a ->> 'accountId')::uuid),
      'station', (SELECT name FROM station WHERE id = (a ->> 'stationId')::uuid)));
END $f$`;

/** Supervisors' cards at the desk. */
export const deskCardsSql: SqlFunctions = { lib: 'desk-cards', order: 89, statements: [card, recordOverride] };
