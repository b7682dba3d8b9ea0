import type { SqlFunctions } from '@app/platform';
import { FORGOTTEN } from '@app/platform';

/** Of `table`, all that people typed, without the names of the person in `v`; `where` finds the rows. */
const redacted = (table: string, columns: readonly string[], where: string): string =>
  `UPDATE ${table} AS t SET ${columns.map((column) => `${column} = platform_redact(t.${column}, v.words, v.name)`).join(', ')}
    WHERE ${where} AND num_nonnulls(${columns.map((column) => `t.${column}`).join(', ')}) > 0;`;

const forget = `
-- Loans, cases and clearances stay, under another name; texts about them lose the names. As their owner, since what was taken back of a
-- case is append-only to the product.
CREATE OR REPLACE FUNCTION circulation_forget_people(p jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $f$
DECLARE
  v record;
  v_cases uuid[];
BEGIN
  UPDATE loan l SET borrower_name = f.name FROM ${FORGOTTEN} WHERE l.person_id = f.record;
  FOR v IN SELECT f.record, f.name, f.words FROM ${FORGOTTEN} LOOP
    v_cases := ARRAY(SELECT c.id FROM missing_case c WHERE c.holder_person_id = v.record
      UNION SELECT c.id FROM loan l JOIN missing_case c ON c.loan_id = l.id WHERE l.person_id = v.record);
    IF v_cases <> '{}' THEN
      ${redacted(
        'missing_case',
        [
          ...['reason', 'last_seen_place', 'told_by', 'police_agency', 'finding', 'found_place'],
          ...['brought_by', 'found_note'],
        ],
        't.id = ANY (v_cases)',
      )}
      ${redacted('missing_case_step', ['note'], 't.case_id = ANY (v_cases)')}
      ${redacted('missing_case_step_taken_back', ['note'], 't.case_id = ANY (v_cases)')}
      ${redacted('write_off', ['note', 'investigation_note', 'decision_note'], 't.case_id = ANY (v_cases)')}
    END IF;
    ${redacted('clearance', ['note'], 't.person_id = v.record')}
  END LOOP;
END $f$`;

const loanOfRemembered = `
CREATE OR REPLACE FUNCTION circulation_loan_of_remembered() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM directory_keep_remembered(NEW.person_id);
  RETURN NEW;
END $f$;
CREATE OR REPLACE TRIGGER loan_person_remembered BEFORE INSERT ON loan
  FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION circulation_loan_of_remembered()`;

const holds = `
-- What is open with a person, merges resolved: nobody is forgotten while it is.
CREATE OR REPLACE VIEW circulation.v_open_with AS
  SELECT coalesce(p.merged_into_id, p.id) AS person_id, o.why, o.device_id
  FROM (SELECT person_id, 'holds-device'::text AS why, device_id FROM public.loan WHERE returned_at IS NULL AND person_id IS NOT NULL
    UNION ALL SELECT person_id, 'clearance-open', NULL FROM public.clearance WHERE state = 'open'
    UNION ALL SELECT holder_person_id, 'case-open', device_id FROM public.missing_case WHERE state = 'open' AND holder_person_id IS NOT NULL
    UNION ALL SELECT person_id, 'device-reserved', device_id FROM public.reservation WHERE state = 'live') AS o
  JOIN public.person p ON p.id = o.person_id;
-- The devices that a person had, and the day on which the last of those loans ended.
CREATE OR REPLACE VIEW circulation.v_had AS
  SELECT coalesce(p.merged_into_id, p.id) AS person_id, l.device_id, max(l.returned_at) AS returned_at
  FROM public.loan l JOIN public.person p ON p.id = l.person_id
  WHERE l.returned_at IS NOT NULL AND NOT l.corrected GROUP BY 1, 2`;

export const circulationForgetSql: SqlFunctions = {
  lib: 'circulation-forget',
  order: 46,
  statements: [holds, loanOfRemembered, forget],
};
