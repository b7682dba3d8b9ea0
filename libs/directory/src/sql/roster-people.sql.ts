import type { SqlFunctions } from '@app/platform';
import { change, problem } from './import-problem.sql.js';

/** The sites of a person after the run: what they had, without those that the source had given them, with those that it gives them now. */
const SITES_AFTER = `ARRAY(SELECT unnest(i.site_ids) UNION
        SELECT ps.site_id FROM person_site ps WHERE ps.person_id = p.id AND ps.site_id <> ALL (i.former_site_ids)
          AND (i.site_id IS NULL OR ps.site_id IS DISTINCT FROM p.primary_site_id) ORDER BY 1)`;
const SITES_NOW = `ARRAY(SELECT ps.site_id FROM person_site ps WHERE ps.person_id = p.id ORDER BY 1)`;
const codesOf = (sites: string): string =>
  `(SELECT string_agg(s.code, ', ' ORDER BY s.code) FROM site s WHERE s.id = ANY (${sites}))`;

/** Contacts of the roster that nobody has typed by hand, in a fixed order. */
const GUARDIANS_AFTER = `coalesce((SELECT jsonb_agg(g.entry ORDER BY g.entry::text) FROM jsonb_array_elements(i.guardians) AS g(entry)
        WHERE NOT EXISTS (SELECT 1 FROM guardian h WHERE h.person_id = p.id AND h.origin = 'hand' AND platform_fold(h.name) = platform_fold(g.entry ->> 'name'))), '[]')`;
const GUARDIANS_NOW = `coalesce((SELECT jsonb_agg(g.entry ORDER BY g.entry::text) FROM (
        SELECT jsonb_build_object('name', name, 'relation', relation, 'email', email, 'phone', phone) AS entry FROM guardian WHERE person_id = p.id AND origin = 'roster') g), '[]')`;

const check = `
-- The plan of a roster: an outcome for each person of \`roster_person\`. Reads only. Here: create, change, unchanged, ask (a clerk withdrew
-- them, or their number is that of somebody who may be another), refuse. Gone: withdraw. Missing: ask.
CREATE OR REPLACE FUNCTION directory_check_roster(p_run uuid)
RETURNS TABLE (seq integer, outcome text, person_id uuid, key text, label text, changes jsonb, problems jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public SET work_mem = '64MB' SET plan_cache_mode = force_custom_plan SET jit = off AS $f$
#variable_conflict use_column
DECLARE
  v_today date := directory_day(clock_timestamp());
BEGIN
  RETURN QUERY
  WITH RECURSIVE repeats AS MATERIALIZED (
    -- Whoever has the number goes before who would get it.
    SELECT x.number_key, (array_agg(x.seq ORDER BY o.id IS NULL, x.seq))[1] AS first_seq, (array_agg(x.line ORDER BY o.id IS NULL, x.seq))[1] AS first_line,
      (array_agg(concat_ws(', ', x.family_name, x.given_name) ORDER BY o.id IS NULL, x.seq))[1] AS first_name
    FROM roster_person x LEFT JOIN person o ON o.id = x.person_id AND o.number_key = x.number_key
    WHERE x.run_id = p_run AND x.standing = 'here' GROUP BY x.number_key HAVING count(*) > 1
  ), compared AS MATERIALIZED (
    SELECT i.seq, i.standing, i.may_return, p.id AS person_id, p.state, coalesce(i.number, p.number) AS number, i.number_key,
      concat_ws(', ', coalesce(i.family_name, p.family_name), coalesce(i.given_name, p.given_name)) AS label, i.number_holder_id, coalesce(i.left_on, v_today) AS left_on,
      -- A number that comes a second time, of which a file of the run has one line at most.
      CASE WHEN r.first_seq <> i.seq AND (r.first_line IS NULL OR i.line IS NULL) THEN r.first_name END AS other,
      CASE WHEN former.id IS NULL THEN i.notes ELSE coalesce(i.notes, '[]') || jsonb_build_object('field', 'number', 'value', i.number, 'code', 'number-reused',
        'who', concat_ws(', ', former.family_name, former.given_name)) END AS notes,
      CASE WHEN i.standing = 'here' THEN i.problems || to_jsonb(array_remove(ARRAY[
        ${problem('i.number IS NULL', 'number', 'NULL', 'missing')},
        ${problem(`i.number_key !~ '^[A-Z0-9 ._/+:#*$%-]{3,40}$' OR i.number_key LIKE 'CMD-%' OR i.number_key LIKE '/%'`, 'number', 'i.number', 'not-scannable')},
        ${problem('r.first_seq <> i.seq AND r.first_line IS NOT NULL AND i.line IS NOT NULL', 'number', 'i.number', 'repeated', `jsonb_build_object('lines', jsonb_build_array(r.first_line, i.line))`)},
        ${problem('p.id IS DISTINCT FROM card.person_id AND card.person_id IS NOT NULL', 'number', 'i.number', 'number-is-a-card')},
        ${problem('p.merged_into_id IS NOT NULL', 'number', 'i.number', 'merged', `jsonb_build_object('into', (SELECT m.number FROM person m WHERE m.id = p.merged_into_id))`)},
        ${problem(`p.kind = 'student' AND i.kind = 'staff'`, 'kind', 'NULL', 'student-as-staff')},
        ${problem('st.active = false', 'site', 'st.code', 'site-closed')}
      ], NULL)) ELSE '[]' END AS problems,
      CASE WHEN p.id IS NOT NULL AND i.standing = 'here' THEN jsonb_strip_nulls(jsonb_build_object(
        ${change('number', 'i.number', 'p.number')},
        ${change('givenName', 'i.given_name', 'p.given_name')},
        ${change('familyName', 'i.family_name', 'p.family_name')},
        ${change('kind', 'i.kind', 'p.kind')},
        ${change('grade', 'i.grade', 'p.grade')},
        ${change('homeroom', 'i.homeroom', 'p.homeroom')},
        'site', CASE WHEN i.site_id IS NOT NULL AND i.site_id IS DISTINCT FROM p.primary_site_id THEN jsonb_build_array(old.code, st.code) END,
        'sites', CASE WHEN cardinality(i.site_ids) > 0 AND a.sites_after <> a.sites_now THEN jsonb_build_array(${codesOf('a.sites_now')}, ${codesOf('a.sites_after')}) END,
        ${change('email', 'i.email', 'p.email')},
        'state', CASE WHEN p.state = 'withdrawn' THEN '["withdrawn", "active"]'::jsonb END,
        'guardians', CASE WHEN a.guardians_after <> a.guardians_now THEN jsonb_build_array(jsonb_array_length(a.guardians_now), jsonb_array_length(a.guardians_after)) END)) END AS changes
    FROM roster_person i
    LEFT JOIN person p ON p.id = i.person_id
    LEFT JOIN person former ON former.id = i.number_holder_id
    LEFT JOIN person_identifier card ON card.value_key = i.number_key AND card.kind = 'card'
    LEFT JOIN site st ON st.id = i.site_id
    LEFT JOIN site old ON old.id = p.primary_site_id
    LEFT JOIN repeats r ON r.number_key = i.number_key
    CROSS JOIN LATERAL (SELECT ${SITES_AFTER} AS sites_after, ${SITES_NOW} AS sites_now,
      CASE WHEN i.guardians IS NOT NULL THEN ${GUARDIANS_AFTER} END AS guardians_after, CASE WHEN i.guardians IS NOT NULL THEN ${GUARDIANS_NOW} END AS guardians_now OFFSET 0) a
    WHERE i.run_id = p_run
  ), wanted AS MATERIALIZED (
    -- Whose new number is somebody else's now.
    SELECT c.seq, c.person_id, c.number_key, h.id AS holder_id, concat_ws(', ', h.family_name, h.given_name) AS holder
    FROM compared c JOIN person h ON h.number_key = c.number_key AND h.id IS DISTINCT FROM c.person_id
    WHERE c.standing = 'here' AND c.number_holder_id IS NULL
  ), denied AS (
    -- That somebody keeps it: this run gives them no other, or not to them either.
    SELECT w.* FROM wanted w WHERE NOT EXISTS (
      SELECT 1 FROM compared o WHERE o.person_id = w.holder_id AND o.standing = 'here' AND o.number_key <> w.number_key AND o.problems = '[]' AND o.other IS NULL
        AND (o.state = 'active' OR o.may_return))
    UNION SELECT w.* FROM wanted w JOIN denied d ON d.person_id = w.holder_id
  ), judged AS (
    SELECT c.*, c.problems || to_jsonb(array_remove(ARRAY[
      ${problem('d.seq IS NOT NULL OR c.other IS NOT NULL', 'number', 'c.number', 'number-of-other', `jsonb_build_object('who', coalesce(d.holder, c.other))`)}], NULL)) AS faults
    FROM compared c LEFT JOIN denied d ON d.seq = c.seq
  )
  SELECT c.seq, o.outcome,
    CASE WHEN o.outcome = 'refuse' OR c.number_holder_id IS NOT NULL THEN NULL ELSE coalesce(c.person_id, uuidv7()) END,
    c.number, c.label,
    CASE o.outcome WHEN 'change' THEN nullif(c.changes, '{}') WHEN 'withdraw' THEN jsonb_build_object('state', '["active", "withdrawn"]'::jsonb, 'withdrawnOn', jsonb_build_array(NULL, c.left_on)) END,
    nullif(CASE WHEN o.outcome = 'refuse' THEN c.faults ELSE coalesce(c.notes, '[]') END, '[]')
  FROM judged c CROSS JOIN LATERAL (SELECT CASE
    WHEN c.standing = 'gone' THEN CASE WHEN c.state = 'active' THEN 'withdraw' ELSE 'unchanged' END
    WHEN c.standing = 'missing' THEN 'ask'
    WHEN c.faults <> '[]' THEN 'refuse'
    WHEN c.number_holder_id IS NOT NULL THEN 'ask'
    WHEN c.person_id IS NULL THEN 'create'
    WHEN c.state = 'withdrawn' AND NOT c.may_return THEN 'ask'
    WHEN coalesce(c.changes, '{}') <> '{}' THEN 'change'
    ELSE 'unchanged' END AS outcome) o;
END $f$`;

const lock = `
-- The people whom a roster's plan changes, in order of id, and the sites that they come to: none of them closes from here on.
CREATE OR REPLACE FUNCTION directory_lock_roster(p_run uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM 1 FROM person WHERE id IN (SELECT i.person_id FROM roster_person i WHERE i.run_id = p_run) ORDER BY id FOR NO KEY UPDATE;
  PERFORM 1 FROM site WHERE id IN (SELECT unnest(i.site_ids) FROM roster_person i WHERE i.run_id = p_run) ORDER BY id FOR SHARE;
END $f$`;

const apply = `
-- Carries out the plan of a roster (\`roster_row\`), made in this transaction behind directory_lock_roster.
CREATE OR REPLACE FUNCTION directory_apply_roster(p_run uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public SET work_mem = '64MB' SET jit = off AS $f$
DECLARE
  v_today date := directory_day(clock_timestamp());
BEGIN
  -- Numbers that go from one to the next: each is free before somebody gets it.
  UPDATE person p SET number = 'MOVING-' || replace(p.id::text, '-', '')
  FROM roster_row r WHERE r.run_id = p_run AND r.outcome = 'change' AND r.changes ? 'number' AND p.id = r.person_id
    AND p.number_key IN (SELECT i.number_key FROM roster_person i WHERE i.run_id = p_run AND i.person_id IS DISTINCT FROM p.id);

  INSERT INTO person (id, kind, number, given_name, family_name, grade, homeroom, email, primary_site_id)
  SELECT r.person_id, i.kind, i.number, i.given_name, i.family_name, i.grade, i.homeroom, i.email, i.site_id
  FROM roster_row r JOIN roster_person i ON i.run_id = r.run_id AND i.seq = r.seq
  WHERE r.run_id = p_run AND r.outcome = 'create' ORDER BY r.seq;

  PERFORM platform_publish('directory.person-moved.v1', jsonb_build_object('personId', p.id, 'fromSiteId', p.primary_site_id, 'toSiteId', i.site_id,
    'grade', p.grade, 'movedOn', v_today))
  FROM roster_row r JOIN roster_person i ON i.run_id = r.run_id AND i.seq = r.seq JOIN person p ON p.id = r.person_id
  WHERE r.run_id = p_run AND r.outcome = 'change' AND r.changes ? 'site'
    AND EXISTS (SELECT 1 FROM event_subscription WHERE event_type = 'directory.person-moved.v1');

  DELETE FROM person_site ps USING roster_row r, roster_person i, person p
  WHERE r.run_id = p_run AND r.outcome = 'change' AND r.changes ?| ARRAY['site', 'sites'] AND i.run_id = r.run_id AND i.seq = r.seq AND p.id = r.person_id
    AND ps.person_id = p.id AND ps.site_id <> ALL (i.site_ids)
    AND (ps.site_id = ANY (i.former_site_ids) OR (i.site_id IS NOT NULL AND ps.site_id = p.primary_site_id));
  INSERT INTO person_site (person_id, site_id)
  SELECT r.person_id, s.id
  FROM roster_row r JOIN roster_person i ON i.run_id = r.run_id AND i.seq = r.seq CROSS JOIN LATERAL unnest(i.site_ids) AS s(id)
  WHERE r.run_id = p_run AND (r.outcome = 'create' OR (r.outcome = 'change' AND r.changes ?| ARRAY['site', 'sites']))
  ON CONFLICT DO NOTHING;

  UPDATE person p SET
    number = coalesce(i.number, p.number), kind = coalesce(i.kind, p.kind), given_name = coalesce(i.given_name, p.given_name),
    family_name = coalesce(i.family_name, p.family_name), grade = coalesce(i.grade, p.grade), homeroom = coalesce(i.homeroom, p.homeroom),
    email = coalesce(i.email, p.email), primary_site_id = coalesce(i.site_id, p.primary_site_id), state = 'active', withdrawn_on = NULL,
    temporary = false, known_number = NULL, version = p.version + 1
  FROM roster_row r JOIN roster_person i ON i.run_id = r.run_id AND i.seq = r.seq
  WHERE r.run_id = p_run AND r.outcome = 'change' AND p.id = r.person_id;

  PERFORM platform_publish('directory.person-taken-back.v1', jsonb_build_object('personId', r.person_id))
  FROM roster_row r WHERE r.run_id = p_run AND r.outcome = 'change' AND r.changes ? 'state'
    AND EXISTS (SELECT 1 FROM event_subscription WHERE event_type = 'directory.person-taken-back.v1');

  DELETE FROM guardian g USING roster_row r
  WHERE r.run_id = p_run AND r.outcome = 'change' AND r.changes ? 'guardians' AND g.person_id = r.person_id AND g.origin = 'roster';
  INSERT INTO guardian (person_id, name, relation, email, phone, origin)
  SELECT r.person_id, g.entry ->> 'name', g.entry ->> 'relation', g.entry ->> 'email', g.entry ->> 'phone', 'roster'
  FROM roster_row r JOIN roster_person i ON i.run_id = r.run_id AND i.seq = r.seq JOIN person p ON p.id = r.person_id
  CROSS JOIN LATERAL jsonb_array_elements(${GUARDIANS_AFTER}) AS g(entry)
  WHERE r.run_id = p_run AND (r.outcome = 'create' OR (r.outcome = 'change' AND r.changes ? 'guardians')) AND i.guardians IS NOT NULL
  ORDER BY r.seq, g.entry::text;

  PERFORM directory_withdraw(d.people, d.day) FROM (
    SELECT coalesce(i.left_on, v_today) AS day, array_agg(r.person_id) AS people
    FROM roster_row r JOIN roster_person i ON i.run_id = r.run_id AND i.seq = r.seq WHERE r.run_id = p_run AND r.outcome = 'withdraw' GROUP BY 1) d;
END $f$`;

const withdraw = `
-- Withdraws those of these people who are active, as their page would: the news opens their clearances. Returns who it was.
CREATE OR REPLACE FUNCTION directory_withdraw(p_people uuid[], p_on date) RETURNS uuid[]
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_who uuid[];
BEGIN
  PERFORM 1 FROM person WHERE id = ANY (p_people) ORDER BY id FOR NO KEY UPDATE;
  WITH gone AS (
    UPDATE person SET state = 'withdrawn', withdrawn_on = p_on, version = version + 1
    WHERE id = ANY (p_people) AND state = 'active' AND merged_into_id IS NULL RETURNING id
  )
  SELECT coalesce(array_agg(id), '{}') INTO v_who FROM gone;
  PERFORM platform_publish('directory.person-withdrawn.v1', jsonb_build_object('personId', p.id, 'siteId', p.primary_site_id, 'withdrawnOn', p_on))
  FROM person p WHERE p.id = ANY (v_who) AND EXISTS (SELECT 1 FROM event_subscription WHERE event_type = 'directory.person-withdrawn.v1');
  RETURN v_who;
END $f$;
-- The other way round.
CREATE OR REPLACE FUNCTION directory_take_back(p_people uuid[]) RETURNS uuid[]
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_who uuid[];
BEGIN
  PERFORM 1 FROM person WHERE id = ANY (p_people) ORDER BY id FOR NO KEY UPDATE;
  WITH back AS (
    UPDATE person SET state = 'active', withdrawn_on = NULL, version = version + 1
    WHERE id = ANY (p_people) AND state = 'withdrawn' AND merged_into_id IS NULL RETURNING id
  )
  SELECT coalesce(array_agg(id), '{}') INTO v_who FROM back;
  PERFORM platform_publish('directory.person-taken-back.v1', jsonb_build_object('personId', id)) FROM unnest(v_who) AS id
  WHERE EXISTS (SELECT 1 FROM event_subscription WHERE event_type = 'directory.person-taken-back.v1');
  RETURN v_who;
END $f$`;

const freeNumber = `
-- Takes a number from whoever of these records has it, so that somebody else can have it: theirs is the old one from now on. Their devices,
-- loans and name stay as they are.
CREATE OR REPLACE FUNCTION directory_free_number(p_person uuid, p_number text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM 1 FROM person WHERE id = ANY (directory_person_ids(p_person)) ORDER BY id FOR NO KEY UPDATE;
  UPDATE person p SET version = p.version + 1, number = (
    SELECT c.number FROM (SELECT n, p.number || '-OLD' || CASE WHEN n > 1 THEN n::text ELSE '' END AS number FROM generate_series(1, 1000) AS n) c
    WHERE NOT EXISTS (SELECT 1 FROM person_identifier i WHERE i.value_key = platform_code_key(c.number)) ORDER BY c.n LIMIT 1)
  WHERE p.id = ANY (directory_person_ids(p_person)) AND p.number_key = platform_code_key(p_number);
END $f$`;

const makeSite = `
-- A site as a roster names it: the code is the first of these that is free.
CREATE OR REPLACE FUNCTION directory_make_site(p_codes text[], p_name text, p_kind text) RETURNS uuid
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  INSERT INTO site (code, name, kind)
  SELECT c.code, p_name, p_kind FROM unnest(p_codes) WITH ORDINALITY AS c(code, place)
  WHERE c.code <> '' AND length(c.code) <= 20 AND NOT EXISTS (SELECT 1 FROM site s WHERE s.code_key = platform_code_key(c.code))
  ORDER BY c.place LIMIT 1 RETURNING id
$f$`;

/** People from a roster: the plan and its execution, set-based, over the table that exchange fills. */
export const directoryRosterSql: SqlFunctions = {
  lib: 'directory-roster',
  order: 26,
  statements: [check, lock, withdraw, apply, freeNumber, makeSite],
};
