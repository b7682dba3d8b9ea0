import type { Tx } from '../../libs/platform/src/index.js';
import { sampleId } from './random.js';

/** A number from 0 to 9 that is a device's own: the same in every sample. */
const LOT = `(get_byte(uuid_send(c.device_id), 15) % 10)`;

const OPEN = `
  INSERT INTO missing_case (device_id, kind, site_id, loan_id, holder_person_id, holder_room_id, holder_cart_id, holder_cart_slot, policy_on, reported_at, reported_by, notified_on,
    opened_seq, reason, last_seen_on, last_seen_place, told_by, police_agency, police_report_number, police_reported_on)
  SELECT d.id, CASE WHEN d.state = 'stolen' THEN 'stolen' ELSE 'missing' END, d.location_site_id, l.id,
    d.holder_person_id, d.holder_room_id, d.holder_cart_id, d.cart_slot, on_day, e.occurred_at, $2, on_day, e.seq, e.evidence ->> 'reason', (e.evidence ->> 'lastSeenOn')::date,
    (ARRAY['on the bus', 'in the library', 'at home', 'in the gym'])[1 + n % 4],
    (ARRAY['the student', 'a parent', 'the homeroom teacher'])[1 + n % 3],
    s.evidence ->> 'policeAgency', s.evidence ->> 'policeReportNumber', directory_day(s.occurred_at)
  FROM device d
  JOIN device_event e ON e.device_id = d.id AND e.type = 'reported-missing'
  LEFT JOIN device_event s ON s.device_id = d.id AND s.type = 'reported-stolen'
  LEFT JOIN loan l ON l.device_id = d.id AND l.returned_at IS NULL
  CROSS JOIN LATERAL (SELECT directory_day(e.occurred_at) AS on_day, get_byte(uuid_send(d.id), 15) AS n) x
  WHERE d.id = ANY ($1)`;

/** What was due is done, a few days late at times; the newest letters of some are still to be written. */
const STEPS = `
  INSERT INTO missing_case_step (case_id, step, due_on, policy_id, not_needed_as, done_on, done_at, done_by, note)
  SELECT c.id, p.step, due, p.id, left_out, done, (done + time '17:00') AT TIME ZONE 'UTC', CASE WHEN done IS NOT NULL THEN $2::uuid END,
    CASE WHEN done IS NOT NULL AND p.step = 'review' THEN 'Holder and teachers asked, classrooms searched: not found.' END
  FROM missing_case c JOIN policy_missing_step p ON p.effective @> c.policy_on JOIN device d ON d.id = c.device_id
  LEFT JOIN person h ON h.id = c.holder_person_id
  CROSS JOIN LATERAL (SELECT c.notified_on + p.after_days AS due, CASE
    WHEN p.step IN ('family-notice', 'demand') AND h.id IS NULL THEN 'no-holder' WHEN p.step = 'family-notice' AND h.kind = 'staff' THEN 'not-a-student'
    WHEN p.step IN ('demand', 'write-off') AND c.kind = 'stolen' THEN 'stolen' END AS left_out) x
  CROSS JOIN LATERAL (SELECT CASE WHEN left_out IS NULL AND p.step <> 'write-off' AND due + ${LOT} / 2 <= $3::date
    AND NOT (${LOT} = 7 AND due > $3::date - 40) THEN due + ${LOT} / 3 END AS done) y
  WHERE c.device_id = ANY ($1)`;

/** The lost ones were written off by two persons; some others wait for the second. */
const WRITE_OFFS = `
  INSERT INTO write_off (case_id, state, reason, investigation_note, proposed_by, proposed_at, decided_by, decided_at, event_seq)
  SELECT c.id, CASE WHEN d.state = 'lost' THEN 'approved' ELSE 'proposed' END, 'not-found',
    'Last user, teachers and the site were asked; the lockers were searched.', $2, coalesce(e.occurred_at - interval '2 days', s.due_on + time '16:00'),
    CASE WHEN d.state = 'lost' THEN $3::uuid END, e.occurred_at, e.seq
  FROM missing_case c JOIN device d ON d.id = c.device_id JOIN missing_case_step s ON s.case_id = c.id AND s.step = 'write-off'
  LEFT JOIN device_event e ON e.device_id = d.id AND e.after ->> 'state' = 'lost'
  WHERE c.device_id = ANY ($1) AND (d.state = 'lost' OR (d.state = 'missing' AND s.due_on <= $4::date AND s.not_needed_as IS NULL AND ${LOT} < 5
    AND NOT EXISTS (SELECT 1 FROM missing_case_step o WHERE o.case_id = c.id AND o.step IN ('demand', 'review') AND o.done_on IS NULL AND o.not_needed_as IS NULL)))`;

const CLOSE = `
  WITH closed AS (
    UPDATE missing_case c SET state = 'written-off', closed_as = 'written-off', closed_at = w.decided_at, closed_by = w.decided_by,
      closed_seq = w.event_seq, next_step = NULL, next_due_on = 'infinity'
    FROM write_off w WHERE w.case_id = c.id AND w.state = 'approved' AND c.device_id = ANY ($1) RETURNING c.id, w.decided_at, w.decided_by)
  UPDATE missing_case_step s SET done_on = directory_day(closed.decided_at), done_at = closed.decided_at, done_by = closed.decided_by
  FROM closed WHERE s.case_id = closed.id AND s.step = 'write-off'`;

/** The cases of these devices, with steps as a district does them: mostly in time. */
export async function loadMissingCases(tx: Tx, today: string, deviceIds: readonly string[]): Promise<void> {
  if (deviceIds.length === 0) return;
  const [admin, finance] = [sampleId('account admin'), sampleId('account finance')];
  await tx.execute(OPEN, [deviceIds, admin]);
  await tx.execute(STEPS, [deviceIds, admin, today]);
  await tx.execute(WRITE_OFFS, [deviceIds, admin, finance, today]);
  await tx.execute(CLOSE, [deviceIds]);
}
