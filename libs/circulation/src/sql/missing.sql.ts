import type { SqlFunctions } from '@app/platform';

const nextDue = `
-- The first step that is neither done nor left out; without one a day that never comes.
CREATE OR REPLACE FUNCTION circulation_next_due(p_case uuid, OUT step text, OUT due_on date)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT x.step, x.due_on FROM (
    SELECT s.step, s.due_on FROM missing_case_step s WHERE s.case_id = p_case AND s.done_at IS NULL AND s.not_needed_as IS NULL
    UNION ALL SELECT NULL, 'infinity') AS x
  ORDER BY x.due_on, array_position(ARRAY['lock', 'family-notice', 'demand', 'review', 'write-off'], x.step) LIMIT 1
$f$`;

const setNextStep = `
CREATE OR REPLACE FUNCTION circulation_set_next_step() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  UPDATE missing_case c SET next_step = n.step, next_due_on = n.due_on
    FROM (SELECT DISTINCT case_id FROM changed) x CROSS JOIN LATERAL circulation_next_due(x.case_id) n
   WHERE c.id = x.case_id AND c.state = 'open';
  RETURN NULL;
END $f$`;

const checkCase = `
-- missing and stolen: an open case of that kind; lost: one that two persons wrote off, or that came so from before Cubby; else none.
CREATE OR REPLACE FUNCTION circulation_check_case() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_device uuid;
  v_state text;
  c missing_case%ROWTYPE;
BEGIN
  IF TG_TABLE_NAME = 'device' THEN
    v_device := NEW.id;
  ELSE
    v_device := NEW.device_id;
  END IF;
  SELECT state INTO v_state FROM device WHERE id = v_device;
  SELECT * INTO c FROM missing_case WHERE device_id = v_device AND state <> 'recovered';
  IF coalesce(CASE WHEN v_state IN ('missing', 'stolen') THEN c.state = 'open' AND c.kind = v_state
       WHEN v_state = 'lost' THEN c.state = 'written-off' AND (c.opened_as = 'imported-as-lost'
         OR EXISTS (SELECT 1 FROM write_off w WHERE w.case_id = c.id AND w.state = 'approved'))
       ELSE c.id IS NULL END, false) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'device % is %, its case is %', v_device, v_state, coalesce(c.kind || ' ' || c.state, 'none')
    USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_missing_case_device', TABLE = 'missing_case';
END $f$`;

const investigation = `
-- Federal money wants every loss investigated (2 CFR 200.313(d)(3)); ECF and E-Rate equipment is kept to the same.
CREATE OR REPLACE FUNCTION circulation_needs_investigation(p_device uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT EXISTS (SELECT 1 FROM device d JOIN funding_split_line l ON l.split_id = d.funding_split_id
    JOIN funding_source s ON s.id = l.funding_source_id WHERE d.id = p_device AND s.kind IN ('federal', 'ecf', 'e-rate'))
$f$`;

const ownDevice = `
-- Whether the account is the person who held the device: an account and a person are the same by their e-mail address.
CREATE OR REPLACE FUNCTION circulation_is_holder(p_case uuid, p_account uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT EXISTS (SELECT 1 FROM missing_case c JOIN person h ON h.id = c.holder_person_id
    JOIN person p ON p.id = coalesce(h.merged_into_id, h.id) JOIN account a ON a.id = p_account
    WHERE c.id = p_case AND a.email_key IN (lower(normalize(p.email, NFKC)), lower(normalize(h.email, NFKC))))
$f$`;

const checkWriteOff = `
CREATE OR REPLACE FUNCTION circulation_check_write_off() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_constraint text;
  v_texts text[] := '{note,investigation_note,decision_note}';
BEGIN
  -- Of a final one nothing changes but its texts, when the person whom they name is forgotten.
  IF TG_OP = 'UPDATE' AND OLD.state <> 'proposed' AND to_jsonb(NEW) - v_texts = to_jsonb(OLD) - v_texts
    AND EXISTS (SELECT 1 FROM missing_case c JOIN person h ON h.id = c.holder_person_id WHERE c.id = NEW.case_id AND h.forgotten_at IS NOT NULL) THEN
    RETURN NEW;
  ELSIF TG_OP = 'UPDATE' AND OLD.state <> 'proposed' THEN
    v_constraint := 'ck_write_off_final';
  ELSIF NEW.state <> 'declined' AND NEW.investigation_note IS NULL
    AND (SELECT circulation_needs_investigation(c.device_id) FROM missing_case c WHERE c.id = NEW.case_id) THEN
    v_constraint := 'ck_write_off_investigation';
  ELSIF circulation_is_holder(NEW.case_id, coalesce(NEW.decided_by, NEW.proposed_by)) THEN
    v_constraint := 'ck_write_off_own_device';
  END IF;
  IF v_constraint IS NOT NULL THEN
    RAISE EXCEPTION 'write-off % is refused', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = v_constraint, TABLE = 'write_off';
  END IF;
  RETURN NEW;
END $f$`;

const closeCase = `
-- The device was found: its case is over, whatever its state. In: {deviceId, seq, at, how?, accountId?, siteId, scanId?}.
CREATE OR REPLACE FUNCTION circulation_close_case(p jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  c missing_case%ROWTYPE;
BEGIN
  UPDATE missing_case SET state = 'recovered', closed_at = (p ->> 'at')::timestamptz, closed_as = coalesce(p ->> 'how', 'scanned'),
    closed_by = (p ->> 'accountId')::uuid, closed_seq = (p ->> 'seq')::integer, found_site_id = (p ->> 'siteId')::uuid,
    next_step = NULL, next_due_on = 'infinity', version = version + 1
  WHERE device_id = (p ->> 'deviceId')::uuid AND state <> 'recovered' RETURNING * INTO c;
  IF FOUND THEN
    PERFORM platform_publish('circulation.device-recovered.v1', jsonb_build_object('caseId', c.id, 'deviceId', c.device_id, 'kind', c.kind,
      'siteId', p ->> 'siteId', 'caseSiteId', c.site_id, 'how', c.closed_as, 'scanId', p ->> 'scanId'));
  END IF;
END $f$`;

const reopenCase = `
-- The find was taken back: the case is what it was before. What was told about the find goes with it.
CREATE OR REPLACE FUNCTION circulation_reopen_case(p_device uuid, p_seq integer) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  UPDATE missing_case c SET state = w.state, closed_as = w.closed_as, closed_at = w.closed_at, closed_by = w.closed_by, closed_seq = w.closed_seq,
    found_site_id = NULL, found_place = NULL, brought_by = NULL, found_condition = NULL, found_note = NULL,
    next_step = n.step, next_due_on = coalesce(n.due_on, 'infinity'), version = c.version + 1
  FROM missing_case o
  LEFT JOIN write_off a ON a.case_id = o.id AND a.state = 'approved'
  CROSS JOIN LATERAL (SELECT 'written-off', 'written-off', a.decided_at, a.decided_by, a.event_seq WHERE a.id IS NOT NULL
    UNION ALL SELECT 'written-off', 'written-off', o.reported_at, o.reported_by, o.opened_seq WHERE o.opened_as = 'imported-as-lost'
    UNION ALL SELECT 'open', NULL, NULL, NULL, NULL LIMIT 1) AS w (state, closed_as, closed_at, closed_by, closed_seq)
  LEFT JOIN LATERAL circulation_next_due(o.id) n ON w.state = 'open'
  WHERE o.device_id = p_device AND o.closed_seq = p_seq AND o.state = 'recovered' AND c.id = o.id
$f$`;

const adoptCases = `
-- Cases for devices that came in astray, from a file. Nobody can say when their clock began or which letters went out, so those steps are
-- not asked for; review and write-off are due at once. A lost one was written off before Cubby.
CREATE OR REPLACE FUNCTION circulation_adopt_cases(p_devices uuid[], p_account uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  WITH astray AS (
    SELECT d.*, d.state = 'lost' AS lost, l.id AS loan_id, directory_day(d.state_since) AS day
    FROM device d LEFT JOIN loan l ON l.device_id = d.id AND l.returned_at IS NULL
    WHERE d.id = ANY (p_devices) AND d.state IN ('missing', 'stolen', 'lost')
      AND NOT EXISTS (SELECT 1 FROM missing_case c WHERE c.device_id = d.id AND c.state <> 'recovered')
  ), opened AS (
    INSERT INTO missing_case (device_id, kind, opened_as, site_id, loan_id, holder_person_id, holder_room_id, holder_cart_id, holder_cart_slot, policy_on, reported_at, reported_by,
      notified_on, opened_seq, state, closed_at, closed_as, closed_by, closed_seq)
    SELECT id, CASE WHEN state = 'stolen' THEN 'stolen' ELSE 'missing' END, CASE WHEN lost THEN 'imported-as-lost' ELSE 'imported' END,
      location_site_id, loan_id, holder_person_id, holder_room_id, holder_cart_id, cart_slot, day, state_since, p_account, day, last_seq,
      CASE WHEN lost THEN 'written-off' ELSE 'open' END, CASE WHEN lost THEN state_since END, CASE WHEN lost THEN 'written-off' END,
      CASE WHEN lost THEN p_account END, CASE WHEN lost THEN last_seq END
    FROM astray ORDER BY id
    RETURNING id, kind, state, policy_on
  )
  INSERT INTO missing_case_step (case_id, step, due_on, policy_id, not_needed_as)
  SELECT o.id, p.step, o.policy_on, p.id, CASE WHEN p.step IN ('lock', 'family-notice', 'demand') THEN 'imported'
    WHEN p.step = 'write-off' AND o.kind = 'stolen' THEN 'stolen' END
  FROM opened o JOIN policy_missing_step p ON p.effective @> o.policy_on WHERE o.state = 'open'
$f$`;

const importCases = `
CREATE OR REPLACE FUNCTION circulation_import_cases(p_run uuid, p_account uuid, p_from integer, p_to integer) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  SELECT circulation_adopt_cases(ARRAY(SELECT d.id FROM import_row r JOIN device d ON d.id = r.record_id
    WHERE r.run_id = p_run AND r.line BETWEEN p_from AND p_to AND r.outcome IN ('create', 'change')
      AND d.state IN ('missing', 'stolen', 'lost')), p_account)
$f$`;

/** Missing cases: their checks, and what the desk and imports do inside their own transactions. */
export const missingSql: SqlFunctions = {
  lib: 'circulation-missing',
  order: 39,
  statements: [
    nextDue,
    setNextStep,
    checkCase,
    investigation,
    ownDevice,
    checkWriteOff,
    closeCase,
    reopenCase,
    adoptCases,
    importCases,
  ],
};
