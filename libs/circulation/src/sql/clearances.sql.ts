import type { SqlFunctions } from '@app/platform';

const open = `
-- The clearance of somebody who has left, with what they still have, under a temporary record too; the one that is there already, or null when they have not left.
-- Locks person and loans: a return that is under way is either seen here or finds its line.
CREATE OR REPLACE FUNCTION circulation_open_clearance(p_person uuid, p_overdue_on date) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  p person%ROWTYPE;
  v_id uuid;
BEGIN
  PERFORM directory_lock_person(p_person);
  SELECT * INTO p FROM person WHERE id = (SELECT coalesce(merged_into_id, id) FROM person WHERE id = p_person);
  IF p.state <> 'withdrawn' OR p.primary_site_id IS NULL THEN
    RETURN NULL;
  END IF;
  -- The day of an open one may have been corrected since.
  UPDATE clearance SET due_on = p.withdrawn_on, overdue_on = greatest(p_overdue_on, p.withdrawn_on + 1), version = version + 1
  WHERE person_id = p.id AND state = 'open' AND moved_to_site_id IS NULL AND due_on <> p.withdrawn_on RETURNING id INTO v_id;
  IF NOT FOUND THEN
    SELECT id INTO v_id FROM clearance WHERE person_id = p.id AND due_on = p.withdrawn_on AND state <> 'cancelled' AND moved_to_site_id IS NULL;
  END IF;
  IF FOUND THEN
    RETURN v_id;
  END IF;
  INSERT INTO clearance (person_id, site_id, due_on, overdue_on)
    VALUES (p.id, p.primary_site_id, p.withdrawn_on, greatest(p_overdue_on, p.withdrawn_on + 1)) RETURNING id INTO v_id;
  INSERT INTO clearance_item (clearance_id, device_id, loan_id)
    SELECT v_id, l.device_id, l.id FROM (
      SELECT * FROM loan WHERE person_id = ANY (directory_person_and_twins(p.id)) AND returned_at IS NULL ORDER BY id FOR NO KEY UPDATE) AS l;
  -- A charger that is given back meanwhile is seen by the sum, or waits and finds its line.
  PERFORM 1 FROM loan_accessory a JOIN loan l ON l.id = a.loan_id WHERE l.person_id = ANY (directory_person_and_twins(p.id)) ORDER BY a.id FOR NO KEY UPDATE OF a;
  PERFORM circulation_sum_clearance(v_id);
  RETURN v_id;
END $f$`;

const move = `
-- After a move of a student: clearances of schools that they left go where the student is, the one of a school that they are back at is
-- cancelled; and the one of p_site is opened, late from p_overdue_on (null: its devices go along) unless they have nothing of that school.
-- By where the student is now, so that news may come twice and in any order.
CREATE OR REPLACE FUNCTION circulation_follow_move(p_person uuid, p_site uuid, p_on date, p_overdue_on date) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  p person%ROWTYPE;
  v_loans uuid[];
  v_id uuid;
BEGIN
  PERFORM directory_lock_person(p_person);
  SELECT * INTO p FROM person WHERE id = (SELECT coalesce(merged_into_id, id) FROM person WHERE id = p_person);
  UPDATE clearance SET state = 'cancelled', closed_at = clock_timestamp(), version = version + 1
    WHERE person_id = p.id AND state = 'open' AND moved_to_site_id IS NOT NULL AND site_id = p.primary_site_id;
  UPDATE clearance SET moved_to_site_id = p.primary_site_id, version = version + 1
    WHERE person_id = p.id AND state = 'open' AND moved_to_site_id <> p.primary_site_id;
  IF p_overdue_on IS NULL OR p.kind <> 'student' OR p.primary_site_id IS NULL OR p.primary_site_id = p_site THEN
    RETURN NULL;
  END IF;
  SELECT id INTO v_id FROM clearance
    WHERE person_id = p.id AND site_id = p_site AND moved_to_site_id IS NOT NULL AND due_on = p_on AND state <> 'cancelled';
  IF FOUND THEN
    RETURN v_id;
  END IF;
  v_loans := ARRAY(SELECT l.id FROM loan l JOIN device d ON d.id = l.device_id AND d.home_site_id = p_site
    WHERE l.person_id = ANY (directory_person_and_twins(p.id)) AND l.returned_at IS NULL ORDER BY l.id FOR NO KEY UPDATE OF l);
  PERFORM 1 FROM loan_accessory a JOIN loan l ON l.id = a.loan_id JOIN device d ON d.id = l.device_id AND d.home_site_id = p_site
    WHERE l.person_id = ANY (directory_person_and_twins(p.id)) ORDER BY a.id FOR NO KEY UPDATE OF a;
  IF v_loans = '{}' AND NOT EXISTS (SELECT 1 FROM loan l JOIN device d ON d.id = l.device_id AND d.home_site_id = p_site
      JOIN circulation.v_accessory v ON v.loan_id = l.id AND v.tag_loan_id IS NULL AND v.owed > 0
      WHERE l.person_id = ANY (directory_person_and_twins(p.id))) THEN
    RETURN NULL;
  END IF;
  INSERT INTO clearance (person_id, site_id, moved_to_site_id, due_on, overdue_on)
    VALUES (p.id, p_site, p.primary_site_id, p_on, greatest(p_overdue_on, p_on + 1)) RETURNING id INTO v_id;
  INSERT INTO clearance_item (clearance_id, device_id, loan_id) SELECT v_id, l.device_id, l.id FROM loan l WHERE l.id = ANY (v_loans);
  PERFORM circulation_sum_clearance(v_id);
  RETURN v_id;
END $f$`;

const sum = `
-- A clearance is open while anything is owed; what was lost or let go makes it one with exceptions. Accessories that were out when
-- it was opened have lines of their own. Tagged ones are devices. Whoever moved owes the school that they left what is that school's.
CREATE OR REPLACE FUNCTION circulation_sum_clearance(p_clearance uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  c clearance%ROWTYPE;
  v_state text;
BEGIN
  SELECT * INTO c FROM clearance WHERE id = p_clearance FOR NO KEY UPDATE;
  INSERT INTO clearance_item (clearance_id, kind, device_id, loan_id, line_id, state, settled_at)
    SELECT c.id, 'accessory', v.device_id, v.loan_id, v.id, CASE WHEN c.note IS NULL THEN 'owed' ELSE 'excepted' END,
      CASE WHEN c.note IS NOT NULL THEN clock_timestamp() END
    FROM loan l JOIN circulation.v_accessory v ON v.loan_id = l.id AND v.tag_loan_id IS NULL AND v.owed > 0
    WHERE c.state <> 'cancelled' AND l.person_id = ANY (directory_person_and_twins(c.person_id)) AND l.loaned_at <= c.opened_at
      AND (c.moved_to_site_id IS NULL OR EXISTS (SELECT 1 FROM device d WHERE d.id = l.device_id AND d.home_site_id = c.site_id))
    ON CONFLICT (line_id, clearance_id) WHERE kind = 'accessory' DO NOTHING;
  UPDATE clearance_item i SET state = n.state, settled_at = CASE WHEN n.state <> 'owed' THEN clock_timestamp() END
    FROM clearance_item o LEFT JOIN circulation.v_accessory v ON v.id = o.line_id
    CROSS JOIN LATERAL (SELECT CASE WHEN coalesce(v.owed, 0) = 0 THEN 'returned' WHEN c.note IS NULL THEN 'owed' ELSE 'excepted' END) AS n(state)
    WHERE o.id = i.id AND o.clearance_id = c.id AND o.kind = 'accessory' AND o.state <> n.state;
  SELECT CASE WHEN bool_or(state = 'owed') THEN 'open' WHEN bool_or(state IN ('lost', 'excepted')) THEN 'excepted' ELSE 'cleared' END
    INTO v_state FROM clearance_item WHERE clearance_id = p_clearance;
  UPDATE clearance SET state = v_state, version = version + 1,
    closed_at = CASE WHEN v_state <> 'open' THEN coalesce(closed_at, clock_timestamp()) END,
    closed_by = CASE WHEN v_state <> 'open' THEN closed_by END
  WHERE id = p_clearance AND state <> 'cancelled' AND state <> v_state;
END $f$`;

const settle = `
-- A return, its undo or a write-off moves the line of the device in the same transaction; a line that was let go stays so after an undo.
CREATE OR REPLACE FUNCTION circulation_settle_clearance() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_clearance uuid;
BEGIN
  FOR v_clearance IN
    UPDATE clearance_item i SET
      state = CASE WHEN NEW.returned_at IS NOT NULL THEN CASE WHEN NEW.closed_as = 'lost' THEN 'lost' ELSE 'returned' END
        WHEN c.note IS NOT NULL THEN 'excepted' ELSE 'owed' END,
      settled_at = CASE WHEN NEW.returned_at IS NOT NULL THEN NEW.returned_at WHEN c.note IS NOT NULL THEN clock_timestamp() END
    FROM clearance c WHERE i.loan_id = NEW.id AND i.kind = 'device' AND c.id = i.clearance_id RETURNING c.id LOOP
    PERFORM circulation_sum_clearance(v_clearance);
  END LOOP;
  RETURN NULL;
END $f$`;

const settleAccessory = `
-- A plain return asks one index; what the desk answers to it may make something owed that no clearance names yet.
CREATE OR REPLACE FUNCTION circulation_settle_accessory() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_clearance uuid;
BEGIN
  FOR v_clearance IN SELECT clearance_id FROM clearance_item WHERE line_id = NEW.line_id AND kind = 'accessory' ORDER BY clearance_id LOOP
    PERFORM circulation_sum_clearance(v_clearance);
  END LOOP;
  IF TG_OP = 'UPDATE' AND NOT FOUND THEN
    PERFORM circulation_sum_clearance(c.id) FROM loan_accessory a JOIN loan l ON l.id = a.loan_id
      JOIN person r ON r.id = l.person_id LEFT JOIN person_identifier i ON r.temporary AND r.merged_into_id IS NULL AND i.value_key = r.known_number_key
      JOIN person p ON p.id = coalesce(r.merged_into_id, i.person_id, r.id) AND p.state = 'withdrawn'
      JOIN clearance c ON c.person_id = p.id AND c.due_on = p.withdrawn_on AND c.state <> 'cancelled' AND c.moved_to_site_id IS NULL
      WHERE a.id = NEW.line_id;
    PERFORM circulation_sum_clearance(c.id) FROM loan_accessory a JOIN clearance_item i ON i.loan_id = a.loan_id AND i.kind = 'device'
      JOIN clearance c ON c.id = i.clearance_id AND c.moved_to_site_id IS NOT NULL WHERE a.id = NEW.line_id;
  END IF;
  RETURN NULL;
END $f$`;

const moved = `
-- Of whoever left a school whose devices stay there: what they had to give back, by the school and the day.
CREATE OR REPLACE VIEW circulation.v_moved_clearance AS
  SELECT c.id, c.person_id, c.site_id, c.due_on, c.state FROM public.clearance c WHERE c.moved_to_site_id IS NOT NULL AND c.state <> 'cancelled'`;

/** Exit clearances: opened once for each withdrawal or move, their lines follow the loans. */
export const clearancesSql: SqlFunctions = {
  lib: 'circulation-clearances',
  order: 42,
  statements: [sum, open, move, settle, settleAccessory, moved],
};
