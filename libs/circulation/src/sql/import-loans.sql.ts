import type { SqlFunctions } from '@app/platform';

const importLoans = `
-- One loan for each device that the planned lines have just put into somebody's hands: one-to-one to a person, long to a
-- room. The event that did it is the newest of the device.
CREATE OR REPLACE FUNCTION circulation_import_loans(p_run uuid, p_account uuid, p_from integer, p_to integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public SET jit = off AS $f$
BEGIN
  INSERT INTO loan (device_id, person_id, room_id, borrower_name, type, site_id, loaned_at, opened_seq, opened_by)
  SELECT d.id, d.holder_person_id, d.holder_room_id, coalesce(p.given_name || ' ' || p.family_name, m.name),
    CASE WHEN d.holder_person_id IS NULL THEN 'long' ELSE 'one-to-one' END, d.location_site_id, d.last_event_at, d.last_seq, p_account
  FROM import_row r
  JOIN device d ON d.id = r.record_id
  LEFT JOIN person p ON p.id = d.holder_person_id
  LEFT JOIN room m ON m.id = d.holder_room_id
  WHERE r.run_id = p_run AND r.line BETWEEN p_from AND p_to AND d.state = 'deployed'
    AND (r.outcome = 'create' OR (r.outcome = 'change' AND r.changes ? 'holder'))
  ORDER BY r.line;

  PERFORM platform_publish('circulation.device-checked-out.v1', jsonb_build_object('deviceId', d.id, 'loanId', l.id, 'personId', l.person_id,
    'roomId', l.room_id, 'siteId', l.site_id, 'scanId', NULL))
  FROM import_row r
  JOIN device d ON d.id = r.record_id
  JOIN loan l ON l.device_id = d.id AND l.opened_seq = d.last_seq
  WHERE r.run_id = p_run AND r.line BETWEEN p_from AND p_to AND r.outcome = 'change' AND r.changes ? 'holder'
    AND EXISTS (SELECT 1 FROM event_subscription WHERE event_type = 'circulation.device-checked-out.v1');
END $f$`;

/** The loans of imported devices. */
export const circulationImportSql: SqlFunctions = { lib: 'circulation-import', order: 45, statements: [importLoans] };
