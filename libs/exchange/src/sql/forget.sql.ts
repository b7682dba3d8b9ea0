import type { SqlFunctions } from '@app/platform';
import { FORGOTTEN } from '@app/platform';

const rosters = `
-- What a roster said: the student, the family if nobody else of the source has it, and all that hangs on them. Should the roster have them
-- again, they come as somebody new.
CREATE OR REPLACE FUNCTION exchange_forget_in_rosters(p jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v record;
BEGIN
  UPDATE roster_row r SET key = f.number, label = f.name, changes = NULL, problems = NULL FROM ${FORGOTTEN} WHERE r.person_id = f.record;
  DELETE FROM roster_person s USING ${FORGOTTEN} WHERE s.person_id = f.record OR s.number_key = ANY (f.codes);
  FOR v IN SELECT m.source_id, array_agg(m.user_id) AS users FROM ${FORGOTTEN} JOIN roster_member m ON m.person_id = f.record GROUP BY m.source_id LOOP
    WITH link AS MATERIALIZED (
      SELECT r.id, r.vals[1] = ANY (v.users) OR r.vals[2] = ANY (v.users) AS own, unnest(r.vals[1:2]) AS user_id
      FROM roster_record r WHERE r.source_id = v.source_id AND r.kind = 'link'
    ), gone AS MATERIALIZED (
      SELECT unnest(v.users) AS id
      UNION SELECT l.user_id FROM link l WHERE l.user_id IS NOT NULL GROUP BY l.user_id HAVING bool_and(l.own)
    )
    DELETE FROM roster_record r WHERE r.source_id = v.source_id AND (
      (r.kind = 'user' AND r.id IN (SELECT id FROM gone)) OR r.owner IN (SELECT id FROM gone)
      OR (r.kind IN ('role', 'link') AND r.vals[1] IN (SELECT id FROM gone)) OR (r.kind IN ('enrollment', 'link') AND r.vals[2] IN (SELECT id FROM gone)));
    DELETE FROM roster_line l USING roster_run r WHERE r.id = l.run_id AND r.source_id = v.source_id AND coalesce(l.owner, l.id) = ANY (v.users);
    DELETE FROM roster_member m WHERE m.source_id = v.source_id AND m.user_id = ANY (v.users);
  END LOOP;
END $f$`;

const forget = `
-- Lines of imports of the last month, and what was written about exports. Their files go by their own days.
CREATE OR REPLACE FUNCTION exchange_forget_people(p jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v record;
BEGIN
  PERFORM exchange_forget_in_rosters(p);
  DELETE FROM import_person i USING ${FORGOTTEN} WHERE i.number_key = ANY (f.codes);
  DELETE FROM import_agreement i USING ${FORGOTTEN} WHERE i.number_key = ANY (f.codes);
  UPDATE import_device i SET holder = NULL, problems = NULL FROM ${FORGOTTEN} WHERE i.holder_key = ANY (f.codes);
  UPDATE import_row r SET key = f.number, label = f.name, changes = NULL, problems = NULL
  FROM ${FORGOTTEN} WHERE r.record_id = f.record OR platform_code_key(r.key) = ANY (f.codes);
  FOR v IN SELECT f.name, f.phrases FROM ${FORGOTTEN} WHERE f.person = f.record LOOP
    UPDATE import_row r SET changes = platform_redact(r.changes, v.phrases, v.name), problems = platform_redact(r.problems, v.phrases, v.name)
    WHERE EXISTS (SELECT 1 FROM unnest(v.phrases) AS w WHERE position(lower(w) IN lower(coalesce(r.changes::text, '') || coalesce(r.problems::text, ''))) > 0);
    UPDATE roster_row r SET problems = platform_redact(r.problems, v.phrases, v.name)
    WHERE EXISTS (SELECT 1 FROM unnest(v.phrases) AS w WHERE position(lower(w) IN lower(r.problems::text)) > 0);
    UPDATE export_run r SET query = platform_redact(r.query, v.phrases, v.name), words = platform_redact(r.words, v.phrases, v.name),
      recipient = platform_redact(r.recipient, v.phrases, v.name), purpose = platform_redact(r.purpose, v.phrases, v.name)
    WHERE EXISTS (SELECT 1 FROM unnest(v.phrases) AS w WHERE position(lower(w) IN lower(concat_ws(' ', r.query, r.words, r.recipient, r.purpose))) > 0);
  END LOOP;
END $f$`;

export const exchangeForgetSql: SqlFunctions = { lib: 'exchange-forget', order: 61, statements: [rosters, forget] };
